"""What people say about a step."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from tracker.domain.change import Verb
from tracker.domain.columns import utc_column
from tracker.domain.edit import Edit
from tracker.domain.ids import new_id
from tracker.domain.permissions import Action
from tracker.domain.refusals import Full, Invalid
from tracker.domain.row_texts import clashes_in_row
from tracker.domain.step import Step
from tracker.domain.typed_text import TEXT, long_text

MOST_COMMENTS = 500  # of one step


class Comment(SQLModel, table=True):
    """A comment: `by` is its author's key. Its effects are the step's, under `comment`."""

    __tablename__ = "step_comment"
    __table_args__ = (Index("step_comment_of_plan", "plan_id", "step_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    plan_id: str = Field(foreign_key="plan.id")
    step_id: str = Field(foreign_key="step.id", index=True)
    text: str
    by: str
    at: datetime = Field(sa_column=utc_column())
    rev: int  # those of one moment stand in the order of their commits
    edited_by: str = ""
    edited_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))

    def rewrite(self, edit: Edit, step: Step, text: str, base: int | None) -> None:
        """Change one's own words; the facilitator anybody's, which then say so. Written by somebody else since `base`:
        a clash. Raises Forbidden, Gone, Invalid."""
        self._open(edit, step, Verb.COMMENT_EDITED)
        text = comment_text(text)
        is_taken = clashes_in_row(edit, step.id, ("comment", self.id), "text", text, self.text, base)
        if text == self.text or is_taken:
            return
        was = self.plain()
        self.text, self.edited_by, self.edited_at = text, edit.by.key, edit.now
        step.note(edit, "comment", was, self.plain())

    def remove(self, edit: Edit, step: Step) -> None:
        """Take one's own words back; the facilitator anybody's. The caller deletes the row. Raises Forbidden, Gone."""
        self._open(edit, step, Verb.COMMENT_REMOVED)
        step.note(edit, "comment", self.plain(), None)

    @classmethod
    def of(cls, step: Step, kept: dict[str, Any], rev: int) -> "Comment":
        """The comment as `plain` kept it."""
        moments = {name: _moment(kept[name]) for name in ("at", "edited_at")}
        return cls(plan_id=step.plan_id, step_id=step.id, rev=rev, **(kept | moments))

    def plain(self) -> dict[str, Any]:
        """What an effect of the step keeps."""
        edited = {"edited_by": self.edited_by, "edited_at": self.edited_at and self.edited_at.isoformat()}
        return {"id": self.id, "text": self.text, "by": self.by, "at": self.at.isoformat()} | edited

    def _open(self, edit: Edit, step: Step, verb: Verb) -> None:
        is_mine = bool(edit.by.key) and self.by == edit.by.key
        step.on_board_for(edit, Action.ADD_COMMENT if is_mine else Action.MODERATE_COMMENTS, verb)


def add_comment(edit: Edit, step: Step, text: str, others: int) -> Comment:
    """A new comment; the step has `others` already. Raises Forbidden, Gone, Invalid, Full."""
    step.on_board_for(edit, Action.ADD_COMMENT, Verb.COMMENT_ADDED)
    if others >= MOST_COMMENTS:
        raise Full(limit=MOST_COMMENTS)
    comment = Comment(
        plan_id=step.plan_id,
        step_id=step.id,
        text=comment_text(text),
        by=edit.by.key,
        at=edit.now,
        rev=edit.rev,
    )
    edit.made = edit.made or comment.id
    step.note(edit, "comment", None, comment.plain())
    return comment


def comment_text(text: str) -> str:
    """What somebody says, cleaned; it may not be empty. Raises Invalid("text")."""
    clean = long_text("text", text, TEXT)
    if not clean.strip():
        raise Invalid("text", "empty")
    return clean


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None
