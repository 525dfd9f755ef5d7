"""Choosing German or English: for this browser, and for a member everywhere."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import sign_ins
from tracker.domain.member import LANGUAGES
from tracker.domain.refusals import Invalid
from tracker.web.answers import answer_made
from tracker.web.cookies import set_language
from tracker.web.incoming import Sent, posted
from tracker.web.parts import parts_of
from tracker.web.who import visitor_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """de or en."""

    language: str


@posted()
async def create(request: Request, sent: Sent) -> Response:
    """Choose the language of all pages."""
    language, parts, visitor = sent.read_as(Chosen).language, parts_of(request), visitor_of(request)
    if language not in LANGUAGES:
        raise Invalid("language", "unknown")
    who = visitor.participant
    if visitor.signed_in:
        member = who.id if who.kind == "member" and not who.plans else ""
        await parts.database.write(
            lambda session: sign_ins.set_language(session, visitor.session, member, language)
        )
        parts.visitors.forget()
    response = answer_made(request, sent, "", "")
    set_language(parts.settings, response, language)
    return response
