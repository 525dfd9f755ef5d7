"""Signing up as a part of a meeting's page in its plan."""

from datetime import date

from sqlmodel import Session

from tracker.domain.meeting import Meeting
from tracker.domain.permissions import Action, Role, may
from tracker.domain.sign_up import Terms, state_of, terms_of
from tracker.language.dates import day_text
from tracker.pages import SignUpPart, SignUpRow
from tracker.store.sign_ups import sign_ups_of


def sign_up_part(
    session: Session, meeting: Meeting, role: Role, locale: str, day: date, base_url: str
) -> SignUpPart:
    """Signing up to a meeting as `role` sees it."""
    terms, may_see = terms_of(meeting) or Terms(), may(role, Action.SEE_NAMES)
    addresses = may(role, Action.SEE_ADDRESSES)
    rows = [
        SignUpRow(one.id, one.name, one.organisation, one.email if addresses else "")
        for one in (sign_ups_of(session, meeting.id) if may_see else ())
    ]
    return SignUpPart(
        address=f"{base_url}/meetings/{meeting.id}",
        state=state_of(meeting, day) or "",
        until=terms.until.isoformat() if terms.until else "",
        until_text=day_text(locale, terms.until) if terms.until else "",
        most=str(terms.most or ""),
        count=meeting.signed_up,
        rows=rows,
        may_see=may_see,
        may_set=may(role, Action.SET_MEETING) and meeting.trashed_at is None,
    )
