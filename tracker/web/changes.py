"""What a page has missed: the pull after a gap, after sleep, and while no socket gets through."""

import re

from starlette.requests import Request
from starlette.responses import Response

from tracker.boards.messages import Delta, NoSuchFeed, Snapshot, Unchanged
from tracker.domain.refusals import Invalid, NotFound
from tracker.web.accepted import VIEWS, view_wanted
from tracker.web.answers import Json
from tracker.web.parts import parts_of
from tracker.web.seen_plans import seen_plan
from tracker.web.who import visitor_of

_REV = re.compile(r"[0-9]{1,15}", re.ASCII)
_EPOCH = re.compile(r"[\w-]{1,64}", re.ASCII)


async def show(request: Request) -> Response:
    """GET ?since&epoch&view: 204 when there is nothing, else a delta, or a snapshot when no delta leads here."""
    since, epoch = request.query_params.get("since", ""), request.query_params.get("epoch", "")
    if not _REV.fullmatch(since):
        raise Invalid("since", "number", name="since")
    if not _EPOCH.fullmatch(epoch):
        raise Invalid("epoch", "unknown")
    if request.query_params.get("view", VIEWS[0]) not in VIEWS:
        raise Invalid("view", "unknown")
    feed = (await seen_plan(request)).link.feed
    boards, locale, day = parts_of(request).boards, visitor_of(request).locale, parts_of(request).clock.day()
    view = view_wanted(request)
    answer: Delta | Snapshot | Unchanged | NoSuchFeed | object
    answer = await boards.delta(feed, int(since), epoch, view, locale, day)
    if not isinstance(answer, Delta | Unchanged):
        answer = await boards.snapshot(feed, view, locale, day)
    return _answer(answer)


def _answer(answer: object) -> Response:
    if isinstance(answer, Delta | Snapshot):
        return Json(answer.message, headers={"Feed-Rev": str(answer.rev)})
    if isinstance(answer, Unchanged):
        return Response(status_code=204, headers={"Feed-Rev": str(answer.rev)})
    raise NotFound()
