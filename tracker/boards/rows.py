"""Drawing the rows of the start page. Five hundred of them are one page, and nobody else's page: rows that say the same
kinds of things are filled into one stencil, and what many have alike is drawn once."""

from collections.abc import Hashable, Sequence

from tracker.boards.cache import Recent
from tracker.pages.rows import AskRow, MentionRow, Row, StepRow
from tracker.rendering import Html, Rendering, Stencil, joined

PARTS_KEPT = 10_000
KINDS = ("asked", "may_comment", "may_complete", "may_edit")
PLACES = (
    *("id", "plan", "part", "pos", "rev", "language", "title", "address"),
    *("about", "below", "ownership", "key", "token"),
)


class RowDrawing:
    """Draws rows for one who looks: `token` and `key` are what their forms carry."""

    def __init__(self, rendering: Rendering) -> None:
        self._rendering = rendering
        self._stencils: dict[tuple[str, Sequence[bool]], Stencil] = {}
        self._parts: Recent[Hashable, Html] = Recent(PARTS_KEPT)

    def rows(self, rows: Sequence[Row], locale: str, token: str, key: str) -> Html:
        """Several, one after the other."""
        return joined(
            self._step(row, locale, token, key)
            if isinstance(row, StepRow)
            else self._other(row, locale, token, key)
            for row in rows
        )

    def _step(self, row: StepRow, locale: str, token: str, key: str) -> Html:
        return self._stencil(row, locale).filled(
            id=row.id,
            plan=row.plan.id,
            part=row.part,
            pos=row.pos,
            rev=row.rev,
            language=row.plan.language,
            title=row.title,
            address=f"/plans/{row.plan.id}/steps/{row.id}",
            about=self._part(
                "_row_about",
                locale,
                region=row.plan.region,
                themes=tuple((t.name, t.place) for t in row.themes),
            ),
            below=self._part("_row_below", locale, deadline=row.deadline, waits=row.waits, names=row.names),
            ownership=row.asked,
            key=key,
            token=token,
        )

    def _other(self, row: AskRow | MentionRow, locale: str, token: str, key: str) -> Html:
        template = "steps/_row_ask.html" if isinstance(row, AskRow) else "steps/_row_mention.html"
        return self._rendering.fragment(template, locale, row=row, token=token, key=key)

    def _stencil(self, row: StepRow, locale: str) -> Stencil:
        kinds = (bool(row.asked), row.may_comment, row.may_complete, row.may_edit)
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
