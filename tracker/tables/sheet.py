"""A plan as the rows of a table, in the reader's language."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.deadline import Deadline
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.ownership import OwnerRole
from tracker.language.deadlines import deadline_text
from tracker.plan_file.document import PlanDocument, StepEntry
from tracker.plan_file.name_lists import join_names
from tracker.plan_file.owners import write_owner
from tracker.plan_file.stages import Stages, own_name, stages_of
from tracker.plan_file.vocabulary import USUAL_STAGES
from tracker.tables.checklist_text import text_of
from tracker.tables.columns import COLUMNS

Cell = str | int

# exported words mean the same against the agreed day, and without one against any day
_ANY_DAY = date(2000, 1, 3)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`columns` are keys of COLUMNS, `heads` their words; each row has a cell for each."""

    title: str
    columns: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheet_of(document: PlanDocument, locale: str) -> Sheet:
    """All steps of a plan. Deadlines are words that mean the same on whatever day they are read."""
    stages, reference = stages_of(document), document.agreed or _ANY_DAY
    meeting = read_deadline((document.meeting and document.meeting.deadline) or "", reference)
    writer = _Writer(locale, stages, reference, meeting)
    heads = tuple(COLUMNS.words(locale))
    return Sheet(document.title, tuple(COLUMNS), heads, tuple(map(writer.row, document.steps)))


@dataclass(frozen=True, slots=True)
class _Writer:
    locale: str
    stages: Stages
    reference: date
    meeting: Deadline | None

    def row(self, step: StepEntry) -> tuple[Cell, ...]:
        cells: dict[str, Cell] = {
            "number": step.number or "",
            "title": step.title,
            **{role.value: self.owners(step, role) for role in OwnerRole},
            "deadline": self.deadline(step.deadline),
            "stage": self.stage(step),
            "themes": join_names(step.themes),
            "goal": step.goal,
            "needed": step.needed,
            "text": text_of(step),
            "result": step.result,
        }
        return tuple(cells[column] for column in COLUMNS)

    def owners(self, step: StepEntry, role: OwnerRole) -> str:
        return ", ".join(write_owner(owner, self.locale) for owner in step.owners if owner.role == role)

    def deadline(self, words: str | None) -> str:
        deadline = read_deadline(words or "", self.reference, next_meeting=self.meeting)
        return deadline_text(self.locale, deadline) if deadline else ""

    def stage(self, step: StepEntry) -> str:
        stage = self.stages.of(step)
        return own_name(stage) or USUAL_STAGES.word(stage.kind, self.locale)
