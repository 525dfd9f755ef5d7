"""Parties and themes on the page for editing a plan: thousands are looked through some at a time, without script."""

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from tracker.domain.folding import fold, fold_wide
from tracker.pages import NamesPart
from tracker.pages.views import PartyView, ThemeView
from tracker.web.incoming import Again

AT_ONCE = 50  # names with their forms; the fields of one are about 1 kB
MOST = 80  # characters of what is looked for, as of a name
_DIGITS = 6  # of a place in the list; a longer one is none of ours

Named = TypeVar("Named", PartyView, ThemeView)


def names_part(
    request: Request, kind: str, names: Sequence[Named], again: Again | None = None
) -> NamesPart[Named]:
    """`?party=` are words that a name has to have, `party_from=` how many come before; the same of themes. Whatever
    was `again` refused is among those shown."""
    query = request.query_params
    words, start = query.get(kind, "").strip()[:MOST], query.get(f"{kind}_from", "")
    wanted = [{fold(word), fold_wide(word)} for word in words.split()]
    found = [one for one in names if _says(one.name, wanted)]
    first = int(start) if start.isascii() and start.isdigit() and len(start) <= _DIGITS else 0
    first = first if first < len(found) else 0
    shown = found[first : first + AT_ONCE]
    noun = again.noun.split("-") if again else ()
    refused = [one for one in names if one.id in noun and one not in shown]

    def address(at: int) -> str:
        said = ({kind: words} if words else {}) | ({f"{kind}_from": str(at)} if at else {})
        return f"?{urlencode(said)}#edit-{'parties' if kind == 'party' else 'themes'}"

    return NamesPart(
        kind=kind,
        shown=refused + shown,
        typed=words,
        first=first + 1,
        last=first + len(shown),
        found=len(found),
        count=len(names),
        before=address(max(first - AT_ONCE, 0)) if first else "",
        after=address(first + AT_ONCE) if first + AT_ONCE < len(found) else "",
    )


def place(request: Request) -> str:
    """Which of thousands of names are shown, as the query of the address: after a command they are again."""
    query = request.url.query if request.method in ("GET", "HEAD") else ""
    return f"?{query}" if query else ""


def _says(name: str, wanted: Sequence[set[str]]) -> bool:
    said = f"{fold(name)} {fold_wide(name)}" if wanted else ""
    return all(any(one in said for one in spelled) for spelled in wanted)
