"""A whole plan as plain views, for pages that show it once: paper, the time axis. Nothing of it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from tracker.boards.cards import card_view, frame_view, head_view, stage_views
from tracker.boards.drawing import link_of
from tracker.boards.messages import NoSuchFeed
from tracker.pages import PlanLink
from tracker.pages.views import CardView, FrameView, HeadView, StageView
from tracker.store.cards import FoundCard, find_cards, shown_themes, step_marks
from tracker.store.changes import feed_head, found_notes, found_stages, shown_parties
from tracker.store.plans import next_meeting


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A plan at `rev`; the steps on the board, in the order of the stages and their lists."""

    plan: PlanLink
    rev: int
    head: HeadView
    stages: Sequence[StageView]
    frame: FrameView
    found: Sequence[FoundCard]
    cards: Mapping[str, CardView]
    """By id of the step."""

    def of_stage(self, stage: str) -> list[CardView]:
        """The cards of one stage, in order."""
        return [self.cards[one.id] for one in self.found if one.stage_id == stage]


def plan_sheet(session: Session, plan_id: str, locale: str, day: date) -> PlanSheet | NoSuchFeed:
    """Read a plan in one unchanging view of the database."""
    head = feed_head(session, plan_id)
    if head is None:
        return NoSuchFeed(f"plan:{plan_id}")
    stages = found_stages(session, plan_id)
    rank = {stage.id: nth for nth, stage in enumerate(stages)}
    marks = sorted(step_marks(session, plan_id), key=lambda mark: rank[mark.stage_id])
    by_id = {card.id: card for card in find_cards(session, plan_id)}
    found = [by_id[mark.id] for mark in marks]
    themes, parties = shown_themes(session, plan_id), shown_parties(session, plan_id)
    return PlanSheet(
        plan=link_of(head),
        rev=head.rev,
        head=head_view(head, next_meeting(session, plan_id, day), locale, day),
        stages=stage_views(stages, locale),
        frame=frame_view(found_notes(session, plan_id), themes, parties),
        found=found,
        cards={card.id: card_view(card, locale, day) for card in found},
    )
