"""Commands on who answers for an organisation. They hold in the whole network and touch no plan's feed."""

from sqlmodel import Session

from tracker.domain.participant import Participant
from tracker.domain.party import ContactPerson, Party, PartySort
from tracker.domain.permissions import Action
from tracker.domain.plan import Plan
from tracker.domain.refusals import Invalid, NotFound
from tracker.store.contacts import people_of, with_above
from tracker.store.members import allow, role_on_plan
from tracker.store.parties import shows_party


def add_contact_person(
    session: Session, by: Participant, plan_id: str, party_id: str, member_id: str
) -> None:
    """Let a member with a role on the plan answer for an organisation that it shows. Raises NotFound, Forbidden,
    Invalid."""
    party, plan = _enter(session, by, plan_id, party_id)
    if party.sort != PartySort.ORGANISATION:
        raise Invalid("member", "no_organisation")
    if member_id not in {one.id for one in people_of(session, with_above(session, plan))}:
        raise Invalid("member", "unknown")
    session.merge(ContactPerson(party_id=party_id, member_id=member_id))


def remove_contact_person(
    session: Session, by: Participant, plan_id: str, party_id: str, member_id: str
) -> None:
    """They answer for it no longer; steps they were in charge of stay with it. Raises NotFound, Forbidden."""
    _enter(session, by, plan_id, party_id)
    held = session.get(ContactPerson, (party_id, member_id))
    if held is None:
        raise NotFound()
    session.delete(held)


def _enter(session: Session, by: Participant, plan_id: str, party_id: str) -> tuple[Party, Plan]:
    allow(role_on_plan(session, by, plan_id), Action.NAME_CONTACT)
    plan, party = session.get_one(Plan, plan_id), session.get(Party, party_id)
    if party is None or not shows_party(session, plan, party_id):
        raise NotFound()
    return party, plan
