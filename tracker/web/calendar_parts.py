"""A member's calendar addresses as a part of their pages."""

from sqlmodel import Session

from tracker.language.dates import moment_text
from tracker.pages import CalendarPart, CalendarRow
from tracker.store.calendars import addresses_of


def calendar_part(session: Session, member_id: str, plan_id: str | None, locale: str) -> CalendarPart:
    """Those for a plan, or for the member's own steps."""
    rows = [
        CalendarRow(one.id, one.device, moment_text(locale, one.created_at))
        for one in addresses_of(session, member_id, plan_id)
    ]
    return CalendarPart(f"/plans/{plan_id}" if plan_id else "/me", rows)
