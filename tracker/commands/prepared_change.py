"""A large Change worked out before the writer is asked: it then only has rows to write, as long as they still hold.

The verbs of the domain are carried out beside the database, under the rev that would be next. Nobody waits for that.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Dialect, bindparam, select
from sqlmodel import Session, SQLModel

from tracker.commands.imported_names import KnownNames
from tracker.commands.shown_names import shown_ids
from tracker.domain.change import ChangeEntity, joined, write_effects
from tracker.domain.check import Check
from tracker.domain.comment import Comment
from tracker.domain.completion import Completion, Drop
from tracker.domain.deadline import Deadline
from tracker.domain.edit import Edit
from tracker.domain.folded_text import FoldedText
from tracker.domain.follow_up import FollowUp
from tracker.domain.link import Link
from tracker.domain.note import Note
from tracker.domain.ownership import Ownership
from tracker.domain.party import Party, PlanParty, PlanTheme, StepTheme, Theme
from tracker.domain.permissions import Role
from tracker.domain.plan import MOST_STEPS, Plan
from tracker.domain.refusals import Full
from tracker.domain.stage import Stage
from tracker.domain.step import Step
from tracker.store.bulk import Packed, pack, pack_removal, put
from tracker.store.history import change_rows, table_of
from tracker.store.plans import next_meeting, stages_of

Row = dict[str, Any]

# in the order in which they refer to each other
_TABLES: tuple[type[SQLModel], ...] = (
    Party, Theme, PlanParty, PlanTheme, Note, Stage, Step, Completion, Drop, Check, Link, Comment, FollowUp, Ownership,
    StepTheme, FoldedText, ChangeEntity,
)  # fmt: skip
_STEP = table_of(Step)
_CHANGED_SINCE = select(_STEP.c.id).where(
    _STEP.c.plan_id == bindparam("plan"), _STEP.c.rev >= bindparam("rev")
)


class Outdated(Exception):
    """What was worked out does not hold any more: somebody made the same name, changed a stage or the same step."""


@dataclass(frozen=True, slots=True)
class Relied:
    """What has to be still so: who does it as what, the stages, what is shown and what is new, untouched steps, and
    the deadline of the next meeting (None: none is, or no deadline follows it)."""

    role: Role | None
    network_id: str
    untouched: bool = False
    """The whole plan."""
    stages: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    newly_shown: frozenset[str] = frozenset()
    new_parties: frozenset[str] = frozenset()
    new_themes: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    follows: bool = False
    meeting: Deadline | None = None


@dataclass(frozen=True, slots=True)
class PreparedChange:
    """Statements and the effects that go with them. `rev` stands in the rows for the one they will have."""

    rev: int
    first_number: int
    added: int
    relied: Relied
    frames: tuple[str, ...]
    """Revs of the plan that say which parts of its frame are others then."""
    packed: list[Packed]
    effects: str
    """As JSON; empty when nothing would change."""

    def put(self, session: Session, edit: Edit, plan: Plan) -> None:
        """Write the rows, as the plan stands now. Raises Outdated, Full."""
        _check(session, edit, plan, self.relied, self.rev)
        if plan.next_number + self.added - 1 > MOST_STEPS:
            raise Full(limit=MOST_STEPS)
        rev = 0 if (edit.rev, plan.next_number) == (self.rev, self.first_number) else edit.rev
        later = plan.next_number - self.first_number
        plan.next_number += self.added
        for name in self.frames:
            setattr(plan, name, edit.rev)
        put(session.connection(), self.packed, rev, later)
        edit.written = self.effects


@dataclass
class Rows:
    """What a Change puts into the tables, by table: `new` rows, rows `over` those that are there, and what goes."""

    new: dict[type[SQLModel], list[Row]] = field(default_factory=lambda: defaultdict(list))
    over: dict[type[SQLModel], list[Row]] = field(default_factory=lambda: defaultdict(list))
    gone: list[tuple[type[SQLModel], str, Sequence[str], dict[str, str]]] = field(default_factory=list)
    """Table, column, its values, and what else the rows have to say."""

    def insert(self, *entities: SQLModel) -> None:
        for entity in entities:
            self.new[type(entity)].append(row_of(entity))

    def put_over(self, entities: Iterable[SQLModel]) -> None:
        for entity in entities:
            self.over[type(entity)].append(row_of(entity))

    def remove(self, model: type[SQLModel], column: str, values: Sequence[str], **within: str) -> None:
        self.gone.append((model, column, values, within))

    def packed(self, dialect: Dialect, edit: Edit) -> tuple[list[Packed], str]:
        """As the database takes them, and the effects of the Change, whose entities are among the rows then."""
        # two lines may say something of one step, and who is asked may have answered: an undo knows one effect of each
        edit.effects = joined(edit.effects)
        _, self.new[ChangeEntity] = change_rows(edit, "")
        packed = [
            one
            for model, column, values, within in self.gone
            for one in pack_removal(dialect, table_of(model), column, values, within)
        ]
        for model in _TABLES:
            table, number = table_of(model), "number" if model is Step else ""
            packed += pack(dialect, table, self.new[model], rev=edit.rev, number=number)
            packed += pack(dialect, table, self.over[model], rev=edit.rev, over=True)
        return packed, write_effects(edit.effects) if edit.effects else ""


def row_of(entity: SQLModel) -> Row:
    """The columns of something as they stand in it."""
    return {column.key: getattr(entity, column.key) for column in table_of(type(entity)).columns}


def _check(session: Session, edit: Edit, plan: Plan, relied: Relied, rev: int) -> None:
    known = KnownNames(session, relied.network_id)
    shown = shown_ids(session, plan, PlanParty) | shown_ids(session, plan, PlanTheme)
    changed = session.connection().execute(_CHANGED_SINCE, {"plan": plan.id, "rev": rev}).scalars()
    meeting = next_meeting(session, plan.id, edit.today) if relied.follows else None
    holds = (
        edit.role == relied.role,
        not relied.untouched or edit.rev == rev,
        relied.stages <= {stage.id for stage in stages_of(session, plan.id)},
        relied.shown <= shown and not relied.newly_shown & shown,
        not relied.new_parties & known.parties.keys() and not relied.new_themes & known.themes.keys(),
        not relied.steps & set(changed),
        relied.meeting == (meeting.deadline if meeting else None),
    )
    if not all(holds):
        raise Outdated()
