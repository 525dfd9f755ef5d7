"""What a plan file knows. Pure values: no ids of the database except the marks of steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.note import NoteKind
from tracker.domain.ownership import Answer, OwnerRole
from tracker.domain.party import PartySort
from tracker.domain.stage import StageKind


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something in one line of a file: `code` names the sentence, `values` fill it. Line 0 is the whole file."""

    line: int
    code: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """A party the plan shows."""

    name: str
    sort: PartySort


@dataclass(frozen=True, slots=True)
class StageEntry:
    """A stage under the name it has in this file."""

    name: str
    kind: StageKind


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting; `deadline` is its day in words, `starts` an hour like "18:00". Only an agenda has several lines."""

    title: str = ""
    deadline: str | None = None
    starts: str = ""
    place: str = ""
    link: str = ""
    host: str = ""
    agenda: str = ""
    line: int | None = field(default=None, compare=False)
    """Of its hour."""


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note of the frame."""

    kind: NoteKind
    text: str
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class OwnerEntry:
    """A party named at a step; `sort` is only what was said about it there."""

    name: str
    role: OwnerRole = OwnerRole.LEAD
    answer: Answer = Answer.ASKED
    sort: PartySort | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class CheckEntry:
    """A line of a step's checklist."""

    text: str
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEntry:
    """A step. `deadline` holds words, `stage` a name of `stages_of(document)`, `goal` a goal note on one line.

    `number` is only known of a step that stands in a plan.
    """

    title: str
    text: str = ""
    owners: tuple[OwnerEntry, ...] = ()
    deadline: str | None = None
    themes: tuple[str, ...] = ()
    stage: str | None = None
    goal: str = ""
    needed: str = ""
    checklist: tuple[CheckEntry, ...] = ()
    result: str = ""
    done: bool = False
    mark: str | None = None
    number: int | None = field(default=None, compare=False)
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDocument:
    """A plan as a file says it. `stages` None = the usual five; `meeting` is the next one, `meetings` are the others;
    `notices` are what a preview should mention."""

    region: str
    title: str
    states: tuple[str, ...] = ()
    goal: str = ""
    language: str = "de"
    agreed: date | None = None
    period: str = ""
    contact: str = ""
    deputy: str = ""
    themes: tuple[str, ...] = ()
    parties: tuple[PartyEntry, ...] = ()
    stages: tuple[StageEntry, ...] | None = None
    meeting: MeetingEntry | None = None
    meetings: tuple[MeetingEntry, ...] = ()
    notes: tuple[NoteEntry, ...] = ()
    steps: tuple[StepEntry, ...] = ()
    notices: tuple[FileProblem, ...] = field(default=(), compare=False)
