"""A command sent twice takes effect once: its key is kept with what became of it, for at least 24 hours."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel import Session

from tracker.domain.command_key import CommandKey
from tracker.domain.refusals import KeyReused
from tracker.store.history import table_of
from tracker.store.outcome import Written

LIFE = timedelta(hours=48)  # promised are 24

_KEYS = table_of(CommandKey)
_FIND = select(_KEYS.c.body_hash, _KEYS.c.feed, _KEYS.c.rev, _KEYS.c.made).where(
    _KEYS.c.participant == bindparam("by"), _KEYS.c.key == bindparam("sent")
)
_KEEP = insert(_KEYS)


def find(session: Session, participant: str, key: str, body_hash: str) -> Written[Any] | None:
    """What became of the command with this key; None when it is new. Raises KeyReused for another body."""
    kept = session.connection().execute(_FIND, {"by": participant, "sent": key}).first()
    if kept is None:
        return None
    if kept.body_hash != body_hash:
        raise KeyReused()
    return Written(None, {kept.feed: kept.rev} if kept.feed else {}, kept.made, repeated=True)


def keep(
    session: Session, participant: str, key: str, body_hash: str, written: Written[Any], now: datetime
) -> None:
    """Remember the key in the command's own savepoint: both stand or neither."""
    feed, rev = next(iter(written.revs.items()), ("", 0))
    row = {"participant": participant, "key": key, "body_hash": body_hash, "feed": feed, "rev": rev}
    session.connection().execute(_KEEP, row | {"made": written.made, "at": now})


def forget_old(session: Session, now: datetime) -> None:
    """Remove keys past their life."""
    session.connection().execute(delete(_KEYS).where(_KEYS.c.at < now - LIFE))
