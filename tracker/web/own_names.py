"""Calling oneself otherwise."""

from dataclasses import dataclass
from functools import partial

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands.own_names import change_name, plans_of_name
from tracker.domain.edit import Edit
from tracker.web.answers import answer_made
from tracker.web.carry_out import write_in_all
from tracker.web.incoming import Sent, posted
from tracker.web.me import HERE, me_of, show_again
from tracker.web.parts import parts_of


@dataclass(frozen=True, slots=True)
class OwnName:
    name: str


@posted(show_again)
async def rewrite(request: Request, sent: Sent) -> Response:
    """Be called so from now on, wherever my name stands."""
    name, me, parts = sent.read_as(OwnName).name, me_of(request), parts_of(request)
    plans_of = partial(plans_of_name, me=me.key)
    body = sent.body(request.url.path)
    await write_in_all(
        parts, plans_of, partial(_change, me=me.key, name=name), by=me, key=sent.key, body=body
    )
    parts.visitors.forget()
    return answer_made(request, sent, "", f"{HERE}?said=name")


def _change(session: Session, *edits: Edit, me: str, name: str) -> None:
    change_name(session, me, name, *edits)
