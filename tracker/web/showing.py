"""Whole pages and fragments for one viewer."""

import secrets
from collections.abc import AsyncIterator, Sequence
from operator import attrgetter

from starlette.concurrency import iterate_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from tracker.boards.cards import mark_of
from tracker.boards.packing import GzipBody, Packed, gzip_body
from tracker.domain.ids import ALPHABET
from tracker.domain.permissions import Action, Role, may
from tracker.domain.refusals import Refusal
from tracker.pages import FormView, SignInPage, Viewer
from tracker.rendering import SLOT
from tracker.web.accepted import wants_fragment, wants_json
from tracker.web.cookies import look, set_visit
from tracker.web.incoming import Again
from tracker.web.own_paths import address_of, own_path
from tracker.web.parts import parts_of
from tracker.web.refusals import ClashSeen
from tracker.web.said import field_sentences, sentence_of
from tracker.web.seen_plans import SeenPlan
from tracker.web.who import visitor_of

LARGE = 1_000  # steps; a page of more takes longer than others can wait
KEY_LENGTH = 20  # of 32 signs: 100 random bits, and none of them is the "-" before the form's noun


def show(
    request: Request, template: str, page: object, seen: SeenPlan | None = None, *, status: int = 200
) -> Response:
    """A whole page, with the cookie that belongs to its forms."""
    viewer, locale = viewer_of(request, seen), visitor_of(request).locale
    html = parts_of(request).rendering.page(template, locale, page, viewer)
    return _with_visit(request, HTMLResponse(html, status))


def show_in_pieces(request: Request, template: str, page: object, seen: SeenPlan | None = None) -> Response:
    """The same, made in a thread while it is sent: for pages that take longer than others can wait."""
    viewer, locale = viewer_of(request, seen), visitor_of(request).locale
    pieces = parts_of(request).rendering.stream(template, locale, page, viewer)
    return _with_visit(request, StreamingResponse(iterate_in_threadpool(pieces), media_type="text/html"))


def show_filled(
    request: Request, template: str, page: object, seen: SeenPlan, filling: Packed | AsyncIterator[Packed]
) -> Response:
    """The same with one long part put into its slot, which was drawn and compressed before, or comes in pieces."""
    viewer, locale = viewer_of(request, seen), visitor_of(request).locale
    html = parts_of(request).rendering.page(template, locale, page, viewer)
    above, _, below = html.split(SLOT)
    # asked for while the browser still makes room for the page
    styles = parts_of(request).rendering.static_files.url("styles.css")
    headers = {"Link": f"<{styles}>; rel=preload; as=style"}
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    if packed:
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    if not isinstance(filling, Packed):
        body = _body(Packed(above), filling, Packed(below), packed=packed)
        return _with_visit(request, StreamingResponse(body, media_type="text/html", headers=headers))
    parts = [Packed(above), filling, Packed(below)]
    whole = gzip_body(parts) if packed else b"".join(part.plain for part in parts)
    return _with_visit(request, HTMLResponse(whole, headers=headers))


def show_long(request: Request, template: str, page: object, seen: SeenPlan, steps: int) -> Response:
    """A page with a line for each of so many steps: one or the other way."""
    return (show_in_pieces if steps > LARGE else show)(request, template, page, seen)


def show_fragment(request: Request, template: str, seen: SeenPlan | None = None, **named: object) -> Response:
    """A part of a page."""
    html = parts_of(request).rendering.fragment(
        template, visitor_of(request).locale, viewer=viewer_of(request, seen), **named
    )
    return HTMLResponse(html)


def viewer_of(request: Request, seen: SeenPlan | None = None) -> Viewer:
    """The one who looks, with their role on the plan shown."""
    visitor = visitor_of(request)
    who, role = visitor.participant, seen.role if seen else Role.VISITOR
    return Viewer(
        me=who.key,
        name=who.name,
        mark=mark_of(who.name, "person"),
        parties=seen.concerned if seen else (),
        role=Role.READER if role is Role.VISITOR else role,  # they see the same controls
        exports=may(role, Action.EXPORT),
        look=look(request),
        token=visitor.token,
        address=address_of(request),
    )


def form_of(request: Request, rev: int = 0, again: Again | None = None, back: str = "") -> FormView:
    """What the forms of a page carry, `rev` being what the page shows; `again`: one of them was refused. The page to
    go to afterwards is `back`, if it is not theirs.

    A refused form keeps the base it came with: what others wrote meanwhile must still clash. Only of the fields that
    did clash theirs is known from then on.
    """
    key = "".join(secrets.choice(ALPHABET) for _ in range(KEY_LENGTH))
    in_place = not wants_json(request) and not wants_fragment(request)
    if again is None:
        return FormView(key, rev, rev, back=back, in_place=in_place)
    base, clash = again.sent.base, again.refusal if isinstance(again.refusal, ClashSeen) else ClashSeen()
    errors = field_sentences(visitor_of(request).locale, again.refusal)
    return FormView(
        key=key,
        rev=rev,
        base=rev if base is None else base,
        seen=again.sent.seen,
        clashed={one.field: clash.rev for one in clash.clashes},
        noun=again.noun,
        typed=again.typed,
        errors=errors,
        notice="" if errors and again.noun else _notice(request, again.refusal),
        back=back,
        in_place=in_place,
    )


def sign_in_page(
    request: Request,
    again: Again | None = None,
    *,
    stale: bool = False,
    asked: str = "",
    typed: Sequence[str] = (),
    let_out: str = "",
    wanted: str = "",
) -> SignInPage:
    """How one signs in here: where a link does not count, where a mail was asked for, where a session has ended.

    `let_out`: a page was wanted by whoever was here without account, and why they are so no longer; a code is offered.
    `wanted` is the page that signing in leads to; what is no path of ours, anybody may have put there.
    """
    mails = bool(parts_of(request).settings.mail_url)
    back = own_path(again.sent.next if again else wanted, "")
    return SignInPage(form_of(request, again=again, back=back), stale, asked, mails, let_out, typed)


async def _body(
    above: Packed, pieces: AsyncIterator[Packed], below: Packed, *, packed: bool
) -> AsyncIterator[bytes]:
    body = GzipBody()
    put = body.part if packed else attrgetter("plain")
    yield (body.head if packed else b"") + put(above)
    async for piece in pieces:
        yield put(piece)
    yield put(below) + (body.end() if packed else b"")


def _notice(request: Request, refusal: Refusal) -> str:
    # a clash stands there with both texts
    return "" if isinstance(refusal, ClashSeen) else sentence_of(visitor_of(request).locale, refusal)


def _with_visit(request: Request, response: Response) -> Response:
    visitor = visitor_of(request)
    if visitor.new_visit:
        set_visit(parts_of(request).settings, response, visitor.new_visit)
    return response
