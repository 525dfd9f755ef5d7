"""Websocket messages as they stand on the wire: built once, written to many."""

import json
import struct
from typing import Any

TEXT = 0x81  # a whole text message; what a server sends is never masked

_HEAD_LENGTHS = {126: 4, 127: 10}


def frame(payload: bytes) -> bytes:
    """The frame of one text message; `payload` is its UTF-8."""
    size = len(payload)
    if size < 126:
        return bytes((TEXT, size)) + payload
    if size < 65536:
        return struct.pack("!BBH", TEXT, 126, size) + payload
    return struct.pack("!BBQ", TEXT, 127, size) + payload


def payload_of(framed: bytes) -> bytes:
    """What `frame` was given."""
    return framed[_HEAD_LENGTHS.get(framed[1], 2) :]


def message(t: str, **fields: Any) -> bytes:
    """The frame of the message named `t`."""
    text = json.dumps({"t": t, **fields}, ensure_ascii=False, separators=(",", ":"))
    return frame(text.encode())


RESYNC = message("resync")
