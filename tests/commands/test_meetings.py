"""Several meetings of a plan, and the steps that are due by the next of them."""

from datetime import date

import pytest

from tests.boards.canonical import canonical
from tests.planning import Planning
from tracker.commands import meetings, reversals, steps
from tracker.commands.exports import plan_document
from tracker.domain.meeting import Meeting
from tracker.domain.plan import Plan
from tracker.domain.refusals import Clash, Forbidden, Gone, Invalid, NotFound
from tracker.domain.step import Step

BY = "bis zum nächsten Treffen"


def meet(planning: Planning, words: str, **texts: str) -> str:
    return planning.do(meetings.add, words, {"title": words} | texts).made


def due(planning: Planning, step_id: str) -> str:
    return str(planning.one(Step, step_id).deadline_last)


def test_steps_follow_a_meeting_that_comes_before_moves_goes_and_comes_back(planning: Planning) -> None:
    later = meet(planning, "19.06.2026")
    step = planning.step("a", words=BY)
    fixed = planning.step("b", words="12.03.2027")
    assert due(planning, step) == "2026-06-19"
    before = meet(planning, "12.06.2026")
    assert due(planning, step) == "2026-06-12"
    for do, day in (
        (lambda: planning.do(meetings.rewrite, before, "26.06.2026", {}, None), "2026-06-19"),
        (lambda: planning.do(meetings.rewrite, later, "3.07.2026", {}, None), "2026-06-26"),
        (lambda: planning.do(meetings.trash, before), "2026-07-03"),
        (lambda: planning.do(meetings.trash, later), "None"),
        (lambda: planning.do(meetings.restore, before), "2026-06-26"),
        (lambda: planning.do(meetings.rewrite, before, "", {}, None), "None"),
    ):
        rev = planning.rev
        do()
        assert due(planning, step) == day
        # one Change for the meeting and all that follows it
        assert planning.rev == rev + 1
        assert [effect.kind for effect in planning.last_effects()] == ["meeting", "step"]
        assert planning.one(Step, step).deadline_words == BY
    assert due(planning, fixed) == "2027-03-12"


def test_a_meeting_further_away_moves_nothing(planning: Planning) -> None:
    meet(planning, "12.06.2026")
    step = planning.step("a", words=BY)
    rev = planning.rev
    meet(planning, "12.09.2026")
    assert (due(planning, step), planning.one(Step, step).rev) == ("2026-06-12", rev)


def test_what_was_due_by_a_meeting_that_is_over_stays_late(planning: Planning) -> None:
    first = meet(planning, "12.05.2026")
    step, done = planning.step("a", words=BY), planning.step("b", words=BY)
    planning.do(steps.complete, done)
    planning.time.jump(days=30)
    meet(planning, "12.09.2026")
    assert due(planning, step) == "2026-05-12"
    # the day was written wrongly: then it was due on the right one
    planning.do(meetings.rewrite, first, "13.05.2026", {}, None)
    assert due(planning, step) == "2026-05-13"
    planning.do(meetings.rewrite, first, "13.08.2026", {}, None)
    assert (due(planning, step), due(planning, done)) == ("2026-08-13", "2026-05-12")
    # said now, it means the next one from now
    planning.do(steps.set_deadline, step, "12.05.2026", None)
    planning.do(steps.set_deadline, step, BY, None)
    assert due(planning, step) == "2026-08-13"


def test_a_removed_meeting_that_is_over_leaves_its_steps_late(planning: Planning) -> None:
    first = meet(planning, "12.05.2026")
    step = planning.step("a", words=BY)
    planning.time.jump(days=30)
    planning.do(meetings.trash, first)
    assert due(planning, step) == "2026-05-12"


def test_the_head_is_told_with_every_change(planning: Planning) -> None:
    one = meet(planning, "12.06.2026")
    for do in (
        lambda: planning.do(meetings.rewrite, one, None, {"agenda": "Stand"}, None),
        lambda: planning.do(meetings.trash, one),
        lambda: planning.do(meetings.restore, one),
    ):
        do()
        assert planning.one(Plan, planning.plan_id).head_rev == planning.rev
    assert planning.do(meetings.rewrite, one, "12.06.2026", {"agenda": "Stand"}, None).revs == {}
    assert planning.do(meetings.restore, one).revs == {}


def test_two_who_write_the_same_field_clash_and_nothing_is_written(planning: Planning) -> None:
    one = meet(planning, "12.06.2026")
    base = planning.rev
    planning.do(meetings.rewrite, one, None, {"place": "Köln"}, base, by=planning.people.bernd)
    with pytest.raises(Clash) as clash:
        planning.do(meetings.rewrite, one, "13.06.2026", {"place": "Bonn"}, base)
    assert [(one.kind, one.field, one.theirs, one.by) for one in clash.value.clashes] == [
        ("meeting", "place", "Köln", "Bernd")
    ]
    assert str(planning.one(Meeting, one).deadline_last) == "2026-06-12"


def test_what_is_refused(planning: Planning) -> None:
    one = meet(planning, "12.06.2026")
    with pytest.raises(Invalid):
        planning.do(meetings.add, " ", {"title": " "})
    with pytest.raises(Forbidden):
        planning.do(meetings.add, "12.06.2026", {}, by=planning.people.deniz)
    with pytest.raises(NotFound):
        planning.do(meetings.trash, "000000000000")
    planning.do(meetings.trash, one)
    with pytest.raises(Gone):
        planning.do(meetings.rewrite, one, None, {"title": "x"}, None)
    assert len(planning.all(Meeting)) == 1


def test_every_change_of_a_meeting_is_undone_with_the_steps_that_followed(planning: Planning) -> None:
    one = meet(planning, "12.06.2026", place="Köln")
    step = planning.step("a", words=BY)
    for do in (
        lambda: meet(planning, "9.06.2026"),
        lambda: planning.do(meetings.rewrite, one, "19.06.2026", {"place": "Bonn", "starts": "18"}, None),
        lambda: planning.do(meetings.trash, one),
    ):
        before, was = canonical(planning), due(planning, step)
        do()
        assert due(planning, step) != was
        planning.do(reversals.undo, planning.rev)
        assert (canonical(planning), due(planning, step)) == (before, was)


def test_the_plan_file_knows_the_next_meeting_and_else_the_last(planning: Planning) -> None:
    def in_file(day: str) -> str:
        with planning.database.reading() as session:
            found = plan_document(session, planning.plan_id, date.fromisoformat(day)).meeting
        return found.title if found else ""

    assert in_file("2026-05-04") == ""
    for words in ("12.05.2026", "9.06.2026", "7.07.2026"):
        meet(planning, words)
    days = ("2026-05-04", "2026-05-12", "2026-05-13", "2026-07-07", "2026-07-08")
    assert [in_file(day) for day in days] == [
        "12.05.2026", "12.05.2026", "9.06.2026", "7.07.2026", "7.07.2026"
    ]  # fmt: skip
