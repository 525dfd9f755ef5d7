"""A calendar as text (RFC 5545): what is in it is plain text of people and stays that, whatever signs it holds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINE = 75  # octets of a line, without its end: RFC 5545, 3.1
TTL = "PT1H"  # how often a program should ask again; most have a rhythm of their own

_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # also what only some programs take for one
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f]")
_TEXT = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Event:
    """One entry: a span of days (`last` is its last one), or from a moment on for an `hour`, both in UTC."""

    uid: str
    sequence: int
    """Grows with each change, so that a program knows the later of two."""
    changed_at: datetime
    starts: datetime | None
    """None: all day, from `first` to `last`."""
    first: date
    last: date
    summary: str
    description: str
    url: str
    place: str = ""
    tentative: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a single entry by mail, as RFC 5546 wants it."""

    name: str
    address: str


HOUR = timedelta(hours=1)  # nobody says when a meeting ends: what programs take for a new entry


def write_feed(name: str, events: Sequence[Event]) -> bytes:
    """A calendar that programs subscribe to and ask for again."""
    head = [
        _line("NAME", _text(name)),
        _line("X-WR-CALNAME", _text(name)),
        _line("REFRESH-INTERVAL;VALUE=DURATION", TTL),
        _line("X-PUBLISHED-TTL", TTL),
    ]
    return _calendar(head, [line for event in events for line in _event(event)])


def write_entry(event: Event, sender: Sender) -> bytes:
    """One entry to put into one's own calendar, or to take out of it when it is cancelled."""
    method = _line("METHOD", "CANCEL" if event.cancelled else "PUBLISH")
    # a name in quotes can hold anything but quotes; an address of ours holds none
    who = f'ORGANIZER;CN="{_one_line(sender.name).replace(chr(34), chr(39))}"'
    begin, *rest = _event(event)
    return _calendar([method], [begin, _line(who, f"mailto:{sender.address}"), *rest])


def _calendar(head: Sequence[str], body: Sequence[str]) -> bytes:
    begin = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tracker//Action plans//EN", "CALSCALE:GREGORIAN"]
    return "".join(f"{line}\r\n" for line in [*begin, *head, *body, "END:VCALENDAR"]).encode()


def _event(event: Event) -> Iterator[str]:
    changed = _moment(event.changed_at)
    yield "BEGIN:VEVENT"
    yield _line("UID", _text(event.uid))
    # without a METHOD, or with one that says how things stand, both mean the last change: RFC 5545, 3.8.7.2
    yield _line("DTSTAMP", changed)
    yield _line("LAST-MODIFIED", changed)
    yield _line("SEQUENCE", str(event.sequence))
    yield from _when(event)
    yield _line("STATUS", "CANCELLED" if event.cancelled else "TENTATIVE" if event.tentative else "CONFIRMED")
    yield _line("SUMMARY", _text(event.summary))
    yield _line("DESCRIPTION", _text(event.description))
    if event.place:
        yield _line("LOCATION", _text(event.place))
    yield _line("URL", _one_line(event.url))
    yield "END:VEVENT"


def _when(event: Event) -> Iterator[str]:
    if event.starts is not None:
        yield _line("DTSTART", _moment(event.starts))
        yield _line("DTEND", _moment(event.starts + HOUR))
        return
    yield _line("DTSTART;VALUE=DATE", _day(event.first))
    if event.last < date.max:  # else there is no day after it; without an end it is one day
        yield _line("DTEND;VALUE=DATE", _day(event.last + timedelta(days=1)))
    # by a month-long step nobody is busy; Outlook wants it said in its own words
    yield "TRANSP:TRANSPARENT"
    yield "X-MICROSOFT-CDO-BUSYSTATUS:FREE"


def _line(name: str, value: str) -> str:
    """One line, folded so that no piece is longer than LINE octets and none cuts through a letter."""
    line, pieces, room = f"{name}:{value}", list[str](), LINE
    while len(line.encode()) > room:
        cut = _cut(line, room)
        pieces.append(line[:cut])
        line, room = line[cut:], LINE - 1  # the next begins with a space
    return "\r\n ".join([*pieces, line])


def _cut(line: str, room: int) -> int:
    """How many letters of the line fit into so many octets."""
    return len(line[:room].encode()[:room].decode(errors="ignore"))


def _text(said: str) -> str:
    return _UNSEEN.sub("", _BREAKS.sub("\n", said)).translate(_TEXT)


def _one_line(said: str) -> str:
    return _UNSEEN.sub("", _BREAKS.sub(" ", said))


def _day(day: date) -> str:
    return f"{day:%Y%m%d}".rjust(8, "0")


def _moment(moment: datetime) -> str:
    utc = moment.astimezone(UTC)
    return f"{_day(utc)}T{utc:%H%M%S}Z"
