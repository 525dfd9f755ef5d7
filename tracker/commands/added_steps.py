"""Steps that a table adds to a plan, worked out before the writer is asked: it then only has rows to write.

The verbs of the domain are carried out beside the database, under the rev that would be next. Nobody waits for that.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Dialect, func, select
from sqlmodel import Session, SQLModel, col

from tracker.commands.imported_names import KnownNames
from tracker.commands.imported_steps import goal_key, goals_by_text
from tracker.commands.parties import network_of
from tracker.commands.shown_names import Shown, shown_ids
from tracker.domain.change import Effect, effect_rows
from tracker.domain.check import Check, add_check
from tracker.domain.completion import Completion
from tracker.domain.deadline import Deadline
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.edit import Edit
from tracker.domain.folding import sort_key
from tracker.domain.note import Note, NoteKind, write_note
from tracker.domain.order_key import between, spread
from tracker.domain.ownership import Answer, Ownership, ask
from tracker.domain.party import PLACES, Party, PlanParty, PlanTheme, StepTheme, Theme, name_party, name_theme
from tracker.domain.permissions import Action, may
from tracker.domain.plan import MOST_STEPS, Plan
from tracker.domain.refusals import Full
from tracker.domain.stage import Stage
from tracker.domain.step import Step
from tracker.domain.work import Work
from tracker.plan_file.document import OwnerEntry, PlanDocument, StepEntry
from tracker.plan_file.stages import stages_of as entries_of
from tracker.store.bulk import Packed, pack, put
from tracker.store.history import table_of
from tracker.store.plans import next_meeting, stages_of

Row = dict[str, Any]

# in the order in which they refer to each other
_TABLES: tuple[type[SQLModel], ...] = (
    Party, Theme, PlanParty, PlanTheme, Note, Step, Completion, Check, Ownership, StepTheme
)  # fmt: skip


class Outdated(Exception):
    """What was worked out does not hold any more: somebody made the same name, or changed the stages."""


@dataclass
class AddedSteps:
    """Rows by table and the effects that go with them. `rev` stands in the rows for the one they will have."""

    rev: int
    network_id: str
    first_number: int
    rows: dict[type[SQLModel], list[Row]] = field(default_factory=lambda: defaultdict(list))
    effects: list[Effect] = field(default_factory=list)
    effect_rows: str = ""
    stages: set[str] = field(default_factory=set)
    packed: list[Packed] = field(default_factory=list)

    def put(self, session: Session, edit: Edit, plan: Plan) -> None:
        """Write the rows, as the plan stands now. Raises Outdated, Full."""
        self._check(session, plan)
        steps = self.rows[Step]
        if plan.next_number + len(steps) - 1 > MOST_STEPS:
            raise Full(limit=MOST_STEPS)
        is_as_worked_out = (edit.rev, plan.next_number) == (self.rev, self.first_number)
        for row in steps:
            row["number"] += plan.next_number - self.first_number
        plan.next_number += len(steps)
        if self.rows[PlanParty]:
            plan.parties_rev = edit.rev
        if self.rows[PlanTheme]:
            plan.themes_rev = edit.rev
        connection = session.connection()
        packed = self.packed if is_as_worked_out else self._packed(connection.dialect, edit.rev)
        put(connection, packed)
        if not edit.effects:
            edit.written = len(self.effects), self.effect_rows
        edit.effects += self.effects

    def _packed(self, dialect: Dialect, rev: int) -> list[Packed]:
        """All rows under this rev, as the database takes them."""
        return [
            packed
            for table in _TABLES
            for packed in pack(
                dialect, table_of(table), [_under(row, self.rev, rev) for row in self.rows[table]]
            )
        ]

    def _check(self, session: Session, plan: Plan) -> None:
        here = {stage.id for stage in stages_of(session, plan.id)}
        known = KnownNames(session, self.network_id)
        shown = shown_ids(session, plan, PlanParty) | shown_ids(session, plan, PlanTheme)
        again = [
            *(row["name_key"] in known.parties for row in self.rows[Party]),
            *(row["name_key"] in known.themes for row in self.rows[Theme]),
            *(row["party_id"] in shown for row in self.rows[PlanParty]),
            *(row["theme_id"] in shown for row in self.rows[PlanTheme]),
        ]
        if not self.stages <= here or any(again):
            raise Outdated()


def work_out(
    session: Session,
    edit: Edit,
    plan: Plan,
    document: PlanDocument,
    entries: Sequence[StepEntry],
    work: Work | None = None,
) -> AddedSteps:
    """The entries as steps at the end of their stages. `document` is the plan as they were compared with it.

    Nothing is written: `session` may be a reader's. Raises what the verbs raise, and Stopped.
    """
    with session.no_autoflush:
        working = _Working(session, edit, plan, document)
        for entry in (work or Work()).counted("preparing", entries):
            working.add(entry)
    working.added.packed = working.added._packed(session.get_bind().dialect, edit.rev)
    working.added.effects, working.added.effect_rows = edit.effects, effect_rows(edit.effects)
    return working.added


class _Working:
    """One plan, worked on beside the database."""

    def __init__(self, session: Session, edit: Edit, plan: Plan, document: PlanDocument) -> None:
        self.session, self.edit, self.plan = session, edit, plan
        self.reference = document.agreed or edit.today
        self.added = AddedSteps(edit.rev, network_of(session, plan), plan.next_number)
        self.known = KnownNames(session, self.added.network_id)
        stages, names = stages_of(session, plan.id), entries_of(document).entries
        self.stages: dict[str, Stage] = {entry.name: one for entry, one in zip(names, stages, strict=True)}
        last = select(col(Step.stage_id), func.max(Step.order_key)).where(col(Step.plan_id) == plan.id)
        rows = session.execute(last.group_by(col(Step.stage_id))).all()
        self.keys: dict[str, str] = {row[0]: row[1] for row in rows}
        self.goals = goals_by_text(goals_of(session, plan.id))
        meeting = next_meeting(session, plan.id, edit.today)
        self.meeting = meeting.deadline if meeting else None
        self.deadlines: dict[str, Deadline | None] = {}
        self.parties, self.themes = Shown(session, plan, PlanParty), Shown(session, plan, PlanTheme)

    def add(self, entry: StepEntry) -> None:
        edit, stage = self.edit, self.stages[entry.stage or ""]
        self.keys[stage.id] = key = between(self.keys.get(stage.id), None)
        self.added.stages.add(stage.id)
        step = self.plan.add_step(edit, entry.title, stage, key, entry.text)
        step.retell(edit, None, None, None, entry.needed)
        if entry.goal:
            step.serve(edit, self.goal(entry.goal), None)
        step.set_deadline(edit, self.deadline(entry.deadline), None)
        checks = [
            add_check(edit, step, line.text, key, others, done=line.done)
            for others, (line, key) in enumerate(
                zip(entry.checklist, spread(len(entry.checklist)), strict=True)
            )
        ]
        self.name_owners(step, entry.owners)
        themes = {self.theme(name).id for name in entry.themes}
        self.plan.set_themes(edit, step, set(), themes)
        if entry.done:
            step.complete(edit, stage, key, entry.result)
        self.insert(step, *filter(None, [step.completion]), *checks)
        # as rows at once: a third of all objects would be these
        self.added.rows[StepTheme] += [{"step_id": step.id, "theme_id": theme} for theme in sorted(themes)]

    def insert(self, *entities: SQLModel) -> None:
        for entity in entities:
            self.added.rows[type(entity)].append(row_of(entity))

    def deadline(self, words: str | None) -> Deadline | None:
        # a large table says the same few deadlines over and over
        if words and words not in self.deadlines:
            self.deadlines[words] = read_deadline(words, self.reference, next_meeting=self.meeting)
        return self.deadlines[words] if words else None

    def goal(self, text: str) -> Note:
        key = goal_key(text)
        if key not in self.goals:
            last = max((note.order_key for note in self.goals.values()), default=None)
            self.goals[key] = write_note(self.edit, self.plan.id, NoteKind.GOAL, text, between(last, None))
            self.insert(self.goals[key])
        return self.goals[key]

    def name_owners(self, step: Step, owners: Iterable[OwnerEntry]) -> None:
        named: list[Ownership] = []
        for owner in owners:
            new = ask(self.edit, step, named, party := self.party(owner), owner.role)
            if new is None:
                continue
            if owner.answer != Answer.ASKED and may(self.edit.role, Action.ANSWER_FOR_OTHERS):
                new.reply(self.edit, step, owner.answer, party)
            # owners are shown in the order in which they were asked
            new.asked_at += timedelta(microseconds=len(named))
            named.append(new)
        self.insert(*named)

    def party(self, owner: OwnerEntry) -> Party:
        key = sort_key(owner.name)
        if key not in self.known.parties:
            new = name_party(self.added.network_id, owner.name, owner.sort or "organisation")
            self.known.parties[key] = new
            self.insert(new)
        party = self.known.parties[key]
        if order_key := self.parties.first_time(party.id):
            self.insert(PlanParty(plan_id=self.plan.id, party_id=party.id, order_key=order_key))
            self.edit.note("party", party.id, "shown", False, True)
        return party

    def theme(self, name: str) -> Theme:
        key = sort_key(name)
        if key not in self.known.themes:
            self.known.themes[key] = name_theme(self.added.network_id, name)
            self.insert(self.known.themes[key])
        theme = self.known.themes[key]
        if order_key := self.themes.first_time(theme.id):
            place = (len(self.themes.ids) - 1) % PLACES + 1
            row = PlanTheme(plan_id=self.plan.id, theme_id=theme.id, place=place, order_key=order_key)
            self.insert(row)
            self.edit.note("theme", theme.id, "shown", False, True)
        return theme


def row_of(entity: SQLModel) -> Row:
    """The columns of something that no session knows."""
    return {column.key: getattr(entity, column.key) for column in table_of(type(entity)).columns}


def goals_of(session: Session, plan_id: str) -> Sequence[Note]:
    """The goals a step of the plan can serve."""
    here = select(Note).where(col(Note.plan_id) == plan_id, col(Note.kind) == NoteKind.GOAL)
    here = here.where(col(Note.trashed_at).is_(None)).order_by(col(Note.order_key))
    return session.execute(here).scalars().all()


def _under(row: Row, was: int, rev: int) -> Row:
    """The row under the rev it really has."""
    if was == rev:
        return row
    return {key: rev if value == was and key.endswith("rev") else value for key, value in row.items()}
