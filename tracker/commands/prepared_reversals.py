"""Undoing what changed very much, worked out apart: the writer then only has rows to write, if nothing has changed
since."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel, col

from tracker.commands.parties import network_of
from tracker.commands.prepared_change import PreparedChange, Relied, Rows
from tracker.commands.shown_names import Shown
from tracker.domain.change import Change, Effect, Verb, read_effects
from tracker.domain.completion import Completion, Drop
from tracker.domain.edit import Edit
from tracker.domain.folded_text import FoldedText, FoundKind
from tracker.domain.note import Note
from tracker.domain.ownership import OwnerRole, Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import PLACES, PlanParty, PlanTheme, StepTheme
from tracker.domain.plan import Plan
from tracker.domain.refusals import Irreversible
from tracker.domain.reversal import REVERSED, facts_of, swapped
from tracker.domain.stage import MOST_STAGES, Stage
from tracker.domain.step import Step
from tracker.domain.work import Work
from tracker.store.history import past_of
from tracker.store.members import role_on_plan
from tracker.store.parties import order_of
from tracker.store.plans import feed_of
from tracker.store.reversals import obstacle, verb_undone
from tracker.store.rows import ROWS
from tracker.store.search import SEEN, found_meeting, found_row
from tracker.store.standing import entity_of, put_back
from tracker.store.steps import steps_of_stage

LARGE = 20_000  # characters of effects: some hundred of them
_KINDS = {"step", "note", "party", "theme", "stage"}  # the effects on them can be worked out apart
_NAMING = {"text", "comment"}  # not these: they may name somebody, who is told of it; an import tells nobody
_SHOWS: dict[str, tuple[type[PlanParty] | type[PlanTheme], str, str]] = {
    "party": (PlanParty, "party_id", "parties_rev"),
    "theme": (PlanTheme, "theme_id", "themes_rev"),
}


class Unflushed(Session):
    """What is changed in it stays in it."""

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Nothing."""


def is_large(session: Session, by: Participant, plan_id: str, rev: int) -> bool:
    """Whether to prepare the undo of this Change, for somebody of the plan."""
    if role_on_plan(session, by, plan_id) is None:
        return False
    size = select(func.length(col(Change.effects))).where(col(Change.feed) == feed_of(plan_id))
    return (session.execute(size.where(col(Change.rev) == rev)).scalar() or 0) > LARGE


def prepare_undo(
    session: Session,
    by: Participant,
    plan_id: str,
    rev: int,
    now: datetime,
    today: date,
    work: Work | None = None,
) -> PreparedChange | None:
    """What undoing the Change `rev` would write; None when it cannot be worked out like this, or when something is in
    the way, which `undo` tells then."""
    with Unflushed(session.connection(), expire_on_commit=False, autoflush=False) as beside:
        plan, change = beside.get(Plan, plan_id), beside.get(Change, (feed_of(plan_id), rev))
        role = role_on_plan(beside, by, plan_id)
        if plan is None or change is None or not _is_ours(beside, change):
            return None
        if obstacle(beside, by, role, plan, change) is not None:
            return None
        past = past_of(beside, change.feed)
        edit = Edit(change.feed, plan.rev + 1, plan.epoch, by, now, today, past, role=role)
        edit.say(Verb.CHANGE_REVERSED)
        try:
            undoing = _Undoing(beside, edit, plan, swapped(read_effects(change.effects)))
        except Irreversible:
            return None
        edit.note("change", str(rev), REVERSED, False, True)
        return undoing.prepared()


