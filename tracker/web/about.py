"""Imprint, privacy, accessibility: for everybody, from every page."""

from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from tracker.pages import AboutPage
from tracker.web.parts import parts_of
from tracker.web.showing import show


async def imprint(request: Request) -> Response:
    """GET: who runs this."""
    return _show(request, "imprint")


async def privacy(request: Request) -> Response:
    """GET: what is stored of whom."""
    return _show(request, "privacy")


async def accessibility(request: Request) -> Response:
    """GET: how this can be used, and whom to tell where it cannot."""
    return _show(request, "accessibility")


async def shortcuts(request: Request) -> Response:
    """GET: the keys of the board."""
    return show(request, "shortcuts.html", AboutPage("accessibility"))


def _show(request: Request, subject: Literal["imprint", "privacy", "accessibility"]) -> Response:
    settings = parts_of(request).settings
    return show(request, "about.html", AboutPage(subject, settings.operator, settings.contact))
