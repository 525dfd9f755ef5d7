"""A meeting for those who sign up to it: no more of its plan than everybody may know."""

from tracker.calendars.events import Words, meeting_event
from tracker.calendars.lines import Event, Sender, write_entry
from tracker.domain.folding import file_name
from tracker.domain.meeting import Meeting
from tracker.language.deadlines import deadline_text
from tracker.language.texts import text
from tracker.settings import Settings
from tracker.store.calendars import CalendarMeeting


def entry_for_all(
    settings: Settings, locale: str, meeting: CalendarMeeting, *, cancelled: bool = False
) -> tuple[bytes, Event]:
    """Its entry, which leads to the page where one signs up."""
    event = meeting_event(
        Words(locale, settings.base_url), meeting, f"/meetings/{meeting.id}", cancelled=cancelled
    )
    return write_entry(event, Sender(settings.operator or settings.host, settings.sender)), event


def entry_name(event: Event) -> str:
    """What the file with an entry is called: by what it is about."""
    return f"{file_name(event.summary)}.ics"


def meeting_facts(locale: str, meeting: Meeting) -> str:
    """When and where it is and who invites, a line for each that is known."""
    day = deadline_text(locale, meeting.deadline) if meeting.deadline else text(locale, "meeting.day_open")
    hour = text(locale, "meeting.starts_at", hour=meeting.starts) if meeting.starts else ""
    host = text(locale, "meeting.hosted_by", name=meeting.host) if meeting.host else ""
    return "\n".join(filter(None, [", ".join(filter(None, [day, hour])), meeting.place, meeting.link, host]))
