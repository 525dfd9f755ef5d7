"""What a guest has left in the plans, found and put under the name of the member they turned out to be."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, delete, func, select, update
from sqlmodel import Session, col

from tracker.domain.change import Change, ChangeEntity
from tracker.domain.completion import Completion
from tracker.domain.erasure import Person
from tracker.domain.follow_up import FollowUp
from tracker.domain.member import Guest, Member
from tracker.domain.ownership import Answer, OwnerRole, Ownership
from tracker.domain.party import Party, PlanParty
from tracker.domain.step import Step
from tracker.domain.trace import Erasing, Trace, What
from tracker.domain.traces import traces
from tracker.store.history import table_of
from tracker.store.persons import steps_naming
from tracker.store.plans import feed_of
from tracker.store.schema import METADATA

_OWNERSHIP, _FOLLOW_UP, _SHOWN = table_of(Ownership), table_of(FollowUp), table_of(PlanParty)
_DONE, _CHANGE, _ENTITY = table_of(Completion), table_of(Change), table_of(ChangeEntity)
_ROLES = list(OwnerRole)  # the first one leads


def parties_of_guest(session: Session, guest_id: str) -> Sequence[Party]:
    """Those that stand for a guest: none, or one."""
    return session.execute(select(Party).where(col(Party.guest_id) == guest_id)).scalars().all()


def steps_of_guest(session: Session, guest: Guest, parties: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Plan and id of each step that shows something of a guest with these parties."""
    return steps_naming(session, Person(guest.as_participant().key, frozenset(parties)))


def plans_of_guest(session: Session, guest_id: str) -> list[str]:
    """The ids of the plans that look different once the guest is claimed; none when they have gone."""
    guest = session.get(Guest, guest_id)
    if guest is None:
        return []
    parties = [party.id for party in parties_of_guest(session, guest_id)]
    shown = select(_SHOWN.c.plan_id).where(_SHOWN.c.party_id.in_(parties))
    steps = steps_of_guest(session, guest, parties)
    return sorted(
        {guest.plan_id, *session.connection().execute(shown).scalars(), *(plan for plan, _ in steps)}
    )


def titles_taken(session: Session, guest_id: str) -> Sequence[str]:
    """The titles of the steps they have taken or were asked to take, by number."""
    named = select(col(Step.title)).join(Ownership, col(Ownership.step_id) == col(Step.id))
    mine = named.join(Party, col(Party.id) == col(Ownership.party_id)).where(col(Party.guest_id) == guest_id)
    return session.execute(mine.order_by(col(Step.number))).scalars().all()


def count_changes(session: Session, guest: Guest) -> int:
    """How many Changes of their plan are theirs."""
    mine = (_CHANGE.c.feed == feed_of(guest.plan_id)) & (_CHANGE.c.by == guest.as_participant().key)
    found: int = session.connection().execute(select(func.count()).where(mine)).scalar_one()
    return found


def put_under_member(session: Session, guest: Guest, member: Member, plans: Sequence[str]) -> None:
    """Whatever names the guest as its author names the member, in the history of these plans too."""
    session.flush()
    was, now = guest.as_participant().key, member.as_participant().key
    connection = session.connection()
    connection.execute(update(_DONE).where(_DONE.c.by == was).values(by_name=member.name))
    for trace in traces(Erasing.STAYS):
        if trace.what is What.KEY and trace.table != "erasure":
            _replace(session, trace, was, now)
    _retell(session, plans, was, now)
    session.flush()
    session.expire_all()


def put_under_party(session: Session, gone: Party, to: Party, plans: Sequence[str]) -> None:
    """Whatever names one party names the other, which stands at no step twice; the first one is deleted."""
    session.flush()
    for owner in session.execute(select(Ownership).where(col(Ownership.party_id) == gone.id)).scalars().all():
        _put_owner(session, owner, to)
    session.flush()
    session.execute(delete(PlanParty).where(col(PlanParty.party_id) == gone.id))
    for trace in traces():
        if trace.what is What.PARTY and trace.table not in ("party", "plan_party"):
            _replace(session, trace, gone.id, to.id)
    itself = (_FOLLOW_UP.c.party_id == to.id) & (_FOLLOW_UP.c.asker_id == to.id)
    session.connection().execute(delete(_FOLLOW_UP).where(itself))  # nobody asks themselves
    _retell(session, plans, gone.id, to.id)
    session.delete(gone)
    session.flush()
    session.expire_all()


def _put_owner(session: Session, owner: Ownership, to: Party) -> None:
    """Named there already, the one row keeps the greater part and a yes."""
    same = select(Ownership).where(col(Ownership.step_id) == owner.step_id, col(Ownership.party_id) == to.id)
    known: Ownership | None = session.execute(same).scalar_one_or_none()
    if known is None:
        owner.party_id = to.id
        return
    if owner.answer == Answer.ACCEPTED != known.answer:
        known.answer, known.answered_by = owner.answer, owner.answered_by
        known.answered_at, known.answered_how = owner.answered_at, owner.answered_how
    known.role = min(known.role, owner.role, key=lambda role: _ROLES.index(OwnerRole(role)))
    session.delete(owner)


def _replace(session: Session, trace: Trace, was: str, now: str) -> None:
    table: Table = METADATA.tables[trace.table]
    column = table.c[trace.column]
    session.connection().execute(update(table).where(column == was).values({trace.column: now}))


def _retell(session: Session, plans: Sequence[str], was: str, now: str) -> None:
    """In the effects of earlier Changes as well, so that they can be undone as before."""
    feeds = [feed_of(plan) for plan in plans]
    effects, old, new = _CHANGE.c.effects, f'"{was}"', f'"{now}"'
    held = _CHANGE.c.feed.in_(feeds) & effects.contains(old, autoescape=True)
    retold: Any = func.replace(effects, old, new)
    session.connection().execute(update(_CHANGE).where(held).values(effects=retold))
    other = _ENTITY.alias()
    there = select(other.c.id).where(
        other.c.feed == _ENTITY.c.feed,
        other.c.rev == _ENTITY.c.rev,
        other.c.kind == _ENTITY.c.kind,
        other.c.id == now,
    )
    mine = _ENTITY.c.feed.in_(feeds) & (_ENTITY.c.kind == "party") & (_ENTITY.c.id == was)
    session.connection().execute(delete(_ENTITY).where(mine, there.exists()))
    session.connection().execute(update(_ENTITY).where(mine).values(id=now))
