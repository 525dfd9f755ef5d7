"""Notes are what stands around the steps. On screen: Karte."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from tracker.domain.change import Verb
from tracker.domain.columns import order_column, utc_column
from tracker.domain.edit import Edit
from tracker.domain.ids import new_id
from tracker.domain.permissions import Action
from tracker.domain.refusals import Gone, Invalid
from tracker.domain.typed_text import TEXT, TITLE, long_text


class NoteKind(StrEnum):
    """What a note is for, in the order in which a plan shows them."""

    CHALLENGE = "challenge"
    GOAL = "goal"
    IDEA = "idea"
    QUESTION = "question"
    NEED = "need"
    OFFER = "offer"
    WISH = "wish"
    PARKED = "parked"


class Note(SQLModel, table=True):
    """A note of a plan's frame."""

    __table_args__ = (Index("note_changed", "plan_id", "rev"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    plan_id: str = Field(foreign_key="plan.id", index=True)
    kind: str
    text: str
    order_key: str = Field(sa_column=order_column())
    step_id: str | None = None
    """The step that was made of it; no foreign key, as a step points to the goal it serves."""
    rev: int
    text_rev: int
    trashed_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))

    def rewrite(self, edit: Edit, text: str, base: int | None) -> None:
        """Change the text. Raises Forbidden, Gone, Invalid."""
        edit.require(Action.EDIT_NOTE)
        edit.say(Verb.NOTE_EDITED)
        if self.trashed_at is not None:
            raise Gone(title=self.text)
        edit.set_text("note", self, "text", note_text(text), base)

    def hand_to(self, edit: Edit, step_id: str) -> None:
        """It became that step, and stays. Raises Gone, Invalid when it has become one before."""
        if self.trashed_at is not None:
            raise Gone(title=self.text)
        if self.step_id is not None:
            raise Invalid("note", "taken_up")
        edit.set("note", self, "step_id", step_id)

    def trash(self, edit: Edit) -> None:
        """Take it off the plan. Raises Forbidden; twice changes nothing."""
        edit.require(Action.TRASH_NOTE)
        edit.say(Verb.NOTE_TRASHED)
        if self.trashed_at is None:
            self._trash(edit, edit.now)

    def restore(self, edit: Edit) -> None:
        """Take the trashing back. Raises Forbidden."""
        edit.require(Action.TRASH_NOTE)
        edit.say(Verb.NOTE_RESTORED)
        if self.trashed_at is not None:
            self._trash(edit, None)

    def _trash(self, edit: Edit, at: datetime | None) -> None:
        edit.note("note", self.id, "present", self.trashed_at is None, at is None)
        self.trashed_at = at
        edit.touch(self)


def write_note(edit: Edit, plan_id: str, kind: str, text: str, order_key: str) -> Note:
    """A new note. Raises Forbidden, Invalid."""
    edit.require(Action.ADD_NOTE)
    edit.say(Verb.NOTE_ADDED)
    if kind not in list(NoteKind):
        raise Invalid("kind", "unknown")
    note = Note(
        plan_id=plan_id, kind=kind, text=note_text(text), order_key=order_key, rev=edit.rev, text_rev=edit.rev
    )
    edit.made = note.id
    edit.note("note", note.id, "present", False, True)
    edit.note("note", note.id, "text", None, note.text)
    edit.note("note", note.id, "order_key", None, order_key)
    return note


def title_of(text: str) -> tuple[str, str]:
    """The title and the text of the step that a note becomes: its first line, and the rest; a long line in both."""
    first, _, rest = text.strip().partition("\n")
    if len(first) <= TITLE:
        return first, rest.strip()
    return first[: TITLE - 1].rsplit(" ", 1)[0] + "…", text.strip()


def note_text(text: str) -> str:
    """A note's text, cleaned; it may not be empty. Raises Invalid("text")."""
    clean = long_text("text", text, TEXT)
    if not clean.strip():
        raise Invalid("text", "empty")
    return clean
