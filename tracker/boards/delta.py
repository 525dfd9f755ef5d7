"""What changed in a feed since rev N, drawn: the answer to a command, the push, resume, repair and polling.

The ops are absolute: each says how an entity stands now, so applying a delta twice or over a later one does no harm.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from tracker.boards.drawing import Drawing, link_of
from tracker.boards.messages import Answer, Delta, NoSuchFeed, TooOld, Unchanged
from tracker.boards.sayings import say
from tracker.domain.meeting import next_of
from tracker.pages import PlanLink
from tracker.store.cards import FoundCard, StepMark, find_cards, shown_themes, step_marks
from tracker.store.changes import (
    FeedHead,
    FoundChange,
    FoundNote,
    FoundStage,
    all_stages,
    changes_after,
    feed_head,
    found_notes,
    shown_parties,
)
from tracker.store.plans import meetings_of

MOST_ENTITIES = 200  # beyond that a snapshot is smaller than the delta
MOST_NAMED = 30  # changes told one by one; a longer absence is told as a number

Op = dict[str, Any]


_PURGED = ("step", "note")  # what goes for good from its list; meetings stand in parts that are drawn whole


@dataclass(frozen=True, slots=True)
class Asked:
    """Which delta: of which plan, since when, drawn for whom."""

    plan_id: str
    since: int
    epoch: str
    view: str
    locale: str
    day: date

    @property
    def feed(self) -> str:
        """The feed's name."""
        return f"plan:{self.plan_id}"


def delta(session: Session, drawing: Drawing, asked: Asked) -> Answer:
    """Everything after `asked.since`, in one unchanging view of the database."""
    head = feed_head(session, asked.plan_id)
    if head is None:
        return NoSuchFeed(asked.feed)
    if head.epoch != asked.epoch or asked.since > head.rev:
        return TooOld(asked.feed, head.epoch, head.rev)
    if head.rev == asked.since:
        return Unchanged(asked.feed, head.epoch, head.rev)
    changes = changes_after(session, asked.feed, asked.since)
    marks = step_marks(session, asked.plan_id, asked.since)
    notes = found_notes(session, asked.plan_id, asked.since)
    lost = _lost(changes, {mark.id for mark in marks} | {note.id for note in notes})
    if lost or len(changes) < head.rev - asked.since or len(marks) + len(notes) > MOST_ENTITIES:
        return TooOld(asked.feed, head.epoch, head.rev)
    stages = all_stages(session, asked.plan_id)
    by = _by(changes, asked.locale, marks, notes, stages)
    if asked.view == "row":
        return _message(asked, head, [_touch(marks, head.rev)], by)
    ops = _frags(session, drawing, asked, head, bool(notes))
    ops += _stage_ops(drawing, asked, link_of(head), stages) + _note_ops(drawing, asked, link_of(head), notes)
    ops += _step_ops(session, drawing, asked, link_of(head), marks)
    return _message(asked, head, drawing.shown(ops), by)


def day_delta(session: Session, drawing: Drawing, asked: Asked, before: date) -> Delta | None:
    """The cards that are late or due now since midnight: `frm` = `rev`, for nothing was changed by anybody."""
    head = feed_head(session, asked.plan_id)
    if head is None:
        return None
    on_board = {mark.id for mark in step_marks(session, asked.plan_id)}
    cards = [
        card
        for card in find_cards(session, asked.plan_id)
        if card.id in on_board and _turns(card, before, asked.day)
    ]
    if asked.view == "row":
        ops: list[Op] = [{"op": "touch", "ids": [card.id for card in cards], "rev": head.rev}]
    else:
        ops = [_put_card(drawing, asked, link_of(head), card) for card in cards]
        ops += _head_ops(session, drawing, asked, head)
    today = Asked(asked.plan_id, head.rev, head.epoch, asked.view, asked.locale, asked.day)
    return _message(today, head, drawing.shown(ops), [])


def _lost(changes: Sequence[FoundChange], here: set[str]) -> bool:
    """Whether a step or note was changed since and is there no longer: a page that slept for weeks may still show
    it."""
    return any(e.kind in _PURGED and e.id not in here for change in changes for e in change.effects)


def _message(asked: Asked, head: FeedHead, ops: Sequence[Op], by: Sequence[dict[str, Any]]) -> Delta:
    said = {"t": "delta", "feed": asked.feed, "epoch": head.epoch, "frm": asked.since, "rev": head.rev}
    if asked.since == head.rev:
        said["day"] = str(asked.day)  # only now does all that a page shows belong to this day
    message = json.dumps(said | {"by": by, "ops": ops}, ensure_ascii=False, separators=(",", ":")).encode()
    return Delta(asked.feed, head.epoch, asked.since, head.rev, message)


