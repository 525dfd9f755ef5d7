"""Handovers that can be taken back: where their parts are, and how the rows beside the plans stand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import Session, SQLModel, col

from tracker.domain.change import Change, ChangeEntity, Effect, read_effects
from tracker.domain.contacts import put_in
from tracker.domain.edit import Edit
from tracker.domain.join_link import JoinLink
from tracker.domain.kept_handover import KEPT, MARK, KeptHandover
from tracker.domain.member import Member, Membership
from tracker.domain.network import Network, Region
from tracker.domain.participant import Participant
from tracker.domain.party import ContactPerson
from tracker.domain.permissions import Action, may
from tracker.domain.plan import Plan
from tracker.domain.refusals import Irreversible
from tracker.domain.sign_up import SignUp
from tracker.store.members import role_in_network, role_in_region, role_on_plan

MODELS: dict[str, type[SQLModel]] = {
    "membership": Membership,
    "contact_person": ContactPerson,
    "network": Network,
    "region": Region,
    "join_link": JoinLink,
    "sign_up": SignUp,
}


class Beside:
    """Changes rows beside the plans and remembers how they were."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.effects: list[Effect] = []

    def set(self, kind: str, row: Any, field: str, value: str | None) -> None:
        """Give a row another value."""
        was = value_of(self.session, row, field)
        if was != value:
            self.put(Effect(kind, row.id, field, was, value))

    def add(self, kind: str, row: SQLModel) -> None:
        """A new row, unless there is one with its key."""
        effect = Effect(kind, _key(row), "present", None, row.model_dump())
        if _row(self.session, effect) is None:
            self.put(effect)

    def remove(self, kind: str, row: SQLModel) -> None:
        """No longer have a row."""
        self.put(Effect(kind, _key(row), "present", row.model_dump(), None))

    def put(self, effect: Effect) -> None:
        """Bring about `effect.now`. Raises Irreversible when what it needs has gone."""
        row = _row(self.session, effect)
        if effect.field == "present":
            if effect.now is None:
                self.session.delete(row)
            elif self.session.get(Member, effect.now["member_id"]) is None:
                raise Irreversible("gone")
            else:
                self.session.add(MODELS[effect.kind](**effect.now))
        elif row is None:
            raise Irreversible("gone")
        else:
            _set(self.session, row, effect.field, effect.now)
        self.session.flush()
        self.effects.append(effect)


def stands_beside(session: Session, effect: Effect) -> bool:
    """Whether what the effect brought about is so today."""
    row = _row(session, effect)
    if effect.field == "present":
        return bool((row and row.model_dump()) == effect.now)
    return row is not None and value_of(session, row, effect.field) == effect.now


def people_in(effects: list[Effect]) -> set[str]:
    """The ids of the members whose rights other effects than of posts and links change."""
    rows = [kept for e in effects if e.field == "present" for kept in (e.was, e.now) if kept]
    moved = {id for e in effects if e.field == "member_id" for id in (e.was, e.now)}
    return {kept["member_id"] for kept in rows} | moved


def kept_handover_of(session: Session, change: Change) -> KeptHandover | None:
    """The handover that a Change belongs to; None for all others, and for one that is over thirty days old."""
    marks = [effect.id for effect in read_effects(change.effects) if effect.kind == MARK]
    return session.get(KeptHandover, marks[0]) if marks else None


def changes_of(session: Session, handed: KeptHandover) -> Mapping[str, Change]:
    """By feed: the Changes of a handover."""
    entity = ChangeEntity
    marked = (col(entity.feed) == Change.feed) & (col(entity.rev) == Change.rev)
    found = select(Change).join(entity, marked).where(col(entity.kind) == MARK, col(entity.id) == handed.id)
    return {change.feed: change for change in session.execute(found).scalars()}


def may_take_back(session: Session, by: Participant, handed: KeptHandover) -> bool:
    """Whether somebody could hand over at that place."""
    if handed.kind == "plan":
        return may(role_on_plan(session, by, handed.place_id), Action.NAME_CONTACT)
    if handed.kind == "network":
        return may(role_in_network(session, by, handed.place_id), Action.ADD_MEMBER)
    region = session.get(Region, handed.place_id)
    return region is not None and may(role_in_region(session, by, region), Action.ADD_MEMBER)


def obstacle_beside(session: Session, by: Participant, change: Change) -> Irreversible | None:
    """Why a handover cannot be taken back beside the plans; None when nothing is in the way, or it is none."""
    if not any(effect.kind == MARK for effect in read_effects(change.effects)):
        return None
    handed = kept_handover_of(session, change)
    if handed is None:
        return Irreversible("handed_over_long_ago", days=KEPT.days)
    if not may_take_back(session, by, handed):
        return Irreversible("handed_over_elsewhere")
    return None if is_standing(session, handed) else Irreversible("changed_by_somebody")


def is_standing(session: Session, handed: KeptHandover) -> bool:
    """Whether all that it brought about beside the plans is so today."""
    return all(stands_beside(session, effect) for effect in read_effects(handed.effects))


def replaced(handed: KeptHandover, now: datetime) -> KeptHandover:
    """The taking back of a handover, of which nothing is done yet."""
    return KeptHandover(kind=handed.kind, place_id=handed.place_id, at=now, effects="")


def mark(edit: Edit, handed: KeptHandover) -> None:
    """Say that what this command does to a plan is a part of the handover."""
    edit.note(MARK, handed.id, "handed", None, None)


def forget_old_handovers(session: Session, now: datetime) -> None:
    """Remove what nobody can take back any more."""
    session.execute(delete(KeptHandover).where(col(KeptHandover.at) < now - KEPT))


def kind_of_place(place: Plan | Region | Network) -> str:
    """`plan`, `region` or `network`."""
    return type(place).__name__.lower()


def value_of(session: Session, row: Any, field: str) -> Any:
    """As an effect says it; whose address somebody signed up with is said by id."""
    if (field, type(row)) == ("member", SignUp):
        return session.execute(select(col(Member.id)).where(col(Member.email) == row.email)).scalar()
    return getattr(row, field)


def _set(session: Session, row: Any, field: str, value: Any) -> None:
    member = session.get(Member, value) if field != "role" and value else None
    if member is None and field != "role" and value:
        raise Irreversible("gone")
    if isinstance(row, SignUp) and member is not None:
        row.email, row.name = member.email, member.name
    elif isinstance(row, Region | Network):
        put_in(row, field.removesuffix("_id"), value)
    else:
        setattr(row, field, value)


def _row(session: Session, effect: Effect) -> Any:
    model = MODELS[effect.kind]
    return session.get(model, tuple(effect.id.split(":")) if model is ContactPerson else effect.id)


def _key(row: Any) -> str:
    return f"{row.party_id}:{row.member_id}" if isinstance(row, ContactPerson) else str(row.id)
