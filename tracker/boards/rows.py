"""Drawing the rows of the start page. Five hundred of them are one page, and nobody else's page: rows that say the same
kinds of things are filled into one stencil, and what many have alike is drawn once."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from markupsafe import escape

from tracker.boards.cache import Recent
from tracker.pages.rows import AskRow, MentionRow, Row, StepRow
from tracker.pages.views import DeadlineView
from tracker.rendering import Html, Rendering, Stencil, joined

PARTS_KEPT = 10_000
KINDS = ("asked", "taken", "may_comment", "may_complete", "may_edit")
PLACES = (
    *("id", "plan", "part", "pos", "rev", "language", "title", "address"),
    *("about", "below", "ownership", "key", "token"),
)


_About = tuple[str, Sequence[tuple[str, int]]]
_Below = tuple[bool, str, str]


@dataclass(frozen=True, slots=True)
class _Here:
    """One page: what its rows carry, and the parts that several of them have alike."""

    locale: str
    token: str
    key: str
    parts: dict[Hashable, Html] = field(default_factory=dict)


class RowDrawing:
    """Draws rows for one who looks: `token` and `key` are what their forms carry."""

    def __init__(self, rendering: Rendering) -> None:
        self._rendering = rendering
        self._stencils: dict[tuple[str, Sequence[bool]], Stencil] = {}
        self._parts: Recent[Hashable, Html] = Recent(PARTS_KEPT)

    def rows(self, rows: Sequence[Row], locale: str, token: str, key: str) -> Html:
        """Several, one after the other."""
        here = _Here(locale, escape(token), escape(key))
        return joined(
            self._step(row, here) if isinstance(row, StepRow) else self._other(row, here) for row in rows
        )

    def _step(self, row: StepRow, here: "_Here") -> Html:
        plan = row.plan
        about, below = (plan.region, row.themes), (row.waits, row.names, row.of)
        # ids, numbers and lists are ours; what people typed is made harmless here or in a part
        return self._stencil(row, here.locale).filled_with(
            {
                "id": row.id,
                "plan": plan.id,
                "part": row.part,
                "pos": row.pos,
                "rev": str(row.rev),
                "language": plan.language,
                "title": escape(row.title),
                "address": f"/plans/{plan.id}/steps/{row.id}",
                "about": here.parts.get(about) or self._about(about, here),
                "below": here.parts.get((id(row.deadline), *below)) or self._below(row.deadline, below, here),
                "ownership": row.asked or row.taken,
                "key": here.key,
                "token": here.token,
            }
        )

    def _about(self, about: "_About", here: "_Here") -> Html:
        region, themes = about
        html = self._part("_row_about", here.locale, region=region, themes=themes)
        return here.parts.setdefault(about, html)

    def _below(self, deadline: DeadlineView | None, below: "_Below", here: "_Here") -> Html:
        named = dict(zip(("waits", "names", "of"), below, strict=True))
        html = self._part("_row_below", here.locale, deadline=deadline, **named)
        # the rows hold the deadline as long as the page is drawn; its id saves hashing all of it for each row
        return here.parts.setdefault((id(deadline), *below), html)

    def _other(self, row: AskRow | MentionRow, here: "_Here") -> Html:
        template = "steps/_row_ask.html" if isinstance(row, AskRow) else "steps/_row_mention.html"
        return self._rendering.fragment(template, here.locale, row=row, token=here.token, key=here.key)

    def _stencil(self, row: StepRow, locale: str) -> Stencil:
        kinds = (bool(row.asked), bool(row.taken), row.may_comment, row.may_complete, row.may_edit)
        made = self._stencils.get((locale, kinds))
        if made is None:
            named = dict(zip(KINDS, kinds, strict=True))
            made = self._rendering.stencil("steps/_row.html", locale, PLACES, **named)
            self._stencils[locale, kinds] = made
        return made

    def _part(self, name: str, locale: str, **named: Hashable) -> Html:
        key = (name, locale, *named.values())
        kept = self._parts.get(key)
        if kept is not None:
            return kept
        return self._parts.put(key, self._rendering.fragment(f"steps/{name}.html", locale, **named))
