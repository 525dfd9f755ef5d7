"""Reading a feed: where it stands, what its head shows, which Changes came after a rev."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, func, select
from sqlmodel import Session

from tracker.domain.change import Change, Effect, read_effects
from tracker.domain.contacts import shown
from tracker.domain.member import Guest, Member
from tracker.domain.network import Region
from tracker.domain.note import Note
from tracker.domain.party import Party, PlanParty
from tracker.domain.plan import Plan
from tracker.domain.stage import Stage
from tracker.store.history import table_of

_PLAN, _REGION, _CHANGE = table_of(Plan), table_of(Region), table_of(Change)
_STAGE, _NOTE, _PARTY, _SHOWN = table_of(Stage), table_of(Note), table_of(Party), table_of(PlanParty)
_CONTACT, _DEPUTY = table_of(Member).alias("contact_member"), table_of(Member).alias("deputy_member")
_PEOPLE = {"m": table_of(Member), "g": table_of(Guest)}


@dataclass(frozen=True, slots=True)
class FeedHead:
    """A plan's feed and head as they stand."""

    id: str
    rev: int
    epoch: str
    region: str
    title: str
    goal: str
    period: str
    language: str
    head_rev: int
    themes_rev: int
    parties_rev: int
    visibility: str
    contact: str
    deputy: str
    """Names, or words that are no address."""


@dataclass(frozen=True, slots=True)
class FoundStage:
    id: str
    kind: str
    name: str | None
    order_key: str
    rev: int
    trashed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FoundNote:
    id: str
    kind: str
    text: str
    order_key: str
    rev: int
    on_plan: bool
    step_id: str | None


@dataclass(frozen=True, slots=True)
class FoundParty:
    id: str
    name: str
    sort: str


@dataclass(frozen=True, slots=True)
class FoundChange:
    """One Change, with its author's name as it is today (empty when they are gone)."""

    rev: int
    key: str
    verb: str
    actor: str
    effects: Sequence[Effect]


def feed_head(session: Session, plan_id: str) -> FeedHead | None:
    """The plan's feed and head; None when there is no such plan."""
    row = session.connection().execute(_HEAD, {"plan": plan_id}).first()
    if row is None:
        return None
    contact, deputy = shown(row.contact_name, row.contact), shown(row.deputy_name, row.deputy)
    return FeedHead(*(*row[:_POSTS_FROM], contact, deputy))


def found_stages(session: Session, plan_id: str) -> list[FoundStage]:
    """The stages in their order."""
    return [stage for stage in all_stages(session, plan_id) if stage.trashed_at is None]


def all_stages(session: Session, plan_id: str) -> list[FoundStage]:
    """The same with those that were removed."""
    return [FoundStage(*row) for row in session.connection().execute(_STAGES, {"plan": plan_id})]


def found_notes(session: Session, plan_id: str, since: int = -1) -> list[FoundNote]:
    """The notes changed after `since`, in the order of their lists; from the beginning only those on the plan."""
    statement = _NOTES_ON_PLAN if since < 0 else _NOTES_SINCE
    rows = session.connection().execute(statement, {"plan": plan_id, "since": since})
    return [
        FoundNote(id, kind, text, key, rev, at is None, step) for id, kind, text, key, rev, at, step in rows
    ]


def shown_parties(session: Session, plan_id: str) -> list[FoundParty]:
    """The parties a plan shows, in their order."""
    return [FoundParty(*row) for row in session.connection().execute(_PARTIES, {"plan": plan_id})]


def changes_after(session: Session, feed: str, since: int) -> list[FoundChange]:
    """The Changes of a feed after rev `since`, in order."""
    rows = session.connection().execute(_CHANGES_SINCE, {"feed_name": feed, "since": since})
    return [
        FoundChange(rev, key, verb, name or "", read_effects(effects))
        for rev, key, verb, name, effects in rows
    ]


