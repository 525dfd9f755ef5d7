"""Everything that is known of the member who asks, to take away."""

from starlette.requests import Request
from starlette.responses import Response

from tracker.boards.person_files import person_zip
from tracker.domain.work import Stopped
from tracker.web.me import me_of
from tracker.web.parts import parts_of
from tracker.web.who import visitor_of
from tracker.web.works import watched


async def as_zip(request: Request) -> Response:
    """GET /me/export.zip: made in a process apart, so that nobody waits for it; kept nowhere.

    `?work=` names it, to be watched and stopped; then the page it was asked for on stays as it is.
    """
    parts, me = parts_of(request), me_of(request)
    async with watched(request, request.query_params.get("work", "")) as work:
        wanted = me, parts.clock.day(), visitor_of(request).locale
        try:
            file = await parts.database.read_apart(person_zip, *wanted, work=work)
        except Stopped:
            return Response(status_code=204)
    headers = {"Content-Disposition": 'attachment; filename="my-export.zip"'}
    return Response(file, media_type="application/zip", headers=headers)
