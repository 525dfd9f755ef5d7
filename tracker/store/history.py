"""The history of a feed: the next rev, the Change of a command, and what a field was before."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import Session, col

from tracker.domain.change import Change, ChangeEntity, Effect, read_effects, write_effects
from tracker.domain.edit import Edit, Past
from tracker.domain.member import Guest, Member
from tracker.domain.plan import Plan
from tracker.domain.refusals import NotFound
from tracker.store.flushing import flush
from tracker.store.mentions import keep_mentions
from tracker.store.search import keep_found

FEEDS: dict[str, type[Plan]] = {"plan": Plan}  # what a rev is counted in; a workshop will be the second


def advance(session: Session, feed: str) -> tuple[int, str]:
    """Take the feed's next rev, and say its epoch.

    It is the first statement of a command, so that revs follow each other without a gap.

    Raises NotFound when there is no such feed.
    """
    kind, _, id = feed.partition(":")
    if kind not in _ADVANCE:
        raise NotFound()
    row = session.connection().execute(_ADVANCE[kind], {"feed_id": id}).first()
    if row is None:
        raise NotFound()
    return row.rev, row.epoch


def record(session: Session, edit: Edit, key: str) -> None:
    """Write the command's one Change. Everything the command changed is flushed with it."""
    if edit.verb is None:
        raise AssertionError("a command that changes something names its verb")
    flush(session)
    change, entities = change_rows(edit, key)
    session.connection().execute(_ADD_CHANGE, change)
    if edit.written:
        return  # what a search looks through, and which entities it touched, stands beside it already
    session.connection().execute(_ADD_ENTITIES, entities)
    plan_id = edit.feed.partition(":")[2]
    keep_found(session, plan_id, edit.effects)
    keep_mentions(session, plan_id, edit)


def change_rows(edit: Edit, key: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The row of `change`, and those of `change_entity`, that a command leaves behind."""
    change = {
        "feed": edit.feed,
        "rev": edit.rev,
        "at": edit.now,
        "by": edit.by.key,
        "verb": edit.verb,
        "key": key,
        "effects": edit.written or write_effects(edit.effects),
    }
    touched = {(effect.kind, effect.id) for effect in edit.effects}
    return change, [
        {"feed": edit.feed, "rev": edit.rev, "kind": kind, "id": id} for kind, id in sorted(touched)
    ]


def past_of(session: Session, feed: str) -> Callable[[str, str, str, int], Past]:
    """How an Edit looks up what a field was at a rev, and who changed it last since."""

    def past(kind: str, id: str, field: str, base: int) -> Past:
        changes = session.execute(
            select(col(Change.by), col(Change.effects))
            .join(
                ChangeEntity,
                (col(ChangeEntity.feed) == col(Change.feed)) & (col(ChangeEntity.rev) == Change.rev),
            )
            .where(col(ChangeEntity.feed) == feed, col(ChangeEntity.kind) == kind, col(ChangeEntity.id) == id)
            .where(col(ChangeEntity.rev) > base)
            .order_by(col(ChangeEntity.rev))
        ).all()
        found = [(by, e) for by, text in changes for e in read_effects(text) if _is(e, kind, id, field)]
        return Past(found[0][1].was, name_of(session, found[-1][0])) if found else Past(None, "")

    return past


def name_of(session: Session, participant: str) -> str:
    """The name to show for the author of a Change; empty when they are gone."""
    kind, _, id = participant.partition(":")
    who = (session.get(Guest, id) if kind == "g" else session.get(Member, id)) if id else None
    return who.name if who else ""


def table_of(model: type) -> Table:
    """The Core table behind a model: bookkeeping statements skip the unit of work (three times cheaper)."""
    return model.__table__  # type: ignore[attr-defined, no-any-return]


def _next_rev(table: Table) -> ReturningUpdate[Any]:
    # built once: putting a statement together costs as much as running it
    return (
        update(table)
        .where(table.c.id == bindparam("feed_id"))
        .values(rev=table.c.rev + 1)
        .returning(table.c.rev, table.c.epoch)
    )


_ADVANCE = {kind: _next_rev(table_of(model)) for kind, model in FEEDS.items()}
_ADD_CHANGE, _ADD_ENTITIES = insert(table_of(Change)), insert(table_of(ChangeEntity))


def _is(effect: Effect, kind: str, id: str, field: str) -> bool:
    """Whether the effect changed `field`; `check:ID:text` is the text of that row of the field `check`."""
    name, _, path = field.partition(":")
    if (effect.kind, effect.id, effect.field) != (kind, id, name):
        return False
    row, _, key = path.partition(":")
    was, now = (effect.was or {}, effect.now or {}) if row else ({}, {})
    return not row or (was.get("id", now.get("id")) == row and was.get(key) != now.get(key))
