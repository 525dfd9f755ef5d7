"""What a client may say on the socket: that it lives, and which step it is editing."""

import json
from dataclasses import dataclass
from typing import Any

from tracker.domain.ids import is_id
from tracker.live.goodbyes import Code, Goodbye
from tracker.live.limits import MESSAGE_BYTES


@dataclass(frozen=True, slots=True)
class Ping:
    """Is anybody there?"""


@dataclass(frozen=True, slots=True)
class At:
    """This step is being edited here; None: none any more."""

    step: str | None


def read_message(text: str | None) -> Ping | At:
    """The message that a text frame carries (None: it was binary). Raises Goodbye for all we do not know."""
    if text is None or len(text.encode()) > MESSAGE_BYTES:
        raise Goodbye(Code.BREACH)
    match _read_json(text):
        case {"t": "ping"}:
            return Ping()
        case {"t": "at", "step": step} if step is None or is_id(step):
            return At(step)
        case _:
            raise Goodbye(Code.BREACH)


def _read_json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # a kilobyte of brackets is deeper than the interpreter goes
        raise Goodbye(Code.BREACH) from None
