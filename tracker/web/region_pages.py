"""The page of a region."""

from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, Role, highest, may
from tracker.pages import ContactsView, MemberRow, PathLink, PlanLink, RegionPage
from tracker.store.members import members_of
from tracker.store.networks import FoundRegion, find_region, plans_in
from tracker.store.plans import FoundPlan, archived_in
from tracker.web.contact_views import contacts_view
from tracker.web.incoming import Again
from tracker.web.network_pages import member_row, member_rows
from tracker.web.parts import parts_of
from tracker.web.seen_plans import link_of
from tracker.web.showing import form_of, show
from tracker.web.taken_out import added_view, taken_out_view
from tracker.web.who import visitor_of


@dataclass(frozen=True, slots=True)
class _Read:
    found: FoundRegion
    plans: list[FoundPlan]
    members: list[MemberRow]
    contacts: ContactsView
    archived: list[PlanLink]


async def show_region(request: Request) -> Response:
    """GET of a region."""
    return await _show(request)


async def show_region_again(request: Request, again: Again) -> Response:
    """The same with one of its forms refused."""
    return await _show(request, again)


async def _show(request: Request, again: Again | None = None) -> Response:
    parts, participant = parts_of(request), visitor_of(request).participant
    read = await parts.database.read(_read, participant, request.path_params["region"])
    region, network, role = read.found.region, read.found.network, read.found.role
    page = RegionPage(
        id=region.id,
        name=region.name,
        kind=region.kind,
        states=region.states,
        contacts=read.contacts,
        path=[PathLink(network.name, f"/networks/{network.id}" if read.found.network_role else "")],
        plans=await parts.boards.plan_rows(read.plans, parts.clock.day()),
        members=read.members,
        may_add_plan=may(role, Action.ADD_PLAN),
        may_add_member=may(role, Action.ADD_MEMBER),
        form=form_of(request, again=again),
        archived=read.archived,
        taken_out=await taken_out_view(request, region.id, f"/regions/{region.id}/memberships"),
        added=await added_view(request, region.id),
    )
    return show(request, "regions/region.html", page, status=again.status if again else 200)


def _read(session: Session, participant: Participant, region_id: str) -> _Read:
    found = find_region(session, participant, region_id)
    here = members_of(session, region_id=region_id)
    above = members_of(session, network_id=found.network.id)
    own = {one.id: Role(held.role) for one, held in here}
    network = {one.id: Role(held.role) for one, held in above}
    # somebody with two roles stands once, with the stronger one
    stronger = {id for id, role in network.items() if highest([own.get(id, role), role]) != own.get(id)}
    members = member_rows(session, [row for row in here if row[0].id not in stronger], found.role)
    members += [member_row(one, held, found.role, "network") for one, held in above if one.id in stronger]
    plans, contacts = (
        plans_in(session, participant, region_id),
        contacts_view(session, found.region, found.role),
    )
    archived = [link_of(plan, found.region) for plan in archived_in(session, participant, region_id)]
    return _Read(found, list(plans), members, contacts, archived)
