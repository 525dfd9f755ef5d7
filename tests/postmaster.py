"""A real SMTP server in the test's own loop, and the mails it was given."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

LOGIN = LoginPassword(b"plans", b"a password/with:signs")


@dataclass
class Postmaster:
    """Takes what it is given, unless told otherwise."""

    mails: list[EmailMessage] = field(default_factory=list)
    to: list[list[str]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    refusal: str = ""
    """What it says to every recipient, or nothing."""
    port: int = 0

    def text(self, n: int = -1) -> str:
        """The words of a mail."""
        body = self.mails[n].get_body()
        return "" if body is None else str(body.get_content())

    async def handle_RCPT(  # noqa: N802 - as the server calls it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.mails.append(message_from_bytes(bytes(envelope.content or b""), policy=policy.default))  # type: ignore[arg-type]
        self.to.append(list(envelope.rcpt_tos))
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        return "250 OK"


@asynccontextmanager
async def postmaster(
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    implicit: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
    login: bool = False,
) -> AsyncIterator[Postmaster]:
    """Listen meanwhile; with `login` only whoever knows LOGIN may send."""
    one = Postmaster()
    known: dict[str, Any] = {"tls_context": starttls, "require_starttls": False}
    if login:
        known |= {"authenticator": _check, "auth_required": True}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(one, loop=loop, hostname="relay.example.org", **known), host, port, ssl=implicit
    )
    one.port = server.sockets[0].getsockname()[1]
    try:
        yield one
    finally:
        server.close()


def _check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=data == LOGIN, handled=False)
