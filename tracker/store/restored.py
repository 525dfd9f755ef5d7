"""What a restored database must not know any more: who was let in, and the numbers that clients have seen."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.exc import DBAPIError

from tracker.domain.calendar_address import CalendarAddress
from tracker.domain.mail import Mail
from tracker.domain.plan import Plan
from tracker.domain.sign_in import AccessToken, SignInLink, SignInSession
from tracker.store.engines import inspecting_engine, writing_engine
from tracker.store.history import table_of

_PLAN, _LINK, _MAIL = map(table_of, (Plan, SignInLink, Mail))
_SESSION, _TOKEN, _CALENDAR = map(table_of, (SignInSession, AccessToken, CalendarAddress))


@dataclass(frozen=True, slots=True)
class Doors:
    """What lets somebody in without a mail: hashes of the sessions of browsers and of the addresses of
    calendars, ids of the tokens of scripts."""

    sessions: frozenset[str] = frozenset()
    tokens: frozenset[str] = frozenset()
    calendars: frozenset[str] = frozenset()


def doors_of(url: str) -> Doors:
    """Those that are open in a database; none when it is not there, damaged or of another schema."""
    engine = inspecting_engine(url)
    try:
        with engine.connect() as connection:
            return _doors(connection)
    except DBAPIError:
        return Doors()
    finally:
        engine.dispose()


def renew(url: str, present: Doors, now: datetime) -> None:
    """Give every feed a new epoch, and let in only whom the database before let in.

    Who has signed out, revoked a token or renewed a calendar since the backup stays out; no link signs in twice.
    """
    engine = writing_engine(url)
    try:
        with engine.connect() as connection, connection.begin():
            for plan_id in connection.execute(select(_PLAN.c.id)).scalars().all():
                epoch = secrets.token_hex(4)
                connection.execute(update(_PLAN).where(_PLAN.c.id == plan_id).values(epoch=epoch))
            connection.execute(delete(_LINK))
            connection.execute(delete(_MAIL))  # what waited then was sent since
            found = _doors(connection)
            for hash in found.sessions - present.sessions:
                connection.execute(delete(_SESSION).where(_SESSION.c.hash == hash))
            for hash in found.calendars - present.calendars:
                connection.execute(delete(_CALENDAR).where(_CALENDAR.c.hash == hash))
            for id in found.tokens - present.tokens:
                connection.execute(update(_TOKEN).where(_TOKEN.c.id == id).values(revoked_at=now))
    finally:
        engine.dispose()


def _doors(connection: Connection) -> Doors:
    sessions = connection.execute(select(_SESSION.c.hash)).scalars()
    tokens = connection.execute(select(_TOKEN.c.id).where(_TOKEN.c.revoked_at.is_(None))).scalars()
    calendars = connection.execute(select(_CALENDAR.c.hash)).scalars()
    return Doors(frozenset(sessions), frozenset(tokens), frozenset(calendars))
