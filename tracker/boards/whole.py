"""A whole board: what a page shows at first, and the snapshot that puts any page right again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlmodel import Session

from tracker.boards.cards import party_views, stage_views, theme_views
from tracker.boards.drawing import Drawing, link_of
from tracker.boards.fitting import fits
from tracker.boards.messages import NoSuchFeed, Snapshot, json_of
from tracker.boards.packing import Packed
from tracker.domain.meeting import next_of
from tracker.domain.note import NoteKind
from tracker.pages import PlanLink
from tracker.pages.views import PartyView, StageView, ThemeView
from tracker.rendering import SLOT, Html, joined, slot
from tracker.store.cards import StepMark, find_cards, shown_themes, step_marks
from tracker.store.changes import (
    FeedHead,
    FoundNote,
    FoundStage,
    feed_head,
    found_notes,
    found_stages,
    shown_parties,
)
from tracker.store.plans import meetings_of

LARGE = 1_000  # steps: of more, the first are sent before the last are drawn
PIECE = 1_000  # cards that are read, drawn and packed together then


@dataclass(frozen=True, slots=True)
class BoardFrame:
    """A board without its cards: the same for all viewers of one language on one day, at `rev`."""

    plan: PlanLink
    rev: int
    epoch: str
    stages: Sequence[StageView]
    lists: Mapping[str, Html]
    """By list: `notes-<kind>`, and `stages` (heads only)."""
    counts: Mapping[str, int]
    """Cards by stage."""
    frags: Mapping[str, Html]
    themes: Sequence[ThemeView]
    parties: Sequence[PartyView]
    day: date
    first: str
    """Id of the first card in reading order; empty without one."""
    fits: bool = True
    """What stands around the steps leaves room for them."""

    @property
    def steps(self) -> int:
        """How many cards there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class BoardParts:
    """The whole of it."""

    frame: BoardFrame
    cards: Mapping[str, bytes]
    """By stage, in UTF-8: half of what the same text takes."""
    board: Packed
    """All stages with their cards, as they stand in a page."""


Grown = (
    BoardFrame | Packed
)  # what there is already of a large board: its frame, then stages with cards in pieces


def whole_board(
    session: Session,
    drawing: Drawing,
    plan_id: str,
    locale: str,
    day: date,
    hear: Callable[[Grown], object] = lambda grown: None,
) -> BoardParts | NoSuchFeed:
    """Read and draw a board in one unchanging view of the database. `hear` is told of a large one as it grows."""
    head = feed_head(session, plan_id)
    if head is None:
        return NoSuchFeed(f"plan:{plan_id}")
    stages = found_stages(session, plan_id)
    marks: dict[str, list[StepMark]] = {stage.id: [] for stage in stages}
    for mark in step_marks(session, plan_id):
        marks[mark.stage_id].append(mark)
    frame = _frame(session, drawing, head, stages, marks, locale, day)
    draw = partial(_cards, session, drawing, frame.plan, locale, day)
    if frame.steps <= LARGE:
        drawn = draw([mark for of_stage in marks.values() for mark in of_stage], whole=True)
        cards = {id: joined(drawn[mark.id] for mark in of_stage) for id, of_stage in marks.items()}
        html = joined(
            drawing.stage(frame.plan, one, locale, cards[one.id], frame.counts[one.id]) for one in stages
        )
        return BoardParts(frame, {id: html.encode() for id, html in cards.items()}, Packed(html))
    hear(frame)
    pieces: list[Packed] = []
    listed: dict[str, list[Html]] = {stage.id: [] for stage in stages}
    waiting = ""  # drawn, and sent with what follows
    for stage in stages:
        stencil = drawing.stage(frame.plan, stage, locale, slot("cards"), frame.counts[stage.id])
        above, _, below = stencil.split(SLOT)
        waiting += above
        for start in range(0, len(marks[stage.id]), PIECE):
            part = marks[stage.id][start : start + PIECE]
            drawn = draw(part)
            listed[stage.id].append(joined(drawn[mark.id] for mark in part))
            pieces.append(Packed(waiting + listed[stage.id][-1]))
            hear(pieces[-1])
            waiting = ""
        waiting += below
    pieces.append(Packed(waiting))
    hear(pieces[-1])
    return BoardParts(
        frame, {id: joined(parts).encode() for id, parts in listed.items()}, Packed.joined(pieces)
    )


