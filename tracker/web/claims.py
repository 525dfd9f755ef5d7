"""Claiming what one did without account: "Das war ich", for whoever has an account and the secret of that guest."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands.claims import claim
from tracker.domain.claim import can_be_claimed, claim_secret, is_secret_of
from tracker.domain.edit import Edit
from tracker.domain.guest_name import bare_and_mark
from tracker.domain.member import Guest
from tracker.domain.network import Region
from tracker.domain.participant import Participant
from tracker.domain.plan import Plan
from tracker.domain.refusals import NotFound
from tracker.pages import ClaimOffer, ClaimPage, FormView
from tracker.store.claims import count_changes, plans_of_guest, titles_taken
from tracker.store.members import role_on_plan
from tracker.web import cookies
from tracker.web.answers import answer_made
from tracker.web.carry_out import write_in_all
from tracker.web.fields import Nothing
from tracker.web.incoming import Again, Sent, posted
from tracker.web.me import me_of
from tracker.web.parts import parts_of
from tracker.web.seen_plans import link_of
from tracker.web.showing import form_of
from tracker.web.showing import show as show_page
from tracker.web.who import visitor_of


async def show(request: Request) -> Response:
    """GET: who that was, what would be handed on, and the button. Only this browser remembers that it was opened: its
    start page asks whoever signs in."""
    return await _show(request)


async def show_again(request: Request, again: Again) -> Response:
    """The same with the form refused."""
    return await _show(request, again)


@posted(show_again)
async def create(request: Request, sent: Sent) -> Response:
    """It was me."""
    sent.read_as(Nothing)
    guest_id, me, parts = _proven(request), me_of(request), parts_of(request)
    written = await write_in_all(
        parts,
        partial(plans_of_guest, guest_id=guest_id),
        partial(_claim, guest_id=guest_id),
        by=me,
        key=sent.key,
        body=sent.body(request.url.path),
    )
    plan = written.value or ""  # sent again, there is nothing left to look at
    return _forgotten(request, answer_made(request, sent, plan, f"/plans/{plan}" if plan else "/"))


@posted(show_again)
async def refuse(request: Request, sent: Sent) -> Response:
    """It was somebody else: this browser does not ask again."""
    sent.read_as(Nothing)
    _proven(request)
    return _forgotten(request, answer_made(request, sent, "", "/"))


async def offers(request: Request) -> list[ClaimOffer]:
    """As whom the member who looks was here in this browser, as far as it is not theirs yet and can still be."""
    visitor, parts = visitor_of(request), parts_of(request)
    marks = cookies.guest_marks(parts.settings, request)
    if visitor.participant.kind != "member" or visitor.by_token or not marks:
        return []
    return await parts.database.read(
        _offers, parts.settings.secret_key, marks, visitor.participant, parts.clock.now()
    )


def own_address(request: Request) -> str:
    """Where somebody without account claims later what they do now; empty for others."""
    settings, who = parts_of(request).settings, visitor_of(request).participant
    if who.kind != "guest":
        return ""
    return f"{settings.base_url}/claims/{who.id}/{claim_secret(settings.secret_key, who.id)}"


def _claim(session: Session, *edits: Edit, guest_id: str) -> str:
    return claim(session, guest_id, *edits)


def _proven(request: Request) -> str:
    """The id of the guest whose secret this is. Raises NotFound."""
    id, secret = request.path_params["guest"], request.path_params["secret"]
    if not is_secret_of(parts_of(request).settings.secret_key, id, secret):
        raise NotFound()
    return str(id)


def _forgotten(request: Request, response: Response) -> Response:
    settings, id = parts_of(request).settings, request.path_params["guest"]
    marks = cookies.guest_marks(settings, request)
    cookies.set_guest_marks(settings, response, [mark for mark in marks if mark[0] != id])
    return response


async def _show(request: Request, again: Again | None = None) -> Response:
    guest_id, parts, visitor = _proven(request), parts_of(request), visitor_of(request)
    form = form_of(request, again=again)
    page = await parts.database.read(
        _page, guest_id, visitor.participant, parts.clock.now(), request.path_params["secret"], form
    )
    response = show_page(request, "joinings/claim.html", page, status=again.status if again else 200)
    response.headers["Referrer-Policy"] = "strict-origin"  # the address of this page is a secret
    mark = guest_id, request.path_params["secret"]
    cookies.set_guest_marks(parts.settings, response, [mark, *cookies.guest_marks(parts.settings, request)])
    return response


def _page(
    session: Session, guest_id: str, by: Participant, now: datetime, secret: str, form: FormView
) -> ClaimPage:
    guest, plan, region = _found(session, guest_id, now)
    reads = role_on_plan(session, by, plan.id) is not None
    return ClaimPage(
        action=f"/claims/{guest_id}/{secret}",
        plan=link_of(plan, region),
        name=bare_and_mark(guest.name)[0],
        taken=titles_taken(session, guest_id),
        changes=count_changes(session, guest),
        member=by.name if by.kind == "member" else "",
        reads=reads,
        form=form,
    )


def _found(session: Session, guest_id: str, now: datetime) -> tuple[Guest, Plan, Region]:
    guest = session.get(Guest, guest_id)
    if guest is None or not can_be_claimed(guest, now):
        raise NotFound()
    plan = session.get_one(Plan, guest.plan_id)
    return guest, plan, session.get_one(Region, plan.region_id)


def _offers(
    session: Session, key: bytes, marks: Sequence[tuple[str, str]], by: Participant, now: datetime
) -> list[ClaimOffer]:
    found = []
    for id, secret in marks:
        if not is_secret_of(key, id, secret):
            continue
        with suppress(NotFound):
            guest, plan, region = _found(session, id, now)
            if role_on_plan(session, by, plan.id) and count_changes(session, guest):
                link = link_of(plan, region)
                found.append(ClaimOffer(f"/claims/{id}/{secret}", bare_and_mark(guest.name)[0], link))
    return found
