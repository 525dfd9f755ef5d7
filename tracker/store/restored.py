"""What a restored database must not know any more: who was let in, and the numbers that clients have seen."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.exc import DBAPIError

from tracker.domain.calendar_address import CalendarAddress
from tracker.domain.join_link import JoinLink
from tracker.domain.mail import Mail
from tracker.domain.plan import Plan
from tracker.domain.reminding import PersonalLink
from tracker.domain.sign_in import AccessToken, SignInLink, SignInSession
from tracker.store.engines import inspecting_engine, writing_engine
from tracker.store.history import table_of

_PLAN, _LINK, _MAIL = map(table_of, (Plan, SignInLink, Mail))
_SESSION, _TOKEN, _CALENDAR = map(table_of, (SignInSession, AccessToken, CalendarAddress))
_JOIN, _PERSONAL = map(table_of, (JoinLink, PersonalLink))


@dataclass(frozen=True, slots=True)
class Doors:
    """What lets somebody in: hashes of the sessions of browsers, of the addresses of calendars and of personal links,
    ids of the tokens of scripts and of the links by which one joins a plan."""

    sessions: frozenset[str] = frozenset()
    calendars: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    tokens: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()


def doors_of(url: str) -> Doors | None:
    """Those that are open in a database; None when it is not there, damaged or of another schema."""
    engine = inspecting_engine(url)
    try:
        with engine.connect() as connection:
            return _doors(connection)
    except DBAPIError:
        return None
    finally:
        engine.dispose()


def renew(url: str, present: Doors, now: datetime) -> None:
    """Give every feed a new epoch, and let in only whom the database before let in (`present`).

    Who has signed out, taken back a token or a link or renewed a calendar since the backup stays out; no link signs in
    twice.
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
            for table, gone in (
                (_SESSION, found.sessions - present.sessions),
                (_CALENDAR, found.calendars - present.calendars),
                (_PERSONAL, found.personal - present.personal),
            ):
                for hash in gone:
                    connection.execute(delete(table).where(table.c.hash == hash))
            for table, ended in (
                (_TOKEN, found.tokens - present.tokens),
                (_JOIN, found.joins - present.joins),
            ):
                for id in ended:
                    connection.execute(update(table).where(table.c.id == id).values(revoked_at=now))
    finally:
        engine.dispose()


def _doors(connection: Connection) -> Doors:
    hashes = (select(table.c.hash) for table in (_SESSION, _CALENDAR, _PERSONAL))
    ids = (select(table.c.id).where(table.c.revoked_at.is_(None)) for table in (_TOKEN, _JOIN))
    return Doors(*(frozenset(connection.execute(found).scalars()) for found in (*hashes, *ids)))
