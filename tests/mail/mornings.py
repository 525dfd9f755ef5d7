"""Goes from morning to morning, and sees what is sent."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from tests.mail.trays import Trays
from tests.planning import Planning
from tracker.clock import Clock
from tracker.commands import ownerships
from tracker.domain.berlin import BERLIN
from tracker.domain.mail import Letter
from tracker.domain.member import Member
from tracker.domain.ownership import Ownership
from tracker.domain.party import Party
from tracker.domain.rhythm import Rhythm
from tracker.mail.reminding import Reminding
from tracker.mail.sending import Mailing
from tracker.settings import Settings


class Mornings:
    """Goes from day to day; `run` is what a server does at seven, as far as it is up."""

    def __init__(self, planning: Planning, settings: Settings, trays: Trays) -> None:
        self.planning, self.trays = planning, trays
        want(planning, who=[planning.people.emil.id], digest=Rhythm.NONE, reminders=False)
        clock = Clock(lambda: planning.time.now)
        self.mailing = Mailing(settings, planning.database, clock, trays)
        self.reminding = Reminding(planning.database, clock, lambda: None)

    async def run(self, day: date, hour: int = 7, minute: int = 0) -> list[Letter]:
        """What is sent on that day."""
        self.planning.time.now = datetime(
            day.year, day.month, day.day, hour, minute, tzinfo=BERLIN
        ).astimezone(UTC)
        await self.reminding.remind_due()
        while await self.mailing.send_due():
            pass
        return self.trays.clear()

    async def days(self, first: date, last: date) -> dict[date, list[str]]:
        """The subjects of each day on which there was a mail."""
        found = {}
        for n in range((last - first).days + 1):
            day = first + timedelta(days=n)
            if letters := await self.run(day):
                found[day] = [letter.subject for letter in letters]
        return found


def want(planning: Planning, *, who: Sequence[str] | None = None, **fields: object) -> None:
    """These members (ids) want this by mail; by default all but Emil, who hears when a plan lies still."""
    ids = (
        [one.id for one in planning.all(Member) if one.id != planning.people.emil.id] if who is None else who
    )

    def set_all(session: Session) -> None:
        for id in ids:
            for name, value in fields.items():
                setattr(session.get_one(Member, id), name, value)

    planning.database.write_now(set_all)


def taken(planning: Planning, title: str, words: str) -> str:
    """A step that Anna has taken."""
    step = planning.step(title, words=words)
    planning.do(ownerships.take, step)
    return step


def ownership_at(planning: Planning, step: str) -> str:
    """Of the only one who is named there."""
    return next(one.id for one in planning.all(Ownership) if one.step_id == step)


def party_of(planning: Planning, name: str) -> str:
    """The id of the party with this name."""
    return next(one.id for one in planning.all(Party) if one.name == name)
