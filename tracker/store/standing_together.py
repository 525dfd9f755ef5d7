"""Putting back what an undo changes in many steps, with few statements; each step of its own would keep the writer."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel import Session, col

from tracker.domain.party import PlanTheme, StepTheme
from tracker.domain.plan import Plan
from tracker.domain.refusals import Irreversible
from tracker.store.history import table_of


def keep_themes(session: Session, step_id: str, themes: Sequence[str]) -> None:
    """Keep the themes to put back until `write_put_themes`."""
    session.info.setdefault("put_themes", {})[step_id] = themes
    session.info.get("themes", {}).pop(step_id, None)


def write_put_themes(session: Session, plan: Plan) -> None:
    """Write the themes of all steps for which they are to be put back. Raises Irreversible."""
    put: dict[str, list[str]] = session.info.pop("put_themes", {})
    if not put:
        return
    shown = select(col(PlanTheme.theme_id)).where(col(PlanTheme.plan_id) == plan.id)
    rows = [{"step_id": step, "theme_id": theme} for step, themes in put.items() for theme in themes]
    if not {row["theme_id"] for row in rows} <= set(session.execute(shown).scalars()):
        raise Irreversible("gone")
    # beside the session, which would look at every object it holds: after a large import thousands
    table, connection = table_of(StepTheme), session.connection()
    connection.execute(_LEAVING, [{"of_step": step} for step in put])
    if rows:
        connection.execute(insert(table), rows)


_LEAVING = delete(table_of(StepTheme)).where(table_of(StepTheme).c.step_id == bindparam("of_step"))
