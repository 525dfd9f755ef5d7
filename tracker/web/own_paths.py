"""Where an answer may lead: to paths of our own, and nowhere else (P11)."""

import re
from urllib.parse import urlsplit

from starlette.requests import Request

from tracker.settings import Settings

# no backslash and nothing invisible: browsers read them as slashes or leave them out
_OWN = re.compile(r"/(?![/\\])[!-\[\]-~]{0,2000}", re.ASCII)


def own_path(wanted: str, default: str = "/") -> str:
    """`wanted` if it is a path of ours, else `default`."""
    if not _OWN.fullmatch(wanted):
        return default
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return default
    return default if parts.scheme or parts.netloc else wanted


def page_before(request: Request, settings: Settings, default: str) -> str:
    """The page of ours that a form stood on, by its Referer; without one, `default`."""
    referer = request.headers.get("referer", "")
    own = settings.base_url + "/"
    return own_path(referer.removeprefix(settings.base_url), default) if referer.startswith(own) else default


def page_of(request: Request) -> str:
    """The page to go on from when a command was refused: of the step, the plan, the region or the network;
    of what a personal link opens."""
    known = request.path_params
    if request.url.path.startswith("/my-steps/"):
        return f"/my-steps/{known['secret']}" if "secret" in known else "/"
    if "step" in known:
        return f"/plans/{known['plan']}/steps/{known['step']}"
    place = next((name for name in ("plan", "region", "network") if name in known), None)
    return f"/{place}s/{known[place]}" if place else "/"


def address_of(request: Request) -> str:
    """Path and query of the page shown; of an answer to a form, the page that the form stands for."""
    if request.method not in ("GET", "HEAD"):
        return page_of(request)
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    query: bytes = request.scope.get("query_string", b"")
    return own_path((raw + b"?" * bool(query) + query).decode("latin-1"))
