"""Every refusal as an answer: JSON, a sentence for htmx, or a page; never more than the code and its sentence."""

from collections.abc import Sequence
from html import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tracker.domain.refusals import Forbidden, Gone, NotFound, Refusal
from tracker.language.texts import text
from tracker.pages import ErrorPage, PlanLink
from tracker.web.accepted import by_htmx, wants_fragment, wants_json
from tracker.web.answers import Json
from tracker.web.clashes import clash_views
from tracker.web.let_out import why_let_out
from tracker.web.own_paths import address_of, page_of
from tracker.web.parts import parts_of
from tracker.web.refusals import STATUS, ClashSeen, SignInFirst, TooLarge, TooMany, TooSlow
from tracker.web.said import field_sentences, sentence_of
from tracker.web.showing import form_of, show, sign_in_page, viewer_of
from tracker.web.who import visitor_of

WAIT = {"too_many": 1, "trouble": 5}  # seconds after which trying again makes sense


async def refused(request: Request, error: Exception) -> Response:
    """The answer to a refusal. Whoever is signed out is asked to sign in, whether the thing exists or not (P2)."""
    refusal = error if isinstance(error, Refusal) else NotFound()
    visitor = visitor_of(request)
    if isinstance(refusal, NotFound | Forbidden) and not visitor.signed_in:
        refusal = SignInFirst()
    status, locale = STATUS[refusal.code], visitor.locale
    sentence = sentence_of(locale, refusal)
    if isinstance(refusal, Forbidden) and request.method in ("GET", "HEAD"):
        sentence = text(locale, "refusal.page_for_others")
    if wants_json(request):
        response = await _as_json(request, refusal, status, sentence)
    elif isinstance(refusal, SignInFirst) and not by_htmx(request):
        why = await why_let_out(request)
        page = sign_in_page(request, typed=_typed(refusal), let_out=why, wanted=address_of(request))
        response = show(request, "sign_in/page.html", page, status=status)
    elif isinstance(refusal, Gone) and wants_fragment(request):
        response = HTMLResponse(_gone_panel(request, refusal), status)
    else:
        trash = f"/plans/{request.path_params['plan']}/trash" if isinstance(refusal, Gone) else ""
        response = error_answer(request, refusal.code, status, sentence, _typed(refusal), trash)
    if isinstance(refusal, TooLarge | TooSlow):
        response.headers["Connection"] = "close"  # what is still under way is not waited for
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(WAIT["too_many"])
    return response


async def misrouted(request: Request, error: Exception) -> Response:
    """No such address, or not for this method."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    code = "method" if status == 405 else "not_found"
    response = error_answer(request, code, status, text(visitor_of(request).locale, f"refusal.{code}"))
    if status == 405:
        response.headers["Allow"] = ", ".join(sorted(_methods(request)))
    return response


def broken(request: Request, *, storage: bool) -> Response:
    """Our fault: nothing of it is told. With the database in trouble, trying again is right."""
    code, status = ("trouble", 503) if storage else ("broken", 500)
    response = error_answer(request, code, status, text(visitor_of(request).locale, f"refusal.{code}"))
    if storage:
        response.headers["Retry-After"] = str(WAIT["trouble"])
    return response


def error_answer(
    request: Request, code: str, status: int, sentence: str, typed: Sequence[str] = (), trash: str = ""
) -> Response:
    """A sentence with its status, as the client wants to read it; a page shows what was typed once more."""
    if wants_json(request):
        return Json({"code": code, "sentence": sentence, "fields": {}}, status)
    if by_htmx(request):
        return HTMLResponse(escape(sentence), status)  # the page puts it in its place as markup
    back = page_of(request) if status not in (404, 500) else "/"
    return show(request, "errors/error.html", ErrorPage(status, sentence, back, typed, trash), status=status)


def _typed(refusal: Refusal) -> list[str]:
    typed = refusal.values.get("typed")
    return typed if isinstance(typed, list) else []


def _methods(request: Request) -> set[str]:
    """What this address can be asked for; its routes for reading and for changing are two."""
    routes = [route for route in request.app.routes if isinstance(route, Route)]
    here = [route for route in routes if route.path_regex.match(request.scope["path"])]
    return {method for route in here for method in route.methods or ()}


async def _as_json(request: Request, refusal: Refusal, status: int, sentence: str) -> Response:
    fields = field_sentences(visitor_of(request).locale, refusal)
    said: dict[str, object] = {"code": refusal.code, "sentence": sentence, "fields": fields}
    headers = {}
    if isinstance(refusal, ClashSeen):
        said["clashes"] = [
            {"field": one.field, "mine": one.mine, "theirs": one.theirs, "was": one.was, "by": one.by}
            for one in refusal.clashes
        ]
        said["html"] = await _clash_panel(request, refusal)
        headers["Feed-Rev"] = str(refusal.rev)
    elif isinstance(refusal, Gone):
        said["html"] = _gone_panel(request, refusal)
    return Json(said, status, headers)


async def _clash_panel(request: Request, refusal: ClashSeen) -> str:
    plan = request.path_params["plan"]
    back = page_of(request) if "step" in request.path_params else f"/plans/{plan}/edit"
    form = form_of(request, refusal.rev)
    return parts_of(request).rendering.fragment(
        "steps/_clash.html",
        visitor_of(request).locale,
        clashes=await clash_views(request, refusal.clashes),
        form=form,
        viewer=viewer_of(request),
        feed=f"plan:{plan}",
        back=back,
    )


def _gone_panel(request: Request, refusal: Gone) -> str:
    plan = PlanLink(request.path_params["plan"], "", "", "")
    locale, title = visitor_of(request).locale, refusal.values.get("title", "")
    return parts_of(request).rendering.fragment("errors/_gone.html", locale, title=title, plan=plan)
