"""The checklist of a step: small things to tick off, in an order that people set."""

from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from tracker.domain.change import Verb
from tracker.domain.columns import order_column
from tracker.domain.edit import Edit
from tracker.domain.ids import new_id
from tracker.domain.permissions import Action
from tracker.domain.refusals import Full
from tracker.domain.row_texts import clashes_in_row
from tracker.domain.step import Step
from tracker.domain.typed_text import TITLE, one_line

MOST_CHECKS = 200  # of one step


class Check(SQLModel, table=True):
    """One line of a checklist. Its effects are the step's: the whole line before and after, under `check`."""

    __tablename__ = "step_check"
    __table_args__ = (Index("step_check_of_plan", "plan_id", "step_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    plan_id: str = Field(foreign_key="plan.id")
    step_id: str = Field(foreign_key="step.id", index=True)
    text: str
    done: bool = False
    order_key: str = Field(sa_column=order_column())
    text_rev: int

    def rename(self, edit: Edit, step: Step, text: str, base: int | None) -> None:
        """Change the text; written by somebody else since `base`: a clash. Raises Forbidden, Gone, Invalid."""
        step.on_board_for(edit, Action.EDIT_STEP, Verb.CHECK_EDITED)
        text = one_line("text", text, TITLE)
        if text != self.text and not self._clashes(edit, step, text, base):
            self._rewrite(edit, step, text=text)
            self.text_rev = edit.rev

    def tick(self, edit: Edit, step: Step, done: bool) -> None:
        """Done, or not after all. Raises Forbidden, Gone."""
        step.on_board_for(edit, Action.EDIT_STEP, Verb.CHECK_TICKED if done else Verb.CHECK_UNTICKED)
        if done != self.done:
            self._rewrite(edit, step, done=done)

    def place(self, edit: Edit, step: Step, order_key: str) -> None:
        """Put it elsewhere in the list. Raises Forbidden, Gone."""
        step.on_board_for(edit, Action.EDIT_STEP, Verb.CHECK_EDITED)
        if order_key != self.order_key:
            self._rewrite(edit, step, order_key=order_key)

    def remove(self, edit: Edit, step: Step) -> None:
        """Off the list; the caller deletes the row. Raises Forbidden, Gone."""
        step.on_board_for(edit, Action.EDIT_STEP, Verb.CHECK_REMOVED)
        step.note(edit, "check", self.plain(), None)

    @classmethod
    def of(cls, step: Step, kept: dict[str, Any], rev: int) -> "Check":
        """The line as `plain` kept it, put back at `rev`."""
        return cls(plan_id=step.plan_id, step_id=step.id, text_rev=rev, **kept)

    def plain(self) -> dict[str, Any]:
        """What an effect of the step keeps."""
        return {"id": self.id, "text": self.text, "done": self.done, "order_key": self.order_key}

    def _rewrite(self, edit: Edit, step: Step, **values: Any) -> None:
        was = self.plain()
        for field, value in values.items():
            setattr(self, field, value)
        step.note(edit, "check", was, self.plain())

    def _clashes(self, edit: Edit, step: Step, text: str, base: int | None) -> bool:
        # most often nobody has written since: then the history need not be asked
        may_clash = base is None or base >= edit.rev or self.text_rev > base
        return may_clash and clashes_in_row(edit, step.id, ("check", self.id), "text", text, self.text, base)


def add_check(edit: Edit, step: Step, text: str, order_key: str, others: int, *, done: bool = False) -> Check:
    """A new line; the step has `others` already. Raises Forbidden, Gone, Invalid, Full."""
    step.on_board_for(edit, Action.EDIT_STEP, Verb.CHECK_ADDED)
    if others >= MOST_CHECKS:
        raise Full(limit=MOST_CHECKS)
    text = one_line("text", text, TITLE)
    check = Check(
        plan_id=step.plan_id, step_id=step.id, text=text, done=done, order_key=order_key, text_rev=edit.rev
    )
    edit.made = edit.made or check.id
    step.note(edit, "check", None, check.plain())
    return check
