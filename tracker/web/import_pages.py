"""The pages of an import: where a table is chosen, and the preview."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands.table_imports import check_place
from tracker.domain.work import Work
from tracker.pages import ImportPage, PathLink
from tracker.store.networks import find_region
from tracker.web.import_views import Around, preview_page
from tracker.web.incoming import Again
from tracker.web.parts import parts_of
from tracker.web.seen_plans import SeenPlan, seen_plan
from tracker.web.showing import form_of, show
from tracker.web.who import visitor_of
from tracker.web.works import watched

T = TypeVar("T")


def place_of(request: Request) -> str:
    """Into what is imported: `plan:<id>` or `region:<id>`."""
    kind = "plan" if "plan" in request.path_params else "region"
    return f"{kind}:{request.path_params[kind]}"


def address_of_place(place: str) -> str:
    """The page of the plan or region."""
    kind, _, id = place.partition(":")
    return f"/{kind}s/{id}"


async def show_import(request: Request, again: Again | None = None, problems: Sequence[str] = ()) -> Response:
    """GET of the page on which a table is chosen or pasted."""
    place, by = place_of(request), visitor_of(request).participant
    await parts_of(request).database.read(check_place, by, place)
    into, path, seen = await _into(request)
    back = address_of_place(place)
    is_new = place.startswith("region:")
    form = form_of(request, again=again, back=f"{back}/imports" if again else "")
    page = ImportPage(
        f"{back}/imports", back, into, is_new, path, form, problems, seen.link if seen else None
    )
    status = again.status if again else 422 if problems else 200
    return show(request, "imports/new.html", page, seen, status=status)


async def show_import_again(request: Request, again: Again) -> Response:
    """The same, refused."""
    return await show_import(request, again)


async def show_preview(request: Request, again: Again | None = None) -> Response:
    """GET of what an import would do."""
    into, path, seen = await _into(request)
    back = address_of_place(place_of(request))
    address = f"{back}/imports/{request.path_params['preview']}"
    around = Around(address, back, into, path, form_of(request, again=again), seen.link if seen else None)
    async with watched(request, "") as work:
        page = await look_apart(request, preview_page, visitor_of(request).locale, around, work=work)
    return show(request, "imports/preview.html", page, seen, status=again.status if again else 200)


async def show_preview_again(request: Request, again: Again) -> Response:
    """The same, refused."""
    return await show_preview(request, again)


async def look_apart(
    request: Request, finder: Callable[..., T], *args: Any, work: Work | None = None, preview: str = ""
) -> T:
    """What `finder(session, by, place, preview, now, today, *args, work=…)` gives, far from the loop.

    The preview is the one in the address, or the one named. Raises NotFound, Forbidden, Stopped.
    """
    parts, by = parts_of(request), visitor_of(request).participant
    found = (by, place_of(request), preview or request.path_params["preview"], *parts.clock.both())
    return await parts.database.read_apart(finder, *found, *args, work=work)


async def _into(request: Request) -> tuple[str, list[PathLink], SeenPlan | None]:
    """The name of the plan or region, the way to it, and the plan as it was seen if it is one."""
    if "plan" in request.path_params:
        seen = await seen_plan(request)
        return seen.link.title, [*seen.path, PathLink(seen.link.title, f"/plans/{seen.link.id}")], seen
    parts, by = parts_of(request), visitor_of(request).participant
    found = await parts.database.read(find_region, by, request.path_params["region"])
    network = PathLink(
        found.network.name, f"/networks/{found.network.id}" if found.network_role else ""
    )  # fmt: skip
    return found.region.name, [network, PathLink(found.region.name, f"/regions/{found.region.id}")], None
