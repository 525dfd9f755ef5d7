"""What the personal link of a mail opens, without sign-in: own steps, answered by buttons that post."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.boards.cards import deadline_view
from tracker.commands import personal_steps
from tracker.commands.personal_steps import Do, find_own, through_link
from tracker.domain.duty import Duty
from tracker.domain.edit import Edit
from tracker.domain.member import Member
from tracker.domain.permissions import Action, may
from tracker.domain.refusals import Clash, Invalid, NotFound
from tracker.pages.my_steps import NoLinkPage, OwnStep, OwnStepsPage
from tracker.store.duties import duties_of
from tracker.store.members import role_on_plan
from tracker.store.personal_links import find_personal_link
from tracker.store.plans import feed_of
from tracker.web.answers import answer_made
from tracker.web.fields import Nothing
from tracker.web.incoming import Again, Sent, posted
from tracker.web.parts import parts_of
from tracker.web.showing import form_of
from tracker.web.showing import show as show_page
from tracker.web.who import visitor_of

DONE = ("acceptance", "completion", "deadline", "refusal")


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of it, if somebody wants to say."""

    result: str = ""


@dataclass(frozen=True, slots=True)
class PutOff:
    """Till when, and why."""

    words: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A word to those who asked."""

    word: str = ""


async def show(request: Request) -> Response:
    """GET: my own steps. Changes nothing, whoever opens it."""
    return await _show(request)


async def show_again(request: Request, again: Again) -> Response:
    """The same with one of its forms refused."""
    return await _show(request, again)


@posted(show_again)
async def accept(request: Request, sent: Sent) -> Response:
    """ "Ich übernehme das" """
    sent.read_as(Nothing)
    return await _do(request, sent, "acceptance", personal_steps.accept)


@posted(show_again)
async def complete(request: Request, sent: Sent) -> Response:
    """Done."""
    result = sent.read_as(Finished).result
    return await _do(
        request, sent, "completion", lambda s, e, own: personal_steps.complete(s, e, own, result)
    )


@posted(show_again)
async def put_off(request: Request, sent: Sent) -> Response:
    """Later, because …"""
    wanted, base = sent.read_as(PutOff), sent.needed_base()
    if not wanted.words.strip():
        raise Invalid("words", "empty")

    def later(session: Session, edit: Edit, own: Duty) -> None:
        personal_steps.put_off(session, edit, own, wanted.words, wanted.reason, base)

    return await _do(request, sent, "deadline", later)


@posted(show_again)
async def decline(request: Request, sent: Sent) -> Response:
    """ "Nicht ich" """
    word = sent.read_as(Refused).word
    return await _do(request, sent, "refusal", lambda s, e, own: personal_steps.decline(s, e, own, word))


async def _do(request: Request, sent: Sent, noun: str, do: Do) -> Response:
    parts, secret, step = parts_of(request), request.path_params["secret"], request.path_params["step"]
    now, day = parts.clock.both()
    try:
        own = await parts.database.read(find_own, secret, step, now, day)
        by, feed = own.member.as_participant(), feed_of(own.duty.plan_id)
        await parts.database.write(
            lambda session, edit: through_link(session, edit, secret, step, do),
            feeds=(feed,),
            by=by,
            key=sent.key,
            body=sent.body(f"/my-steps/{step}/{noun}"),
        )
    except NotFound:
        return await _show(request, gone=True)
    except Clash:
        raise Invalid("words", "date_changed") from None
    return _guarded(answer_made(request, sent, "", f"/my-steps/{secret}?done={noun}"))


async def _show(request: Request, again: Again | None = None, *, gone: bool = False) -> Response:
    parts, visitor, secret = parts_of(request), visitor_of(request), request.path_params["secret"]
    now, day = parts.clock.both()
    said = request.query_params.get("done", "")

    def read(session: Session) -> OwnStepsPage | None:
        member = find_personal_link(session, secret, now)
        if member is None:
            return None
        steps = _steps(session, member, f"/my-steps/{secret}", visitor.locale, day)
        done = "gone" if gone else said if said in DONE and not again else ""
        return OwnStepsPage(member.name, steps, form_of(request, again=again), done)

    page = await parts.database.read(read)
    if page is None:
        return _guarded(show_page(request, "my_steps/gone.html", NoLinkPage(), status=404))
    status = again.status if again else 404 if gone else 200
    return _guarded(show_page(request, "my_steps/page.html", page, status=status))


def _steps(session: Session, member: Member, address: str, locale: str, day: date) -> list[OwnStep]:
    """All that are open: what I am asked first, then by deadline."""
    duties, who = duties_of(session, [member.id], day)[member.id], member.as_participant()
    roles = {plan: role_on_plan(session, who, plan) for plan in {one.plan_id for one in duties.steps}}
    return [
        OwnStep(
            id=one.step_id,
            address=f"{address}/{one.step_id}",
            title=one.title,
            place=one.place,
            language=one.language,
            deadline=deadline_view(one.deadline, locale, day),
            party=one.party,
            asked=one.asked,
            may_change=may(roles[one.plan_id], Action.EDIT_STEP),
            rev=one.rev,
        )
        for one in sorted(duties.steps, key=_urgency)
    ]


def _urgency(one: Duty) -> tuple[bool, tuple[date, date], str]:
    return not one.asked, one.deadline.sort_key() if one.deadline else (date.max, date.max), one.title


def _guarded(response: Response) -> Response:
    response.headers["Referrer-Policy"] = "strict-origin"  # the address of this page is a secret
    return response
