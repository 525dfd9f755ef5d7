"""Drawing the parts of a board: the one place where cards, notes, stage heads and frame parts become HTML.

Nothing in them depends on the viewer, only on language and Berlin day; so each is drawn once for everybody.
"""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import escape

from tracker.boards.cache import Recent
from tracker.boards.cards import card_view, frame_view, head_view, meeting_view, note_view, stage_views
from tracker.domain.meeting import Meeting
from tracker.pages import PlanLink
from tracker.pages.views import CardView
from tracker.rendering import Html, Rendering, Stencil, joined
from tracker.store.cards import FoundCard, FoundTheme
from tracker.store.changes import FeedHead, FoundNote, FoundParty, FoundStage

CARDS_KEPT = 40_000  # about 30 MB: four boards of 10,000 steps, or every board of a large installation
PARTS_KEPT = 10_000
NOTHING = Html()
KINDS = ("dated", "spanned", "tentative", "done")
PLACES = (
    *("id", "number", "pos", "rev", "title", "address", "language", "owner_ids", "theme_ids", "answer"),
    *("lateness", "shape", "first", "last", "done_line", "themes", "below"),
)


class Drawing:
    """Draws in one place and remembers cards by (step, rev, language, day)."""

    def __init__(self, rendering: Rendering) -> None:
        self.rendering = rendering
        self._cards: Recent[tuple[str, int, str, date], Html] = Recent(CARDS_KEPT)
        self._parts: Recent[Hashable, Html] = Recent(PARTS_KEPT)
        self._stencils: dict[tuple[str, Sequence[bool]], Stencil] = {}

    def kept_card(self, step_id: str, rev: int, locale: str, day: date) -> Html | None:
        """The card as it was drawn at this rev; None when it has to be drawn."""
        return self._cards.get((step_id, rev, locale, day))

    def card(self, plan: PlanLink, card: FoundCard, locale: str, day: date) -> Html:
        """A step's card."""
        html = self.card_of(plan, card_view(card, locale, day), locale)
        return self._cards.put((card.id, card.rev, locale, day), html)

    def card_of(self, plan: PlanLink, view: CardView, locale: str) -> Html:
        """The same from what a card shows."""
        themes, due, done = tuple(view.themes), view.deadline, view.done
        # ids, numbers, days and states are ours; what people typed is made harmless here or in a part
        put: dict[str, str] = {
            "id": view.id,
            "number": str(view.number),
            "pos": view.pos,
            "rev": str(view.rev),
            "title": escape(view.title),
            "address": f"/plans/{plan.id}/steps/{view.id}",
            "language": plan.language,
            "owner_ids": view.owner_ids,
            "theme_ids": view.theme_ids,
            "answer": view.answer,
            "themes": self._part("_theme_names", locale, themes, themes=themes),
            "below": NOTHING if done else self._below(view, locale),
        }
        if due:
            put |= {
                "lateness": due.lateness,
                "shape": due.shape,
                "first": str(due.first),
                "last": str(due.last),
            }
        if done:
            put["done_line"] = escape(done.line)
        return self._stencil(view, locale).filled_with(put)

    def _stencil(self, card: CardView, locale: str) -> Stencil:
        """For all cards of which the same kinds of things are said."""
        due = card.deadline
        kinds = (due is not None, bool(due and due.last), bool(due and due.tentative), card.done is not None)
        made = self._stencils.get((locale, kinds))
        if made is None:
            named = dict(zip(KINDS, kinds, strict=True))
            made = self.rendering.stencil("steps/_card.html", locale, PLACES, **named)
            self._stencils[locale, kinds] = made
        return made

    def _below(self, card: CardView, locale: str) -> Html:
        """What stands below the title of a card, in parts that many cards have alike and that are drawn once."""
        owners = card.shown_owners
        shown = tuple((owner.name, owner.sort, owner.role, owner.answer) for owner in owners)
        deadline = self._part("_deadline", locale, card.deadline, deadline=card.deadline)
        counts = self._part("_counts", locale, card.counts, card=card) if any(card.counts) else NOTHING
        return joined((deadline, counts, self._part("_owners", locale, shown, owners=owners)))

    def _part(self, name: str, locale: str, key: Hashable, **named: object) -> Html:
        kept = self._parts.get((name, locale, key))
        if kept is not None:
            return kept
        html = self.rendering.fragment(f"steps/{name}.html", locale, **named)
        return self._parts.put((name, locale, key), html)

    def note(self, plan: PlanLink, note: FoundNote, locale: str) -> Html:
        """A note in the frame."""
        return self.rendering.fragment("plans/_note.html", locale, note=note_view(note), plan=plan)

    def stage(
        self, plan: PlanLink, stage: FoundStage, locale: str, cards: Html = NOTHING, count: int | str = ""
    ) -> Html:
        """A stage with its cards; without them it is what arrives: only its head."""
        view = stage_views([stage], locale)[0]
        return self.rendering.fragment(
            "plans/_stage.html", locale, stage=view, plan=plan, cards=cards, count=count
        )

    def head(self, plan: PlanLink, head: FeedHead, meeting: Meeting | None, locale: str, day: date) -> Html:
        """The plan's head with its next meeting."""
        shown = head_view(head, meeting, locale, day)
        return self.rendering.fragment("plans/_head.html", locale, head=shown, plan=plan)

    def meetings(self, plan: PlanLink, meetings: Sequence[Meeting], locale: str, day: date) -> Html:
        """The meetings to come, in the frame."""
        ahead = [meeting_view(one, locale, day) for one in meetings if not one.is_past(day)]
        past = len(meetings) - len(ahead)
        return self.rendering.fragment(
            "plans/_frame_meetings.html", locale, ahead=ahead, past=past, plan=plan
        )

    def shows(self, op: Mapping[str, Any]) -> bool:
        """Whether this view has a place for an op of a delta."""
        return True

    def frame(
        self,
        plan: PlanLink,
        notes: Sequence[FoundNote],
        themes: Sequence[FoundTheme],
        parties: Sequence[FoundParty],
        locale: str,
    ) -> dict[str, Html]:
        """The parts of the frame that are not lists of notes, by their ids."""
        frame = frame_view(notes, themes, parties)
        names = {
            "frame-summary": "_frame_summary",
            "frame-themes": "_frame_themes",
            "frame-parties": "_frame_parties",
        }
        draw = self.rendering.fragment
        return {id: draw(f"plans/{name}.html", locale, frame=frame, plan=plan) for id, name in names.items()}


def link_of(head: FeedHead) -> PlanLink:
    """The plan as templates link to it."""
    return PlanLink(head.id, head.region, head.title, head.language)
