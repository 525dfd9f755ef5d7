"""Commands on the links and comments of a step."""

from sqlmodel import Session

from tracker.domain.comment import Comment, add_comment
from tracker.domain.edit import Edit
from tracker.domain.link import Link, add_link
from tracker.store.steps import open_step
from tracker.store.talk import find_row, how_many


def link(session: Session, edit: Edit, plan_id: str, step_id: str, address: str, label: str = "") -> str:
    """A new link."""
    step = open_step(session, edit, plan_id, step_id)
    new = add_link(edit, step, address, label, how_many(session, Link, step_id))
    session.add(new)
    return new.id


def rewrite_link(
    session: Session,
    edit: Edit,
    plan_id: str,
    step_id: str,
    link_id: str,
    address: str | None,
    label: str | None,
    base: int | None,
) -> None:
    """Change where a link leads and what it says: those that are not None."""
    step = open_step(session, edit, plan_id, step_id)
    find_row(session, Link, step_id, link_id).rewrite(edit, step, address, label, base)


def remove_link(session: Session, edit: Edit, plan_id: str, step_id: str, link_id: str) -> None:
    """Take a link away."""
    step = open_step(session, edit, plan_id, step_id)
    found = find_row(session, Link, step_id, link_id)
    found.remove(edit, step)
    session.delete(found)


def comment(session: Session, edit: Edit, plan_id: str, step_id: str, text: str) -> str:
    """Say something about a step."""
    step = open_step(session, edit, plan_id, step_id)
    new = add_comment(edit, step, text, how_many(session, Comment, step_id))
    session.add(new)
    return new.id


def rewrite_comment(
    session: Session, edit: Edit, plan_id: str, step_id: str, comment_id: str, text: str, base: int | None
) -> None:
    """Say it in other words."""
    step = open_step(session, edit, plan_id, step_id)
    find_row(session, Comment, step_id, comment_id).rewrite(edit, step, text, base)


def remove_comment(session: Session, edit: Edit, plan_id: str, step_id: str, comment_id: str) -> None:
    """Take a comment back."""
    step = open_step(session, edit, plan_id, step_id)
    found = find_row(session, Comment, step_id, comment_id)
    found.remove(edit, step)
    session.delete(found)
