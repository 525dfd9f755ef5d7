"""A doorkeeper with a short guest list, until these tests run against the real one."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import HTTPConnection

from tracker.domain.participant import NOBODY, Participant
from tracker.domain.permissions import Role

OWN_ORIGIN = "http://tracker.test"
PLAN = "plan:k7m2p9x4wd3h"
OTHER_PLAN = "plan:00000000000a"
ANNA = Participant("member", "anna", "Anna", "de")
BERND = Participant("member", "bernd", "Bernd", "en")
GUEL = Participant("member", "guel", "Gül", "de")
CLARA = Participant("member", "clara", "Clara", "de")
DENIZ = Participant("guest", "deniz", "Deniz", "de")


@dataclass(frozen=True)
class Seen:
    participant: Participant
    session: str
    locale: str
    by_token: bool
    origin_ok: bool
    expires_at: datetime | None = None


class Door:
    """Reads `Bearer NAME` or the cookie `session=NAME`; nobody else is let in unless a plan is public."""

    def __init__(self) -> None:
        self.people = {person.id: person for person in (ANNA, BERND, GUEL, CLARA, DENIZ)}
        self.roles = {
            (ANNA.key, PLAN): Role.FACILITATOR,
            (ANNA.key, OTHER_PLAN): Role.FACILITATOR,
            (BERND.key, PLAN): Role.EDITOR,
            (GUEL.key, PLAN): Role.READER,
            (DENIZ.key, PLAN): Role.GUEST,
            (CLARA.key, OTHER_PLAN): Role.EDITOR,
        }
        self.ends: dict[str, datetime] = {}  # of a person's sign-in
        self.entered = 0
        self.looked = 0
        self.threshold = asyncio.Event()  # cleared: whoever has been recognised waits
        self.gate = asyncio.Event()  # cleared: looking up a role waits
        self.threshold.set()
        self.gate.set()

    async def enter(self, connection: HTTPConnection) -> Seen | None:
        token = connection.headers.get("authorization", "").removeprefix("Bearer ")
        cookie = connection.cookies.get("session", "")
        origin_ok = not cookie or connection.headers.get("origin") == OWN_ORIGIN
        host_ok = connection.headers["host"].startswith("127.0.0.1")
        person = self.people.get(token or cookie, NOBODY)
        session = f"session of {cookie}" if cookie else token and f"token of {token}"
        self.entered += 1
        await self.threshold.wait()
        return Seen(
            person, session, person.language, bool(token), origin_ok and host_ok, self.ends.get(person.id)
        )

    async def role(self, viewer: object, feed: str) -> Role | None:
        assert isinstance(viewer, Seen)
        self.looked += 1
        await self.gate.wait()
        return self.roles.get((viewer.participant.key, feed))

    def make_public(self, feed: str) -> None:
        self.roles[NOBODY.key, feed] = Role.READER
