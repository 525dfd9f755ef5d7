"""A step of a plan: what is to be done, where it stands, by when, and how it ends."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import relationship
from sqlmodel import Field, Relationship

from tracker.domain.change import Verb
from tracker.domain.columns import order_column, utc_column
from tracker.domain.completion import Completion, Drop
from tracker.domain.dated import Dated
from tracker.domain.deadline import Deadline
from tracker.domain.edit import Edit
from tracker.domain.ids import new_id
from tracker.domain.note import Note, NoteKind
from tracker.domain.permissions import Action
from tracker.domain.refusals import Gone, Invalid
from tracker.domain.stage import Stage, StageKind
from tracker.domain.typed_text import TEXT, TITLE, long_text, one_line

TRASH_LIFE = timedelta(days=30)
REASON = 1_000  # characters of why a step is dropped

_ZERO = {"server_default": "0"}  # for rows of the release before


class Step(Dated, table=True):
    """A step. `number` is permanent in its plan ("Schritt 7"); `*_rev` say when a text last changed."""

    __table_args__ = (Index("step_changed", "plan_id", "rev"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    plan_id: str = Field(foreign_key="plan.id", index=True)
    number: int
    title: str
    text: str = ""
    needed: str = ""
    stage_id: str = Field(foreign_key="stage.id", index=True)
    order_key: str = Field(sa_column=order_column())
    goal_id: str | None = Field(default=None, foreign_key="note.id")
    part_of_id: str | None = Field(default=None, index=True)  # of its plan; which step it was split from
    rev: int
    title_rev: int = 0
    text_rev: int = 0
    needed_rev: int = Field(default=0, sa_column_kwargs=_ZERO)
    goal_id_rev: int = Field(default=0, sa_column_kwargs=_ZERO)
    deadline_rev: int = 0
    trashed_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))
    created_at: datetime = Field(sa_column=utc_column())

    completion: Completion | None = Relationship(
        sa_relationship=relationship(Completion, lazy="raise", uselist=False, cascade="all, delete-orphan")
    )
    drop_: Drop | None = Relationship(
        sa_relationship=relationship(Drop, lazy="raise", uselist=False, cascade="all, delete-orphan")
    )

    def retell(
        self, edit: Edit, title: str | None, text: str | None, base: int | None, needed: str | None = None
    ) -> None:
        """Change title, text and what is needed for it (None leaves one alone). Raises Forbidden, Gone, Invalid."""
        self.on_board_for(edit, Action.EDIT_STEP, Verb.STEP_EDITED)
        if title is not None:
            edit.set_text("step", self, "title", one_line("title", title, TITLE), base)
        if text is not None:
            edit.set_text("step", self, "text", long_text("text", text, TEXT), base)
        if needed is not None:
            clean = one_line("needed", needed, TITLE, required=False)
            edit.set_text("step", self, "needed", clean, base)

    def serve(self, edit: Edit, goal: Note | None, base: int | None) -> None:
        """The goal it serves, of the same plan; None is none. Raises Forbidden, Gone, Invalid."""
        self.on_board_for(edit, Action.EDIT_STEP, Verb.STEP_EDITED)
        if goal is not None and (goal.plan_id != self.plan_id or goal.kind != NoteKind.GOAL):
            raise Invalid("goal", "unknown")
        if goal is not None and goal.trashed_at is not None and goal.id != self.goal_id:
            raise Invalid("goal", "unknown")
        edit.set_text("step", self, "goal_id", goal.id if goal else None, base)

    def place(self, edit: Edit, stage: Stage, order_key: str) -> None:
        """Put the step into `stage` at `order_key`; entering a stage of kind done completes it, leaving reopens it.

        Raises Forbidden, Gone.
        """
        self.on_board_for(edit, Action.PLACE_STEP, Verb.STEP_PLACED)
        self._into(edit, stage, order_key)

    def move_along(self, edit: Edit, stage: Stage, order_key: str) -> None:
        """The stage it stands in is removed: it goes to another one, wherever it is. Rights were asked for that."""
        self._into(edit, stage, order_key)

    def complete(
        self, edit: Edit, done: Stage, order_key: str, result: str | None, base: int | None = None
    ) -> None:
        """Done, and what came of it; a second completion only rewrites the result, None leaves it.

        What somebody else said since `base` is not written over: it clashes. Raises Forbidden, Gone, Invalid.
        """
        self.on_board_for(edit, Action.COMPLETE_STEP, Verb.STEP_COMPLETED)
        result = None if result is None else long_text("result", result, TEXT)
        if self.completion is None:
            self._into(edit, done, order_key, result or "")
        elif result not in (None, self.completion.result) and not edit.result_clashes(
            self.id, self.completion.result, result, base
        ):
            was = self.completion.plain()
            self.completion.result = result
            edit.note("step", self.id, "completion", was, self.completion.plain())
            edit.touch(self)

    def reopen(self, edit: Edit, stage: Stage, order_key: str) -> None:
        """Not done after all: back to `stage`. Raises Forbidden, Gone."""
        self.on_board_for(edit, Action.COMPLETE_STEP, Verb.STEP_REOPENED)
        self._into(edit, stage, order_key)

    def set_deadline(self, edit: Edit, deadline: Deadline | None, base: int | None) -> None:
        """By when, as read from somebody's words; None takes it away. Raises Forbidden, Gone."""
        self.on_board_for(edit, Action.EDIT_STEP, Verb.DEADLINE_SET)
        words = deadline.words if deadline else ""
        if edit.clashes_with("step", self, "deadline", words, base) or deadline == self.deadline:
            return
        self.follow(edit, deadline)
        self.deadline_rev = edit.rev

    def follow(self, edit: Edit, deadline: Deadline | None) -> None:
        """What the same words mean since the next meeting moved: nobody wrote them anew, so nobody clashes."""
        was = self.deadline
        if was == deadline:
            return
        edit.note("step", self.id, "deadline", was and was.to_json(), deadline and deadline.to_json())
        self.write_deadline(deadline)
        edit.touch(self)

    def drop(self, edit: Edit, reason: str) -> None:
        """It will not be done, because … Raises Forbidden, Gone, Invalid (a reason is asked for)."""
        self.on_board_for(edit, Action.DROP_STEP, Verb.STEP_DROPPED)
        reason = long_text("reason", reason, REASON)
        if not reason.strip():
            raise Invalid("reason", "empty")
        self.drop_ = Drop(step_id=self.id, at=edit.now, by=edit.by.key, reason=reason)
        edit.note("step", self.id, "drop", None, self.drop_.plain())
        edit.touch(self)

    def trash(self, edit: Edit) -> None:
        """A mistake: off the board, to be restored within 30 days. Raises Forbidden; twice changes nothing."""
        edit.require(Action.TRASH_STEP)
        edit.say(Verb.STEP_TRASHED)
        if self.trashed_at is None:
            self._trash(edit, edit.now)

    def leave(self, edit: Edit, to_plan: str, as_step: str) -> None:
        """It goes on in another plan, as the step `as_step` there; here it is trashed. Raises Forbidden, Gone."""
        self.on_board_for(edit, Action.SEND_STEP, Verb.STEP_LEFT)
        edit.note("step", self.id, "to_plan", None, {"plan": to_plan, "step": as_step})
        self._trash(edit, edit.now)

    def arrive(self, edit: Edit, left: "Step", open_stage: Stage) -> None:
        """It was `left` in another plan: as done as that was. Reopened it goes into `open_stage`."""
        edit.note("step", self.id, "from_plan", None, {"plan": left.plan_id, "step": left.id})
        edit.set("step", self, "needed", left.needed)
        if left.completion is None:
            return
        kept = left.completion.model_dump(exclude={"step_id", "from_stage_id"})
        self.completion = Completion(step_id=self.id, from_stage_id=open_stage.id, **kept)
        edit.note("step", self.id, "completion", None, self.completion.plain())

    def restore(self, edit: Edit) -> None:
        """Back on the board, from the trash or after a drop. Raises Forbidden."""
        edit.require(Action.RESTORE_STEP)
        edit.say(Verb.STEP_RESTORED)
        if self.drop_ is not None:
            edit.note("step", self.id, "drop", self.drop_.plain(), None)
            self.drop_ = None
            edit.touch(self)
        if self.trashed_at is not None:
            self._trash(edit, None)

    @property
    def on_board(self) -> bool:
        """Whether it is shown among the steps."""
        return self.trashed_at is None and self.drop_ is None

    def on_board_for(self, edit: Edit, action: Action, verb: Verb) -> None:
        """Begin a verb on a step that is shown. Raises Forbidden, Gone."""
        edit.require(action)
        edit.say(verb)
        if not self.on_board:
            raise Gone(title=self.title)

    def note(self, edit: Edit, field: str, was: Any, now: Any) -> None:
        """Remember an effect on what hangs on the step, and let everybody see the step again."""
        edit.note("step", self.id, field, was, now)
        edit.touch(self)

    def _into(self, edit: Edit, stage: Stage, order_key: str, result: str = "") -> None:
        came_from = self.stage_id
        edit.set("step", self, "stage_id", stage.id)
        edit.set("step", self, "order_key", order_key)
        if stage.kind == StageKind.DONE and self.completion is None:
            self._completed(edit, result, came_from)
        elif stage.kind != StageKind.DONE and self.completion is not None:
            edit.note("step", self.id, "completion", self.completion.plain(), None)
            self.completion = None
            edit.touch(self)

    def _completed(self, edit: Edit, result: str, came_from: str) -> None:
        who = edit.by
        self.completion = Completion(
            step_id=self.id, at=edit.now, day=edit.today, by=who.key, by_name=who.name, result=result
        )
        self.completion.from_stage_id = came_from
        edit.note("step", self.id, "completion", None, self.completion.plain())
        edit.touch(self)

    def _trash(self, edit: Edit, at: datetime | None) -> None:
        edit.note("step", self.id, "present", self.trashed_at is None, at is None)
        self.trashed_at = at
        edit.touch(self)
