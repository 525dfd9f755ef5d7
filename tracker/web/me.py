"""My account: where I am signed in, and the tokens my scripts use. Only my own browser may look and change it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import sign_ins
from tracker.domain.member import Member
from tracker.domain.participant import Participant
from tracker.domain.refusals import NotFound
from tracker.domain.sign_in import hash_of
from tracker.language.dates import moment_text
from tracker.pages import DeviceRow, MePage, TokenRow
from tracker.store.own_addresses import new_address_of
from tracker.store.plans import plans_of
from tracker.store.sign_in_sessions import sessions_of, tokens_of
from tracker.store.writing import tell_made
from tracker.web.accepted import wants_json
from tracker.web.answers import Json, answer_made
from tracker.web.calendar_parts import calendar_part
from tracker.web.fields import Id, Nothing
from tracker.web.incoming import Again, Sent, posted
from tracker.web.parts import parts_of
from tracker.web.refusals import SignInFirst
from tracker.web.seen_plans import link_of
from tracker.web.showing import form_of
from tracker.web.showing import show as show_page
from tracker.web.who import visitor_of

HERE = "/me"


@dataclass(frozen=True, slots=True)
class NewToken:
    """What it is for; one that only reads changes nothing, whatever its owner may; one for `plans` knows no others."""

    name: str
    reads_only: bool = False
    plans: tuple[Id, ...] = ()


async def show(request: Request) -> Response:
    """GET: my account."""
    return await _show(request)


async def show_again(request: Request, again: Again) -> Response:
    """The same with one of its forms refused."""
    return await _show(request, again)


@posted(show_again)
async def end_session(request: Request, sent: Sent) -> Response:
    """Sign out one of my browsers, wherever it is."""
    id = request.path_params["session"]
    return await _end(request, sent, lambda s, me, now: [sign_ins.end_session(s, me.id, id, now)])


@posted(show_again)
async def end_other_sessions(request: Request, sent: Sent) -> Response:
    """Sign out everywhere but here."""
    here = visitor_of(request).session
    return await _end(request, sent, lambda s, me, now: sign_ins.end_other_sessions(s, me.id, here, now))


@posted(show_again)
async def create_token(request: Request, sent: Sent) -> Response:
    """A new token; the answer is the only place where its secret ever stands."""
    new, me, parts = sent.read_as(NewToken), me_of(request), parts_of(request)
    now = parts.clock.now()

    def make(session: Session) -> str:
        member = session.get_one(Member, me.id)
        secret = sign_ins.make_token(
            session, member, new.name, now, reads_only=new.reads_only, plans=new.plans
        )
        session.flush()
        tell_made(session, next(row.id for row in tokens_of(session, me.id) if row.hash == hash_of(secret)))
        return secret

    written = await parts.database.write(make, by=me, key=sent.key, body=sent.body(request.url.path))
    secret = written.value or ""  # sent again, the token stands but is not shown a second time
    if wants_json(request):
        return Json({"made": written.made, "token": secret})
    return await _show(request, made=written.made, secret=secret)


@posted(show_again)
async def revoke_token(request: Request, sent: Sent) -> Response:
    """Let a token count no more."""
    id = request.path_params["token"]
    return await _end(request, sent, lambda s, me, now: [sign_ins.revoke_token(s, me.id, id, now)])


def me_of(request: Request) -> Participant:
    """Whoever is signed in here with an account of their own. Raises SignInFirst, NotFound."""
    visitor = visitor_of(request)
    if not visitor.signed_in:
        raise SignInFirst()
    # a token makes no token, and one that only reads signs nobody out
    if visitor.by_token or visitor.participant.kind != "member":
        raise NotFound()
    return visitor.participant


async def _end(
    request: Request, sent: Sent, end: Callable[[Session, Participant, datetime], list[str]]
) -> Response:
    """`end` gives the hashes of what counts no more; what is open under them closes."""
    sent.read_as(Nothing)
    me, parts = me_of(request), parts_of(request)
    now = parts.clock.now()
    written = await parts.database.write(lambda session: end(session, me, now), by=me)
    parts.visitors.forget()
    for hash in written.value:
        parts.end_session(hash)
    return answer_made(request, sent, "", HERE)


async def _show(
    request: Request, again: Again | None = None, *, made: str = "", secret: str = ""
) -> Response:
    me, visitor, parts = me_of(request), visitor_of(request), parts_of(request)
    now, said = parts.clock.now(), request.query_params.get("said", "")

    def read(session: Session) -> MePage:
        devices = [
            DeviceRow(
                row.id,
                row.device,
                moment_text(visitor.locale, row.created_at),
                moment_text(visitor.locale, row.expires_at),
                row.hash == visitor.session,
            )
            for row in sessions_of(session, me.id, now)
        ]
        plans = [link_of(found.plan, found.region) for found in plans_of(session, me)]
        tokens = [
            TokenRow(
                row.id,
                row.name,
                moment_text(visitor.locale, row.created_at),
                row.reads_only,
                [plan for plan in plans if plan.id in row.plans.split()],
                bool(row.plans),
            )
            for row in tokens_of(session, me.id)
        ]
        member = session.get_one(Member, me.id)
        return MePage(
            name=member.name,
            email=member.email,
            devices=devices,
            tokens=tokens,
            calendar=calendar_part(session, me.id, None, visitor.locale),
            form=form_of(request, again=again),
            secret=secret,
            made=made,
            plans=plans,
            new_address=new_address_of(session, me.id, now),
            said=said if said in ("name", "asked", "address") and not again else "",
            mails=bool(parts.settings.mail_url),
        )

    page = await parts.database.read(read)
    return show_page(request, "me/page.html", page, status=again.status if again else 200)
