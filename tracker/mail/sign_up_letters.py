"""Mails to whoever has signed up to a meeting: that they have, and how it is now."""

from datetime import datetime

from sqlmodel import Session

from tracker.calendars.meetings import entry_for_all, entry_name, meeting_facts
from tracker.domain.mail import Letter, Mail
from tracker.domain.meeting import Meeting
from tracker.domain.sign_up import SignUp, secret_of, sum_of
from tracker.language.texts import text
from tracker.mail.written import Written
from tracker.settings import Settings
from tracker.store.calendars import calendar_meeting


def write_sign_up(session: Session, settings: Settings, mail: Mail, now: datetime) -> Written | None:
    """That somebody has signed up to a meeting, or how it is now: when, where, an entry for their calendar, and a link
    to take it back. None of what strangers typed stands in it: they may have typed another's address."""
    one = session.get(SignUp, mail.about)
    meeting = session.get(Meeting, one.meeting_id) if one and one.email == mail.address else None
    if one is None or meeting is None:
        return None
    off = meeting.trashed_at is not None
    if mail.kind == "sign_up_changed" and one.told == sum_of(meeting):
        return None
    one.has_told(meeting)
    kind = "sign_up_cancelled" if off else mail.kind
    about = meeting.title or text(one.language, "meeting.one")
    found = calendar_meeting(session, meeting)
    entry = found and entry_for_all(settings, one.language, found, cancelled=off)
    said = {
        "attached": text(one.language, f"mail.{kind}_attached") if entry else "",
        "about": about,
        "facts": meeting_facts(one.language, meeting),
        "link": f"{settings.base_url}/sign-ups/{one.id}/{secret_of(settings.secret_key, one.id)}",
        "host": settings.host,
        "operator": settings.operator or settings.host,
    }
    subject, words = (text(one.language, f"mail.{kind}{part}", **said) for part in ("_subject", ""))
    file, name = (entry[0], entry_name(entry[1])) if entry else (b"", "")
    return Written(Letter(mail.id, one.email, subject, words, calendar=file, calendar_name=name))
