"""A calendar as text: whatever people type, N entries stay N, each with what was typed (P14)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.calendars.reading import days_of, events_of, lines_of, said
from tracker.calendars.lines import Event, Sender, write_entry, write_feed

MOMENT = datetime(2026, 4, 14, 10, 0, tzinfo=UTC)
SENDER = Sender('Netz "Werk", \r\nX-EVIL:1', "plans@example.org")
HOSTILE = (
    "Ende\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:böse",
    "a,b;c\\d\\n e\nf\rg\u2028h\x85i\x0bj",
    "\\",
    ";" * 80,
    "ä" * 100,
    "👩‍👩‍👧‍👦" * 30,
    "x" * 61 + "ß" * 20,
    " führt mit Leerzeichen",
    "\x00\x01\x1b[31m",
    'SUMMARY;X="',
)
days = some.dates(date(1, 1, 1), date(9999, 12, 31))
texts = some.one_of(some.sampled_from(HOSTILE), some.text(max_size=300))


def an_event(summary: str = "Titel", first: date = date(2026, 5, 1), **known: object) -> Event:
    usual: dict[str, object] = {
        "uid": "step-1@example.org",
        "sequence": 3,
        "changed_at": MOMENT,
        "starts": None,
    }
    usual |= {"first": first, "last": first, "summary": summary, "description": "Wer: IHK"}
    return Event(**{**usual, "url": "https://example.org/plans/1", **known})  # type: ignore[arg-type]


def plain(text: str) -> str:
    """What is left of a text: each kind of line break is one, and what nobody sees is gone."""
    broken = text.replace("\r\n", "\n")
    broken = "".join("\n" if sign in "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029" else sign for sign in broken)
    return "".join(sign for sign in broken if sign in "\n\t" or not (sign < " " or "\x7f" <= sign <= "\x9f"))


@given(some.lists(some.tuples(texts, texts, texts, texts), max_size=4))
def test_whatever_is_typed_each_entry_stays_one_and_says_it(typed: list[tuple[str, str, str, str]]) -> None:
    events = [
        an_event(summary, description=description, place=place, uid=f"{n}@{uid}")
        for n, (summary, description, place, uid) in enumerate(typed)
    ]
    read = events_of(write_feed("Name", events))
    assert len(read) == len(typed)
    for event, (summary, description, place, _) in zip(read, typed, strict=True):
        assert said(event, "SUMMARY") == plain(summary)
        assert said(event, "DESCRIPTION") == plain(description)
        assert said(event, "LOCATION") == plain(place) if place else "LOCATION" not in event


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_of_a_calendar_stays_its_name(hostile: str) -> None:
    file = write_feed(hostile, [an_event()])
    assert len(events_of(file)) == 1
    assert [line for line in lines_of(file) if line.startswith(("X-EVIL", "UID:böse"))] == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_an_entry_for_a_mail_has_one_sender_whatever_they_are_called(hostile: str) -> None:
    file = write_entry(an_event(), Sender(hostile, "plans@example.org"))
    (event,) = events_of(file)
    assert str(event["ORGANIZER"]) == "mailto:plans@example.org"
    assert "METHOD:PUBLISH" in lines_of(file)


@given(days, some.integers(0, 400))
def test_a_span_of_days_is_as_long_as_it_is(first: date, more: int) -> None:
    last = min(first.toordinal() + more, date.max.toordinal())
    (event,) = events_of(write_feed("Name", [an_event(first=first, last=date.fromordinal(last))]))
    if last == date.max.toordinal():
        assert event["DTSTART"].dt == first
        return
    starts, ends = days_of(event)
    assert (starts, ends - timedelta(days=1)) == (first, date.fromordinal(last))


def test_an_entry_with_an_hour_is_that_moment() -> None:
    (event,) = events_of(write_feed("Name", [an_event(starts=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))]))
    assert event["DTSTART"].dt == datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert event["DTEND"].dt == datetime(2027, 1, 1, 0, 30, tzinfo=UTC)


def test_what_is_not_fixed_is_tentative_and_what_is_off_is_cancelled() -> None:
    states = [an_event(), an_event(tentative=True), an_event(tentative=True, cancelled=True)]
    read = events_of(write_feed("Name", states))
    assert [said(event, "STATUS") for event in read] == ["CONFIRMED", "TENTATIVE", "CANCELLED"]
    assert "METHOD:CANCEL" in lines_of(write_entry(states[2], SENDER))


def test_programs_are_told_the_name_and_how_often_to_ask() -> None:
    lines = lines_of(write_feed("Plan, NRW", []))
    assert "X-WR-CALNAME:Plan\\, NRW" in lines
    assert "NAME:Plan\\, NRW" in lines
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"} < set(lines)