def _frame(
    session: Session,
    drawing: Drawing,
    head: FeedHead,
    stages: Sequence[FoundStage],
    marks: Mapping[str, Sequence[StepMark]],
    locale: str,
    day: date,
) -> BoardFrame:
    plan, notes, meetings = link_of(head), found_notes(session, head.id), meetings_of(session, head.id)
    themes, parties = shown_themes(session, head.id), shown_parties(session, head.id)
    lists = _note_lists(drawing, plan, notes, locale)
    lists["stages"] = joined(drawing.stage(plan, stage, locale) for stage in stages)
    frags = {
        "plan-head": drawing.head(plan, head, next_of(meetings, day), locale, day),
        "frame-meetings": drawing.meetings(plan, meetings, locale, day),
    }
    return BoardFrame(
        plan=plan,
        rev=head.rev,
        epoch=head.epoch,
        stages=stage_views(stages, locale),
        lists=lists,
        counts={id: len(of_stage) for id, of_stage in marks.items()},
        frags=frags | drawing.frame(plan, notes, themes, parties, locale),
        themes=theme_views(themes),
        parties=party_views(parties),
        day=day,
        first=next((mark.id for of_stage in marks.values() for mark in of_stage), ""),
        fits=fits(notes, [*(one.name for one in themes), *(one.name for one in parties)], len(meetings)),
    )


def snapshot_of(parts: BoardParts) -> Snapshot:
    """The whole board as a message; it travels by HTTP only. For threads: a large one takes a while."""
    frame = parts.frame
    lists = {stage: html.decode() for stage, html in parts.cards.items()} | dict(frame.lists)
    return snapshot(frame.plan.feed, frame.epoch, frame.rev, frame.day, lists, frame.frags)


def snapshot(
    feed: str, epoch: str, rev: int, day: date, lists: Mapping[str, str], frags: Mapping[str, str]
) -> Snapshot:
    """A whole feed as it stands on a day: `lists` and `frags` are html by name."""
    said: dict[str, Any] = {"t": "snapshot", "feed": feed, "epoch": epoch, "rev": rev, "day": str(day)}
    said |= {"lists": dict(lists), "frags": dict(frags)}
    return Snapshot(feed, epoch, rev, json_of(said))


def _cards(
    session: Session,
    drawing: Drawing,
    plan: PlanLink,
    locale: str,
    day: date,
    marks: Sequence[StepMark],
    *,
    whole: bool = False,
) -> dict[str, Html]:
    """The cards of these steps by id, of which there are no others when `whole`. Only those that changed since they
    were last drawn are read in full."""
    kept = {mark.id: drawing.kept_card(mark.id, mark.rev, locale, day) for mark in marks}
    drawn = {id: html for id, html in kept.items() if html is not None}
    missing = [id for id, html in kept.items() if html is None]
    # most of a plan is read quicker as a whole than by so many ids
    wanted = None if whole and len(missing) > len(marks) // 2 else missing
    for card in find_cards(session, plan.id, wanted):
        if card.id in kept and card.id not in drawn:
            drawn[card.id] = drawing.card(plan, card, locale, day)
    return drawn


def _note_lists(drawing: Drawing, plan: PlanLink, notes: Sequence[FoundNote], locale: str) -> dict[str, Html]:
    return {
        f"notes-{kind}": joined(drawing.note(plan, note, locale) for note in notes if note.kind == kind)
        for kind in NoteKind
    }
