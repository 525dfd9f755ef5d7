"""Who is here: in memory only, never stored, never logged."""

from collections.abc import Iterable

from tracker.domain.permissions import Action, Role, may
from tracker.live.frames import message
from tracker.live.listener import Listener
from tracker.live.pool import Pool
from tracker.live.pulse import Pulse

INTERVAL = 1.0  # seconds between two messages about one feed
MOST_NAMED = 30  # people; of more, only those who are editing


class Presence:
    """Who looks at which feed."""

    def __init__(self, interval: float = INTERVAL) -> None:
        self.companies: dict[str, Company] = {}
        self._interval = interval

    def arrive(self, listener: Listener, feed: str, role: Role) -> None:
        """The listener looks at `feed` from now on."""
        if feed not in self.companies:
            self.companies[feed] = Company(feed, self._interval)
        self.companies[feed].add(listener, role)

    def edit(self, listener: Listener, step: str | None) -> None:
        """The listener edits `step`, or none any more; ignored where it may not edit."""
        for feed in listener.pools:
            if company := self.companies.get(feed):
                company.edit(listener, step)

    def depart(self, listener: Listener) -> None:
        """The listener has gone."""
        for feed in listener.pools:
            if (company := self.companies.get(feed)) and company.remove(listener):
                del self.companies[feed]


class Company:
    """Those who look at one feed. Whoever is shown by name also sees the others' names; the rest see a number."""

    def __init__(self, feed: str, interval: float) -> None:
        self._feed = feed
        self._roles: dict[Listener, Role] = {}
        self._steps: dict[Listener, str] = {}
        self._named, self._counted = Pool(), Pool()
        self._pulse = Pulse(self._tell, interval)

    def add(self, listener: Listener, role: Role) -> None:
        self._roles[listener] = role
        self._pool_of(role).join(listener.push)
        self._pulse.ask()

    def edit(self, listener: Listener, step: str | None) -> None:
        role = self._roles.get(listener)
        if not may(role, Action.EDIT_STEP) or self._steps.get(listener) == step:
            return
        if step is None:
            del self._steps[listener]
        else:
            self._steps[listener] = step
        self._pulse.ask()

    def remove(self, listener: Listener) -> bool:
        """True when nobody is left."""
        if role := self._roles.pop(listener, None):
            self._steps.pop(listener, None)
            self._pool_of(role).leave(listener.push)
        if self._roles:
            self._pulse.ask()
        else:
            self._pulse.stop()
        return not self._roles

    def _pool_of(self, role: Role) -> Pool:
        return self._named if may(role, Action.SEE_NAMES) else self._counted

    async def _tell(self) -> None:
        count = len({_person(listener) for listener in self._roles})
        if self._counted.members:
            await self._counted.emit(message("who", feed=self._feed, n=count, users=[]))
        if self._named.members:
            await self._named.emit(message("who", feed=self._feed, n=count, users=self._users(count)))

    def _users(self, count: int) -> list[dict[str, str | None]]:
        people: dict[str, dict[str, str | None]] = {}
        for listener in self._shown(count):
            who = listener.viewer.participant
            known = people.setdefault(who.key, {"id": who.key, "name": who.name, "step": None})
            known["step"] = self._steps.get(listener) or known["step"]
        return sorted(people.values(), key=lambda user: (user["name"] or "", user["id"] or ""))

    def _shown(self, count: int) -> Iterable[Listener]:
        if count > MOST_NAMED:
            return self._steps
        return [listener for listener, role in self._roles.items() if may(role, Action.SEE_NAMES)]


def _person(listener: Listener) -> object:
    """Two tabs are one person; people without a sign-in cannot be told apart."""
    return listener.viewer.participant.key or listener.viewer.session or listener
