"""Styles, scripts, symbols: named by a hash of all of them, so kept for ever."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from tracker.web.parts import parts_of

FOR_EVER = "public, max-age=31536000, immutable"


async def show(request: Request) -> Response:
    """GET of a file, packed once at start."""
    found = parts_of(request).rendering.static_files.read(request.path_params["path"])
    if found is None:
        raise HTTPException(404)
    content, packed, media_type = found
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(content, headers=headers, media_type=media_type)
    return Response(packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=media_type)
