"""What meetings and steps say in a calendar: when they are, for whom, and in which words."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.calendars.reading import days_of, events_of, said
from tracker.calendars.events import Words, meeting_event, step_event
from tracker.calendars.lines import Event, write_feed
from tracker.domain.deadline import Deadline
from tracker.domain.deadline_reading import read_deadline
from tracker.store.calendars import CalendarMeeting, CalendarOwner, CalendarPlan, CalendarStep

DAY, MOMENT = date(2026, 4, 14), datetime(2026, 4, 14, 10, 0, tzinfo=UTC)
PLAN = CalendarPlan("k7m2p9x4wd3h", "NRW", "Fachkräfte gewinnen", MOMENT)
GERMAN, ENGLISH = (Words(locale, "https://plans.example.org:8443") for locale in ("de", "en"))
OWNERS = [CalendarOwner("IHK", "lead", "accepted"), CalendarOwner("KMU", "involve", "asked")]


def read(words: str) -> Deadline:
    found = read_deadline(words, DAY)
    assert found is not None
    return found


def a_step(words: str, title: str = "Betriebe ansprechen", deadline: Deadline | None = None) -> CalendarStep:
    known = deadline or read(words)
    return CalendarStep("step00000000", PLAN, 12, MOMENT, known, 7, title, OWNERS)


def a_meeting(words: str, starts: str = "", **known: str) -> CalendarMeeting:
    texts = {"title": "", "place": "", "link": "", "host": "", **known}
    return CalendarMeeting("meeting00000", PLAN, 5, MOMENT, read(words), starts=starts, **texts)


def drawn(event: Event) -> object:
    return events_of(write_feed("Name", [event]))[0]


@pytest.mark.parametrize(
    ("words", "first", "after"),
    [
        ("12.5.2026", date(2026, 5, 12), date(2026, 5, 13)),
        ("im Mai 2026", date(2026, 5, 1), date(2026, 6, 1)),
        ("Dezember 2026", date(2026, 12, 1), date(2027, 1, 1)),
        ("Februar 2028", date(2028, 2, 1), date(2028, 3, 1)),
        ("Q4 2026", date(2026, 10, 1), date(2027, 1, 1)),
        ("KW 53 2026", date(2026, 12, 28), date(2027, 1, 4)),
        ("31.12.2026", date(2026, 12, 31), date(2027, 1, 1)),
        ("29.3.2026", date(2026, 3, 29), date(2026, 3, 30)),  # the day has 23 hours
        ("bis Ende Mai 2026", date(2026, 5, 31), date(2026, 6, 1)),
        ("bis Q2 2026", date(2026, 6, 30), date(2026, 7, 1)),
    ],
)
def test_a_step_lies_on_the_days_that_were_said(words: str, first: date, after: date) -> None:
    assert days_of(drawn(step_event(GERMAN, a_step(words)))) == (first, after)


@given(some.dates(date(1900, 1, 1), date(2200, 1, 1)), some.integers(0, 800), some.booleans(), some.text())
def test_any_step_with_any_span_is_one_entry(first: date, more: int, by: bool, title: str) -> None:
    last = date.fromordinal(first.toordinal() + more)
    event = drawn(step_event(GERMAN, a_step("", title, Deadline("", first, last, by=by))))
    assert days_of(event) == (last if by else first, date.fromordinal(last.toordinal() + 1))


def test_a_step_says_who_when_and_where_it_stands_in_both_languages() -> None:
    german, english = (
        drawn(step_event(words, a_step("voraussichtlich im Mai 2026"))) for words in (GERMAN, ENGLISH)
    )
    address = "https://plans.example.org:8443/plans/k7m2p9x4wd3h/steps/step00000000"
    assert said(german, "SUMMARY") == "Schritt 7: Betriebe ansprechen"
    assert said(german, "DESCRIPTION").split("\n") == [
        "Handlungsplan NRW: Fachkräfte gewinnen",
        "Wer: IHK, KMU (einzubinden)",
        "Bis wann: Mai 2026, voraussichtlich",
        address,
    ]
    assert said(english, "SUMMARY") == "Step 7: Betriebe ansprechen"
    assert "By when: probably May 2026" in said(english, "DESCRIPTION")
    assert said(german, "STATUS") == said(english, "STATUS") == "TENTATIVE"
    assert german["URL"] == address
    assert said(german, "TRANSP") == "TRANSPARENT"


def test_an_entry_keeps_its_name_and_counts_its_changes() -> None:
    event = drawn(step_event(GERMAN, a_step("Mai 2026")))
    assert (said(event, "UID"), int(event["SEQUENCE"])) == ("step-step00000000@plans.example.org", 12)
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == MOMENT


@pytest.mark.parametrize(
    ("words", "starts", "moment"),
    [
        ("12.5.2026", "18:00", datetime(2026, 5, 12, 16, 0, tzinfo=UTC)),
        ("12.1.2027", "18:00", datetime(2027, 1, 12, 17, 0, tzinfo=UTC)),
        ("1.1.2027", "00:30", datetime(2026, 12, 31, 23, 30, tzinfo=UTC)),
        ("29.3.2026", "02:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # 2:30 is not there: 3:30
        ("29.3.2026", "03:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("25.10.2026", "02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # twice there: the first
        ("25.10.2026", "03:30", datetime(2026, 10, 25, 2, 30, tzinfo=UTC)),
    ],
)
def test_a_meeting_with_an_hour_is_a_moment_also_when_clocks_change(
    words: str, starts: str, moment: datetime
) -> None:
    event = drawn(meeting_event(GERMAN, a_meeting(words, starts)))
    assert event["DTSTART"].dt == moment
    assert "eine Stunde" in said(event, "DESCRIPTION")


def test_a_meeting_without_hour_or_without_one_day_lies_on_its_days() -> None:
    assert days_of(drawn(meeting_event(GERMAN, a_meeting("12.5.2026"))))[0] == date(2026, 5, 12)
    span = drawn(meeting_event(GERMAN, a_meeting("voraussichtlich im Mai 2026", "18:00")))
    assert days_of(span) == (date(2026, 5, 1), date(2026, 6, 1))
    assert "Wann: Mai 2026, voraussichtlich, 18:00 Uhr" in said(span, "DESCRIPTION")
    assert said(span, "STATUS") == "TENTATIVE"


def test_a_meeting_says_what_where_and_who_invites() -> None:
    known = {"place": "Haus der Wirtschaft, Köln", "link": "https://example.org/room", "host": "IHK Köln"}
    event = drawn(meeting_event(GERMAN, a_meeting("12.5.2026", "18:00", title="Auftakt", **known)))
    assert said(event, "SUMMARY") == "Treffen NRW: Auftakt"
    assert said(event, "LOCATION") == "Haus der Wirtschaft, Köln"
    assert {"Es lädt ein: IHK Köln", "https://example.org/room"} < set(said(event, "DESCRIPTION").split("\n"))
    only_link = drawn(meeting_event(ENGLISH, a_meeting("12.5.2026", link="https://example.org/room")))
    assert said(only_link, "LOCATION") == "https://example.org/room"
    assert said(only_link, "SUMMARY") == "Meeting NRW"
