"""Whatever several people do in whatever order, the plan is what a plain model of it says, and so is its history."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, initialize, multiple, rule, run_state_machine_as_test

from tests.commands.compared_plan import ROLES, ComparedPlan
from tests.commands.plan_model import STAGES, PlanModel
from tests.planning import set_next_meeting
from tracker.commands import notes, ownerships, steps
from tracker.domain.permissions import Action

NEXT_MEETING = "bis zum nächsten Treffen"
WORDS = ("im Mai", "voraussichtlich im Juni", "irgendwann", NEXT_MEETING, "")
who = st.sampled_from(list(ROLES))
stages = st.sampled_from(STAGES)
words = st.sampled_from(WORDS)
roles = st.sampled_from(("lead", "with", "involve"))
answers = st.sampled_from(("asked", "accepted", "declined", ""))
titles = st.sampled_from(("Kick-off", "Betriebe ansprechen", "Raum suchen"))


class PlanMachine(ComparedPlan):
    """Rules are commands: each runs on the real database and on the model."""

    added = Bundle("added")
    noted = Bundle("noted")

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

    @rule(name=who, step=added, stage=stages, other=added, to_end=st.booleans())
    def move(self, name: str, step: str, stage: str, other: str, to_end: bool) -> None:
        before, target = "" if to_end else other, self.planning.stages[stage]

        def expected(model: PlanModel) -> None:
            model.move(step, stage, before)

        self.at(step, name, Action.PLACE_STEP, expected, steps.place, target, before)

    @rule(name=who, step=added, result=st.sampled_from(("", "40 waren da", None)))
    def complete_or_reopen(self, name: str, step: str, result: str | None) -> None:
        if result is None:
            self.at(step, name, Action.COMPLETE_STEP, lambda model: model.reopen(step), steps.reopen)
        else:
            expected = lambda model: model.complete(step, result)  # noqa: E731
            self.at(step, name, Action.COMPLETE_STEP, expected, steps.complete, result)

    @rule(name=who, step=added, way=st.sampled_from(("drop", "trash", "restore", "restore")))
    def leave_or_come_back(self, name: str, step: str, way: str) -> None:
        if way == "drop":
            expected = lambda model: model.leave(step, dropped=True)  # noqa: E731
            self.at(step, name, Action.DROP_STEP, expected, steps.drop, "fehlt Geld")
        elif way == "trash":
            expected = lambda model: model.leave(step, trashed=True)  # noqa: E731
            self.done(name, Action.TRASH_STEP, expected, steps.trash, step)
        else:
            expected = lambda model: model.come_back(step, self.listed)  # noqa: E731
            self.done(name, Action.RESTORE_STEP, expected, steps.restore, step)

    @rule(name=who, step=added, title=titles, text=st.sampled_from((None, "", "Ein Text")))
    def edit(self, name: str, step: str, title: str, text: str | None) -> None:
        def expected(model: PlanModel) -> None:
            model.steps[step].title = title
            model.steps[step].text = model.steps[step].text if text is None else text

        self.at(step, name, Action.EDIT_STEP, expected, steps.retell, title, text, None)

    @rule(name=who, step=added, said=words, which=st.none() | st.sets(st.sampled_from((0, 1))))
    def set_deadline_or_themes(self, name: str, step: str, said: str, which: set[int] | None) -> None:
        themes = [self.themes[at] for at in which or ()]

        def expected(model: PlanModel) -> None:
            if which is None:
                model.steps[step].words = said
            else:
                model.steps[step].themes = frozenset(themes)

        if which is None:
            # a step that was done keeps the day of a meeting that has moved since, until the words are said anew
            again = said == NEXT_MEETING == self.model.steps[step].words
            self.at(step, name, Action.EDIT_STEP, expected, steps.set_deadline, said, None, perhaps=again)
        else:
            self.at(step, name, Action.EDIT_STEP, expected, steps.set_themes, themes)

    @rule(name=who, step=added, party=st.sampled_from(("Kammer", "Verein", "")), role=roles)
    def take_or_ask(self, name: str, step: str, party: str, role: str) -> None:
        me = self.person(name).name
        if not party:
            self.at(
                step, name, Action.TAKE_STEP, lambda model: model.steps[step].take(me), ownerships.take, True
            )
            return

        def expected(model: PlanModel) -> None:
            model.steps[step].ask(party, role, "asked")

        self.at(step, name, Action.ASK_OWNER, expected, ownerships.ask, self.parties[party], role)

    @rule(name=who, step=added, at=st.integers(0, 3), answer=answers)
    def answer_or_end(self, name: str, step: str, at: int, answer: str) -> None:
        if not (named := self.owners(step)):
            return
        party, ownership = named[at % len(named)]
        if not answer:
            expected = lambda model: model.steps[step].owners.pop(party)  # noqa: E731
            self.at(step, name, Action.END_OWNERSHIP, expected, ownerships.end, ownership)
            return

        def answered(model: PlanModel) -> None:
            model.steps[step].owners[party][1] = answer

        # who answers for themselves needs no right; and a step that is gone is told before who may answer
        free = self.person(name).name == party or self.model.steps[step].gone
        action = Action.READ if free else Action.ANSWER_FOR_OTHERS
        self.at(step, name, action, answered, ownerships.answer, ownership, answer)

    @rule(target=noted, name=who, text=titles)
    def add_note(self, name: str, text: str) -> str:
        note: str = self.planning.do(notes.add, "idea", text, by=self.person(name)).made
        self.model.notes[note] = (text, True)
        self.model.revs += 1
        return note

    @rule(name=who, note=noted, text=titles, way=st.sampled_from(("rewrite", "trash", "restore")))
    def change_note(self, name: str, note: str, text: str, way: str) -> None:
        kept, present = self.model.notes[note]

        def expected(model: PlanModel) -> None:
            model.notes[note] = (text, True) if way == "rewrite" else (kept, way == "restore")

        if way == "rewrite":
            self.done(name, Action.EDIT_NOTE, expected, notes.rewrite, note, text, None, gone=not present)
        else:
            self.done(name, Action.TRASH_NOTE, expected, getattr(notes, way), note)

    @rule(name=who, said=st.sampled_from(("12.06.2026", "19.06.2026", "")))
    def set_meeting(self, name: str, said: str) -> None:
        def expected(model: PlanModel) -> None:
            model.meeting = said

        self.done(name, Action.SET_MEETING, expected, set_next_meeting, "", said, None)


@pytest.fixture
def folder(quick_folder: Path, sqlite_template: Path) -> Path:
    PlanMachine.template, PlanMachine.folder = sqlite_template, quick_folder
    return quick_folder


@pytest.mark.timeout(1800)
@pytest.mark.usefixtures("folder")
def test_a_plan_is_what_its_model_says_in_any_order_of_commands(long: bool) -> None:
    examples, length = (300, 60) if long else (20, 30)
    run_state_machine_as_test(
        PlanMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=length,
            deadline=None,
            derandomize=not long,
            # making a failing walk short takes minutes
            phases=[phase for phase in Phase if long or phase is not Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
