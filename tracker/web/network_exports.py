"""All plans of a network to take away, as one file that is made while it is sent."""

from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from datetime import date

from sqlmodel import Session
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from tracker.commands.zipped_plans import PlanZip, plan_files
from tracker.domain.folding import file_name
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, may
from tracker.domain.work import Stopped, Work
from tracker.store.networks import find_network
from tracker.store.plans import FoundPlan, plans_of
from tracker.web.exports import read_plan
from tracker.web.parts import parts_of
from tracker.web.who import visitor_of


async def as_zip(request: Request) -> Response:
    """GET /networks/{network}.zip: each plan the viewer may read, as text and as a table."""
    by, network = visitor_of(request).participant, request.path_params["network"]
    name, plans = await parts_of(request).database.read(_plans, by, network)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(name)}.zip"'}
    return StreamingResponse(_zipped(request, plans), media_type="application/zip", headers=headers)


def _plans(session: Session, by: Participant, network_id: str) -> tuple[str, list[FoundPlan]]:
    network = find_network(session, by, network_id).network
    mine = [found for found in plans_of(session, by) if found.region.network_id == network_id]
    return network.name, [found for found in mine if may(found.role, Action.EXPORT)]


async def _zipped(request: Request, plans: Sequence[FoundPlan]) -> AsyncIterator[bytes]:
    """Plan by plan, each read in a thread of its own view: whoever stops the download stops the work.

    `?work=` names it, to be watched and stopped."""
    parts, locale, by = parts_of(request), visitor_of(request).locale, visitor_of(request).participant
    today, name = parts.clock.day(), request.query_params.get("work", "")
    with parts.under_way.told(by, name) as work, closing(PlanZip()) as file:
        for number, found in enumerate(plans, 1):
            wanted = (today, locale, may(found.role, Action.SEE_ADDRESSES))
            try:
                work.at("plans", number, len(plans))
                read = await read_plan(request, _files, found.plan.id, *wanted, work=work)
            except Stopped:
                raise ClientDisconnect() from None  # cut off, so that nobody takes half of it for the whole
            yield file.add(found.region.name, found.plan.title, read)
        yield file.end()


def _files(
    session: Session,
    plan_id: str,
    today: date,
    locale: str,
    with_addresses: bool,
    work: Work | None = None,
) -> dict[str, bytes]:
    return plan_files(session, plan_id, today, locale, with_addresses=with_addresses)
