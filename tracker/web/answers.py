"""What a command leads to: the delta for a script; for a form the page it stood on, with htmx and without."""

import json
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tracker.boards.messages import Answer, Delta, NoSuchFeed, TooOld, Unchanged
from tracker.domain.refusals import NotFound
from tracker.web.accepted import by_htmx, view_wanted, wants_json
from tracker.web.incoming import Sent
from tracker.web.own_paths import own_path, page_before, page_of
from tracker.web.parts import Parts, parts_of
from tracker.web.who import visitor_of

NOW = 10**15  # further than any rev: since then nothing has changed


class Json(Response):
    """An object as JSON."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """Bytes are JSON already."""
        if isinstance(content, bytes):
            return content
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


async def answer_delta(
    request: Request, sent: Sent, feed: str, *, rev: int | None, epoch: str, made: str, then: str = ""
) -> Response:
    """After a command on `feed`. `rev` is the one it had, None when it changed nothing.

    `then` is where a form leads; by default back to the page it stood on.
    """
    parts = parts_of(request)
    if wants_json(request):
        since = sent.rev or (rev - 1 if rev else NOW)
        delta = await _delta(parts, request, feed, since=since, rev=rev, epoch=epoch, made=made)
        return Json(_message(delta, made), headers={"Feed-Rev": str(rev or delta.rev)})
    return see_other(request, sent, then)


def answer_made(request: Request, sent: Sent, made: str, then: str, *, anew: bool = False) -> Response:
    """After a command that touches no feed: the id of what it made, or the page to look at."""
    if wants_json(request):
        return Json({"made": made})
    return see_other(request, sent, then, anew=anew)


def see_other(request: Request, sent: Sent, then: str = "", *, anew: bool = False) -> Response:
    """On to a page of ours, to be got with GET. htmx puts it in the place of the page it stands on; a page with
    another address is gone to instead, with its fragment, which a redirect would lose. So is the same page when
    everything on it may be another (`anew`)."""
    before = page_before(request, parts_of(request).settings, page_of(request))
    address = own_path(sent.next, then) or before
    if by_htmx(request) and (anew or urlsplit(address).path != urlsplit(before).path):
        return Response(status_code=204, headers={"HX-Redirect": address})
    return RedirectResponse(address, 303)


async def _delta(
    parts: Parts, request: Request, feed: str, *, since: int, rev: int | None, epoch: str, made: str
) -> Delta | Unchanged:
    """The delta since where the page stands; if none leads from there, one that makes the page pull."""
    answer = await _asked(parts, request, feed, since, epoch, made)
    if isinstance(answer, TooOld) and answer.epoch != epoch:
        epoch = answer.epoch  # unknown to us: the command was carried out before
        answer = await _asked(parts, request, feed, since, epoch, made)
    if isinstance(answer, TooOld):
        answer = await _asked(parts, request, feed, (rev or answer.rev + 1) - 1, epoch, made)
    if isinstance(answer, TooOld):
        return Unchanged(feed, answer.epoch, answer.rev)  # the command alone changed more than a delta holds
    if isinstance(answer, NoSuchFeed):
        raise NotFound()
    return answer


async def _asked(parts: Parts, request: Request, feed: str, since: int, epoch: str, made: str) -> Answer:
    locale, day = visitor_of(request).locale, parts.clock.day()
    return await parts.boards.delta(feed, since, epoch, view_wanted(request), locale, day, made)


def _message(answer: Delta | Unchanged, made: str) -> bytes | dict[str, Any]:
    if isinstance(answer, Delta):
        return answer.message
    empty = {"t": "delta", "feed": answer.feed, "epoch": answer.epoch, "frm": answer.rev, "rev": answer.rev}
    return empty | {"by": [], "ops": []} | ({"made": made} if made else {})
