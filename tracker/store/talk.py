"""Finding the links and comments of a step."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.domain.comment import Comment
from tracker.domain.link import Link
from tracker.domain.refusals import NotFound

Row = TypeVar("Row", Link, Comment)


def links_of(session: Session, step_id: str) -> Sequence[Link]:
    """The links of a step, the oldest first."""
    here = select(Link).where(col(Link.step_id) == step_id)
    return session.execute(here.order_by(col(Link.at), col(Link.rev))).scalars().all()


def comments_of(session: Session, step_id: str, last: int | None = None) -> Sequence[Comment]:
    """The comments of a step, or only the last few, the oldest first."""
    here = select(Comment).where(col(Comment.step_id) == step_id)
    newest = here.order_by(col(Comment.at).desc(), col(Comment.rev).desc()).limit(last)
    return session.execute(newest).scalars().all()[::-1]


def by_step(session: Session, model: type[Row], plan_id: str) -> Mapping[str, list[Row]]:
    """All links, or all comments, of a plan, the oldest first."""
    found: dict[str, list[Row]] = defaultdict(list)
    here = select(model).where(col(model.plan_id) == plan_id).order_by(col(model.at), col(model.rev))
    for row in session.execute(here).scalars():
        found[row.step_id].append(row)
    return found


def how_many(session: Session, model: type[Row], step_id: str) -> int:
    """How many links or comments a step has."""
    counted = select(func.count()).select_from(model).where(col(model.step_id) == step_id)
    return session.execute(counted).scalar() or 0


def find_row(session: Session, model: type[Row], step_id: str, id: str) -> Row:
    """A link or comment of this step. Raises NotFound."""
    found: Row | None = session.get(model, id)
    if found is None or found.step_id != step_id:
        raise NotFound()
    return found
