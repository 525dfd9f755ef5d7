"""What `boards.delta` answers: the same four cases for push, resume, repair and polling."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

PIECE = 65_536  # characters of one text that are encoded together: others get the interpreter in between

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Delta:
    """What changed after `frm` up to `rev`; `message` is the JSON as sent, in UTF-8. A day's delta has frm = rev."""

    feed: str
    epoch: str
    frm: int
    rev: int
    message: bytes


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Nothing after the rev that was asked about, which is the present one."""

    feed: str
    epoch: str
    rev: int


@dataclass(frozen=True, slots=True)
class TooOld:
    """No delta leads from there to here (other epoch, too much, history gone, a rev never given): take the whole."""

    feed: str
    epoch: str
    rev: int


@dataclass(frozen=True, slots=True)
class NoSuchFeed:
    """There is no such feed any more."""

    feed: str


Answer = Delta | Unchanged | TooOld | NoSuchFeed


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole of a feed as a view shows it; travels by HTTP, never on the socket."""

    feed: str
    epoch: str
    rev: int
    message: bytes


def json_of(said: dict[str, Any]) -> bytes:
    """A message as bytes; texts in it may be megabytes long."""
    return "".join(_pieces(said)).encode()


def _pieces(said: Any) -> Iterator[str]:
    if isinstance(said, dict):
        for at, (key, value) in enumerate(said.items()):
            yield f"{',' if at else '{'}{_encode(key)}:"
            yield from _pieces(value)
        yield "}" if said else "{}"
    elif isinstance(said, str) and len(said) > PIECE:
        yield '"'
        yield from (_encode(said[start : start + PIECE])[1:-1] for start in range(0, len(said), PIECE))
        yield '"'
    else:
        yield _encode(said)
