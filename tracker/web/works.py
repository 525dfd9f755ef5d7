"""Long work of a visitor, under the key of the form that began it: how far it is, and that it is to stop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request
from starlette.responses import Response

from tracker.domain.refusals import NotFound
from tracker.domain.work import Progress, Work
from tracker.language.texts import text
from tracker.web.answers import Json
from tracker.web.incoming import Sent, posted
from tracker.web.parts import parts_of
from tracker.web.who import visitor_of

GONE = "http.disconnect"


async def show(request: Request) -> Response:
    """GET /works/{work}: how far it is, in the visitor's words; an empty part when there is no such work (any more)."""
    work = _find(request)
    has_ended = parts_of(request).under_way.has_ended(visitor_of(request).participant, _name(request))
    progress = work.progress if work else Progress()
    locale = visitor_of(request).locale
    said = text(locale, f"work.{progress.part}") if progress.part else ""
    count = _count(locale, progress) if progress.n or progress.of else ""
    may_stop = work is not None and not work.is_final
    numbers = {"n": progress.n, "of": progress.of}
    whether = {"may_stop": may_stop, "ended": has_ended}
    return Json({"part": progress.part, "sentence": said, "count": count, **whether, **numbers})


@posted()
async def end(request: Request, sent: Sent) -> Response:
    """Stop it. What became of it is told by the answer to what began it, here only whether it was there."""
    work = _find(request)
    return Json({"found": work is not None, "stopped": work is not None and work.stop()})


@asynccontextmanager
async def watched(request: Request, name: str) -> AsyncIterator[Work]:
    """Work that the visitor finds under `name`, and that stops when they leave. The body has been read before."""
    with parts_of(request).under_way.told(visitor_of(request).participant, name) as work:
        watching = asyncio.create_task(_stop_when_gone(request, work))
        try:
            yield work
        finally:
            watching.cancel()


async def _stop_when_gone(request: Request, work: Work) -> None:
    while (await request.receive())["type"] != GONE:
        pass
    work.stop()


def _find(request: Request) -> Work | None:
    visitor = visitor_of(request)
    if not visitor.signed_in:
        raise NotFound()
    return parts_of(request).under_way.find(visitor.participant, _name(request))


def _name(request: Request) -> str:
    return str(request.path_params["work"])


def _count(locale: str, progress: Progress) -> str:
    n, of = (
        f"{number:,}".replace(",", "." if locale == "de" else ",") for number in (progress.n, progress.of)
    )
    return text(locale, "work.n_of", n=n, of=of) if progress.of else n
