"""The next meeting: its title and its day in words."""

import pytest

from tests.domain.samples import an_edit, said
from tracker.domain.deadline import Deadline
from tracker.domain.edit import Past
from tracker.domain.meeting import Meeting
from tracker.domain.permissions import Role
from tracker.domain.refusals import Forbidden


def test_title_and_day_are_set_together() -> None:
    meeting, edit = Meeting(plan_id="p"), an_edit()
    meeting.set(edit, " Folgetreffen ", Deadline("im Mai"), None)
    assert (meeting.title, meeting.deadline, meeting.rev) == ("Folgetreffen", Deadline("im Mai"), 10)
    assert (meeting.title_rev, meeting.deadline_rev) == (10, 10)
    assert [field for field, _, _ in said(edit)] == ["title", "deadline"]


def test_the_same_again_changes_nothing() -> None:
    meeting, edit = Meeting(plan_id="p"), an_edit(rev=11)
    meeting.set(an_edit(), "Treffen", Deadline("im Mai"), None)
    meeting.set(edit, "Treffen", Deadline("im Mai"), None)
    assert (edit.effects, meeting.rev) == ([], 10)


def test_two_who_set_the_day_clash_and_who_only_named_it_does_not() -> None:
    meeting = Meeting(plan_id="p")
    meeting.set(an_edit(rev=5), "", Deadline("im Mai"), None)
    named = an_edit(past=Past(None, "Bernd"))
    meeting.set(named, "Folgetreffen", None, base=3)
    assert (named.clashes, meeting.title, meeting.deadline) == ([], "Folgetreffen", Deadline("im Mai"))
    moved = an_edit(past=Past(None, "Bernd"))
    meeting.set(moved, "Folgetreffen", Deadline("im Juni"), base=3)
    assert [(clash.field, clash.theirs) for clash in moved.clashes] == [("deadline", "im Mai")]


def test_a_guest_does_not_set_it() -> None:
    with pytest.raises(Forbidden):
        Meeting(plan_id="p").set(an_edit(Role.GUEST), "", None, None)
