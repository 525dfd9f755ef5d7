"""`tracker doctor`: is everything as it should be, and if not, what to do. Changes nothing in the database."""

import asyncio
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from sqlalchemy.engine import make_url
from sqlmodel import Session

from tracker.clock import Clock
from tracker.domain.reminding import Chore
from tracker.mail.relays import NotSent, Smtp, folder_of
from tracker.settings import NAMES, PREFIX, Settings, SettingsError, read_settings
from tracker.store.chores import HOUR, MAILS, find_chore
from tracker.store.engines import is_sqlite, reading_engine
from tracker.store.mails import Waiting, count_due, find_waiting
from tracker.store.migrating import UnusableDatabase, schema_of

Weight = Literal["ok", "note", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `note` works and could be better, `wrong` stops the start or the work."""

    weight: Weight
    sentence: str

    def __str__(self) -> str:
        return f"{self.weight:5}  {self.sentence}"


def examine(environment: Mapping[str, str], clock: Clock | None = None) -> list[Finding]:
    """Settings, data folder, database and mails, in the order in which one needs the other."""
    try:
        settings = read_settings(environment)
    except SettingsError as error:
        return [Finding("wrong", str(error))]
    return [
        *_settings(settings),
        *_folder(settings),
        *_database(settings),
        *_mails(settings, clock or Clock()),
    ]


def unsaid(settings: Settings) -> list[str]:
    """A sentence for each setting that the pages everybody may read need, and that is empty (P42)."""
    said = {
        "OPERATOR": (settings.operator, "imprint and privacy page do not say who runs this"),
        "ADDRESS": (settings.address, "the imprint names no postal address"),
        "RESPONSIBLE": (settings.responsible, "the imprint does not say who answers for the contents"),
        "CONTACT": (settings.contact, "imprint, privacy and accessibility page name no address to write to"),
    }
    return [f"{PREFIX}{name} is empty: {why}." for name, (value, why) in said.items() if not value]


def _settings(settings: Settings) -> Iterator[Finding]:
    yield Finding("ok", f"The settings can be read; the address is {settings.base_url}/.")
    for sentence in unsaid(settings):
        yield Finding("note", sentence)
    if not settings.https:
        yield Finding(
            "note",
            f"{PREFIX}BASE_URL is plain http: only this machine reaches it. For others name its https address.",
        )
    elif not settings.trusted_proxies:
        yield Finding(
            "note",
            f"{PREFIX}TRUSTED_PROXIES is empty: behind a proxy all seem to come from it. Name its address.",
        )


def _folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        yield Finding(
            "wrong", f"{folder} cannot be written: {error.strerror}. Give it to the service's user."
        )
        return
    yield Finding("ok", f"{folder} is private and can be written.")
    if folder.stat().st_mode & 0o070:
        yield Finding("note", f"The group of {folder} can look into it: chmod 700 it unless that is meant.")


def _database(settings: Settings) -> Iterator[Finding]:
    url = make_url(settings.database_url)
    where = url.database if is_sqlite(settings.database_url) else f"{url.host}/{url.database}"
    try:
        present, head = schema_of(settings.database_url)
    except UnusableDatabase as error:
        yield Finding("wrong", f"{where}: {error}")
        return
    if present is None:
        yield Finding("note", f"There is no database at {where} yet: `tracker serve` makes it.")
    elif present != head:
        yield Finding(
            "note",
            f"{where} has schema {present}, this release {head}: back it up; `tracker serve` updates it.",
        )
    else:
        yield Finding("ok", f"The database {where} answers and is up to date (schema {head}).")


def _mails(settings: Settings, clock: Clock) -> Iterator[Finding]:
    if not settings.mail_url:
        yield Finding(
            "note",
            f"{PREFIX}MAIL_URL is empty: mails lie in {folder_of(settings)}; `tracker link` makes links to sign in.",
        )
    else:
        try:
            asyncio.run(Smtp(settings).answers())
            yield Finding("ok", f"The mail relay answers; mails come from {settings.sender}.")
        except NotSent as trouble:
            yield Finding("wrong", f"Mails cannot be sent: {trouble.why}. They wait; check {PREFIX}MAIL_URL.")
    yield from _outbox(settings, clock)


def _outbox(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Nothing where there is no database of this release: that was said already."""
    try:
        present, head = schema_of(settings.database_url)
    except UnusableDatabase:
        return
    if present != head:
        return
    engine = reading_engine(settings.database_url)
    try:
        with Session(engine) as session:
            yield from _vain(find_waiting(session))
            yield _daily(find_chore(session, MAILS), count_due(session), clock)
    finally:
        engine.dispose()


def _vain(waiting: Waiting | None) -> Iterator[Finding]:
    if waiting:
        yield Finding(
            "wrong",
            f"Mails that could not be sent so far: {waiting.count}, the oldest of {waiting.since:%Y-%m-%d %H:%M} UTC: "
            f"{waiting.trouble}.",
        )


def _daily(chore: Chore | None, due: int, clock: Clock) -> Finding:
    """When digests and reminders were worked out last, and what waits to be sent."""
    wait = f"{due} mails wait to be sent."
    if chore is None or chore.day is None or chore.finished_at is None:
        return Finding(
            "ok", f"Digests and reminders were not worked out yet: a server does so at {HOUR}:00. {wait}"
        )
    last = f"{chore.day}, finished at {chore.finished_at:%Y-%m-%d %H:%M} UTC"
    if chore.day < clock.day() - timedelta(days=1):
        return Finding(
            "wrong", f"Digests and reminders were last worked out for {last}: is the server running? {wait}"
        )
    return Finding("ok", f"Digests and reminders were worked out for {last}. {wait}")


def settings_there_are() -> list[str]:
    """Each setting and what it is for, one to a line."""
    width = max(map(len, NAMES))
    return [f"{PREFIX}{name:{width}}  {what}" for name, what in NAMES.items()]
