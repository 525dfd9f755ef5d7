"""Drawing for the wall: large, calm, without controls; only head, themes, stages and cards."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.boards.cards import card_view, head_view, stage_views
from tracker.boards.drawing import NOTHING, Drawing
from tracker.domain.meeting import Meeting
from tracker.pages import PlanLink
from tracker.pages.views import CardView
from tracker.rendering import Html
from tracker.store.cards import FoundCard
from tracker.store.changes import FeedHead, FoundStage

SHOWN = ("plan-head", "frame-themes")
WHOLE = 12  # letters of a deadline that fit beside its drawing


class WallDrawing(Drawing):
    """Its cards are their own partial, and are remembered by themselves."""

    def card(self, plan: PlanLink, card: FoundCard, locale: str, day: date) -> Html:
        """A step as it stands on the wall; a year that is this one is not said."""
        view = card_view(card, locale, day)
        html = self.rendering.fragment(
            "steps/_wall_card.html", locale, card=view, plan=plan, words=_short(view, day)
        )
        return self._cards.put((card.id, card.rev, locale, day), html)

    def stage(
        self, plan: PlanLink, stage: FoundStage, locale: str, cards: Html = NOTHING, count: int | str = ""
    ) -> Html:
        """A stage with its cards, or only its head."""
        view = stage_views([stage], locale)[0]
        return self.rendering.fragment(
            "plans/_wall_stage.html", locale, stage=view, plan=plan, cards=cards, count=count
        )

    def head(self, plan: PlanLink, head: FeedHead, meeting: Meeting | None, locale: str, day: date) -> Html:
        """The plan's title with its next meeting."""
        shown = head_view(head, meeting, locale, day)
        return self.rendering.fragment("plans/_wall_head.html", locale, head=shown, plan=plan)

    def shows(self, op: Mapping[str, Any]) -> bool:
        """No notes and nothing else that stands around the steps."""
        return op.get("kind") != "note" and (op["op"] != "frag" or op["id"] in SHOWN)


def _short(card: CardView, day: date) -> str:
    if not card.deadline:
        return ""
    short = card.deadline.text.replace(f" {day.year}", "")
    # a day and its month stay on one line; longer words may take two
    return short.replace(" ", "\N{NO-BREAK SPACE}") if len(short) <= WHOLE else short
