"""Commands on a plan's meetings. Steps that are due "by the next meeting" follow, within the same Change."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from tracker.domain.deadline_reading import read_deadline
from tracker.domain.edit import Edit
from tracker.domain.meeting import MOST_MEETINGS, Meeting, start_meeting
from tracker.domain.permissions import Action
from tracker.domain.refusals import Full, Invalid, NotFound
from tracker.domain.typed_text import WORDS, one_line
from tracker.store.plans import meetings_of, next_meeting, open_plan
from tracker.store.steps import steps_by_meeting


def add(session: Session, edit: Edit, plan_id: str, words: str, texts: Mapping[str, str]) -> str:
    """A new meeting: its day in `words`, and what `texts` say of it. One of them must say something."""
    plan = open_plan(session, edit, plan_id)
    edit.require(Action.SET_MEETING)
    if not words.strip() and not any(text.strip() for text in texts.values()):
        raise Invalid("words", "empty")
    if len(meetings_of(session, plan_id, removed=True)) >= MOST_MEETINGS:
        raise Full(limit=MOST_MEETINGS)
    meeting = start_meeting(edit, plan_id)
    _say(edit, meeting, words, texts, None)
    session.add(meeting)
    plan.head_rev = edit.rev
    edit.made = meeting.id
    follow(session, edit, plan_id, meeting)
    return meeting.id


def rewrite(
    session: Session,
    edit: Edit,
    plan_id: str,
    meeting_id: str,
    words: str | None,
    texts: Mapping[str, str],
    base: int | None,
) -> None:
    """Change its day (None leaves it alone) and what `texts` hold."""
    meeting = open_meeting(session, edit, plan_id, meeting_id)
    was = meeting.deadline_last
    _say(edit, meeting, words, texts, base)
    _settle(session, edit, meeting, was)


def trash(session: Session, edit: Edit, plan_id: str, meeting_id: str) -> None:
    """Remove a meeting."""
    meeting = open_meeting(session, edit, plan_id, meeting_id)
    meeting.trash(edit)
    _settle(session, edit, meeting, meeting.deadline_last)


def restore(session: Session, edit: Edit, plan_id: str, meeting_id: str) -> None:
    """Take the removal back."""
    meeting = open_meeting(session, edit, plan_id, meeting_id)
    meeting.restore(edit)
    _settle(session, edit, meeting, meeting.deadline_last)


def follow(
    session: Session, edit: Edit, plan_id: str, touched: Meeting | None = None, was: date | None = None
) -> None:
    """Move the steps that are due with the next meeting.

    What was due by a meeting that is over stays due then, late as it is; unless it was `touched`, whose last day `was`,
    that gets another day.
    """
    session.flush()
    coming = next_meeting(session, plan_id, edit.today)
    for step in steps_by_meeting(session, plan_id):
        due, follows = step.deadline_last, coming
        if due is not None and due < edit.today:
            if due != was or touched is None or touched.trashed_at is not None:
                continue
            follows = touched if touched.is_past(edit.today) else coming
        day = follows.deadline if follows else None
        step.follow(edit, read_deadline(step.deadline_words or "", edit.today, next_meeting=day))


def open_meeting(session: Session, edit: Edit, plan_id: str, meeting_id: str) -> Meeting:
    """A meeting of a plan, with the editor's present role set. Raises NotFound."""
    open_plan(session, edit, plan_id)
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.plan_id != plan_id:
        raise NotFound()
    return meeting


def _say(edit: Edit, meeting: Meeting, words: str | None, texts: Mapping[str, str], base: int | None) -> None:
    meeting.retell(edit, texts, base)
    if words is not None:
        words = one_line("words", words, WORDS, required=False)
        meeting.put_on(edit, read_deadline(words, edit.today), base)
    meeting.check_hour(edit)


def _settle(session: Session, edit: Edit, meeting: Meeting, was: date | None) -> None:
    if edit.effects:
        open_plan(session, edit, meeting.plan_id).head_rev = edit.rev
        follow(session, edit, meeting.plan_id, meeting, was)
