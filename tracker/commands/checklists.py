"""Commands on the checklist of a step."""

from sqlmodel import Session

from tracker.domain.check import Check, add_check
from tracker.domain.edit import Edit
from tracker.domain.step import Step
from tracker.store.checks import checks_of, find_check, key_of_check
from tracker.store.steps import open_step


def add(session: Session, edit: Edit, plan_id: str, step_id: str, text: str) -> str:
    """A new line at the end."""
    step = open_step(session, edit, plan_id, step_id)
    key = key_of_check(session, edit, step, "", "")
    check = add_check(edit, step, text, key, len(checks_of(session, step_id)))
    session.add(check)
    return check.id


def rename(
    session: Session, edit: Edit, plan_id: str, step_id: str, check_id: str, text: str, base: int | None
) -> None:
    """Change what a line says."""
    step, check = _open(session, edit, plan_id, step_id, check_id)
    check.rename(edit, step, text, base)


def tick(session: Session, edit: Edit, plan_id: str, step_id: str, check_id: str) -> None:
    """A line is done."""
    step, check = _open(session, edit, plan_id, step_id, check_id)
    check.tick(edit, step, done=True)


def untick(session: Session, edit: Edit, plan_id: str, step_id: str, check_id: str) -> None:
    """A line is not done after all."""
    step, check = _open(session, edit, plan_id, step_id, check_id)
    check.tick(edit, step, done=False)


def place(session: Session, edit: Edit, plan_id: str, step_id: str, check_id: str, before: str = "") -> None:
    """Move a line before another one, or to the end."""
    step, check = _open(session, edit, plan_id, step_id, check_id)
    if before != check.id:
        check.place(edit, step, key_of_check(session, edit, step, check_id, before))


def remove(session: Session, edit: Edit, plan_id: str, step_id: str, check_id: str) -> None:
    """Take a line off the list."""
    step, check = _open(session, edit, plan_id, step_id, check_id)
    check.remove(edit, step)
    session.delete(check)


def _open(session: Session, edit: Edit, plan_id: str, step_id: str, check_id: str) -> tuple[Step, Check]:
    step = open_step(session, edit, plan_id, step_id)
    return step, find_check(session, step_id, check_id)
