"""The columns of a board. On screen: Spalte while arranging, Stand on a step."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from tracker.domain.change import Verb
from tracker.domain.columns import order_column, utc_column
from tracker.domain.edit import Edit
from tracker.domain.ids import new_id
from tracker.domain.order_key import spread
from tracker.domain.permissions import Action
from tracker.domain.refusals import Invalid
from tracker.domain.typed_text import one_line

MOST_STAGES = 30  # of one plan
STAGE_NAME = 60  # characters


class StageKind(StrEnum):
    """What a stage means. Done makes a completion; the others are only an order of work."""

    GATHERED = "gathered"
    AGREED = "agreed"
    WORKING = "working"
    WAITING = "waiting"
    DONE = "done"


class Stage(SQLModel, table=True):
    """A stage of a plan; without a name of its own it is shown under its kind's name, in the viewer's language."""

    id: str = Field(default_factory=new_id, primary_key=True)
    plan_id: str = Field(foreign_key="plan.id", index=True)
    kind: str
    name: str | None = None
    order_key: str = Field(sa_column=order_column())
    rev: int = 0
    name_rev: int = 0
    trashed_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))

    def rename(self, edit: Edit, name: str, base: int | None) -> None:
        """Give it a name of its own. Raises Forbidden, Invalid."""
        self._here(edit, Verb.STAGE_RENAMED)
        edit.set_text("stage", self, "name", one_line("name", name, STAGE_NAME), base)

    def place(self, edit: Edit, order_key: str) -> None:
        """Put it elsewhere among the others. Raises Forbidden, Invalid."""
        self._here(edit, Verb.STAGE_PLACED)
        edit.set("stage", self, "order_key", order_key)

    def trash(self, edit: Edit, others: list["Stage"]) -> None:
        """Take it off the plan, its steps have moved on; `others` stay. Raises Forbidden, Invalid.

        The last one stays, and so does the last one of kind done: without it nothing could be completed.
        """
        self._here(edit, Verb.STAGE_TRASHED)
        if not others:
            raise Invalid("into", "last_stage")
        if self.kind == StageKind.DONE and all(other.kind != StageKind.DONE for other in others):
            raise Invalid("into", "done_stage")
        edit.note("stage", self.id, "present", True, False)
        self.trashed_at = edit.now
        edit.touch(self)

    def _here(self, edit: Edit, verb: Verb) -> None:
        edit.require(Action.ARRANGE_STAGES)
        edit.say(verb)
        if self.trashed_at is not None:
            raise Invalid("", "stage_gone")


def add_stage(edit: Edit, plan_id: str, name: str, order_key: str) -> Stage:
    """A new stage, of the kind in which steps are worked on. Raises Forbidden, Invalid."""
    edit.require(Action.ARRANGE_STAGES)
    edit.say(Verb.STAGE_ADDED)
    name = one_line("name", name, STAGE_NAME)
    stage = Stage(plan_id=plan_id, kind=StageKind.WORKING, name=name, order_key=order_key)
    stage.rev = stage.name_rev = edit.rev
    edit.made = stage.id
    edit.note("stage", stage.id, "present", False, True)
    edit.note("stage", stage.id, "name", None, stage.name)
    edit.note("stage", stage.id, "order_key", None, order_key)
    return stage


def usual_stages(plan_id: str, rev: int) -> list[Stage]:
    """The five stages every plan starts with."""
    keys = spread(len(StageKind))
    return [
        Stage(plan_id=plan_id, kind=kind, order_key=key, rev=rev)
        for kind, key in zip(StageKind, keys, strict=True)
    ]
