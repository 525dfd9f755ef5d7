"""Why a socket is closed from our side."""

from enum import IntEnum


class Code(IntEnum):
    """Close codes; the client knows what to do about each (`static/behaviours/live/`)."""

    BREACH = 1008  # of a limit, or a message we do not know
    TROUBLE = 1011  # ours
    SIGN_IN = 4401
    NOT_FOUND = 4404  # no such feed, or not yours: nobody can tell which
    RIGHTS_CHANGED = 4409  # come back through the whole check
    OTHER_VERSION = 4426


class Goodbye(Exception):
    """Ends the socket with `code`."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code
