"""Who stands behind a request or socket: by cookie, by Bearer token, or nobody."""

import hashlib
import hmac
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import HTTPConnection

from tracker.clock import Clock
from tracker.domain.participant import NOBODY, Participant
from tracker.domain.sign_in import hash_of
from tracker.settings import Settings
from tracker.store.database import Database
from tracker.store.sign_in_sessions import KnownSession, find_session, find_token
from tracker.web.accepted import language_wanted
from tracker.web.cookies import new_visit_secret, session_secret, visit_secret

FRESH = 3.0  # seconds for which a session is believed without looking again
MOST_KEPT = 10_000  # sessions; then all are looked up anew


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever knocked, for one request or socket."""

    participant: Participant = NOBODY
    locale: str = "de"
    session: str = ""
    """The hash of the session or access token: names it without giving it away. Empty for nobody."""
    by_token: bool = False
    origin_ok: bool = False
    """A socket may open: our exact Origin, or no cookie that somebody else's page could use; and our Host."""
    token: str = ""
    """Proves in forms and scripts that they stand on a page of ours."""
    new_visit: str = ""
    """Set as a cookie with the page that carries the token; empty when the browser has one."""
    expires_at: datetime | None = None
    """When the session ends by itself: an open socket ends then too."""

    @property
    def signed_in(self) -> bool:
        """Whether this is a member or a guest."""
        return self.participant.kind != "nobody"


class Visitors:
    """Knows sessions and tokens for up to three seconds, less when somebody's rights change."""

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._known: dict[str, tuple[float, KnownSession]] = {}
        self._forgotten = 0

    def forget(self) -> None:
        """Look everybody up again: rights have changed, or a session has ended."""
        self._forgotten += 1
        self._known.clear()

    async def visitor(self, connection: HTTPConnection) -> Visitor:
        """Who this is. Damaged, foreign and expired secrets mean nobody."""
        authorization = connection.headers.get("authorization", "")
        if authorization[:7].lower() == "bearer ":
            return await self._by_token(connection, hash_of(authorization[7:].strip()))
        return await self._by_cookie(connection)

    async def _by_token(self, connection: HTTPConnection, hash: str) -> Visitor:
        known = await self._look_up(f"token {hash}", lambda: self._token(hash))
        ours = connection.headers.get("host", "").lower() == self._settings.host
        if known is None:
            return Visitor(locale=language_wanted(connection), by_token=True, origin_ok=ours)
        who = known.participant
        return Visitor(who, who.language, hash, by_token=True, origin_ok=ours)

    async def _by_cookie(self, connection: HTTPConnection) -> Visitor:
        secret = session_secret(self._settings, connection)
        hash = hash_of(secret) if secret else ""
        known = await self._look_up(hash, lambda: self._session(hash)) if hash else None
        origin_ok = self._may_open_socket(connection, bool(secret))
        if known is None:
            return self._nobody(connection, origin_ok)
        who = known.participant
        token, until = self._proof(f"session {hash}"), known.expires_at
        return Visitor(who, who.language, hash, origin_ok=origin_ok, token=token, expires_at=until)

    def _nobody(self, connection: HTTPConnection, origin_ok: bool) -> Visitor:
        kept = visit_secret(self._settings, connection)
        visit = kept or new_visit_secret()
        return Visitor(
            locale=language_wanted(connection),
            origin_ok=origin_ok,
            token=self._proof(f"visit {visit}"),
            new_visit="" if kept else visit,
        )

    def _may_open_socket(self, connection: HTTPConnection, with_cookie: bool) -> bool:
        origins = connection.headers.getlist("origin")
        own = origins == [self._settings.base_url] or (not origins and not with_cookie)
        return own and connection.headers.get("host", "").lower() == self._settings.host

    def _proof(self, of: str) -> str:
        return hmac.new(self._settings.secret_key, of.encode(), hashlib.sha256).hexdigest()[:32]

    async def _look_up(
        self, key: str, find: Callable[[], Awaitable[KnownSession | None]]
    ) -> KnownSession | None:
        moment = time.monotonic()
        seen, kept = self._known.get(key, (0.0, None))
        if kept is not None and moment - seen < FRESH:
            return kept if kept.expires_at > self._clock.now() else None
        forgotten, known = self._forgotten, await find()
        # what was read before rights changed may not be believed afterwards
        if known is not None and forgotten == self._forgotten:
            self._keep(key, moment, known)
        return known

    def _keep(self, key: str, moment: float, known: KnownSession) -> None:
        if len(self._known) >= MOST_KEPT:
            self._known.clear()
        self._known[key] = (moment, known)

    async def _session(self, hash: str) -> KnownSession | None:
        return await self._database.read(find_session, hash, self._clock.now())

    async def _token(self, hash: str) -> KnownSession | None:
        who = await self._database.read(find_token, hash)
        return KnownSession(hash, who, datetime.max.replace(tzinfo=UTC)) if who else None