def names_of(session: Session, participants: set[str]) -> dict[str, str]:
    """Names by participant key; who is gone is missing."""
    names: dict[str, str] = {}
    for kind in _PEOPLE:
        ids = sorted(key[2:] for key in participants if key.startswith(f"{kind}:"))
        if ids:
            rows = session.connection().execute(_NAMES[kind], {"ids": ids})
            names |= {f"{kind}:{id}": name for id, name in rows}
    return names


# Statements are built once: putting one together costs as much as running it.
_OF_PLAN: BindParameter[str] = bindparam("plan")
_SINCE: BindParameter[int] = bindparam("since")

_HEAD = (
    select(
        _PLAN.c.id, _PLAN.c.rev, _PLAN.c.epoch, _REGION.c.name, _PLAN.c.title, _PLAN.c.goal, _PLAN.c.period
    )
    .add_columns(_PLAN.c.language, _PLAN.c.head_rev, _PLAN.c.themes_rev, _PLAN.c.parties_rev)
    .add_columns(_PLAN.c.visibility)
    .add_columns(_CONTACT.c.name.label("contact_name"), _PLAN.c.contact)
    .add_columns(_DEPUTY.c.name.label("deputy_name"), _PLAN.c.deputy)
    .join(_REGION, _REGION.c.id == _PLAN.c.region_id)
    .outerjoin(_CONTACT, _CONTACT.c.id == _PLAN.c.contact_id)
    .outerjoin(_DEPUTY, _DEPUTY.c.id == _PLAN.c.deputy_id)
    .where(_PLAN.c.id == _OF_PLAN)
)
_POSTS_FROM = 12  # columns before those of the posts
_STAGES = (
    select(_STAGE.c.id, _STAGE.c.kind, _STAGE.c.name, _STAGE.c.order_key, _STAGE.c.rev, _STAGE.c.trashed_at)
    .where(_STAGE.c.plan_id == _OF_PLAN)
    .order_by(_STAGE.c.order_key, _STAGE.c.id)
)
_NOTES_SINCE = (
    select(_NOTE.c.id, _NOTE.c.kind, _NOTE.c.text, _NOTE.c.order_key, _NOTE.c.rev, _NOTE.c.trashed_at)
    .add_columns(_NOTE.c.step_id)
    .where(_NOTE.c.plan_id == _OF_PLAN, _NOTE.c.rev > _SINCE)
    .order_by(_NOTE.c.order_key, _NOTE.c.id)
)
_NOTES_ON_PLAN = _NOTES_SINCE.where(_NOTE.c.trashed_at.is_(None))
_PARTIES = (
    select(_PARTY.c.id, _PARTY.c.name, _PARTY.c.sort)
    .join(_SHOWN, _SHOWN.c.party_id == _PARTY.c.id)
    .where(_SHOWN.c.plan_id == _OF_PLAN)
    .order_by(_SHOWN.c.order_key)
)
_AUTHOR = func.substr(_CHANGE.c.by, 3)  # a participant's key is a letter, a colon and an id
_CHANGES_SINCE = (
    select(
        _CHANGE.c.rev,
        _CHANGE.c.key,
        _CHANGE.c.verb,
        func.coalesce(*(table.c.name for table in _PEOPLE.values())),
    )
    .add_columns(_CHANGE.c.effects)
    .outerjoin(_PEOPLE["m"], (_PEOPLE["m"].c.id == _AUTHOR) & _CHANGE.c.by.startswith("m:"))
    .outerjoin(_PEOPLE["g"], (_PEOPLE["g"].c.id == _AUTHOR) & _CHANGE.c.by.startswith("g:"))
    .where(_CHANGE.c.feed == bindparam("feed_name"), _CHANGE.c.rev > _SINCE)
    .order_by(_CHANGE.c.rev)
)
_NAMES = {
    kind: select(table.c.id, table.c.name).where(table.c.id.in_(bindparam("ids", expanding=True)))
    for kind, table in _PEOPLE.items()
}
