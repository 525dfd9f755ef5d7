"""Commands on addresses of calendars. Their secrets leave here once; only hashes are stored."""

from datetime import datetime

from sqlmodel import Session

from tracker.domain.calendar_address import MOST_ADDRESSES, CalendarAddress
from tracker.domain.participant import Participant
from tracker.domain.refusals import Full, NotFound
from tracker.domain.sign_in import hash_of, new_secret
from tracker.store.calendars import addresses_of
from tracker.store.plans import find_plan


def make_address(
    session: Session, by: Participant, plan_id: str | None, now: datetime, device: str
) -> tuple[str, str]:
    """A new address for a plan that the member reads, or for their own steps: its id and secret.

    Raises NotFound, Full.
    """
    if plan_id is not None:
        find_plan(session, by, plan_id)
    if len(addresses_of(session, by.id, plan_id)) >= MOST_ADDRESSES:
        raise Full(limit=MOST_ADDRESSES)
    secret = new_secret()
    address = CalendarAddress(
        hash=hash_of(secret), member_id=by.id, plan_id=plan_id, device=device, created_at=now
    )
    session.add(address)
    session.flush()
    return address.id, secret


def renew_address(
    session: Session, by: Participant, plan_id: str | None, id: str, now: datetime, device: str
) -> tuple[str, str]:
    """Another address instead of this one, which counts no more. Raises NotFound."""
    end_address(session, by, plan_id, id)
    session.flush()
    return make_address(session, by, plan_id, now, device)


def end_address(session: Session, by: Participant, plan_id: str | None, id: str) -> None:
    """Let one of the member's own addresses count no more. Raises NotFound."""
    address = session.get(CalendarAddress, id)
    if address is None or (address.member_id, address.plan_id) != (by.id, plan_id):
        raise NotFound()
    session.delete(address)