def _by(
    changes: Sequence[FoundChange],
    locale: str,
    marks: Sequence[StepMark],
    notes: Sequence[FoundNote],
    stages: Sequence[FoundStage],
) -> list[dict[str, Any]]:
    titles = {mark.id: mark.title for mark in marks} | {note.id: note.text for note in notes}
    names = {stage.id: stage.name or stage.kind for stage in stages}
    places = {mark.id: mark.stage_id for mark in marks}
    told = changes[-MOST_NAMED:]
    return [
        {"rev": one.rev, "key": one.key, "actor": one.actor, "say": say(locale, one, titles, names, places)}
        for one in told
    ]


def _touch(marks: Sequence[StepMark], rev: int) -> Op:
    return {"op": "touch", "ids": [mark.id for mark in marks], "rev": rev}


def _frags(session: Session, drawing: Drawing, asked: Asked, head: FeedHead, notes_changed: bool) -> list[Op]:
    ops = _head_ops(session, drawing, asked, head) if head.head_rev > asked.since else []
    changed = {"frame-themes": head.themes_rev, "frame-parties": head.parties_rev}
    ids = [id for id, rev in changed.items() if rev > asked.since]
    if not ids and not notes_changed:
        return ops
    notes, themes = found_notes(session, asked.plan_id), shown_themes(session, asked.plan_id)
    parties = shown_parties(session, asked.plan_id)
    drawn = drawing.frame(link_of(head), notes, themes, parties, asked.locale)
    return ops + [
        {"op": "frag", "id": id, "rev": head.rev, "html": drawn[id]} for id in ["frame-summary", *ids]
    ]


def _head_ops(session: Session, drawing: Drawing, asked: Asked, head: FeedHead) -> list[Op]:
    meetings, plan = meetings_of(session, asked.plan_id), link_of(head)
    drawn = {
        "plan-head": drawing.head(plan, head, next_of(meetings, asked.day), asked.locale, asked.day),
        "frame-meetings": drawing.meetings(plan, meetings, asked.locale, asked.day),
    }
    return [{"op": "frag", "id": id, "rev": head.rev, "html": html} for id, html in drawn.items()]


def _stage_ops(drawing: Drawing, asked: Asked, plan: PlanLink, stages: Sequence[FoundStage]) -> list[Op]:
    return [
        _put(
            "stage", stage.id, "stages", stage.order_key, stage.rev, drawing.stage(plan, stage, asked.locale)
        )
        if stage.trashed_at is None
        else {"op": "del", "kind": "stage", "id": stage.id, "rev": stage.rev}
        for stage in stages
        if stage.rev > asked.since
    ]


def _note_ops(drawing: Drawing, asked: Asked, plan: PlanLink, notes: Sequence[FoundNote]) -> list[Op]:
    return [
        _put(
            "note", one.id, f"notes-{one.kind}", one.order_key, one.rev, drawing.note(plan, one, asked.locale)
        )
        if one.on_plan
        else {"op": "del", "kind": "note", "id": one.id, "rev": one.rev}
        for one in notes
    ]


def _step_ops(
    session: Session, drawing: Drawing, asked: Asked, plan: PlanLink, marks: Sequence[StepMark]
) -> list[Op]:
    here = [mark.id for mark in marks if mark.on_board]
    cards = {card.id: card for card in find_cards(session, asked.plan_id, here)}
    return [
        _put_card(drawing, asked, plan, cards[mark.id])
        if mark.on_board
        else {"op": "del", "kind": "step", "id": mark.id, "rev": mark.rev}
        for mark in marks
    ]


def _put_card(drawing: Drawing, asked: Asked, plan: PlanLink, card: FoundCard) -> Op:
    html = drawing.kept_card(card.id, card.rev, asked.locale, asked.day)
    html = html or drawing.card(plan, card, asked.locale, asked.day)
    return _put("step", card.id, card.stage_id, card.order_key, card.rev, html)


def _put(kind: str, id: str, into: str, pos: str, rev: int, html: str) -> Op:
    return {"op": "put", "kind": kind, "id": id, "list": into, "pos": pos, "rev": rev, "html": html}


def _turns(card: FoundCard, before: date, day: date) -> bool:
    if card.deadline is None or card.done is not None:
        return False
    return card.deadline.lateness(before) != card.deadline.lateness(day)
