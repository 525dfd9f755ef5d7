"""Writing what a command changed in rows that it had read, without the ORM's unit of work."""

from functools import cache
from typing import Any

from sqlalchemy import FromClause, Table, Update, bindparam, inspect, update
from sqlalchemy.orm import InstanceState
from sqlmodel import Session

FEW = 10  # rows; of more the unit of work writes many with one statement
_ROW = "row_"  # before the names of parameters that say which row; columns are named without


def flush(session: Session) -> None:
    """What `session.flush()` does. Most commands change a few columns of one row: that is one plain statement then, and
    the session lets go of what it had read, so call this last."""
    entities = list(session.dirty)  # held here until all are written
    changed: list[InstanceState[Any]] = [inspect(entity) for entity in entities]
    if session.new or session.deleted or len(changed) > FEW or not all(map(_is_plain, changed)):
        session.flush()
        return
    for state in changed:
        keys = (f"{_ROW}{column.name}" for column in state.mapper.primary_key)
        row = dict(zip(keys, state.identity or (), strict=True))
        values = {name: state.dict[name] for name in state.committed_state}
        session.connection().execute(_update(state.mapper.local_table), row | values)
    session.expunge_all()


def _is_plain(state: InstanceState[Any]) -> bool:
    """Some columns are others and nothing else is, and none that says which row it is."""
    named = {column.name for column in state.mapper.primary_key}
    columns = state.mapper.local_table.c
    return bool(state.committed_state) and state.committed_state.keys() <= set(columns.keys()) - named


@cache
def _update(table: FromClause) -> Update:
    """Of one row; which columns are set follows from the parameters."""
    assert isinstance(table, Table)
    return update(table).where(*(column == bindparam(f"{_ROW}{column.name}") for column in table.primary_key))
