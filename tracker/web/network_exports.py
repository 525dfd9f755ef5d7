"""All plans of a network to take away, as one file that is made while it is sent."""

import io
import zipfile
from collections.abc import AsyncIterator, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from tracker.commands.exports import plan_document
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, may
from tracker.domain.work import Stopped
from tracker.plan_file.writing import write_plan_file
from tracker.store.networks import find_network
from tracker.store.plans import FoundPlan, plans_of
from tracker.tables.sheet import sheet_of
from tracker.web.exports import file_name
from tracker.web.parts import parts_of
from tracker.web.who import visitor_of

FIRST = (1980, 1, 1, 0, 0, 0)  # the same plans make the same bytes


class _Sent(io.RawIOBase):
    """What was written since somebody last took it: a zip is sent while it grows, and never kept whole."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """For `zipfile`."""
        return True

    def write(self, piece: Any) -> int:
        """Keep the bytes until they are taken."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        """The bytes since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


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
    sent, today, name = _Sent(), parts.clock.day(), request.query_params.get("work", "")
    with parts.under_way.told(by, name) as work, zipfile.ZipFile(sent, "w") as file:
        for number, found in enumerate(plans, 1):
            try:
                work.at("plans", number, len(plans))
            except Stopped:
                raise ClientDisconnect() from None  # cut off, so that nobody takes half of it for the whole
            files = await parts.database.read(_files, found, today, locale)
            path = f"{file_name(found.region.name)}/{number:03}-{file_name(found.plan.title)[:60]}"
            for ending, content in files.items():
                info = zipfile.ZipInfo(f"{path}.{ending}", FIRST)
                file.writestr(info, content, zipfile.ZIP_DEFLATED if ending == "md" else zipfile.ZIP_STORED)
            yield sent.taken()
    yield sent.taken()


def _files(session: Session, found: FoundPlan, today: date, locale: str) -> dict[str, bytes]:
    from tracker.tables.xlsx_writing import write_xlsx  # openpyxl takes 0.3 s to import

    with_addresses = may(found.role, Action.SEE_ADDRESSES)
    plan = plan_document(session, found.plan.id, today, with_addresses=with_addresses)
    return {"md": write_plan_file(plan).encode(), "xlsx": write_xlsx(sheet_of(plan, locale))}
