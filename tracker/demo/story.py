"""The five plans as they stand three weeks after they were agreed: examples/story.toml, told by those who acted."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from tracker.clock import Clock
from tracker.commands.imports import import_plan
from tracker.demo.people import EXAMPLES, add_people, people
from tracker.demo.telling import Telling
from tracker.domain.berlin import BERLIN
from tracker.domain.participant import Participant
from tracker.plan_file.reading import read_plan_file
from tracker.store.database import Database
from tracker.store.members import find_member

AGREED_AGO = timedelta(weeks=3)
BETWEEN = timedelta(hours=2, minutes=40)  # from one thing that happens to a plan to the next, in the daytime
MORNING, EVENING = 9, 18  # o'clock in Berlin


class StoryClock(Clock):
    """Moves on with what happens to a plan, and never beyond `now`."""

    def __init__(self, now: datetime) -> None:
        self._end = now
        self._agreed = self._moment = now - AGREED_AGO
        super().__init__(lambda: self._moment)

    def go_back(self) -> None:
        """To the day on which the plans were agreed, one after the other."""
        self._agreed += timedelta(minutes=1)
        self._moment = self._agreed

    def move_on(self) -> None:
        """To the next thing that happens."""
        moment = (self._moment + BETWEEN).astimezone(BERLIN)
        if not MORNING <= moment.hour < EVENING:
            moment += timedelta(days=moment.hour >= EVENING)
            moment = moment.replace(hour=MORNING, minute=moment.minute % 30)
        self._moment = min(moment.astimezone(UTC), self._end)


def furnish(url: str, now: datetime) -> None:
    """Fill an empty database: the network, its people, the plans, and all that has happened to them until `now`."""
    clock = StoryClock(now)
    today = Clock(lambda: now).day()
    database = Database(url, clock.both)
    try:
        network = database.write_now(lambda session: add_people(session, clock.now())).value
        actors = {person.name: database.read_now(_actor, person.email) for person in people()}
        for story in tomllib.loads((EXAMPLES / "story.toml").read_text("utf-8"))["plans"]:
            clock.go_back()
            plan_id = _agreed_plan(database, clock, actors[people()[0].name], network.id, story["file"])
            Telling(database, clock.move_on, today, actors, actors[story["by"]], plan_id).tell(story)
    finally:
        database.close()


def _actor(session: Session, email: str) -> Participant:
    member = find_member(session, email)
    if member is None:
        raise LookupError(email)
    return member.as_participant()


def _agreed_plan(database: Database, clock: Clock, by: Participant, network_id: str, file: str) -> str:
    """The plan of an example, agreed on the clock's day: its words are read against that."""
    now, day = clock.both()
    document = replace(read_plan_file((EXAMPLES / f"{file}.md").read_bytes()), agreed=day)

    def imported(session: Session) -> str:
        return import_plan(session, by, document, now, day, network_id=network_id).plan_id

    return database.write_now(imported).value
