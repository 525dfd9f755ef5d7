"""Rows that hang on a step and whose effects are the step's: the field names the table, the value is the whole row."""

from typing import Any

from sqlmodel import Session

from tracker.domain.change import Effect
from tracker.domain.check import Check
from tracker.domain.comment import Comment
from tracker.domain.edit import Edit
from tracker.domain.follow_up import FollowUp
from tracker.domain.link import Link
from tracker.domain.step import Step

ROWS: dict[str, Any] = {"check": Check, "link": Link, "comment": Comment, "follow_up": FollowUp}


def is_row(effect: Effect) -> bool:
    """Whether the effect is on such a row."""
    return effect.kind == "step" and effect.field in ROWS


def row_of(session: Session, step_id: str, field: str, kept: dict[str, Any]) -> Any:
    """The row that an effect speaks about; None when it is there no longer."""
    found = session.get(ROWS[field], kept["id"])
    return found if found is not None and found.step_id == step_id else None


def put_row(session: Session, edit: Edit, step: Step, field: str, was: Any, now: Any) -> None:
    """Make the row what it was: taken away when `now` is None, made again when it has gone."""
    present = row_of(session, step.id, field, was or now)
    if now is not None:
        session.merge(ROWS[field].of(step, now, edit.rev))
    elif present is not None:
        session.delete(present)
    session.flush()
