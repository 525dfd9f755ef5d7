"""The page of a network."""

from collections.abc import Sequence

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.domain.member import Member, Membership
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, Role, may
from tracker.pages import ContactsView, MemberRow, NetworkPage, RegionRow
from tracker.store.belonging import belong_as_well
from tracker.store.members import members_of
from tracker.store.networks import FoundNetwork, find_network, regions_of
from tracker.web.contact_views import contact_name, contacts_view
from tracker.web.incoming import Again
from tracker.web.parts import parts_of
from tracker.web.showing import form_of, show
from tracker.web.taken_out import added_view, taken_out_view
from tracker.web.who import visitor_of


async def show_network(request: Request) -> Response:
    """GET of a network."""
    return await _show(request)


async def show_network_again(request: Request, again: Again) -> Response:
    """The same with one of its forms refused."""
    return await _show(request, again)


def member_rows(
    session: Session, members: Sequence[tuple[Member, Membership]], role: Role
) -> list[MemberRow]:
    """The members of one place in a list, for somebody with this role there."""
    also = belong_as_well(session, [one.id for one, _ in members])
    return [member_row(one, held, role, also=also.get(held.id, ())) for one, held in members]


def member_row(
    member: Member, held: Membership, viewer_role: Role, by: str = "", also: Sequence[str] = ()
) -> MemberRow:
    """A member in a list; the address only for those who may see it."""
    email = member.email if may(viewer_role, Action.SEE_ADDRESSES) else ""
    return MemberRow(member.name, email, held.role, by, "" if by else held.id, also)


async def _show(request: Request, again: Again | None = None) -> Response:
    participant, id = visitor_of(request).participant, request.path_params["network"]
    found, regions, members, contacts = await parts_of(request).database.read(_read, participant, id)
    page = NetworkPage(
        id=found.network.id,
        name=found.network.name,
        regions=regions,
        members=members,
        may_add_region=may(found.role, Action.ADD_REGION),
        may_add_member=may(found.role, Action.ADD_MEMBER),
        contacts=contacts,
        form=form_of(request, again=again),
        taken_out=await taken_out_view(request, id, f"/networks/{id}/memberships"),
        added=await added_view(request, id),
    )
    return show(request, "networks/network.html", page, status=again.status if again else 200)


def _read(
    session: Session, participant: Participant, network_id: str
) -> tuple[FoundNetwork, list[RegionRow], list[MemberRow], ContactsView]:
    found = find_network(session, participant, network_id)
    regions = [
        RegionRow(region.id, region.name, region.kind, contact_name(session, region), plans)
        for region, plans in regions_of(session, network_id)
    ]
    members = member_rows(session, members_of(session, network_id=network_id), found.role)
    return found, regions, members, contacts_view(session, found.network, found.role)
