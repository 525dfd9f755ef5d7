"""A whole board: what a page shows at first, and the snapshot that puts any page right again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from tracker.boards.cards import party_views, stage_views, theme_views
from tracker.boards.drawing import Drawing, link_of
from tracker.boards.messages import NoSuchFeed, Snapshot
from tracker.boards.packing import Packed
from tracker.domain.meeting import next_of
from tracker.domain.note import NoteKind
from tracker.pages import PlanLink
from tracker.pages.views import PartyView, StageView, ThemeView
from tracker.rendering import Html, joined
from tracker.store.cards import StepMark, find_cards, shown_themes, step_marks
from tracker.store.changes import FoundNote, FoundStage, feed_head, found_notes, found_stages, shown_parties
from tracker.store.plans import meetings_of


@dataclass(frozen=True, slots=True)
class BoardParts:
    """Everything of a board that is the same for all viewers of one language on one day, at `rev`."""

    plan: PlanLink
    rev: int
    epoch: str
    stages: Sequence[StageView]
    cards: Mapping[str, bytes]
    """By stage, in UTF-8: half of what the same text takes."""
    board: Packed
    """All stages with their cards, as they stand in a page."""
    lists: Mapping[str, Html]
    """By list: `notes-<kind>`, and `stages` (heads only)."""
    counts: Mapping[str, int]
    frags: Mapping[str, Html]
    themes: Sequence[ThemeView]
    parties: Sequence[PartyView]
    day: date
    first: str
    """Id of the first card in reading order; empty without one."""

    @property
    def steps(self) -> int:
        """How many cards there are."""
        return sum(self.counts.values())


def whole_board(
    session: Session, drawing: Drawing, plan_id: str, locale: str, day: date
) -> BoardParts | NoSuchFeed:
    """Read and draw a board in one unchanging view of the database."""
    head = feed_head(session, plan_id)
    if head is None:
        return NoSuchFeed(f"plan:{plan_id}")
    plan = link_of(head)
    stages, notes = found_stages(session, plan_id), found_notes(session, plan_id)
    themes, parties = shown_themes(session, plan_id), shown_parties(session, plan_id)
    marks = step_marks(session, plan_id)
    cards = _cards(session, drawing, plan, stages, marks, locale, day)
    counts = {stage.id: len(cards[stage.id]) for stage in stages}
    listed = {stage.id: joined(cards[stage.id]) for stage in stages}
    lists = _note_lists(drawing, plan, notes, locale)
    lists["stages"] = joined(drawing.stage(plan, stage, locale) for stage in stages)
    meetings = meetings_of(session, plan_id)
    frags = {
        "plan-head": drawing.head(plan, head, next_of(meetings, day), locale, day),
        "frame-meetings": drawing.meetings(plan, meetings, locale, day),
    }
    return BoardParts(
        plan=plan,
        rev=head.rev,
        epoch=head.epoch,
        stages=stage_views(stages, locale),
        cards={stage: html.encode() for stage, html in listed.items()},
        board=Packed(
            "".join(drawing.stage(plan, one, locale, listed[one.id], counts[one.id]) for one in stages)
        ),
        lists=lists,
        counts=counts,
        frags=frags | drawing.frame(plan, notes, themes, parties, locale),
        themes=theme_views(themes),
        parties=party_views(parties),
        day=day,
        first=next((mark.id for stage in stages for mark in marks if mark.stage_id == stage.id), ""),
    )


def snapshot_of(parts: BoardParts) -> Snapshot:
    """The whole board as a message; it travels by HTTP only."""
    cards = {stage: html.decode() for stage, html in parts.cards.items()}
    lists = cards | dict(parts.lists)
    return snapshot(parts.plan.feed, parts.epoch, parts.rev, parts.day, lists, parts.frags)


def snapshot(
    feed: str, epoch: str, rev: int, day: date, lists: Mapping[str, str], frags: Mapping[str, str]
) -> Snapshot:
    """A whole feed as it stands on a day: `lists` and `frags` are html by name."""
    said: dict[str, Any] = {"t": "snapshot", "feed": feed, "epoch": epoch, "rev": rev, "day": str(day)}
    said |= {"lists": dict(lists), "frags": dict(frags)}
    message = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return Snapshot(feed, epoch, rev, message)


def _cards(
    session: Session,
    drawing: Drawing,
    plan: PlanLink,
    stages: Sequence[FoundStage],
    marks: Sequence[StepMark],
    locale: str,
    day: date,
) -> dict[str, list[Html]]:
    """The cards of each stage in order; only those that changed since they were last drawn are read in full."""
    drawn = {mark.id: drawing.kept_card(mark.id, mark.rev, locale, day) for mark in marks}
    missing = [id for id, html in drawn.items() if html is None]
    for card in find_cards(session, plan.id, None if len(missing) > len(marks) // 2 else missing):
        if drawn.get(card.id, card) is None:
            drawn[card.id] = drawing.card(plan, card, locale, day)
    cards: dict[str, list[Html]] = {stage.id: [] for stage in stages}
    for mark in marks:
        cards[mark.stage_id].append(drawn[mark.id] or Html())
    return cards


def _note_lists(drawing: Drawing, plan: PlanLink, notes: Sequence[FoundNote], locale: str) -> dict[str, Html]:
    return {
        f"notes-{kind}": joined(drawing.note(plan, note, locale) for note in notes if note.kind == kind)
        for kind in NoteKind
    }
