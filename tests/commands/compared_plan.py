"""A plan on the real database beside the model of it, compared after each command."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, ClassVar

import pytest
from hypothesis.stateful import RuleBasedStateMachine, invariant

from tests.commands.plan_model import STAGES, PlanModel
from tests.commands.replaying import replayed, stored
from tests.databases import copied
from tests.planning import Planning, planning_on
from tracker.commands import parties
from tracker.domain.change import Change, read_effects
from tracker.domain.completion import Completion
from tracker.domain.meeting import Meeting
from tracker.domain.note import Note
from tracker.domain.ownership import Ownership
from tracker.domain.party import Party, StepTheme
from tracker.domain.permissions import Action, Role, may
from tracker.domain.refusals import Forbidden, Gone
from tracker.domain.step import Step
from tracker.store.cards import step_marks

ROLES = {"anna": Role.FACILITATOR, "bernd": Role.EDITOR, "deniz": Role.GUEST, "emil": Role.COORDINATOR}


class ComparedPlan(RuleBasedStateMachine):
    """Everything but the rules."""

    template: ClassVar[Path]
    folder: ClassVar[Path]

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

    @invariant()
    def the_rev_counts_what_changed(self) -> None:
        assert self.planning.rev == self.model.revs

    @invariant()
    def lists_are_in_the_models_order(self) -> None:
        assert {stage: self.listed(stage) for stage in STAGES} == self.model.lists

    @invariant()
    def steps_and_notes_are_what_the_model_says(self) -> None:
        done = {one.step_id: one.result for one in self.planning.all(Completion)}
        themes = [(one.step_id, one.theme_id) for one in self.planning.all(StepTheme)]
        for step in self.planning.all(Step):
            expected = self.model.steps[step.id]
            assert (step.title, step.text, step.number) == (expected.title, expected.text, expected.number)
            assert (step.deadline_words or "") == expected.words
            assert done.get(step.id) == expected.result
            assert (step.stage_id == self.planning.stages["done"]) == (step.id in done)
            assert {theme for id, theme in themes if id == step.id} == expected.themes
        found = {note.id: (note.text, note.trashed_at is None) for note in self.planning.all(Note)}
        assert found == self.model.notes

    @invariant()
    def owners_are_what_the_model_says_and_one_leads_at_most(self) -> None:
        found: dict[str, dict[str, list[str]]] = {step: {} for step in self.model.steps}
        for one in self.planning.all(Ownership):
            assert self.names[one.party_id] not in found[one.step_id]
            found[one.step_id][self.names[one.party_id]] = [one.role, one.answer]
        assert found == {step: expected.owners for step, expected in self.model.steps.items()}
        for owners in found.values():
            assert [role for role, _ in owners.values()].count("lead") <= 1

    def teardown(self) -> None:
        try:
            changes = self.planning.changes()
            assert [change.rev for change in changes] == list(range(1, self.planning.rev + 1))
            assert replayed(changes) == stored(self.planning)
            self.what_is_due_with_the_next_meeting_is_due_then(changes)
        finally:
            self.open.close()

    def what_is_due_with_the_next_meeting_is_due_then(self, changes: Sequence[Change]) -> None:
        """A step that was done meanwhile and opened again keeps its day."""
        meetings = self.planning.all(Meeting)
        day = meetings[0].deadline_last if meetings else None
        once_done = {e.id for one in changes for e in read_effects(one.effects) if e.field == "completion"}
        for step in self.planning.all(Step):
            assert not step.deadline_next_meeting or step.id in once_done or step.deadline_last == day

    def at(
        self, step: str, name: str, action: Action, expected: Callable[[PlanModel], object],
        command: Callable[..., Any], *args: Any, perhaps: bool = False,
    ) -> None:  # fmt: skip
        """A command on a step that must be on the board."""
        gone = self.model.steps[step].gone
        self.done(name, action, expected, command, step, *args, gone=gone, perhaps=perhaps)

    def done(
        self, name: str, action: Action, expected: Callable[[PlanModel], object],
        command: Callable[..., Any], *args: Any, gone: bool = False, perhaps: bool = False,
    ) -> None:  # fmt: skip
        """A command that is refused, or changes the plan as the model, or nothing and then takes no rev.

        `perhaps`: it may take one for what the model does not know.
        """
        refusal = Forbidden if not may(ROLES[name], action) else Gone if gone else None
        if refusal:
            with pytest.raises(refusal):
                self.planning.do(command, *args, by=self.person(name))
            return
        shared = self.shares_a_key()
        written = self.planning.do(command, *args, by=self.person(name))
        before = self.model.copy()
        expected(self.model)
        self.know_new_parties()
        assert bool(written.revs) == (self.model != before) or shared or perhaps
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
        self.names = {party.id: party.name for party in self.planning.all(Party)}

    def shares_a_key(self) -> bool:
        """Whether two steps of a list have one order key, as a restored one may: moving between them is a change."""
        marks = self.planning.database.read_now(step_marks, self.planning.plan_id)
        places = [(mark.stage_id, mark.order_key) for mark in marks]
        return len(set(places)) < len(places)
