"""A file from a form, or what was pasted there: whole in memory, never more than the limit."""

from collections.abc import AsyncGenerator
from typing import Any

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from tracker.tables.reading import LARGEST
from tracker.web.bodies import read_body, read_values
from tracker.web.refusals import Unreadable

MULTIPART = "multipart/form-data"
_AROUND = 64 * 1024  # bytes beside the file: other fields, and what stands between them
_MOST_FIELDS = 20


async def read_upload(request: Request) -> dict[str, Any]:
    """The fields; `file` is the bytes of a file and `name` what it is called. Raises TooLarge, TooSlow, Unreadable."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != MULTIPART:
        return await read_values(request, LARGEST + _AROUND)
    body = await read_body(request, LARGEST + _AROUND)
    parser = MultiPartParser(
        request.headers, _whole(body), max_files=1, max_fields=_MOST_FIELDS, max_part_size=LARGEST + 1
    )
    try:
        form = await parser.parse()
    except (MultiPartException, UnicodeDecodeError, ValueError, LookupError):
        raise Unreadable() from None
    values: dict[str, Any] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            values |= {name: await value.read(), "name": value.filename or ""}
            await value.close()
        else:
            values[name] = value
    return values


async def read_answers(request: Request) -> dict[str, Any]:
    """The fields of a preview's form: one for each line shown."""
    return await read_values(request, 4 * _AROUND, 2_000)


async def _whole(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body
