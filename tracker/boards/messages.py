"""What `boards.delta` answers: the same four cases for push, resume, repair and polling."""

from dataclasses import dataclass


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
