"""What I get by mail: how often, what would be in it today and why, and the links that went out with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.boards.digests import digest_said, standing_said
from tracker.commands.mail_wishes import try_mail, wish
from tracker.domain.duty import Duties
from tracker.domain.member import Member
from tracker.domain.occasion import Occasion, Reminder
from tracker.domain.rhythm import next_digest
from tracker.language.dates import day_text, long_day_text
from tracker.language.texts import text
from tracker.pages.my_steps import AheadRow, MailsPage, TalkedPart
from tracker.store.chores import due_day
from tracker.store.duties import duties_of
from tracker.store.personal_links import end_personal_links, live_personal_links
from tracker.store.tellings import key_of, told
from tracker.web.answers import answer_made
from tracker.web.fields import Nothing
from tracker.web.incoming import Again, Sent, posted
from tracker.web.me import me_of
from tracker.web.parts import parts_of
from tracker.web.showing import form_of
from tracker.web.showing import show as show_page
from tracker.web.who import visitor_of

HERE = "/me/mails"
FAR = timedelta(days=92)  # so far ahead are reminders shown
MOST_AHEAD = 30


@dataclass(frozen=True, slots=True)
class Wishes:
    """How often a digest comes: weekly, monthly or none; and whether there are reminders."""

    digest: str
    reminders: bool = False


async def show(request: Request) -> Response:
    """GET: what would be sent to me, and why."""
    return await _show(request)


async def show_again(request: Request, again: Again) -> Response:
    """The same with one of its forms refused."""
    return await _show(request, again)


@posted(show_again)
async def rewrite(request: Request, sent: Sent) -> Response:
    """How often, and what."""
    wanted, me = sent.read_as(Wishes), me_of(request)
    await parts_of(request).database.write(lambda s: wish(s, me.id, wanted.digest, wanted.reminders), by=me)
    return answer_made(request, sent, "", f"{HERE}?said=saved")


@posted(show_again)
async def create_trial(request: Request, sent: Sent) -> Response:
    """Send me one now, to look at."""
    sent.read_as(Nothing)
    me, parts = me_of(request), parts_of(request)
    now = parts.clock.now()
    await parts.database.write(lambda s: try_mail(s, me.id, now), by=me)
    parts.wake_mailing()
    return answer_made(request, sent, "", f"{HERE}?said=asked")


@posted(show_again)
async def end_links(request: Request, sent: Sent) -> Response:
    """No personal link of a mail I got opens anything any more."""
    sent.read_as(Nothing)
    me = me_of(request)
    await parts_of(request).database.write(lambda s: end_personal_links(s, me.id), by=me)
    return answer_made(request, sent, "", f"{HERE}?said=ended")


async def _show(request: Request, again: Again | None = None) -> Response:
    me, locale, parts = me_of(request), visitor_of(request).locale, parts_of(request)
    now, day = parts.clock.both()
    said = request.query_params.get("said", "")
    run = day if due_day(now) is None else day + timedelta(days=1)

    def read(session: Session) -> MailsPage:
        member = session.get_one(Member, me.id)
        duties = duties_of(session, [me.id], day)[me.id]
        digest, then = digest_said(locale, duties, day, member.digest), next_digest(member.digest, run)
        ahead = _ahead(session, member, duties, day, run)
        links, until = live_personal_links(session, me.id, now)
        return MailsPage(
            email=member.email,
            digest=member.digest,
            reminders=member.reminders,
            next_digest=long_day_text(locale, then) if then else "",
            parts=[TalkedPart(part.heading, part.lines) for part in digest.parts],
            more=digest.more,
            ahead=_rows(locale, duties, ahead[:MOST_AHEAD]),
            ahead_until=long_day_text(locale, day + FAR),
            ahead_more=len(ahead[MOST_AHEAD:]),
            links=links,
            links_until=day_text(locale, until.date()) if until else "",
            form=form_of(request, again=again),
            said=said if said in ("saved", "asked", "ended") and not again else "",
        )

    page = await parts.database.read(read)
    return show_page(request, "me/mails.html", page, status=again.status if again else 200)


def _ahead(
    session: Session, member: Member, duties: Duties, day: date, run: date
) -> list[tuple[date, Reminder]]:
    """What is due and was not told, on the day of the next mail; then all that follows."""
    if not member.reminders:
        return []
    known = told(session, [member.id])[member.id]
    waiting = [(run, one) for one in duties.due(day) if key_of(one) not in known]
    return waiting + [(max(one.day, run), one) for one in duties.ahead(day, day + FAR)]


def _rows(locale: str, duties: Duties, ahead: Sequence[tuple[date, Reminder]]) -> list[AheadRow]:
    titles = {one.step_id: one.title for one in duties.steps} | {one.id: one.title for one in duties.askings}
    steps = {one.step_id: one for one in duties.steps}

    def why(one: Reminder) -> str:
        step = steps.get(one.about)
        if step is None:
            return text(locale, f"reminder.{one.occasion}")
        tentative = step.deadline and step.deadline.tentative
        said = text(locale, f"reminder.{Occasion.FIXED if tentative else one.occasion}")
        return standing_said(locale, step.asked, said)

    return [AheadRow(long_day_text(locale, day), why(one), titles[one.about]) for day, one in ahead]
