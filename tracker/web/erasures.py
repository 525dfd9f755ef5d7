"""Erasing: a member oneself, a coordinator somebody named on a plan who has no login."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import erasures
from tracker.commands.erased_again import keep_key
from tracker.commands.parties import OtherPlans
from tracker.domain.edit import Edit
from tracker.domain.member import Member
from tracker.domain.refusals import NotFound
from tracker.pages import ErasurePage
from tracker.store.mails import mails_to
from tracker.store.persons import find_person, last_of, plans_with
from tracker.store.writing import StorageTrouble
from tracker.web import cookies
from tracker.web.answers import answer_made
from tracker.web.carry_out import TRIES, carry_out_in, write_in_all
from tracker.web.fields import Nothing
from tracker.web.incoming import Again, Sent, posted
from tracker.web.me import me_of
from tracker.web.parts import parts_of
from tracker.web.plan_pages import show_edit_again
from tracker.web.showing import form_of
from tracker.web.showing import show as show_page

DONE = "/me/erased"


@dataclass(frozen=True, slots=True)
class OwnAddress:
    """Typed by whoever means it."""

    address: str


async def show(request: Request) -> Response:
    """GET: what goes and what stays."""
    return await _show(request)


async def show_again(request: Request, again: Again) -> Response:
    """The same with what was typed."""
    return await _show(request, again)


async def show_done(request: Request) -> Response:
    """GET: there is no such account any more. It says so to everybody alike."""
    return show_page(request, "me/erased.html", form_of(request))


@posted(show_again)
async def create(request: Request, sent: Sent) -> Response:
    """Erase me, everywhere and at once."""
    typed, me, parts = sent.read_as(OwnAddress).address, me_of(request), parts_of(request)
    now = parts.clock.now()
    erase = partial(_erase, key=me.key, typed=typed, now=now)
    letters = await parts.database.read(_letters_to, me.key)
    written = await write_in_all(parts, partial(_plans_with, key=me.key), erase, by=me)
    await run_in_threadpool(keep_key, parts.settings.data_dir, me.key)
    await run_in_threadpool(parts.forget_letters, *letters)
    parts.visitors.forget()
    for hash in written.value:
        parts.end_session(hash)
    response = answer_made(request, sent, "", DONE, anew=True)
    cookies.forget_session(parts.settings, response)
    response.headers["Clear-Site-Data"] = '"storage"'  # drafts and what is not sent yet
    return response


@posted(show_edit_again)
async def create_of_party(request: Request, sent: Sent) -> Response:
    """Erase somebody without login, on all plans that name them."""
    return await _erase_other(request, sent, "p", "party", erasures.erase_party)


@posted()
async def create_of_guest(request: Request, sent: Sent) -> Response:
    """Erase somebody who came by a link."""
    return await _erase_other(request, sent, "g", "guest", erasures.erase_guest)


async def _erase_other(
    request: Request, sent: Sent, kind: str, named: str, command: Callable[..., None]
) -> Response:
    sent.read_as(Nothing)
    parts, plan_id, id = parts_of(request), request.path_params["plan"], request.path_params[named]

    def erase(session: Session, edit: Edit, *beside: Edit) -> None:
        command(session, edit, plan_id, id, *beside)

    key = f"{kind}:{id}"
    letters = await parts.database.read(_letters_to, key)
    for _ in range(TRIES):
        beside = [other for other in await parts.database.read(_plans_with, key) if other != plan_id]
        try:
            response = await carry_out_in(request, sent, beside, erase)
            break
        except OtherPlans:
            continue
    else:
        raise StorageTrouble("the plans that name somebody keep changing")
    await run_in_threadpool(keep_key, parts.settings.data_dir, key)
    await run_in_threadpool(parts.forget_letters, *letters)
    return response


def _erase(session: Session, *edits: Edit, key: str, typed: str, now: datetime) -> list[str]:
    return erasures.erase_me(session, key, typed, now, *edits)


def _plans_with(session: Session, key: str) -> list[str]:
    """None for somebody who is not there: whoever asks is told so by the command."""
    try:
        return plans_with(session, find_person(session, key))
    except NotFound:
        return []


def _letters_to(session: Session, key: str) -> tuple[set[str], set[str]]:
    """Ids of mails to them, and their addresses; none for somebody who is not there."""
    try:
        person = find_person(session, key)
    except NotFound:
        return set(), set()
    return mails_to(session, person), set(person.addresses)


async def _show(request: Request, again: Again | None = None) -> Response:
    me = me_of(request)

    def read(session: Session) -> ErasurePage:
        alone = [network.name for network in last_of(session, find_person(session, me.key))]
        address = session.get_one(Member, me.id).email
        return ErasurePage(address, alone, form_of(request, again=again))

    page = await parts_of(request).database.read(read)
    status = again.status if again else 200
    return show_page(request, "me/erasure.html", page, status=status)
