"""A whole plan as plain values: `GET /plans/{plan}.json`, for scripts."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from tracker.boards.messages import NoSuchFeed, json_of
from tracker.boards.talk import plain_comments, plain_links
from tracker.domain.comment import Comment
from tracker.domain.link import Link
from tracker.domain.meeting import Meeting
from tracker.domain.work import Work
from tracker.store.cards import FoundCard, FoundOwner, find_cards, shown_themes, step_marks
from tracker.store.changes import feed_head, found_notes, found_stages, names_of, shown_parties
from tracker.store.checks import checks_by_step
from tracker.store.follow_ups import follow_ups_by_step
from tracker.store.plans import meetings_of
from tracker.store.step_texts import StepTexts, step_texts
from tracker.store.talk import by_step


def plan_bytes(session: Session, plan_id: str, work: Work | None = None) -> tuple[int, bytes] | NoSuchFeed:
    """The rev of a plan and all of it, ready to be sent."""
    plan = plan_json(session, plan_id)
    return plan if isinstance(plan, NoSuchFeed) else (plan["rev"], json_of(plan))


def plan_json(session: Session, plan_id: str) -> dict[str, Any] | NoSuchFeed:
    """Everything on the board with ids and revs, in the order of the lists. No addresses of people."""
    head = feed_head(session, plan_id)
    if head is None:
        return NoSuchFeed(f"plan:{plan_id}")
    cards = {card.id: card for card in find_cards(session, plan_id)}
    texts, hanging = step_texts(session, plan_id), _hanging(session, plan_id)
    marks = step_marks(session, plan_id)
    plan = {
        "id": head.id,
        "region": head.region,
        "title": head.title,
        "goal": head.goal,
        "period": head.period,
    }
    return plan | {
        "language": head.language,
        "contact": head.contact,
        "deputy": head.deputy,
        "rev": head.rev,
        "epoch": head.epoch,
        "stages": [
            {"id": s.id, "kind": s.kind, "name": s.name, "pos": s.order_key, "rev": s.rev}
            for s in found_stages(session, plan_id)
        ],
        "steps": [_step(cards[mark.id], texts[mark.id]) | hanging(mark.id) for mark in marks],
        "notes": [
            {"id": n.id, "kind": n.kind, "text": n.text, "pos": n.order_key, "rev": n.rev, "step": n.step_id}
            for n in found_notes(session, plan_id)
        ],
        "meetings": [_meeting(one) for one in meetings_of(session, plan_id)],
        "parties": [{"id": p.id, "name": p.name, "sort": p.sort} for p in shown_parties(session, plan_id)],
        "themes": [{"id": t.id, "name": t.name, "place": t.place} for t in shown_themes(session, plan_id)],
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    texts = {name: getattr(meeting, name) for name in ("title", "starts", "place", "link", "host", "agenda")}
    deadline = meeting.deadline.to_json() if meeting.deadline else None
    known = {"id": meeting.id, "rev": meeting.rev, "deadline": deadline} | texts
    return known | {"sign_up": meeting.sign_up, "signed_up": meeting.signed_up}


def _hanging(session: Session, plan_id: str) -> Callable[[str], dict[str, Any]]:
    """What hangs on each step, by its id."""
    checks, links = checks_by_step(session, plan_id), by_step(session, Link, plan_id)
    comments, follow_ups = by_step(session, Comment, plan_id), follow_ups_by_step(session, plan_id)
    names = names_of(session, {comment.by for said in comments.values() for comment in said})
    return lambda step: {
        "checklist": [{"id": c.id, "text": c.text, "done": c.done, "pos": c.order_key} for c in checks[step]],
        "links": plain_links(links[step]),
        "follow_ups": [one.plain() for one in follow_ups[step]],
        "comments": plain_comments(comments[step], names),
    }


def _step(card: FoundCard, texts: StepTexts) -> dict[str, Any]:
    done = card.done
    return {
        "id": card.id,
        "number": card.number,
        "rev": card.rev,
        "title": card.title,
        "text": texts.text,
        "needed": texts.needed,
        "goal": texts.goal_id,
        "part_of": texts.part_of_id,
        "stage": card.stage_id,
        "pos": card.order_key,
        "deadline": card.deadline.to_json() if card.deadline else None,
        "themes": [theme.id for theme in card.themes],
        "owners": [_owner(owner) for owner in card.owners],
        "done": {"day": done.day.isoformat(), "by": done.by, "result": done.result} if done else None,
    }


def _owner(owner: FoundOwner) -> dict[str, Any]:
    named = {"id": owner.id, "party": owner.party_id, "role": owner.role, "answer": owner.answer}
    return named | {"how": owner.how, "in_charge": owner.in_charge_id}