class _Undoing:
    """All that the Change touched is in the session, put back there effect by effect."""

    def __init__(self, session: Session, edit: Edit, plan: Plan, effects: Sequence[Effect]) -> None:
        self.session, self.edit, self.plan, self.rows = session, edit, plan, Rows()
        self.steps = [session.get_one(Step, id) for id in sorted({e.id for e in effects if e.kind == "step"})]
        self.ended = {model: _ended(self.steps, model) for model in (Completion, Drop)}
        self.leaving = {e.id for e in effects if (e.kind, e.field, e.now) == ("step", "present", False)}
        self.shown = {model: Shown(session, plan, model) for model, _, _ in _SHOWS.values()}
        self.owners = (
            session.execute(select(Ownership).where(col(Ownership.plan_id) == plan.id)).scalars().all()
        )
        named = select(col(StepTheme.theme_id), col(StepTheme.step_id)).join(
            Step, col(Step.id) == StepTheme.step_id
        )
        self.about = session.execute(named.where(col(Step.plan_id) == plan.id)).all()
        self.frames: set[str] = set()
        session.info["shown"] = set()
        for effect in effects:
            if effect.kind in _SHOWS:
                self.show(effect)
            else:
                put_back(session, edit, plan, effect)
        self.put_themes()
        self.check_stages({effect.id for effect in effects if effect.kind == "stage"})
        self.check_owners({effect.id for effect in effects if effect.field == "owner"})
        self.put_entities()
        self.put_found(
            {(one.kind, one.id) for one in effects if one.field in SEEN and one.kind in list(FoundKind)}
        )

    def show(self, effect: Effect) -> None:
        """Let the plan show a party or theme again, or no longer unless a step names it that stays."""
        edit, (model, key, frame) = self.edit, _SHOWS[effect.kind]
        entity = entity_of(self.session, self.plan, effect.kind, effect.id)
        if entity is None:
            raise Irreversible("gone")
        if effect.field == "order":
            [row] = [row for row in self.rows.new[model] if row[key] == effect.id]
            row.update(effect.now)
        elif effect.now:
            shown, row = self.shown[model], {"plan_id": self.plan.id, key: effect.id}
            row["order_key"] = shown.first_time(effect.id)
            if model is PlanTheme:
                row["place"] = (len(shown.ids) - 1) % PLACES + 1
            self.rows.new[model].append(row)
            self.session.info["shown"].add(effect.id)
        elif self.is_named(effect):
            return
        else:
            # beside the fact itself, so that an undo of this finds the old place again
            edit.note(effect.kind, effect.id, "order", order_of(self.session, self.plan, entity), None)
            self.rows.remove(model, key, [effect.id], plan_id=self.plan.id)
        edit.note(effect.kind, effect.id, effect.field, effect.was, effect.now)
        self.frames.add(frame)

    def is_named(self, effect: Effect) -> bool:
        """Whether a step that does not leave names the party or theme."""
        if effect.kind == "party":
            gone = self.session.deleted
            steps = {one.step_id for one in self.owners if one.party_id == effect.id and one not in gone}
        else:
            put: dict[str, list[str]] = self.session.info.get("put_themes", {})
            steps = {step for theme, step in self.about if theme == effect.id and step not in put}
            steps |= {step for step, themes in put.items() if effect.id in themes}
        return not steps <= self.leaving

    def put_themes(self) -> None:
        put: dict[str, list[str]] = self.session.info.pop("put_themes", {})
        gone = {values[0] for model, _, values, _ in self.rows.gone if model is PlanTheme}
        rows = [{"step_id": step, "theme_id": theme} for step, themes in put.items() for theme in themes]
        if not {row["theme_id"] for row in rows} <= self.shown[PlanTheme].ids - gone:
            raise Irreversible("gone")
        self.rows.remove(StepTheme, "step_id", list(put))
        self.rows.new[StepTheme] += rows

    def check_owners(self, steps: set[str]) -> None:
        """One party leads a step and none is named twice, also after the undo."""
        owners: dict[str, list[Ownership]] = defaultdict(list)
        new = [one for one in self.session.new if isinstance(one, Ownership)]
        for one in (*new, *(one for one in self.owners if one not in self.session.deleted)):
            owners[one.step_id].append(one)
        for named in map(owners.__getitem__, steps):
            leads = [one for one in named if one.role == OwnerRole.LEAD]
            if len(leads) > 1 or len({one.party_id for one in named}) < len(named):
                raise Irreversible("changed_by_somebody")

    def check_stages(self, touched: set[str]) -> None:
        """No step stands in a stage that leaves, and there are not too many."""
        if not touched:
            return
        of_plan = select(Stage).where(col(Stage.plan_id) == self.plan.id)
        stages = self.session.execute(of_plan).scalars().all()
        leaving = [stage.id for stage in stages if stage.id in touched and stage.trashed_at is not None]
        # the session knows better than the database where those stand that were moved just now
        stood = [step for stage in leaving for step in steps_of_stage(self.session, stage)]
        if any(step.stage_id in leaving for step in (*stood, *self.steps)):
            raise Irreversible("stage_used")
        if sum(stage.trashed_at is None for stage in stages) > MOST_STAGES:
            raise Irreversible("stage_used")

    def put_entities(self) -> None:
        session, rows = self.session, self.rows
        removed: dict[type[SQLModel], list[str]] = defaultdict(list)
        for one in session.deleted:
            removed[type(one)].append(one.id)
        for model, ids in removed.items():
            rows.remove(model, "id", ids)
        for model, were in self.ended.items():
            rows.remove(model, "step_id", sorted(were - _ended(self.steps, model)))
        kept = (Stage, Step, Note, Ownership, Completion, Drop, *ROWS.values())
        stay = {id(one.completion) for one in self.steps} | {id(one.drop_) for one in self.steps}
        changed = [one for one in (*session.new, *session.dirty) if isinstance(one, kept)]
        rows.put_over(one for one in changed if not isinstance(one, Completion | Drop) or id(one) in stay)

    def put_found(self, seen: set[tuple[str, str]]) -> None:
        """What a search looks through, of what is shown."""
        plan, gone = self.plan.id, defaultdict[FoundKind, list[str]](list)
        for kind, found_id in sorted(seen):
            one = entity_of(self.session, self.plan, kind, found_id)
            if kind == "step" and one.on_board:
                row = found_row(plan, FoundKind.STEP, one.id, one.title, one.text, one.needed)
            elif kind == "note" and one.trashed_at is None:
                row = found_row(plan, FoundKind.NOTE, one.id, one.text)
            elif kind == "meeting" and one.trashed_at is None:
                row = found_meeting(one)
            else:
                gone[FoundKind(kind)].append(found_id)
                continue
            self.rows.over[FoldedText].append(row)
        for of_kind, ids in gone.items():
            self.rows.remove(FoldedText, "id", ids, plan_id=plan, kind=str(of_kind))

    def prepared(self) -> PreparedChange:
        """All of it for the writer."""
        packed, effects = self.rows.packed(self.session.get_bind().dialect, self.edit)
        relied = Relied(self.edit.role, network_of(self.session, self.plan), untouched=True)
        number = self.plan.next_number
        return PreparedChange(self.edit.rev, number, 0, relied, tuple(sorted(self.frames)), packed, effects)


def _is_ours(session: Session, change: Change) -> bool:
    effects = facts_of(read_effects(change.effects))
    if verb_undone(session, change) == Verb.STEPS_IMPORTED:
        return True
    return all(one.kind in _KINDS and one.field not in _NAMING for one in effects)


def _ended(steps: Sequence[Step], model: type[SQLModel]) -> set[str]:
    """Those that are completed, or dropped."""
    return {one.id for one in steps if (one.completion if model is Completion else one.drop_) is not None}
