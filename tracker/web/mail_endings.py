"""One click that ends mails, without sign-in: opening the address shows a button, a POST ends them (RFC 8058)."""

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands.mail_wishes import end_mails
from tracker.domain.member import Member
from tracker.domain.reminding import member_of_ending
from tracker.pages.my_steps import EndingPage, NoLinkPage
from tracker.web.parts import parts_of
from tracker.web.showing import show as show_page

KINDS = ("digests", "reminders")
PATHS = tuple(f"/{kind}/ending/" for kind in KINDS)
"""Where a mail program posts without cookie, Origin or token: the address itself is the proof."""


async def show(request: Request) -> Response:
    """GET: the button. Changes nothing, whoever opens it."""
    return await _show(request)


async def create(request: Request) -> Response:
    """POST, of the button or of a mail program: these mails end. What else was sent with it is not looked at."""
    member_id, kind = _meant(request)
    if member_id:
        await parts_of(request).database.write(lambda session: end_mails(session, member_id, kind))
    return await _show(request, ended=True)


async def _show(request: Request, *, ended: bool = False) -> Response:
    member_id, kind = _meant(request)
    known = member_id and await parts_of(request).database.read(lambda s: s.get(Member, member_id))
    if not known:
        response = show_page(request, "my_steps/gone.html", NoLinkPage(), status=404)
    else:
        response = show_page(request, "my_steps/ending.html", EndingPage(kind, request.url.path, ended))
    response.headers["Referrer-Policy"] = "strict-origin"  # the address of this page is a secret
    return response


def _meant(request: Request) -> tuple[str, str]:
    """Whose mails of which kind; nobody's where the address was not made by us."""
    kind = request.url.path.split("/")[1]
    key = parts_of(request).settings.secret_key
    return member_of_ending(key, request.path_params["ending"], kind) or "", kind
