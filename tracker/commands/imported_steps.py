"""The steps of a plan file, each through the verbs of the domain."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from tracker.commands.imported_names import KnownNames
from tracker.domain.check import MOST_CHECKS, Check, add_check
from tracker.domain.deadline import Deadline
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.edit import Edit
from tracker.domain.folding import sort_key
from tracker.domain.note import Note, NoteKind
from tracker.domain.order_key import spread
from tracker.domain.ownership import Answer, Ownership, ask
from tracker.domain.plan import Plan
from tracker.domain.refusals import Invalid
from tracker.domain.stage import Stage
from tracker.domain.step import Step
from tracker.domain.typed_text import TITLE, one_line
from tracker.domain.work import Work
from tracker.plan_file.document import FileProblem, PlanDocument, StepEntry
from tracker.plan_file.problems import PlanFileErrors
from tracker.plan_file.settled import on_one_line
from tracker.plan_file.stages import stages_of


@dataclass
class NewSteps:
    """The steps of a new plan with what hangs on them, `themes` as rows of `step_theme`.

    `meeting` is the next one, which deadlines may follow.
    """

    edit: Edit
    plan: Plan
    known: KnownNames
    reference: date
    meeting: Deadline | None
    steps: list[Step] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    ownerships: list[Ownership] = field(default_factory=list)
    themes: list[dict[str, str]] = field(default_factory=list)
    deadlines: dict[str, Deadline | None] = field(default_factory=dict)

    def add_all(
        self, document: PlanDocument, stages: Sequence[Stage], goals: Mapping[str, Note], work: Work
    ) -> None:
        """Each step of the document at its stage, in the order of the file. Raises Full, PlanFileErrors, Stopped."""
        said = stages_of(document)
        places = [said.place_of(entry) for entry in document.steps]
        keys = {place: iter(spread(places.count(place))) for place in set(places)}
        counted = work.counted("preparing", document.steps)
        for entry, place in zip(counted, places, strict=True):
            with in_line(entry.line):
                step = self._add(entry, stages[place], next(keys[place]))
            if entry.goal:
                self.edit.set("step", step, "goal_id", goals[goal_key(entry.goal)].id)

    def _add(self, entry: StepEntry, stage: Stage, order_key: str) -> Step:
        edit = self.edit
        step = self.plan.add_step(edit, entry.title, stage, order_key, entry.text)
        self.steps.append(step)
        if len(entry.checklist) > MOST_CHECKS:
            raise Invalid("checklist", "too_many_checks", limit=MOST_CHECKS)
        keys = spread(len(entry.checklist))
        for others, (line, key) in enumerate(zip(entry.checklist, keys, strict=True)):
            self.checks.append(add_check(edit, step, line.text, key, others, done=line.done))
        edit.set("step", step, "needed", one_line("needed", entry.needed, TITLE, required=False))
        step.set_deadline(edit, self._deadline(entry.deadline), None)
        self._name_owners(step, entry)
        self._set_themes(step, entry)
        if entry.done:
            step.complete(edit, stage, order_key, entry.result)
        return step

    def _deadline(self, words: str | None) -> Deadline | None:
        # a large plan says the same few deadlines over and over
        if words and words not in self.deadlines:
            self.deadlines[words] = read_deadline(words, self.reference, next_meeting=self.meeting)
        return self.deadlines[words] if words else None

    def _name_owners(self, step: Step, entry: StepEntry) -> None:
        named: list[Ownership] = []
        for owner in entry.owners:
            party = self.known.party(owner.name)
            new = ask(self.edit, step, named, party, owner.role)
            if new is None:
                continue
            if owner.answer != Answer.ASKED:
                new.reply(self.edit, step, owner.answer, party)
            # owners are shown in the order in which they were asked
            new.asked_at += timedelta(microseconds=len(named))
            named.append(new)
        self.ownerships += named

    def _set_themes(self, step: Step, entry: StepEntry) -> None:
        themes = {self.known.theme(name).id for name in entry.themes}
        self.plan.set_themes(self.edit, step, set(), themes)
        self.themes += [{"step_id": step.id, "theme_id": theme} for theme in sorted(themes)]


def goals_by_text(notes: Sequence[Note]) -> dict[str, Note]:
    """The goals of a plan as a step names them; of several alike the first."""
    goals = [note for note in notes if note.kind == NoteKind.GOAL]
    return {goal_key(note.text): note for note in reversed(goals)}


def goal_key(text: str) -> str:
    """How a goal is found again by its text."""
    return sort_key(on_one_line(text))


@contextmanager
def in_line(line: int | None) -> Iterator[None]:
    """Say in which line of the file it stands what the domain refuses."""
    try:
        yield
    except Invalid as refused:
        if line is None:
            raise
        values = {name: str(value) for name, value in refused.values.items()}
        raise PlanFileErrors([FileProblem(line, refused.reason, values)]) from refused
