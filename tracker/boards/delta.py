"""What changed in a feed since rev N, drawn: the answer to a command, the push, resume, repair and polling.

The ops are absolute: each says how an entity stands now, so applying a delta twice or over a later one does no harm.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from tracker.boards.drawing import NOTHING, Drawing, link_of
from tracker.boards.messages import Answer, Delta, NoSuchFeed
from tracker.boards.sayings import say
from tracker.boards.stretch import MOST_NAMED, Op, Stretch, Told, as_json, delta_of
from tracker.domain.change import Effect
from tracker.domain.meeting import next_of
from tracker.pages import PlanLink
from tracker.rendering import Html
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

Moved = tuple[int, Op]
"""What is told to whoever stands before this rev."""

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


def stretch(session: Session, drawing: Drawing, asked: Asked) -> Stretch | NoSuchFeed:
    """Everything after `asked.since`, in one unchanging view of the database."""
    head = feed_head(session, asked.plan_id)
    if head is None:
        return NoSuchFeed(asked.feed)
    if head.epoch != asked.epoch or asked.since >= head.rev:
        return Stretch(asked.feed, head.epoch, head.rev, head.rev)
    changes = changes_after(session, asked.feed, asked.since)
    marks = step_marks(session, asked.plan_id, asked.since)
    notes = found_notes(session, asked.plan_id, asked.since)
    begin = max(asked.since, _whole_from(changes, head.rev), _lost_until(changes, marks, notes))
    begin = max(begin, _beyond(MOST_ENTITIES, [*(one.rev for one in marks), *(one.rev for one in notes)]))
    changes = [one for one in changes if one.rev > begin]
    marks, notes = [one for one in marks if one.rev > begin], [one for one in notes if one.rev > begin]
    stages = all_stages(session, asked.plan_id)
    found = Stretch(asked.feed, head.epoch, begin, head.rev, _by(changes, asked.locale, marks, notes, stages))
    if asked.view == "row":
        found.touched = [(mark.rev, mark.id) for mark in marks]
        return found
    asked = replace(asked, since=begin)
    ops = _frags(session, drawing, asked, head, max((note.rev for note in notes), default=0))
    moved = _stage_ops(drawing, asked, link_of(head), stages) + _note_ops(
        drawing, asked, link_of(head), notes
    )
    moved += _step_ops(session, drawing, asked, link_of(head), marks)
    ops += [(op["rev"], op) for op in moved]
    found.ops = [(rev, as_json(op)) for rev, op in ops if drawing.shows(op)]
    return found


def delta(session: Session, drawing: Drawing, asked: Asked) -> Answer:
    """What a page that stands at `asked.since` has missed."""
    found = stretch(session, drawing, asked)
    return found if isinstance(found, NoSuchFeed) else found.after(asked.since, asked.epoch)


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
        link = link_of(head)
        ops = [_put_card(card, drawing.card(link, card, asked.locale, asked.day)) for card in cards]
        ops += [op for _, op in _head_ops(session, drawing, asked, head)]
    shown = [as_json(op) for op in ops if drawing.shows(op)]
    # only now does all that a page shows belong to this day
    return delta_of(asked.feed, head.epoch, head.rev, head.rev, [], shown, day=str(asked.day))


def _whole_from(changes: Sequence[FoundChange], rev: int) -> int:
    """The rev after which the history up to `rev` has no gap."""
    for change in reversed(changes):
        if change.rev != rev:
            break
        rev -= 1
    return rev


def _lost_until(changes: Sequence[FoundChange], marks: Sequence[StepMark], notes: Sequence[FoundNote]) -> int:
    """The newest rev at which a step or note was changed that is there no longer: a page that slept for weeks may
    still show it."""
    here = {mark.id for mark in marks} | {note.id for note in notes}
    lost = (one.rev for one in reversed(changes) if any(_is_gone(e, here) for e in one.effects))
    return next(lost, 0)


def _is_gone(effect: Effect, here: set[str]) -> bool:
    return effect.kind in _PURGED and effect.id not in here


def _beyond(most: int, revs: Sequence[int]) -> int:
    """The rev after which no more than `most` of these come."""
    return next(iter(sorted(revs, reverse=True)[most:]), 0)


def _by(
    changes: Sequence[FoundChange],
    locale: str,
    marks: Sequence[StepMark],
    notes: Sequence[FoundNote],
    stages: Sequence[FoundStage],
) -> list[Told]:
    titles = {mark.id: mark.title for mark in marks} | {note.id: note.text for note in notes}
    names = {stage.id: stage.name or stage.kind for stage in stages}
    places = {mark.id: mark.stage_id for mark in marks}

    def said(one: FoundChange) -> str:
        sentence = say(locale, one, titles, names, places)
        return as_json({"rev": one.rev, "key": one.key, "actor": one.actor, "say": sentence})

    return [(one.rev, said(one)) for one in changes[-MOST_NAMED:]]


def _frags(session: Session, drawing: Drawing, asked: Asked, head: FeedHead, notes_rev: int) -> list[Moved]:
    ops = _head_ops(session, drawing, asked, head) if head.head_rev > asked.since else []
    revs = {"frame-themes": head.themes_rev, "frame-parties": head.parties_rev}
    revs = {"frame-summary": max(notes_rev, *revs.values()), **revs}
    if revs["frame-summary"] <= asked.since:
        return ops
    notes, themes = found_notes(session, asked.plan_id), shown_themes(session, asked.plan_id)
    parties = shown_parties(session, asked.plan_id)
    drawn = drawing.frame(link_of(head), notes, themes, parties, asked.locale)
    return ops + [
        (rev, {"op": "frag", "id": id, "rev": head.rev, "html": drawn[id]})
        for id, rev in revs.items()
        if rev > asked.since
    ]


def _head_ops(session: Session, drawing: Drawing, asked: Asked, head: FeedHead) -> list[Moved]:
    meetings, plan = meetings_of(session, asked.plan_id), link_of(head)
    drawn = {
        "plan-head": drawing.head(plan, head, next_of(meetings, asked.day), asked.locale, asked.day),
        "frame-meetings": drawing.meetings(plan, meetings, asked.locale, asked.day),
    }
    return [
        (head.head_rev, {"op": "frag", "id": id, "rev": head.rev, "html": html}) for id, html in drawn.items()
    ]


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
    drawn = {mark.id: drawing.kept_card(mark.id, mark.rev, asked.locale, asked.day) for mark in marks}
    missing = [mark.id for mark in marks if mark.on_board and drawn[mark.id] is None]
    for card in find_cards(session, asked.plan_id, missing):
        drawn[card.id] = drawing.card(plan, card, asked.locale, asked.day)
    return [
        _put_card(mark, drawn[mark.id] or NOTHING)
        if mark.on_board
        else {"op": "del", "kind": "step", "id": mark.id, "rev": mark.rev}
        for mark in marks
    ]


def _put_card(at: StepMark | FoundCard, html: Html) -> Op:
    return _put("step", at.id, at.stage_id, at.order_key, at.rev, html)


def _put(kind: str, id: str, into: str, pos: str, rev: int, html: str) -> Op:
    return {"op": "put", "kind": kind, "id": id, "list": into, "pos": pos, "rev": rev, "html": html}


def _turns(card: FoundCard, before: date, day: date) -> bool:
    if card.deadline is None or card.done is not None:
        return False
    return card.deadline.lateness(before) != card.deadline.lateness(day)
