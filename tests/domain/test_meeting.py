"""A meeting: its day in words, its hour, where, who and what about."""

from datetime import UTC, date, datetime

import pytest

from tests.domain.samples import an_edit, said
from tracker.domain.berlin import moment_of
from tracker.domain.deadline import Deadline
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.edit import Past
from tracker.domain.meeting import Meeting, next_of, start_meeting
from tracker.domain.permissions import Role
from tracker.domain.refusals import Forbidden, Gone, Invalid

TODAY = date(2026, 5, 4)


def on(words: str, **texts: str) -> Meeting:
    meeting = Meeting(plan_id="p", **texts)
    meeting.write_deadline(read_deadline(words, TODAY))
    return meeting


def test_a_new_meeting_is_there_with_what_is_said_of_it() -> None:
    edit = an_edit()
    meeting = start_meeting(edit, "p")
    meeting.retell(
        edit, {"title": " Folgetreffen ", "place": "IHK  Kassel", "agenda": "1. Stand\r\n2. Wahl"}, None
    )
    meeting.put_on(edit, Deadline("im Mai"), None)
    assert (meeting.title, meeting.place, meeting.agenda) == (
        "Folgetreffen",
        "IHK Kassel",
        "1. Stand\n2. Wahl",
    )
    assert (meeting.deadline, meeting.rev, meeting.place_rev) == (Deadline("im Mai"), 10, 10)
    assert [field for field, _, _ in said(edit)] == ["present", "title", "place", "agenda", "deadline"]


def test_the_same_again_changes_nothing() -> None:
    meeting, edit = Meeting(plan_id="p"), an_edit(rev=11)
    meeting.put_on(an_edit(), Deadline("im Mai"), None)
    meeting.put_on(edit, Deadline("im Mai"), None)
    meeting.retell(edit, {"title": "", "starts": "", "agenda": " "}, None)
    assert (edit.effects, meeting.rev) == ([], 10)


def test_two_who_set_the_day_clash_and_who_only_named_it_does_not() -> None:
    meeting = Meeting(plan_id="p")
    meeting.put_on(an_edit(rev=5), Deadline("im Mai"), None)
    named = an_edit(past=Past(None, "Bernd"))
    meeting.retell(named, {"title": "Folgetreffen"}, base=3)
    meeting.put_on(named, None, base=3)
    assert (named.clashes, meeting.title, meeting.deadline) == ([], "Folgetreffen", Deadline("im Mai"))
    moved = an_edit(past=Past(None, "Bernd"))
    meeting.put_on(moved, Deadline("im Juni"), base=3)
    assert [(clash.field, clash.theirs) for clash in moved.clashes] == [("deadline", "im Mai")]


def test_two_who_name_the_place_clash() -> None:
    meeting = Meeting(plan_id="p")
    meeting.retell(an_edit(rev=5), {"place": "Kassel"}, None)
    edit = an_edit(past=Past("", "Bernd"))
    meeting.retell(edit, {"place": "Fulda", "host": "IHK"}, base=3)
    assert ([clash.field for clash in edit.clashes], meeting.host) == (["place"], "IHK")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        *(
            ("18:00", "18:00"),
            ("18", "18:00"),
            ("18 Uhr", "18:00"),
            ("18.30 Uhr", "18:30"),
            ("9:05", "09:05"),
        ),
        *(
            ("6 pm", "18:00"),
            ("6:30 p.m.", "18:30"),
            ("12 am", "00:00"),
            ("12 pm", "12:00"),
            ("0:00", "00:00"),
        ),
        ("", ""),
    ],
)
def test_an_hour_is_typed_as_people_do(typed: str, kept: str) -> None:
    meeting = Meeting(plan_id="p", starts="07:00")
    meeting.retell(an_edit(), {"starts": typed}, None)
    assert meeting.starts == kept


@pytest.mark.parametrize("typed", ["24:00", "abends", "13 pm", "18:60", "1800", "18 - 20", "0 am"])
def test_what_is_no_hour_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        Meeting(plan_id="p").retell(an_edit(), {"starts": typed}, None)


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "example.org", "https://", "https://a b", 'http://"x']
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        Meeting(plan_id="p").retell(an_edit(), {"link": typed}, None)


def test_a_removed_meeting_comes_back_and_is_not_edited_meanwhile() -> None:
    meeting, edit = on("12.6.2026"), an_edit()
    meeting.trash(edit)
    meeting.trash(edit)
    with pytest.raises(Gone):
        meeting.retell(an_edit(), {"title": "x"}, None)
    meeting.restore(edit)
    assert said(edit) == [("present", True, False), ("present", False, True)]


@pytest.mark.parametrize(
    ("days", "next_one"),
    [
        ([], None),
        (["12.6.2026", "9.6.2026", "1.5.2026"], "9.6.2026"),
        (["1.5.2026", "3.5.2026"], None),
        (["1.5.2026", "4.5.2026"], "4.5.2026"),
        (["im Mai", "20.5.2026"], "20.5.2026"),
        (["nach dem Fest", "20.5.2027"], "20.5.2027"),
        (["nach dem Fest", "1.5.2026"], "nach dem Fest"),
    ],
)
def test_the_next_meeting_is_the_earliest_that_is_not_over(days: list[str], next_one: str | None) -> None:
    found = next_of([on(words) for words in days], TODAY)
    assert (found and found.deadline_words) == next_one


def test_a_removed_meeting_is_not_the_next() -> None:
    meeting = on("9.6.2026")
    meeting.trash(an_edit())
    assert next_of([meeting], TODAY) is None


def test_a_guest_does_not_set_it() -> None:
    for do in (
        lambda: start_meeting(an_edit(Role.GUEST), "p"),
        lambda: Meeting(plan_id="p").put_on(an_edit(Role.GUEST), None, None),
        lambda: Meeting(plan_id="p").trash(an_edit(Role.GUEST)),
        lambda: Meeting(plan_id="p").restore(an_edit(Role.GUEST)),
    ):
        with pytest.raises(Forbidden):
            do()


@pytest.mark.parametrize(
    ("words", "starts", "is_there"),
    [
        ("28.3.2027", "02:30", False),  # clocks go from 2:00 to 3:00
        ("28.3.2027", "02:00", False),
        ("28.3.2027", "01:59", True),
        ("28.3.2027", "03:00", True),
        ("27.3.2027", "02:30", True),
        ("bis 28.3.2027", "02:30", False),
        ("März 2027", "02:30", True),
        ("31.10.2027", "02:30", True),  # comes twice
        ("1.1.0001", "00:00", True),
        ("31.12.9999", "23:59", True),
    ],
)
def test_an_hour_that_is_not_there_is_refused(words: str, starts: str, is_there: bool) -> None:
    edit, meeting = an_edit(), Meeting(plan_id="p")
    meeting.retell(edit, {"starts": starts}, None)
    meeting.put_on(edit, read_deadline(words, TODAY), None)
    if is_there:
        meeting.check_hour(edit)
    else:
        with pytest.raises(Invalid) as refused:
            meeting.check_hour(edit)
        assert (refused.value.field, refused.value.reason) == ("starts", "hour_skipped")
        later = an_edit(rev=11)
        meeting.retell(later, {"title": "Die ganze Nacht"}, None)
        meeting.check_hour(later)  # one that was kept before may get another title


def test_an_hour_that_comes_twice_is_the_first_one() -> None:
    assert moment_of(date(2027, 10, 31), "02:30") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert moment_of(date(2027, 10, 31), "03:00") == datetime(2027, 10, 31, 2, 0, tzinfo=UTC)
