"""Whatever several people do in whatever order, the plan is what a plain model of it says, and so is its history."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from tests.commands.plan_model import STAGES, PlanModel
from tests.commands.replaying import replayed, stored
from tests.databases import copied
from tests.planning import Planning, planning_on
from tracker.commands import notes, ownerships, parties, plans, steps
from tracker.domain.completion import Completion
from tracker.domain.meeting import Meeting
from tracker.domain.note import Note
from tracker.domain.ownership import Ownership
from tracker.domain.party import StepTheme
from tracker.domain.permissions import Action, Role, may
from tracker.domain.refusals import Forbidden, Gone
from tracker.domain.step import Step
from tracker.store.cards import step_marks

WORDS = ("im Mai", "voraussichtlich im Juni", "irgendwann", "bis zum nächsten Treffen", "")
ROLES = {"anna": Role.FACILITATOR, "bernd": Role.EDITOR, "deniz": Role.GUEST, "emil": Role.COORDINATOR}
who = st.sampled_from(list(ROLES))
members = st.sampled_from([name for name in ROLES if name != "deniz"])
stages = st.sampled_from(STAGES)
words = st.sampled_from(WORDS)
titles = st.sampled_from(("Kick-off", "Betriebe ansprechen", "Raum suchen"))


class PlanMachine(RuleBasedStateMachine):
    """Rules are commands: each runs on the real database and on the model."""

    template: ClassVar[Path]
    folder: ClassVar[Path]
    added = Bundle("added")
    noted = Bundle("noted")

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        url = copied(self.template, Path(mkdtemp(dir=self.folder)))
        self.planning: Planning = self.open.enter_context(planning_on(url))
        self.model = PlanModel()
        made = [self.planning.do(parties.add_party, name).made for name in ("Kammer", "Verein")]
        self.parties = dict(zip(("Kammer", "Verein"), made, strict=True))
        self.themes = [self.planning.do(parties.add_theme, name).made for name in ("Tools", "Netzwerk")]
        self.names = {id: name for name, id in self.parties.items()}
        self.model.revs = 4

    @initialize(target=added, listed=st.lists(stages, min_size=4, max_size=6), said=words)
    def begin(self, listed: list[str], said: str) -> Any:
        """Some steps, so that every rule has something to do from the start."""
        return multiple(*(self.add("anna", f"Schritt {at}", stage, said) for at, stage in enumerate(listed)))

    @rule(target=added, name=who, title=titles, stage=stages, said=words)
    def add(self, name: str, title: str, stage: str, said: str) -> str:
        step: str = self.planning.do(
            steps.add, title, self.planning.stages[stage], said, by=self.person(name)
        ).made
        self.model.add(step, title, stage, said)
        self.model.revs += 1
        return step

    @rule(name=who, step=added, title=titles, text=st.sampled_from((None, "", "Ein Text")))
    def edit(self, name: str, step: str, title: str, text: str | None) -> None:
        def expected(model: PlanModel) -> None:
            model.steps[step].title = title
            model.steps[step].text = model.steps[step].text if text is None else text

        self.at(step, name, Action.EDIT_STEP, expected, steps.retell, title, text, None)

    @rule(name=who, step=added, stage=stages, other=added, to_end=st.booleans())
    def move(self, name: str, step: str, stage: str, other: str, to_end: bool) -> None:
        before = "" if to_end else other
        target = self.planning.stages[stage]
        self.at(
            step, name, Action.PLACE_STEP, lambda model: model.move(step, stage, before), steps.place, target, before
        )  # fmt: skip

    @rule(name=who, step=added, result=st.sampled_from(("", "40 waren da")))
    def complete(self, name: str, step: str, result: str) -> None:
        self.at(
            step, name, Action.COMPLETE_STEP, lambda model: model.complete(step, result), steps.complete, result
        )  # fmt: skip

    @rule(name=who, step=added)
    def reopen(self, name: str, step: str) -> None:
        self.at(step, name, Action.COMPLETE_STEP, lambda model: model.reopen(step), steps.reopen)

    @rule(name=who, step=added)
    def drop(self, name: str, step: str) -> None:
        def expected(model: PlanModel) -> None:
            model.steps[step].dropped = True
            model.leave(step)

        self.at(step, name, Action.DROP_STEP, expected, steps.drop, "fehlt Geld")

    @rule(name=who, step=added)
    def trash(self, name: str, step: str) -> None:
        def expected(model: PlanModel) -> None:
            model.steps[step].trashed = True
            model.leave(step)

        self.done(name, Action.TRASH_STEP, expected, steps.trash, step)

    @rule(name=who, step=added)
    def restore(self, name: str, step: str) -> None:
        def expected(model: PlanModel) -> None:
            model.steps[step].dropped = model.steps[step].trashed = False
            if step in model.away:
                model.come_back(step, self.listed(model.away[step]))

        self.done(name, Action.RESTORE_STEP, expected, steps.restore, step)

    @rule(name=who, step=added, said=words)
    def set_deadline(self, name: str, step: str, said: str) -> None:
        def expected(model: PlanModel) -> None:
            model.steps[step].words = said

        self.at(step, name, Action.EDIT_STEP, expected, steps.set_deadline, said, None)

    @rule(name=who, step=added, which=st.sets(st.sampled_from((0, 1))))
    def set_themes(self, name: str, step: str, which: set[int]) -> None:
        themes = [self.themes[at] for at in which]

        def expected(model: PlanModel) -> None:
            model.steps[step].themes = frozenset(themes)

        self.at(step, name, Action.EDIT_STEP, expected, steps.set_themes, themes)

    @rule(name=who, step=added)
    def take(self, name: str, step: str) -> None:
        me = self.person(name).name
        self.at(
            step, name, Action.TAKE_STEP, lambda model: model.steps[step].take(me), ownerships.take
        )  # fmt: skip

    @rule(
        name=who, step=added, party=st.sampled_from(("Kammer", "Verein")),
        role=st.sampled_from(("lead", "with", "involve")),
    )  # fmt: skip
    def ask(self, name: str, step: str, party: str, role: str) -> None:
        def expected(model: PlanModel) -> None:
            model.steps[step].ask(party, role, "asked")

        self.at(step, name, Action.ASK_OWNER, expected, ownerships.ask, self.parties[party], role)

    @rule(
        name=who, step=added, at=st.integers(0, 3), answer=st.sampled_from(("asked", "accepted", "declined"))
    )  # fmt: skip
    def answer(self, name: str, step: str, at: int, answer: str) -> None:
        if not (named := self.owners(step)):
            return
        party, ownership = named[at % len(named)]
        own = self.person(name).name == party

        def expected(model: PlanModel) -> None:
            model.steps[step].owners[party][1] = answer

        action = Action.READ if own else Action.ANSWER_FOR_OTHERS
        if self.model.steps[step].gone and not own:
            action = Action.READ  # gone is told before who may answer
        self.at(step, name, action, expected, ownerships.answer, ownership, answer)

    @rule(name=who, step=added, at=st.integers(0, 3))
    def end(self, name: str, step: str, at: int) -> None:
        if not (named := self.owners(step)):
            return
        party, ownership = named[at % len(named)]
        self.at(
            step, name, Action.END_OWNERSHIP, lambda model: model.steps[step].owners.pop(party),
            ownerships.end, ownership,
        )  # fmt: skip

    @rule(target=noted, name=who, text=titles)
    def add_note(self, name: str, text: str) -> str:
        note: str = self.planning.do(notes.add, "idea", text, by=self.person(name)).made
        self.model.notes[note] = (text, True)
        self.model.revs += 1
        return note

    @rule(name=who, note=noted, text=titles)
    def edit_note(self, name: str, note: str, text: str) -> None:
        def expected(model: PlanModel) -> None:
            model.notes[note] = (text, True)

        gone = not self.model.notes[note][1]
        self.done(name, Action.EDIT_NOTE, expected, notes.rewrite, note, text, None, gone=gone)

    @rule(name=who, note=noted, back=st.booleans())
    def trash_or_restore_note(self, name: str, note: str, back: bool) -> None:
        def expected(model: PlanModel) -> None:
            model.notes[note] = (model.notes[note][0], back)

        command = notes.restore if back else notes.trash
        self.done(name, Action.TRASH_NOTE, expected, command, note)

    @rule(name=who, said=st.sampled_from(("12.06.2026", "19.06.2026", "")))
    def set_meeting(self, name: str, said: str) -> None:
        def expected(model: PlanModel) -> None:
            model.meeting = said

        self.done(name, Action.SET_MEETING, expected, plans.set_meeting, "", said, None)

    @invariant()
    def revs_are_counted_without_a_gap(self) -> None:
        assert [change.rev for change in self.planning.changes()] == list(range(1, self.planning.rev + 1))
        assert self.planning.rev == self.model.revs

    @invariant()
    def lists_are_in_the_models_order(self) -> None:
        assert {stage: self.listed(stage) for stage in STAGES} == self.model.lists

    @invariant()
    def steps_are_what_the_model_says(self) -> None:
        done = {one.step_id: one.result for one in self.planning.all(Completion)}
        themes = [(one.step_id, one.theme_id) for one in self.planning.all(StepTheme)]
        for step in self.planning.all(Step):
            expected = self.model.steps[step.id]
            assert (step.title, step.text, step.number) == (expected.title, expected.text, expected.number)
            assert (step.deadline_words or "") == expected.words
            assert done.get(step.id) == expected.result
            assert (step.stage_id == self.planning.stages["done"]) == (step.id in done)
            assert {theme for id, theme in themes if id == step.id} == expected.themes

    @invariant()
    def owners_are_what_the_model_says_and_one_leads_at_most(self) -> None:
        for step, expected in self.model.steps.items():
            rows = {one.id: [one.role, one.answer] for one in self.planning.all(Ownership) if one.step_id == step}
            assert {party: rows[id] for party, id in self.owners(step)} == expected.owners
            assert sum(role == "lead" for role, _ in rows.values()) <= 1

    @invariant()
    def what_is_due_with_the_next_meeting_is_due_then(self) -> None:
        meetings = self.planning.all(Meeting)
        day = meetings[0].deadline_last if meetings else None
        done = {one.step_id for one in self.planning.all(Completion)}
        for step in self.planning.all(Step):
            if step.deadline_next_meeting and step.id not in done and not self.was_done_since(step.id):
                assert step.deadline_last == day

    @invariant()
    def notes_are_what_the_model_says(self) -> None:
        found = {note.id: (note.text, note.trashed_at is None) for note in self.planning.all(Note)}
        assert found == self.model.notes

    def teardown(self) -> None:
        try:
            assert replayed(self.planning.changes()) == stored(self.planning)
        finally:
            self.open.close()

    def at(
        self, step: str, name: str, action: Action, expected: Callable[[PlanModel], object],
        command: Callable[..., Any], *args: Any,
    ) -> None:  # fmt: skip
        """A command on a step that must be on the board."""
        self.done(name, action, expected, command, step, *args, gone=self.model.steps[step].gone)

    def done(
        self, name: str, action: Action, expected: Callable[[PlanModel], object],
        command: Callable[..., Any], *args: Any, gone: bool = False,
    ) -> None:  # fmt: skip
        """A command that is refused, or changes the plan as the model, or nothing and then takes no rev."""
        refusal = Forbidden if not may(ROLES[name], action) else Gone if gone else None
        if refusal:
            with pytest.raises(refusal):
                self.planning.do(command, *args, by=self.person(name))
            return
        written = self.planning.do(command, *args, by=self.person(name))
        before = self.model.copy()
        expected(self.model)
        self.know_new_parties()
        assert bool(written.revs) == (self.model != before) or self.shares_a_key()
        self.model.revs += len(written.revs)

    def person(self, name: str) -> Any:
        return getattr(self.planning.people, name)

    def listed(self, stage: str) -> list[str]:
        marks = self.planning.database.read_now(step_marks, self.planning.plan_id)
        return [mark.id for mark in marks if mark.stage_id == self.planning.stages[stage]]

    def owners(self, step: str) -> list[tuple[str, str]]:
        """Party and ownership of each owner, in a fixed order."""
        rows = [one for one in self.planning.all(Ownership) if one.step_id == step]
        return sorted((self.names[one.party_id], one.id) for one in rows)

    def know_new_parties(self) -> None:
        from tracker.domain.party import Party

        self.names = {party.id: party.name for party in self.planning.all(Party)}

    def shares_a_key(self) -> bool:
        """Whether two steps of a list have one order key, as a restored one may: moving between them is a change."""
        marks = self.planning.database.read_now(step_marks, self.planning.plan_id)
        places = [(mark.stage_id, mark.order_key) for mark in marks]
        return len(set(places)) < len(places)

    def was_done_since(self, step: str) -> bool:
        """A step that was done while the meeting moved keeps its day when it is opened again."""
        return any(
            effect.field == "completion" and effect.now is None
            for change in self.planning.changes()
            for effect in replay_of(change, step)
        )


def replay_of(change: Any, step: str) -> list[Any]:
    from tracker.domain.change import read_effects

    return [effect for effect in read_effects(change.effects) if effect.id == step]


@pytest.fixture
def folder(quick_folder: Path, sqlite_template: Path) -> Iterator[Path]:
    PlanMachine.template, PlanMachine.folder = sqlite_template, quick_folder
    yield quick_folder


@pytest.mark.timeout(1800)
@pytest.mark.usefixtures("folder")
def test_a_plan_is_what_its_model_says_in_any_order_of_commands(long: bool) -> None:
    examples, length = (300, 60) if long else (20, 30)
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        PlanMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=length,
            deadline=None,
            derandomize=not long,
            suppress_health_check=list(HealthCheck),
        ),
    )
