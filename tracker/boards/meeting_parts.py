"""One meeting with what it is about: the steps due for it, and what was done since the one before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from tracker.boards.away import away_meetings
from tracker.boards.cards import card_view, meeting_view, stage_views
from tracker.domain.meeting import Meeting, by_day, next_of
from tracker.domain.refusals import NotFound
from tracker.pages import AwayView, MeetingStep
from tracker.pages.views import MeetingView
from tracker.store.cards import find_cards
from tracker.store.changes import found_stages
from tracker.store.meeting_steps import done_by, due_steps
from tracker.store.plans import meetings_of


@dataclass(frozen=True, slots=True)
class MeetingParts:
    """A meeting, those beside it, and its steps."""

    meeting: MeetingView
    away: AwayView | None
    """When it was removed, if it was."""
    before: MeetingView | None
    after: MeetingView | None
    is_past: bool
    due: Sequence[MeetingStep]
    done: Sequence[MeetingStep]


def meeting_parts(session: Session, plan_id: str, meeting_id: str, locale: str, day: date) -> MeetingParts:
    """Read one meeting of a plan, removed ones too. Raises NotFound."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.plan_id != plan_id:
        raise NotFound()
    others = [one for one in meetings_of(session, plan_id) if one.id != meeting_id]
    before = next((one for one in reversed(others) if by_day(one) < by_day(meeting)), None)
    after = next((one for one in others if by_day(one) > by_day(meeting)), None)
    since, until = before.deadline_last if before else None, meeting.deadline_last
    is_next = next_of([*others, meeting], day) is meeting
    due = due_steps(session, plan_id, since, until, with_late=is_next)
    done = done_by(session, plan_id, since, min(until or day, day))
    rows = _rows(session, plan_id, [*due, *done], locale, day)
    removed = away_meetings(session, plan_id, locale, day) if meeting.trashed_at else []
    return MeetingParts(
        meeting=meeting_view(meeting, locale, day),
        away=next((one.away for one in removed if one.meeting.id == meeting_id), None),
        before=meeting_view(before, locale, day) if before else None,
        after=meeting_view(after, locale, day) if after else None,
        is_past=meeting.is_past(day),
        due=[rows[id] for id in due],
        done=[rows[id] for id in done],
    )


def _rows(
    session: Session, plan_id: str, ids: Sequence[str], locale: str, day: date
) -> Mapping[str, MeetingStep]:
    stages = {stage.id: stage.name for stage in stage_views(found_stages(session, plan_id), locale)}
    cards = (card_view(card, locale, day) for card in find_cards(session, plan_id, set(ids)))
    return {card.id: MeetingStep(card, stages.get(card.stage, "")) for card in cards}
