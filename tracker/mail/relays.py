"""How a letter leaves the house: through a mail relay, or into a folder where no relay is named."""

import asyncio
import os
from collections.abc import Collection
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib

from tracker.domain.mail import Letter
from tracker.settings import Settings

PATIENCE = 60.0  # seconds for one letter
NO_SUCH_BOX = range(500, 600)


class NotSent(Exception):
    """The relay has not taken a letter. `why` holds no address and no secret; `for_good`: it never will."""

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.for_good = for_good


class Relay(Protocol):
    """Where letters go."""

    async def send(self, letter: Letter, now: datetime) -> None:
        """Take it, for good. Raises NotSent."""


class Smtp:
    """A mail relay. `smtps://` is encrypted from the first byte; `smtp://` must be able to switch over (STARTTLS)
    unless it is on this machine."""

    def __init__(self, settings: Settings) -> None:
        url = urlsplit(settings.mail_url)
        self._host, self._tls = url.hostname or "localhost", url.scheme == "smtps"
        self._port = url.port or (465 if self._tls else 587)
        self._name, self._password = unquote(url.username or ""), unquote(url.password or "")
        self._starttls = None if self._tls or self._host in ("localhost", "127.0.0.1", "::1") else True
        self._settings = settings

    async def send(self, letter: Letter, now: datetime) -> None:
        try:
            async with asyncio.timeout(PATIENCE), self._connection() as relay:
                await relay.send_message(message_of(letter, self._settings, now))
        except aiosmtplib.SMTPRecipientsRefused as refused:
            codes = [one.code for one in refused.recipients]
            why = f"the relay refuses the address ({codes[0]})"
            raise NotSent(why, for_good=all(code in NO_SUCH_BOX for code in codes)) from None
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise NotSent(_why(error)) from None

    async def answers(self) -> None:
        """Come as far as sending would. Raises NotSent."""
        try:
            async with asyncio.timeout(PATIENCE), self._connection():
                pass
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise NotSent(_why(error)) from None

    def _connection(self) -> aiosmtplib.SMTP:
        return aiosmtplib.SMTP(
            hostname=self._host,
            port=self._port,
            username=self._name or None,
            password=self._password or None,
            use_tls=self._tls,
            start_tls=False if self._tls else self._starttls,
            timeout=PATIENCE,
        )


class Folder:
    """A file for each letter, named by day and id; the same letter again is the same file."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.path = folder_of(settings)

    async def send(self, letter: Letter, now: datetime) -> None:
        try:
            await asyncio.to_thread(self._write, letter, now)
        except OSError as error:
            raise NotSent(f"the folder of mails cannot be written: {error.strerror}") from None

    def _write(self, letter: Letter, now: datetime) -> None:
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        whole, part = self.path / f"{letter.id}.eml", self.path / f".{letter.id}.part"
        with open(part, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(bytes(message_of(letter, self._settings, now)))
        part.replace(whole)


def relay_of(settings: Settings) -> Relay:
    """What the settings name."""
    return Smtp(settings) if settings.mail_url else Folder(settings)


def folder_of(settings: Settings) -> Path:
    """Where letters lie when no relay is named."""
    return settings.data_dir / "mails"


def forget_letters(settings: Settings, ids: Collection[str], addresses: Collection[str]) -> None:
    """Remove letters from the folder: those with these ids, and all to these addresses."""
    for file in folder_of(settings).glob("*.eml"):
        if file.stem in ids or _address_in(file) in addresses:
            file.unlink(missing_ok=True)


def _address_in(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return str(BytesHeaderParser(policy=SMTP).parse(opened)["To"])
    except FileNotFoundError:
        return ""  # somebody else has removed it


def message_of(letter: Letter, settings: Settings, now: datetime) -> EmailMessage:
    """A letter as it travels (RFC 5322). ValueError when a header would hold a line break."""
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.sender
    message["To"] = letter.address
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{letter.id}@{settings.host.partition(':')[0]}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.ends_at:
        message["List-Unsubscribe"] = f"<{letter.ends_at}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text, cte="quoted-printable")
    if letter.calendar:
        _attach(message, letter.calendar, letter.calendar_name)
    return message


def _attach(message: EmailMessage, calendar: bytes, name: str) -> None:
    """An entry as a file; with its method, or mail programs offer to do nothing with it (RFC 6047, 2.4)."""
    method = "CANCEL" if b"\r\nMETHOD:CANCEL\r\n" in calendar else "PUBLISH"
    params = {"charset": "utf-8", "method": method}
    message.add_attachment(calendar, maintype="text", subtype="calendar", filename=name, params=params)


def _why(error: Exception) -> str:
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return f"the relay says {error.code}"
    return f"the relay cannot be reached ({type(error).__name__})"
