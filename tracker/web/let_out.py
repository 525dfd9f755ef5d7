"""Why somebody without account is in no longer, for the browser that proves to have been them."""

from collections.abc import Sequence

from sqlmodel import Session
from starlette.requests import Request

from tracker.domain.claim import is_secret_of
from tracker.domain.join_link import JoinLink
from tracker.domain.member import Guest
from tracker.web.cookies import guest_marks
from tracker.web.parts import parts_of


async def why_let_out(request: Request) -> str:
    """`revoked`: the link was taken back; `removed`: they were taken out; `over`: its time has come, or that is so long
    ago that nobody knows. Empty for a browser in which nobody was here without account."""
    parts = parts_of(request)
    marks = guest_marks(parts.settings, request)
    proven = [id for id, secret in marks if is_secret_of(parts.settings.secret_key, id, secret)]
    return await parts.database.read(_why, proven) if proven else ""


def _why(session: Session, ids: Sequence[str]) -> str:
    guest = session.get(Guest, ids[0])
    if guest is None or guest.ended_at is None:
        return "over"
    link = session.get(JoinLink, guest.link_id) if guest.link_id else None
    # who came by a link that is taken back ends with it, in the same command
    return "revoked" if link is not None and link.revoked_at == guest.ended_at else "removed"
