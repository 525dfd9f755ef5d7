"""Who answers for an organisation: the members who are its contact persons."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from tracker.domain.member import Member
from tracker.domain.participant import Participant
from tracker.domain.party import ContactPerson, Party, PartySort, PlanParty
from tracker.domain.plan import Plan
from tracker.store.contacts import people_of, with_above
from tracker.store.history import table_of
from tracker.store.parties import people_without_login

# built once: putting a statement together costs as much as running it
_HELD, _SHOWN = table_of(ContactPerson), table_of(PlanParty)
_SPOKEN_FOR = (
    select(_HELD.c.party_id)
    .join(_SHOWN, _SHOWN.c.party_id == _HELD.c.party_id)
    .where(_SHOWN.c.plan_id == bindparam("plan"), _HELD.c.member_id == bindparam("member"))
    .order_by(_HELD.c.party_id)
)


def speaks_for(session: Session, participant: Participant, party: Party) -> bool:
    """Whether somebody is a contact person of this organisation; what they are to a plan is asked besides."""
    if participant.kind != "member" or party.sort != PartySort.ORGANISATION:
        return False
    return session.get(ContactPerson, (party.id, participant.id)) is not None


def parties_spoken_for(session: Session, participant: Participant, plan_id: str) -> Sequence[str]:
    """The ids of the organisations shown by a plan for which somebody may answer."""
    if participant.kind != "member":
        return []
    given = {"plan": plan_id, "member": participant.id}
    return session.connection().execute(_SPOKEN_FOR, given).scalars().all()


def contact_persons(
    session: Session, plan_id: str, party_ids: Collection[str]
) -> Mapping[str, Sequence[Member]]:
    """The contact persons of organisations by party, by name; only those who hold a role on the plan now."""
    if not party_ids:
        return {}
    held = select(col(ContactPerson.party_id), col(ContactPerson.member_id))
    rows = session.execute(held.where(col(ContactPerson.party_id).in_(sorted(party_ids)))).all()
    if not rows:
        return {}
    found: dict[str, list[Member]] = defaultdict(list)
    for member in people_of(session, with_above(session, session.get_one(Plan, plan_id))):
        for party_id, member_id in rows:
            if member_id == member.id:
                found[party_id].append(member)
    return found


def without_mail(session: Session, plan_id: str) -> set[str]:
    """The parties (ids) of a plan that no mail reaches: people without login, organisations that nobody answers for."""
    shown = select(col(Party.id)).join(PlanParty, col(PlanParty.party_id) == Party.id)
    here = shown.where(col(PlanParty.plan_id) == plan_id, col(Party.sort) == PartySort.ORGANISATION)
    organisations = set(session.execute(here).scalars())
    answered_for = contact_persons(session, plan_id, organisations)
    return people_without_login(session, plan_id) | (organisations - answered_for.keys())
