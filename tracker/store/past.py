"""The history as people read it: newest first, page by page, with the names of what each Change is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session

from tracker.domain.change import Change, ChangeEntity, Effect, Verb, read_effects
from tracker.domain.note import Note
from tracker.domain.participant import Participant
from tracker.domain.party import Party, Theme
from tracker.domain.stage import Stage
from tracker.domain.step import Step
from tracker.store.changes import names_of
from tracker.store.history import table_of
from tracker.store.moves import plan_names

Statement = Select[Any]

_CHANGE, _ENTITY, _STEP = table_of(Change), table_of(ChangeEntity), table_of(Step)
_NAMED = {
    "note": (table_of(Note).c.id, table_of(Note).c.text),
    "party": (table_of(Party).c.id, table_of(Party).c.name),
    "theme": (table_of(Theme).c.id, table_of(Theme).c.name),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a plan's history: of one person (their key), of one step (its number), between two revs."""

    by: str = ""
    step: int | None = None
    since: int = 0
    before: int | None = None


@dataclass(frozen=True, slots=True)
class PastChange:
    """One Change. `by` is its author's key; the effects of a plan's beginning are not read."""

    rev: int
    at: datetime
    by: str
    verb: Verb
    effects: Sequence[Effect]


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in some Changes are called today; what has gone is missing, of steps and notes the last
    words remain."""

    people: dict[str, str] = field(default_factory=dict)
    steps: dict[str, tuple[int | None, str]] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)
    """Name or kind."""
    notes: dict[str, str] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)
    themes: dict[str, str] = field(default_factory=dict)
    plans: dict[str, str] = field(default_factory=dict)
    """With their regions; only those whoever reads may open."""


def past_changes(session: Session, plan_id: str, wanted: Wanted, limit: int) -> list[PastChange]:
    """The newest Changes that are wanted, newest first."""
    effects = _CHANGE.c.effects
    statement: Statement = select(_CHANGE.c.rev, _CHANGE.c.at, _CHANGE.c.by, _CHANGE.c.verb, effects)
    statement = statement.where(_CHANGE.c.feed == f"plan:{plan_id}")
    statement = _narrowed(session, statement, plan_id, wanted).order_by(_CHANGE.c.rev.desc()).limit(limit)
    return [
        PastChange(row.rev, row.at, row.by, Verb(row.verb), _effects(row.verb, row.effects))
        for row in session.connection().execute(statement)
    ]


def authors(session: Session, plan_id: str) -> dict[str, str]:
    """Who changed the plan, by key, in the order of their names; who has gone is missing."""
    feed = f"plan:{plan_id}"
    found: set[str] = set()
    following = select(_CHANGE.c.by).where(_CHANGE.c.feed == feed).order_by(_CHANGE.c.by).limit(1)
    # from one author to the next along the index: a plan has few people and many changes
    key: str | None = ""
    while (key := session.connection().execute(following.where(_CHANGE.c.by > key)).scalar()) is not None:
        found.add(key)
    names = names_of(session, found)
    return dict(sorted(names.items(), key=lambda one: one[1].casefold()))


def names_in(
    session: Session, participant: Participant, plan_id: str, changes: Iterable[PastChange]
) -> Names:
    """The names of everything these Changes mention, for whoever reads them."""
    changes = list(changes)
    effects = [effect for change in changes for effect in change.effects]
    ids: dict[str, set[str]] = {"step": set(), "note": set(), "party": set(), "theme": set()}
    for effect in effects:
        if effect.kind in ids:
            ids[effect.kind].add(effect.id)
        if effect.field == "owner":
            ids["party"].add((effect.was or effect.now)["party"])
        if effect.field == "follow_up":
            ids["party"] |= {
                kept[one] for kept in (effect.was, effect.now) if kept for one in ("party", "asker")
            }
        if effect.field == "themes":
            ids["theme"] |= {*effect.was, *effect.now}
        if effect.field == "goal_id":
            ids["note"] |= {id for id in (effect.was, effect.now) if id}
    stage = table_of(Stage).c
    stages = select(stage.id, stage.name, stage.kind).where(stage.plan_id == plan_id)
    return Names(
        people=names_of(session, {change.by for change in changes} | _in_posts(effects)),
        steps=_step_names(session, plan_id, ids["step"]),
        stages={id: name or kind for id, name, kind in session.connection().execute(stages)},
        notes=_note_texts(session, plan_id, ids["note"]),
        parties=_named(session, "party", ids["party"]),
        themes=_named(session, "theme", ids["theme"]),
        plans=plan_names(session, participant, _plans_in(effects)),
    )


def _in_posts(effects: Iterable[Effect]) -> set[str]:
    posts = [e for e in effects if e.field in ("contact_id", "deputy_id", "handed")]
    ids = {id for effect in posts for id in (effect.was, effect.now)}
    owners = [kept for e in effects if e.field == "owner" for kept in (e.was, e.now) if kept]
    ids |= {kept.get("in_charge") for kept in owners}
    return {Participant("member", id).key for id in ids if id}


def _plans_in(effects: Iterable[Effect]) -> set[str]:
    moved = (effect.now or effect.was for effect in effects if effect.field in ("to_plan", "from_plan"))
    return {kept["plan"] for kept in moved}


def _narrowed(session: Session, statement: Statement, plan_id: str, wanted: Wanted) -> Statement:
    if wanted.by:
        statement = statement.where(_CHANGE.c.by == wanted.by)
    if wanted.since:
        statement = statement.where(_CHANGE.c.rev > wanted.since)
    if wanted.before is not None:
        statement = statement.where(_CHANGE.c.rev < wanted.before)
    if wanted.step is not None:
        numbered = select(_STEP.c.id).where(_STEP.c.plan_id == plan_id, _STEP.c.number == wanted.step)
        step_id = session.connection().execute(numbered).scalar() or ""
        about = (_ENTITY.c.feed == _CHANGE.c.feed) & (_ENTITY.c.rev == _CHANGE.c.rev)
        statement = statement.join(_ENTITY, about).where(_ENTITY.c.kind == "step", _ENTITY.c.id == step_id)
        statement = statement.where(_ENTITY.c.feed == f"plan:{plan_id}")
    return statement


def _effects(verb: str, text: str) -> list[Effect]:
    return [] if verb == Verb.PLAN_STARTED else read_effects(text)


def _named(session: Session, kind: str, ids: set[str]) -> dict[str, str]:
    if not ids:
        return {}
    id, name = _NAMED[kind]
    rows = session.connection().execute(select(id, name).where(id.in_(sorted(ids))))
    return dict(rows.all())


def _step_names(session: Session, plan_id: str, ids: set[str]) -> dict[str, tuple[int | None, str]]:
    here = select(_STEP.c.id, _STEP.c.number, _STEP.c.title)
    here = here.where(_STEP.c.plan_id == plan_id, _STEP.c.id.in_(sorted(ids)))
    found: dict[str, tuple[int | None, str]] = {
        id: (number, title) for id, number, title in session.connection().execute(here)
    }
    for id in ids - found.keys():
        if title := _last_said(session, plan_id, ("step", id), "title"):
            found[id] = (None, title)
    return found


def _note_texts(session: Session, plan_id: str, ids: set[str]) -> dict[str, str]:
    found = _named(session, "note", ids)
    gone = {id: _last_said(session, plan_id, ("note", id), "text") for id in ids - found.keys()}
    return found | {id: text for id, text in gone.items() if text}


def _last_said(session: Session, plan_id: str, entity: tuple[str, str], field: str) -> str:
    """What a text of something said before it went for good."""
    kind, id = entity
    about = (_ENTITY.c.feed == _CHANGE.c.feed) & (_ENTITY.c.rev == _CHANGE.c.rev)
    statement = select(_CHANGE.c.effects).join(_ENTITY, about)
    statement = statement.where(_ENTITY.c.feed == f"plan:{plan_id}", _ENTITY.c.kind == kind)
    statement = statement.where(_ENTITY.c.id == id).order_by(_CHANGE.c.rev.desc())
    for effects in session.connection().execute(statement).scalars():
        for effect in reversed(read_effects(effects)):
            if (effect.id, effect.field) == (id, field) and effect.now:
                return str(effect.now)
    return ""
