"""Searching: the page, and what is suggested while somebody types."""

from starlette.requests import Request
from starlette.responses import Response

from tracker.boards.searches import MOST_HITS, search_plans
from tracker.domain.refusals import Invalid
from tracker.domain.search_words import read_search
from tracker.domain.typed_text import TITLE, one_line
from tracker.pages import SearchPage
from tracker.web.accepted import wants_fragment, wants_json
from tracker.web.parts import parts_of
from tracker.web.refusals import SignInFirst
from tracker.web.said import sentence_of
from tracker.web.showing import show as show_page
from tracker.web.showing import show_fragment
from tracker.web.who import visitor_of

SUGGESTED = 8


async def show(request: Request) -> Response:
    """GET /search?q=: everything of mine in which the words occur; a script gets the hits alone, with `few=1` a few."""
    visitor, few = visitor_of(request), "few" in request.query_params
    if not visitor.signed_in:
        raise SignInFirst()
    asked = request.query_params.get("q", "")
    try:
        typed = one_line("q", asked, TITLE, required=False)
    except Invalid as refusal:
        if wants_json(request) or wants_fragment(request):
            raise
        page = SearchPage(asked.replace("\x00", ""), None, problem=sentence_of(visitor.locale, refusal))
        return show_page(request, "search/page.html", page, status=422)
    words, found = read_search(typed), None
    if words.spellings:
        most = SUGGESTED if few else MOST_HITS
        found = await parts_of(request).database.read(search_plans, visitor.participant, words, most)
    page = SearchPage(typed, found, few)
    if wants_fragment(request):
        return show_fragment(request, "search/_hits.html", page=page)
    return show_page(request, "search/page.html", page)
