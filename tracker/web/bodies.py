"""The bytes of a request body, and the plain values in them. Limits hold while reading, whatever a header promises."""

import asyncio
import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from tracker.web.refusals import TooLarge, TooSlow, Unreadable, WrongType
from tracker.web.who import visitor_of

LARGEST = 64 * 1024  # bytes
MOST_HEARD_OUT = 2 * 1024 * 1024  # bytes; a connection cut while sending would not show its sender why
PATIENCE = 15.0  # seconds for the whole body; 64 KiB take one on a bad phone line
SLOWEST = 64 * 1024  # bytes a second of a bad phone line
MOST_FIELDS = 100

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


async def read_values(
    request: Request, largest: int = LARGEST, most_fields: int = MOST_FIELDS
) -> dict[str, Any]:
    """The fields of a form or a JSON object; what was sent more than once is a list. No bytes of JSON are no fields,
    and so is a token's request without a type and without a body.

    Raises WrongType, TooLarge, TooSlow, Unreadable.
    """
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    kind, charset = kind.strip().lower(), parameters.strip().lower()
    if not kind and visitor_of(request).by_token and not await read_body(request, largest):
        return {}
    if kind not in (JSON, FORM) or charset not in ("", "charset=utf-8", 'charset="utf-8"'):
        raise WrongType()
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise WrongType()  # a packed body can hold a thousand times its size
    text = _decoded(await read_body(request, largest))
    return _from_json(text or "{}") if kind == JSON else _from_form(text, most_fields)


async def read_body(request: Request, largest: int = LARGEST) -> bytes:
    """At most `largest` bytes, within 15 seconds or what a bad line needs for more. Raises TooLarge, TooSlow."""
    body, size = bytearray(), 0
    try:
        async with asyncio.timeout(max(PATIENCE, largest / SLOWEST)):
            async for chunk in request.stream():
                size += len(chunk)
                if size <= largest:
                    body += chunk
                elif size > max(4 * largest, MOST_HEARD_OUT):
                    break
    except TimeoutError:
        raise TooSlow() from None
    if size > largest:
        raise TooLarge(limit=_in_words(largest))
    return bytes(body)


def _in_words(size: int) -> str:
    return f"{size // 1024} KiB" if size < 1024 * 1024 else f"{size // 1024 // 1024} MiB"


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Unreadable() from None


def _from_json(text: str) -> dict[str, Any]:
    try:
        values = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):  # brackets can be nested deeper than the interpreter goes
        raise Unreadable() from None
    if not isinstance(values, dict) or len(values) > MOST_FIELDS:
        raise Unreadable()
    return values


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _from_form(text: str, most_fields: int) -> dict[str, Any]:
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=most_fields)
    except ValueError:
        raise Unreadable() from None
    values: dict[str, Any] = {}
    for name, value in pairs:
        if name not in values:
            values[name] = value
        elif isinstance(values[name], list):
            values[name].append(value)
        else:
            values[name] = [values[name], value]
    return values
