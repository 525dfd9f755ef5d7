"""Commands on notes."""

from sqlmodel import Session

from tracker.commands import steps
from tracker.domain.change import Verb
from tracker.domain.edit import Edit
from tracker.domain.note import Note, NoteKind, title_of, write_note
from tracker.domain.order_key import between
from tracker.domain.permissions import Action
from tracker.domain.refusals import Invalid, NotFound
from tracker.store.plans import open_plan
from tracker.store.steps import last_note_key


def add(session: Session, edit: Edit, plan_id: str, kind: str, text: str) -> str:
    """A new note at the end of its kind."""
    open_plan(session, edit, plan_id)
    note = write_note(edit, plan_id, kind, text, between(last_note_key(session, plan_id, kind), None))
    session.add(note)
    return note.id


def rewrite(session: Session, edit: Edit, plan_id: str, note_id: str, text: str, base: int | None) -> None:
    """Change a note's text."""
    _open_note(session, edit, plan_id, note_id).rewrite(edit, text, base)


def trash(session: Session, edit: Edit, plan_id: str, note_id: str) -> None:
    """Take a note off the plan."""
    _open_note(session, edit, plan_id, note_id).trash(edit)


def restore(session: Session, edit: Edit, plan_id: str, note_id: str) -> None:
    """Take the trashing back."""
    _open_note(session, edit, plan_id, note_id).restore(edit)


def take_up(
    session: Session, edit: Edit, plan_id: str, note_id: str, offer_id: str = "", stage_id: str = ""
) -> str:
    """A note becomes a step and stays, linked to it; a need may be joined with an offer into one."""
    note = _open_note(session, edit, plan_id, note_id)
    edit.require(Action.ADD_STEP)
    edit.say(Verb.NOTE_TAKEN_UP)
    offer = _open_note(session, edit, plan_id, offer_id) if offer_id else None
    if offer is not None and (note.kind, offer.kind) != (NoteKind.NEED, NoteKind.OFFER):
        raise Invalid("offer", "unknown")
    title, text = title_of(note.text)
    text = "\n\n".join(part for part in (text, offer.text if offer else "") if part)
    step_id = steps.add(session, edit, plan_id, title, stage_id)
    if text:
        session.flush()
        steps.retell(session, edit, plan_id, step_id, None, text, None)
    for one in filter(None, (note, offer)):
        one.hand_to(edit, step_id)
    return step_id


def _open_note(session: Session, edit: Edit, plan_id: str, note_id: str) -> Note:
    open_plan(session, edit, plan_id)
    note = session.get(Note, note_id)
    if note is None or note.plan_id != plan_id:
        raise NotFound()
    return note
