"""Finding words in all plans of somebody, and keeping what is looked through as new as the plans."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)
from sqlmodel import Session

from tracker.domain.change import Effect
from tracker.domain.completion import Drop
from tracker.domain.folded_text import FoldedText, FoundKind, folded_words
from tracker.domain.meeting import Meeting
from tracker.domain.note import Note
from tracker.domain.plan import Plan
from tracker.domain.search_words import SearchWords
from tracker.domain.step import Step

MOST_LOOKED_AT = 400  # matches among which the best are chosen
AT_ONCE = 1_000  # entities asked for by id; of more the whole plan is read

SEEN = {
    "title",
    "text",
    "needed",
    "goal",
    "place",
    "agenda",
    "present",
    "drop",
}  # fields of effects that a search can tell


@dataclass(frozen=True, slots=True)
class Match:
    """Something in which all words occur."""

    plan_id: str
    kind: str
    id: str
    folded: str


def keep_found(session: Session, plan_id: str, effects: Sequence[Effect]) -> None:
    """Fold anew what these effects changed; called with everything flushed, in the command's own savepoint."""
    for kind in FoundKind:
        ids = {e.id for e in effects if e.kind == kind and e.field in SEEN}
        if ids:
            _keep(session, plan_id, kind, sorted(ids))


def keep_plan(session: Session, plan: Plan) -> None:
    """A plan that has just been started."""
    session.connection().execute(_ADD, found_rows(plan, (), (), ()))


def found_rows(
    plan: Plan, steps: Iterable[Step], notes: Iterable[Note], meetings: Iterable[Meeting]
) -> list[dict[str, str]]:
    """What is looked through of a whole new plan, as rows."""
    of_steps = [found_row(plan.id, FoundKind.STEP, one.id, one.title, one.text, one.needed) for one in steps]
    of_notes = [found_row(plan.id, FoundKind.NOTE, one.id, one.text) for one in notes]
    of_plan = found_row(plan.id, FoundKind.PLAN, plan.id, plan.title, plan.goal)
    return [of_plan, *of_steps, *of_notes, *map(found_meeting, meetings)]


def found_meeting(one: Meeting) -> dict[str, str]:
    """What is looked through of a meeting."""
    return found_row(one.plan_id, FoundKind.MEETING, one.id, one.title, one.place, one.agenda)


def found_row(plan_id: str, kind: FoundKind, id: str, *texts: str) -> dict[str, str]:
    """What is looked through of one step or note."""
    return {"plan_id": plan_id, "kind": str(kind), "id": id, "folded": folded_words(*texts)}


def find_words(session: Session, plans: Collection[str], words: SearchWords) -> list[Match]:
    """At most 400 things in these plans in which each of the words occurs in one of its spellings.

    In the order of ids: which of more are left out is the same on both databases.
    """
    if not plans or not words.spellings:
        return []
    # the longest first: it is the rarest
    spelled = sorted(words.spellings, key=lambda word: -len(word[0]))
    statement = (
        select(_FOLDED.c.plan_id, _FOLDED.c.kind, _FOLDED.c.id, _FOLDED.c.folded)
        .where(_FOLDED.c.plan_id.in_(sorted(plans)), *(_occurs(word) for word in spelled))
        .order_by(_FOLDED.c.plan_id, _FOLDED.c.kind, _FOLDED.c.id)
        .limit(MOST_LOOKED_AT)
    )
    return [Match(*row) for row in session.connection().execute(statement)]


def _occurs(spellings: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(_FOLDED.c.folded.contains(one, autoescape=True) for one in spellings))


def _keep(session: Session, plan_id: str, kind: FoundKind, ids: Sequence[str]) -> None:
    execute, few = session.connection().execute, len(ids) <= AT_ONCE
    given = {"plan": plan_id, "ids": ids} if few else {"plan": plan_id}
    found = execute(_TEXTS[kind][not few], given).all()
    rows = [found_row(plan_id, kind, id, *texts) for id, _, *texts in found]
    if few and len(found) == len(ids) and all(folded is not None for _, folded, *_ in found):
        execute(_CHANGE, [{f"of_{name}": value for name, value in row.items()} for row in rows])
        return  # all were there and are: one statement instead of two
    execute(_REMOVE[kind][not few], given)
    if rows:
        execute(_ADD, rows)


def _table(model: type) -> Table:
    return model.__table__  # type: ignore[attr-defined, no-any-return]


# Statements are built once: putting one together costs as much as running it.
_FOLDED, _PLAN, _STEP, _NOTE, _DROP = map(_table, (FoldedText, Plan, Step, Note, Drop))
_MEETING = _table(Meeting)
_OF_PLAN: BindParameter[str] = bindparam("plan")
_IDS: BindParameter[str] = bindparam("ids", expanding=True)

_ADD = insert(_FOLDED)
_CHANGE = (
    update(_FOLDED)
    .where(*(_FOLDED.c[name] == bindparam(f"of_{name}") for name in ("plan_id", "kind", "id")))
    .values(folded=bindparam("of_folded"))
)


def _texts(kind: FoundKind, plan: ColumnElement[str], id: Column[str], *texts: Column[str]) -> Select[Any]:
    """Beside them what is looked through so far."""
    known = (_FOLDED.c.plan_id == plan) & (_FOLDED.c.kind == str(kind)) & (_FOLDED.c.id == id)
    return select(id, _FOLDED.c.folded, *texts).outerjoin(_FOLDED, known).where(plan == _OF_PLAN)


_STEPS = (
    _texts(FoundKind.STEP, _STEP.c.plan_id, _STEP.c.id, _STEP.c.title, _STEP.c.text, _STEP.c.needed)
    .outerjoin(_DROP, _DROP.c.step_id == _STEP.c.id)
    .where(_STEP.c.trashed_at.is_(None), _DROP.c.step_id.is_(None))
)
_NOTES = _texts(FoundKind.NOTE, _NOTE.c.plan_id, _NOTE.c.id, _NOTE.c.text).where(_NOTE.c.trashed_at.is_(None))
_MEETINGS = _texts(
    FoundKind.MEETING,
    _MEETING.c.plan_id,
    _MEETING.c.id,
    _MEETING.c.title,
    _MEETING.c.place,
    _MEETING.c.agenda,
).where(_MEETING.c.trashed_at.is_(None))
_PLANS = _texts(FoundKind.PLAN, _PLAN.c.id, _PLAN.c.id, _PLAN.c.title, _PLAN.c.goal)
# by kind: of these, and of all of the plan
_TEXTS = {
    FoundKind.STEP: (_STEPS.where(_STEP.c.id.in_(_IDS)), _STEPS),
    FoundKind.NOTE: (_NOTES.where(_NOTE.c.id.in_(_IDS)), _NOTES),
    FoundKind.MEETING: (_MEETINGS.where(_MEETING.c.id.in_(_IDS)), _MEETINGS),
    FoundKind.PLAN: (_PLANS.where(_PLAN.c.id.in_(_IDS)), _PLANS),
}
_ROWS = {
    kind: delete(_FOLDED).where(_FOLDED.c.plan_id == _OF_PLAN, _FOLDED.c.kind == str(kind))
    for kind in FoundKind
}
_REMOVE = {kind: (rows.where(_FOLDED.c.id.in_(_IDS)), rows) for kind, rows in _ROWS.items()}
