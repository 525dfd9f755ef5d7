"""Who changed last what an earlier Change brought about: for many Changes at once, as a page of history asks."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from tracker.domain.change import Change, ChangeEntity, Effect, read_effects
from tracker.domain.refusals import Refusal
from tracker.store.changes import names_of
from tracker.store.history import table_of

_CHANGE, _ENTITY = table_of(Change).c, table_of(ChangeEntity).c


def names_since(session: Session, feed: str, refusals: dict[int, Refusal]) -> dict[int, str]:
    """The names of who stands in the way of undoing these Changes, by rev; who is gone or unknown is missing.

    Two statements, however many Changes there are.
    """
    keys = {rev: str(later) for rev, one in refusals.items() if (later := one.values.get("later"))}
    asked = {rev: e for rev, one in refusals.items() if isinstance(e := one.values.get("effect"), Effect)}
    keys |= _changed_last(session, feed, asked)
    names = names_of(session, set(keys.values()))
    return {rev: names[key] for rev, key in keys.items() if key in names}


def _changed_last(session: Session, feed: str, asked: dict[int, Effect]) -> dict[int, str]:
    if not asked:
        return {}
    touched = select(_ENTITY.rev).where(
        _ENTITY.feed == feed,
        _ENTITY.kind.in_({effect.kind for effect in asked.values()}),
        _ENTITY.id.in_({effect.id for effect in asked.values()}),
        _ENTITY.rev > min(asked),
    )
    later = select(_CHANGE.rev, _CHANGE.by, _CHANGE.effects).where(
        _CHANGE.feed == feed, _CHANGE.rev.in_(touched)
    )
    found: dict[int, str] = {}
    for row in session.execute(later.order_by(_CHANGE.rev.desc())):
        open_ones = [(rev, effect) for rev, effect in asked.items() if rev < row.rev and rev not in found]
        if any(f'"{effect.field}"' in row.effects for _, effect in open_ones):
            places = _places(read_effects(row.effects))
            found |= {rev: row.by for rev, effect in open_ones if _place(effect) in places}
    return found


def _places(effects: Iterable[Effect]) -> set[tuple[Any, ...]]:
    return {_place(effect) for effect in effects}


def _place(effect: Effect) -> tuple[Any, ...]:
    # of a row of a list, such as a checklist's, that row
    whole = effect.now or effect.was
    return effect.kind, effect.id, effect.field, whole.get("id") if isinstance(whole, dict) else None
