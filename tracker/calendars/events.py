"""What a meeting or step says in somebody's calendar, in their language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from tracker.calendars.lines import Event
from tracker.domain.berlin import moment_of
from tracker.language.deadlines import deadline_text
from tracker.language.texts import text
from tracker.store.calendars import CalendarMeeting, CalendarOwner, CalendarStep


@dataclass(frozen=True, slots=True)
class Words:
    """In which language, and at which address this installation is."""

    locale: str
    base_url: str

    def uid(self, kind: str, id: str) -> str:
        """Names an entry for ever, in all calendars of the world (RFC 7986, 5.3)."""
        return f"{kind}-{id}@{urlsplit(self.base_url).hostname}"


def meeting_event(
    words: Words, meeting: CalendarMeeting, path: str = "", *, cancelled: bool = False
) -> Event:
    """A meeting; `path` is a page for all that it leads to, by default it is the one in its plan."""
    locale, url = words.locale, words.base_url + (path or f"/plans/{meeting.plan.id}/meetings/{meeting.id}")
    starts = _starts(meeting)
    said = [
        "" if path else text(locale, "calendar.plan", region=meeting.plan.region, title=meeting.plan.title),
        text(locale, "meeting.hosted_by", name=meeting.host) if meeting.host else "",
        _open_day(locale, meeting),
        text(locale, "calendar.end_is_open") if starts else "",
        meeting.link if meeting.place else "",
        url,
    ]
    key = "calendar.meeting_about" if meeting.title else "calendar.meeting"
    return Event(
        uid=words.uid("meeting", meeting.id),
        sequence=meeting.rev,
        changed_at=meeting.changed_at,
        starts=starts,
        first=_first(meeting),
        last=_last(meeting),
        summary=text(locale, key, region=meeting.plan.region, title=meeting.title),
        description="\n".join(filter(None, said)),
        url=url,
        place=meeting.place or meeting.link,
        tentative=meeting.deadline.tentative,
        cancelled=cancelled,
    )


def step_event(words: Words, step: CalendarStep) -> Event:
    """A step, as long as its days are; "by" a day is that day."""
    locale, url = words.locale, f"{words.base_url}/plans/{step.plan.id}/steps/{step.id}"
    said = [
        text(locale, "calendar.plan", region=step.plan.region, title=step.plan.title),
        _who(locale, step.owners),
        text(locale, "calendar.until", when=deadline_text(locale, step.deadline)),
        url,
    ]
    return Event(
        uid=words.uid("step", step.id),
        sequence=step.rev,
        changed_at=step.changed_at,
        starts=None,
        first=_first(step),
        last=_last(step),
        summary=text(locale, "calendar.step", number=step.number, title=step.title),
        description="\n".join(filter(None, said)),
        url=url,
        tentative=step.deadline.tentative,
    )


def _starts(meeting: CalendarMeeting) -> datetime | None:
    """The moment, when day and hour are said. In UTC: one moment needs no table of the zone's changes, of which every
    program has its own reading."""
    if not meeting.starts or meeting.deadline.first != meeting.deadline.last or _first(meeting).year < 2:
        return None
    return moment_of(_first(meeting), meeting.starts)


def _open_day(locale: str, meeting: CalendarMeeting) -> str:
    """What the days of the entry do not tell of when it is: that they are a span, or not fixed; and then its hour."""
    hour = text(locale, "meeting.starts_at", hour=meeting.starts) if meeting.starts else ""
    if not meeting.deadline.tentative and meeting.deadline.first == meeting.deadline.last:
        return ""
    when = ", ".join(filter(None, [deadline_text(locale, meeting.deadline), hour]))
    return text(locale, "calendar.when", when=when)


def _first(dated: CalendarMeeting | CalendarStep) -> date:
    """Its first day in a calendar; one "by" a day has that day alone, however long one may take."""
    return _last(dated) if dated.deadline.by else dated.deadline.first or _last(dated)


def _last(dated: CalendarMeeting | CalendarStep) -> date:
    if dated.deadline.last is None:
        raise ValueError("no days")
    return dated.deadline.last


def _who(locale: str, owners: Sequence[CalendarOwner]) -> str:
    if not owners:
        return text(locale, "calendar.nobody")
    return text(locale, "calendar.who", names=", ".join(_named(locale, owner) for owner in owners))


def _named(locale: str, owner: CalendarOwner) -> str:
    key = "step.to_involve" if owner.role == "involve" else "step.asked" if owner.answer == "asked" else ""
    return f"{owner.name} ({text(locale, key)})" if key else owner.name
