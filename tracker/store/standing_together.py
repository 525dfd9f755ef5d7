"""Putting back what an undo changes in many steps, with few statements; each step of its own would keep the writer."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel import Session, col

from tracker.domain.change import Effect
from tracker.domain.edit import Edit
from tracker.domain.party import PlanTheme, StepTheme
from tracker.domain.plan import Plan
from tracker.domain.refusals import Irreversible
from tracker.domain.step import Step
from tracker.store.history import table_of

_TOGETHER = 500  # steps in one statement
_ALONE = {"present", "themes"}


def put_steps(session: Session, edit: Edit, plan: Plan, effects: Sequence[Effect]) -> set[str]:
    """Let all steps leave or come back of which nothing else is put back but themes: their ids.

    For a session that has loaded none of them. Raises Irreversible.
    """
    others = {effect.id for effect in effects if effect.kind == "step" and effect.field not in _ALONE}
    alone = {
        effect.id: effect.now
        for effect in effects
        if (effect.kind, effect.field) == ("step", "present") and effect.id not in others
    }
    for now in (True, False):
        _put_present(session, edit, plan, [id for id, present in alone.items() if present is now], now)
    return set(alone)


def note_put(session: Session, edit: Edit, effect: Effect) -> None:
    """Remember an effect on one of these steps; its themes are written with those of others."""
    if effect.field == "themes":
        keep_themes(session, effect.id, effect.now)
    edit.effects.append(effect)  # of a Change, hence plain JSON already


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


def _put_present(session: Session, edit: Edit, plan: Plan, ids: Sequence[str], now: bool) -> None:
    table = table_of(Step)
    values = {"trashed_at": None if now else edit.now, "rev": edit.rev}
    for start in range(0, len(ids), _TOGETHER):
        some = ids[start : start + _TOGETHER]
        here = update(table).where(table.c.plan_id == plan.id, table.c.id.in_(some)).values(values)
        if session.connection().execute(here).rowcount != len(some):
            raise Irreversible("gone")


_LEAVING = delete(table_of(StepTheme)).where(table_of(StepTheme).c.step_id == bindparam("of_step"))
