"""What somebody sees across plans: their plans, and their own next steps as rows."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from sqlmodel import Session

from tracker.boards.cards import card_view, deadline_view
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, may
from tracker.pages import MeetingRow, PlanRow
from tracker.pages.views import DeadlineView, RowView
from tracker.store.agenda import Counts, MyStep, my_steps, step_counts
from tracker.store.plans import FoundPlan, next_meeting


def plan_rows(session: Session, found: Sequence[FoundPlan], day: date) -> list[PlanRow]:
    """The plans with their counts, in the order given."""
    counts = step_counts(session, [one.plan.id for one in found], day)
    return [_plan_row(one, counts.get(one.plan.id, Counts())) for one in found]


def my_rows(
    session: Session, participant: Participant, found: Sequence[FoundPlan], locale: str, day: date
) -> list[RowView]:
    """The member's open steps in these plans, by deadline."""
    if participant.kind != "member":
        return []
    plans = {one.plan.id: one for one in found}
    mine = my_steps(session, participant.id, list(plans))
    return [_row(step, plans[step.plan_id], locale, day) for step in mine]


def meeting_rows(session: Session, found: Sequence[FoundPlan], locale: str, day: date) -> list[MeetingRow]:
    """The next meetings of these plans that are not past, by day."""
    rows = []
    for one in found:
        meeting = next_meeting(session, one.plan.id, day)
        if meeting and meeting.deadline_last:
            shown = deadline_view(meeting.deadline, locale, day)
            if shown:
                told = (meeting.title, shown, meeting.starts, meeting.place)
                rows.append(MeetingRow(one.plan.id, meeting.id, one.region.name, *told))
    return sorted(rows, key=lambda row: (row.deadline.last or day, row.region))


def _plan_row(one: FoundPlan, counts: Counts) -> PlanRow:
    return PlanRow(
        one.plan.id, one.region.name, one.plan.title, counts.open, counts.done, counts.late, counts.unowned
    )


def _row(step: MyStep, one: FoundPlan, locale: str, day: date) -> RowView:
    card = card_view(step.card, locale, day)
    first, last = (card.deadline.first, card.deadline.last) if card.deadline else (None, None)
    return RowView(
        id=card.id,
        plan=one.plan.id,
        plan_language=one.plan.language,
        region=one.region.name,
        title=card.title,
        rev=card.rev,
        deadline=card.deadline,
        themes=card.themes,
        asked=step.asked,
        may_complete=may(one.role, Action.COMPLETE_STEP),
        part=_part(step.asked, card.deadline),
        pos=f"{last or '~'} {first or '~'}",
    )


def _part(asked: str, deadline: DeadlineView | None) -> Literal["asked", "late", "now", "later"]:
    if asked:
        return "asked"
    if deadline and deadline.lateness in ("late", "now"):
        return "late" if deadline.lateness == "late" else "now"
    return "later"
