"""A calendar as others read it: line by line as RFC 5545 has it, and with the icalendar library."""

from datetime import date, datetime
from typing import Any

from icalendar import Calendar, Event

LINE = 75


def lines_of(file: bytes) -> list[str]:
    """Its lines, unfolded; AssertionError where one breaks a rule of RFC 5545, 3.1."""
    assert file.endswith(b"\r\n")
    folded = file.removesuffix(b"\r\n").split(b"\r\n")
    for line in folded:
        assert len(line) <= LINE, line
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode()  # no letter is cut in two
        assert not any(sign < 32 and sign != 9 for sign in line), line
    return b"\r\n".join(folded).replace(b"\r\n ", b"").decode().split("\r\n")


def events_of(file: bytes) -> list[Event]:
    """Its entries as the library reads them, when the lines say there are as many and name each once."""
    lines, calendar = lines_of(file), Calendar.from_ical(file)
    assert calendar.errors == []
    events = list(calendar.walk("VEVENT"))
    assert [event.errors for event in events] == [[]] * len(events)
    for mark in ("BEGIN:VEVENT", "END:VEVENT"):
        assert lines.count(mark) == len(events)
    for name in ("UID:", "SUMMARY:", "DTSTART", "DTSTAMP:", "SEQUENCE:", "STATUS:"):
        assert sum(line.startswith(name) for line in lines) == len(events), name
    return events


def days_of(event: Event) -> tuple[date, date]:
    """First day, and the day after the last one."""
    starts, ends = event["DTSTART"].dt, event["DTEND"].dt
    assert not isinstance(starts, datetime)
    return starts, ends


def said(event: Event, name: str) -> Any:
    """The text of one of its properties."""
    return str(event[name])
