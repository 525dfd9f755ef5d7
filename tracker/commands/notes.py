"""Commands on notes."""

from sqlmodel import Session

from tracker.domain.edit import Edit
from tracker.domain.note import Note, write_note
from tracker.domain.order_key import between
from tracker.domain.refusals import NotFound
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


def _open_note(session: Session, edit: Edit, plan_id: str, note_id: str) -> Note:
    open_plan(session, edit, plan_id)
    note = session.get(Note, note_id)
    if note is None or note.plan_id != plan_id:
        raise NotFound()
    return note
