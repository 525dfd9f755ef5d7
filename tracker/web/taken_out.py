"""What the page of a network, region or plan says of whoever has just come or gone; the latter can be taken back."""

from datetime import UTC, datetime

from sqlmodel import Session
from starlette.requests import Request

from tracker.domain.ids import is_id
from tracker.domain.member import Member, Membership
from tracker.domain.taken_out import TakenOut, read_taken_out
from tracker.pages import AddedView, TakenOutView
from tracker.store.mails import mailed_since
from tracker.web.parts import parts_of

FIELD, ADDED = "taken_out", "added"


def signed_in_address(request: Request) -> TakenOut | None:
    """What the page's address says of it; None when that is nothing, or older than an hour."""
    parts = parts_of(request)
    return read_taken_out(parts.settings.secret_key, request.query_params.get(FIELD, ""), parts.clock.now())


async def taken_out_view(request: Request, place: str, action: str) -> TakenOutView | None:
    """For the page of `place` (an id), while they are not there again. `action` is where its memberships are made."""
    taken, parts = signed_in_address(request), parts_of(request)
    if taken is None or taken.place != place:
        return None
    name = await parts.database.read(_name_of, taken)
    signed = taken.signed(parts.settings.secret_key)
    return TakenOutView(name, signed, f"{action}/returns") if name else None


def _name_of(session: Session, taken: TakenOut) -> str:
    """Empty for whoever is there again or has gone altogether."""
    member = session.get(Member, taken.member_id)
    return member.name if member and session.get(Membership, taken.id) is None else ""


async def added_view(request: Request, place: str) -> AddedView | None:
    """Who was added just now to `place` (an id), as the page's address says."""
    id = request.query_params.get(ADDED, "")
    return await parts_of(request).database.read(_added, id, place) if is_id(id) else None


def _added(session: Session, id: str, place: str) -> AddedView | None:
    held = session.get(Membership, id)
    if held is None or place not in (held.network_id, held.region_id, held.plan_id):
        return None
    told = mailed_since(session, "invitation", id, datetime.min.replace(tzinfo=UTC))
    return AddedView(session.get_one(Member, held.member_id).name, told)
