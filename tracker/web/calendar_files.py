"""What calendar programs fetch: feeds by their secret address, and one meeting to keep."""

import hashlib
import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.calendars.events import Words, meeting_event, step_event
from tracker.calendars.lines import Event, Sender, write_entry, write_feed
from tracker.calendars.meetings import entry_name
from tracker.domain.participant import Participant
from tracker.domain.refusals import NotFound
from tracker.domain.sign_in import hash_of
from tracker.language.texts import text
from tracker.store.calendars import (
    CalendarPlan,
    calendar_meetings,
    calendar_plans,
    calendar_steps,
    find_address,
    parties_of,
)
from tracker.store.members import role_on_plan
from tracker.store.plans import plan_ids_of
from tracker.web.parts import parts_of
from tracker.web.seen_plans import seen_plan
from tracker.web.who import visitor_of

CALENDAR = "text/calendar"
STARTED = secrets.token_hex(4)  # another release of ours may say the same in other words


@dataclass(frozen=True, slots=True)
class _Feed:
    """`file` is None where whoever asks has it already."""

    tag: str
    file: bytes | None = None


async def show(request: Request) -> Response:
    """GET of a feed, of a plan or of somebody's own. Nobody signs in to it: whatever address is not good, and
    whosesoever it was, gets the same answer (P2)."""
    parts, of_plan = parts_of(request), request.path_params.get("plan")
    hash, base_url = hash_of(request.path_params["secret"]), parts.settings.base_url
    known = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    found = await parts.database.read(_feed, hash, of_plan, base_url, known)
    if found is None:
        return Response("404\n", 404, media_type="text/plain")
    # asked again each time, but put together and sent only when it has changed
    headers = {"ETag": found.tag, "Cache-Control": "private, no-cache"}
    if found.file is None:
        return Response(status_code=304, headers=headers)
    return Response(found.file, headers=headers, media_type=CALENDAR)


async def show_meeting(request: Request) -> Response:
    """GET /plans/{plan}/meetings/{meeting}.ics: one meeting that has a day."""
    seen, settings = await seen_plan(request), parts_of(request).settings
    meeting, words = request.path_params["meeting"], Words(visitor_of(request).locale, settings.base_url)

    def read(session: Session) -> Event:
        plans = calendar_plans(session, [seen.link.id])
        found = [one for one in calendar_meetings(session, plans) if one.id == meeting]
        if not found:
            raise NotFound()
        return meeting_event(words, found[0])

    event = await parts_of(request).database.read(read)
    file = write_entry(event, Sender(settings.operator or settings.host, settings.sender))
    return entry_response(file, event)


def entry_response(file: bytes, event: Event) -> Response:
    """One entry as a file with a name of its own."""
    headers = {"Content-Disposition": f'attachment; filename="{entry_name(event)}"'}
    return Response(file, headers=headers, media_type=CALENDAR)


def _feed(
    session: Session, hash: str, of_plan: str | None, base_url: str, known: Collection[str]
) -> _Feed | None:
    """The feed as it is for the one it belongs to; None when they may not see it."""
    found = find_address(session, hash)
    if found is None or found[0].plan_id != of_plan:
        return None
    who, words = found[1].as_participant(), Words(found[1].language, base_url)
    if of_plan is not None and role_on_plan(session, who, of_plan) is None:
        return None
    plans = calendar_plans(session, [of_plan] if of_plan else plan_ids_of(session, who))
    tag = _tag(hash, words, plans, [] if of_plan else parties_of(session, who.id))
    if tag in known:
        return _Feed(tag)
    events = _events(session, words, plans, None if of_plan else who)
    return _Feed(tag, write_feed(_name(words, of_plan, plans), events))


def _tag(hash: str, words: Words, plans: dict[str, CalendarPlan], parties: Sequence[str]) -> str:
    """Another one whenever the feed may be another: of what is cheap to know, so that asking again costs little."""
    facts = STARTED, hash, words.locale, words.base_url, sorted(plans.values()), parties
    return f'W/"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'


def _events(
    session: Session, words: Words, plans: dict[str, CalendarPlan], only_of: Participant | None
) -> list[Event]:
    member_id = only_of.id if only_of else None
    events: Iterable[Event] = [
        *(meeting_event(words, one) for one in calendar_meetings(session, plans)),
        *(step_event(words, one) for one in calendar_steps(session, plans, member_id)),
    ]
    return sorted(events, key=lambda event: (event.first, event.uid))


def _name(words: Words, of_plan: str | None, plans: dict[str, CalendarPlan]) -> str:
    if of_plan is None:
        return text(words.locale, "calendar.my_name")
    plan = plans[of_plan]
    return text(words.locale, "calendar.plan_name", region=plan.region, title=plan.title)
