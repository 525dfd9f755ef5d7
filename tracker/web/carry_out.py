"""The one way every command goes: into the writer with its key, and out again as the client wants to hear it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar, TypeVarTuple

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands.parties import OtherPlans
from tracker.domain.edit import Edit
from tracker.domain.participant import Participant
from tracker.domain.refusals import Archived, Clash, Forbidden, NotFound
from tracker.store.members import may_write_behind_archive, role_on_plan
from tracker.store.outcome import Written
from tracker.store.plans import feed_of
from tracker.store.writing import StorageTrouble, tell_made
from tracker.web.answers import answer_delta, answer_made
from tracker.web.incoming import Sent
from tracker.web.parts import Parts, parts_of
from tracker.web.refusals import ClashSeen
from tracker.web.who import visitor_of

T = TypeVar("T")
Values = TypeVarTuple("Values")

TRIES = 3  # somebody may show them on a further plan meanwhile


@dataclass(slots=True)
class _Seen:
    """What the writer saw of the plan while the command ran."""

    rev: int = 0
    epoch: str = ""


async def carry_out(
    request: Request,
    sent: Sent,
    command: Callable[[Session, Edit, str, *Values], object],
    *values: *Values,
    then: str = "",
) -> Response:
    """Run `command(session, edit, plan, *values)` on the plan in the address and answer with what changed.

    `then` is where a form without script leads, with `{made}` for the id of what was made and `{rev}` for the number of
    the Change; by default back to the page it stood on. Raises what the command raises; a clash as ClashSeen.
    """
    plan_id = request.path_params["plan"]
    return await carry_out_in(
        request, sent, (), lambda session, edit: command(session, edit, plan_id, *values), then=then
    )


async def carry_out_in(
    request: Request, sent: Sent, beside: Sequence[str], command: Callable[..., object], *, then: str = ""
) -> Response:
    """The same for a command on several plans: `command(session, edit, *edits)`, the one in the address first, then
    those `beside` (ids)."""
    plan_id, seen = request.path_params["plan"], _Seen()

    def watched(session: Session, edit: Edit, *edits: Edit) -> object:
        seen.rev, seen.epoch = edit.rev - 1, edit.epoch
        edit.seen = sent.seen
        return _told(session, command(session, edit, *edits))

    feed, by, body = feed_of(plan_id), visitor_of(request).participant, sent.body(request.url.path)
    feeds = (feed, *map(feed_of, beside))
    try:
        written = await parts_of(request).database.write(watched, feeds=feeds, by=by, key=sent.key, body=body)
    except Clash as clash:
        raise ClashSeen(clash.clashes, seen.rev) from None
    except Forbidden:
        if await parts_of(request).database.read(may_write_behind_archive, by, plan_id):
            raise Archived() from None
        raise
    if written.repeated and await parts_of(request).database.read(role_on_plan, by, plan_id) is None:
        raise NotFound()  # done before, when the plan was still theirs; the answer would tell what came since
    rev = written.revs.get(feed)
    then = then.replace("{made}", written.made).replace("{rev}", str(rev or 0))
    return await answer_delta(request, sent, feed, rev=rev, epoch=seen.epoch, made=written.made, then=then)


async def carry_out_beside(
    request: Request, sent: Sent, command: Callable[[Session], str], *, then: str
) -> Response:
    """The same for a command that belongs to no plan and gives the id of what it made."""
    by, body = visitor_of(request).participant, sent.body(request.url.path)
    written = await parts_of(request).database.write(
        lambda session: _told(session, command(session)), by=by, key=sent.key, body=body
    )
    return answer_made(request, sent, written.made, then.replace("{made}", written.made))


async def write_in_all(
    parts: Parts,
    plans_of: Callable[[Session], list[str]],
    command: Callable[..., T],
    *,
    by: Participant,
    key: str = "",
    body: bytes = b"",
) -> Written[T]:
    """Run `command(session, *edits)` on all plans (ids) that `plans_of` finds, anew if it was others meanwhile.

    Raises what the command raises, but for OtherPlans.
    """
    for _ in range(TRIES):
        feeds = tuple(map(feed_of, await parts.database.read(plans_of)))
        with suppress(OtherPlans):
            return await parts.database.write(command, feeds=feeds, by=by, key=key, body=body)
    raise StorageTrouble("the plans that name somebody keep changing")


def _told(session: Session, value: object) -> object:
    """What a command gives, which is the id of what it made if it is a text."""
    if isinstance(value, str):
        tell_made(session, value)
    return value
