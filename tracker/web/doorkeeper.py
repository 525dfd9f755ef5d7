"""Whom the socket lets in: asked through the same lookups as every page."""

from typing import Protocol

from starlette.requests import HTTPConnection

from tracker.domain.ids import is_id
from tracker.domain.participant import Participant
from tracker.domain.permissions import Role
from tracker.store.database import Database
from tracker.store.members import role_on_plan
from tracker.store.plans import feed_of
from tracker.web.visitors import Visitor, Visitors


class HasParticipant(Protocol):
    """Whoever is already in: the socket knows them by this."""

    @property
    def participant(self) -> Participant: ...


class Doorkeeper:
    """Stands at `/live`."""

    def __init__(self, visitors: Visitors, database: Database) -> None:
        self._visitors = visitors
        self._database = database

    async def enter(self, connection: HTTPConnection) -> Visitor:
        """Who this is; somebody signed out is nobody, and gets only what is public."""
        return await self._visitors.visitor(connection)

    async def role(self, viewer: HasParticipant, feed: str) -> Role | None:
        """The present role, from the database; None: no such feed, or not theirs."""
        plan_id = feed.partition(":")[2]
        if feed != feed_of(plan_id) or not is_id(plan_id):
            return None
        return await self._database.read(role_on_plan, viewer.participant, plan_id)
