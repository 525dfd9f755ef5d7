"""Steps said in one line each: "Kick-off voraussichtlich im Mai @IHK #Vernetzung"."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from tracker.commands import ownerships, parties, steps
from tracker.domain.edit import Edit
from tracker.domain.ownership import OwnerRole
from tracker.domain.party import PartySort
from tracker.domain.permissions import Action, Role, may
from tracker.domain.quick_line import MOST_LINES, Named, QuickLine, Reading, lines_of, read_line
from tracker.domain.refusals import Invalid
from tracker.store.cards import shown_themes
from tracker.store.changes import shown_parties
from tracker.store.plans import enter_plan, next_meeting


def add(session: Session, edit: Edit, plan_id: str, text: str, stage_id: str = "", words: str = "") -> str:
    """A step for each line, in one Change; the id of the first. `words` are the deadline of all of them, if given.

    Raises Invalid("lines") for the first line that cannot be a step: then none is made.
    """
    enter_plan(session, edit, plan_id)
    lines = read(session, plan_id, edit.role, text, edit.today)
    try:
        ids = [_add(session, edit, plan_id, line, stage_id, words) for line in lines]
    except Invalid as refusal:
        raise (
            refusal
            if refusal.field == "words" and words
            else Invalid("lines", refusal.reason, **refusal.values)
        ) from None
    edit.made = ids[0] if ids else ""
    return edit.made


def read(session: Session, plan_id: str, role: Role | None, text: str, day: date) -> list[QuickLine]:
    """What each line says, for somebody with this role. Raises Invalid("lines") when there are none, or too many."""
    lines = lines_of(text)
    if not lines:
        raise Invalid("lines", "empty")
    if len(lines) > MOST_LINES:
        raise Invalid("lines", "too_many_lines", limit=MOST_LINES, length=len(lines))
    meeting = next_meeting(session, plan_id, day)
    reading = Reading(
        today=day,
        parties=[Named(one.id, one.name, one.sort) for one in shown_parties(session, plan_id)],
        themes=[Named(one.id, one.name) for one in shown_themes(session, plan_id)],
        next_meeting=meeting.deadline if meeting else None,
        may_ask=may(role, Action.ASK_OWNER) and may(role, Action.ADD_PARTY),
        may_name=may(role, Action.ADD_THEME),
    )
    return [read_line(line, reading) for line in lines]


def _add(session: Session, edit: Edit, plan_id: str, line: QuickLine, stage_id: str, words: str) -> str:
    # a deadline of its own stands in another field: then the line's end is part of the title
    title = f"{line.title} {line.words}".strip() if words.strip() else line.title
    step_id = steps.add(session, edit, plan_id, title, stage_id, words or line.words)
    session.flush()
    _ask(session, edit, plan_id, step_id, line.owners)
    themes = [one.id or parties.add_theme(session, edit, plan_id, one.name) for one in line.themes]
    if themes:
        session.flush()
        steps.set_themes(session, edit, plan_id, step_id, themes)
    return step_id


def _ask(session: Session, edit: Edit, plan_id: str, step_id: str, owners: Sequence[Named]) -> None:
    """The first who can own it leads; a group can only be involved."""
    role = OwnerRole.LEAD
    for one in owners:
        party = one.id or parties.add_party(session, edit, plan_id, one.name)
        session.flush()
        is_group = one.sort == PartySort.GROUP
        ownerships.ask(session, edit, plan_id, step_id, party, OwnerRole.INVOLVE if is_group else role)
        session.flush()
        role = role if is_group else OwnerRole.WITH
