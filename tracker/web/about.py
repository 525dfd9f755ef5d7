"""Imprint, privacy, accessibility: for everybody, from every page."""

from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from tracker.domain.traces import TABLES, table_traces
from tracker.pages import AboutPage, SheetPage, SheetTable
from tracker.web.parts import parts_of
from tracker.web.showing import show


async def imprint(request: Request) -> Response:
    """GET: who runs this."""
    return _show(request, "imprint")


async def privacy(request: Request) -> Response:
    """GET: what is stored of whom."""
    return _show(request, "privacy")


async def sheet(request: Request) -> Response:
    """GET: the same to the last column, for whoever has to check it."""
    return show(request, "sheet.html", sheet_page())


async def accessibility(request: Request) -> Response:
    """GET: how this can be used, and whom to tell where it cannot."""
    return _show(request, "accessibility")


async def shortcuts(request: Request) -> Response:
    """GET: the keys of the board."""
    return show(request, "shortcuts.html", AboutPage("accessibility"))


def sheet_page() -> SheetPage:
    """Every column that the declaration names."""
    return SheetPage([SheetTable(one.table, one.kept, one.seen, table_traces(one)) for one in TABLES])


def _show(request: Request, subject: Literal["imprint", "privacy", "accessibility"]) -> Response:
    settings = parts_of(request).settings
    page = AboutPage(
        subject,
        settings.operator,
        settings.contact,
        settings.address,
        settings.responsible,
        settings.privacy_contact,
        [one.table for one in TABLES],
    )
    return show(request, "about.html", page)
