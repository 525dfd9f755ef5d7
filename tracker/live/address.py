"""What a client asks for in the socket's address."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from tracker.live.goodbyes import Code, Goodbye

VERSION = 1
VIEWS = frozenset({"board", "row", "wall"})
MOST_FEEDS = 64

_FEED = re.compile(
    r"(?P<feed>[a-z]{1,16}:[0-9a-z]{1,32})@(?P<rev>[0-9]{1,15})\.(?P<epoch>[\w-]{1,64})", re.ASCII
)


@dataclass(frozen=True, slots=True)
class AskedFeed:
    """A feed, and the rev and epoch that the page stands at."""

    feed: str
    rev: int
    epoch: str


@dataclass(frozen=True, slots=True)
class Address:
    """`day`: the Berlin day on which the page was rendered, if it says so."""

    view: str
    feeds: tuple[AskedFeed, ...]
    day: date | None = None


def read_address(query: str) -> Address:
    """Read `v=1&view=board&feed=plan:ID@REV.EPOCH&feed=…&day=2026-05-31`. Raises Goodbye."""
    pairs = parse_qsl(query)
    given = dict(pairs)
    feeds = [value for name, value in pairs if name == "feed"]
    if given.get("v") != str(VERSION):
        raise Goodbye(Code.OTHER_VERSION)
    if len(feeds) > MOST_FEEDS or given.get("view") not in VIEWS:
        raise Goodbye(Code.BREACH)
    asked = {feed.feed: feed for feed in map(_read_feed, feeds)}
    return Address(given["view"], tuple(asked.values()), _read_day(given.get("day", "")))


def _read_feed(text: str) -> AskedFeed:
    if not (match := _FEED.fullmatch(text)):
        raise Goodbye(Code.NOT_FOUND)
    return AskedFeed(match["feed"], int(match["rev"]), match["epoch"])


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Goodbye(Code.BREACH) from None
