"""Fresh things in a plan of the cast, so that each test has a step, a note and an ownership of its own."""

import re
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from sqlmodel import Session

from tests.cast import TODAY, Cast, Place
from tracker.commands import checklists, follow_ups, meetings, notes, ownerships, parties, stages, steps, talk
from tracker.commands.plans import put_plan
from tracker.domain.edit import Edit
from tracker.domain.ids import new_id
from tracker.domain.network import Region
from tracker.domain.participant import Participant
from tracker.domain.plan import Plan


@dataclass(frozen=True)
class Known:
    """The ids that an address is filled with."""

    step: str
    note: str
    ownership: str
    check: str
    stage: str
    party: str
    theme: str
    link: str
    comment: str
    follow_up: str
    meeting: str = ""


THINGS = tuple(field.name for field in fields(Known) if field.name != "meeting")


@dataclass
class Making:
    """Makes what a route needs in `place`, as somebody who may."""

    cast: Cast
    place: Place
    known: Known | None = None

    @cached_property
    def made(self) -> Known:
        """A fresh step, ownership, party, theme, point of its checklist and note, and a stage; or what was given."""
        if self.known:
            return self.known
        step = self._do(steps.add, "Ein Schritt", self.place.stages["gathered"], "")
        made = self._in_one(
            (ownerships.ask, step, self.place.party, "lead"),
            (parties.add_party, new_id()),
            (parties.add_theme, new_id()),
            (checklists.add, step, "Ein Punkt"),
            (follow_ups.agree, step, self.place.party, self.place.party),
            (talk.link, step, "https://example.org"),
            (talk.comment, step, "Gesagt"),
        )
        asked, party, theme, check, asks, link, comment = made
        note = self._do(notes.add, "idea", "Eine Karte")  # last: its change is the one that is undone
        stage = self.place.stages["gathered"]
        return Known(step, note, asked, check, stage, party, theme, link, comment, asks)

    @cached_property
    def meeting(self) -> str:
        """A fresh meeting, made when it is asked for: a plan has room for a few hundred."""
        return self.made.meeting or self._do(meetings.add, "9.6.2026", {"title": "Ein Treffen"})

    @property
    def rev(self) -> int:
        """Where the plan stands."""
        _ = self.made
        plan = self.cast.database.read_now(lambda s: s.get(Plan, self.place.plan))
        return plan.rev if plan else 0

    @property
    def plan(self) -> str:
        """The plan's id."""
        return self.place.plan

    @property
    def step(self) -> str:
        """The fresh step's id."""
        return self.made.step

    @property
    def step_address(self) -> str:
        """Where the fresh step stands."""
        return f"/plans/{self.place.plan}/steps/{self.made.step}"

    def plan_beside(self) -> str:
        """Another plan of the same region, empty."""

        def command(session: Session) -> str:
            region = session.get(Region, self.place.region)
            return put_plan(session, region, "Noch ein Plan", TODAY).id if region else new_id()

        return self.cast.database.write_now(command).value

    def spare_stage(self) -> str:
        """One that may be removed without anybody missing it."""
        return self._do(stages.add, "Noch eine Spalte")

    def another_step(self) -> str:
        """One more step, last of those gathered, without owner."""
        return self._do(steps.add, "Noch ein Schritt", self.place.stages["gathered"], "")

    def ids(self) -> dict[str, str]:
        """What stands in addresses, by name."""
        place, made = self.place, self.made
        above = {"plan": place.plan, "region": place.region, "network": place.network}
        own = {name: getattr(made, name) for name in THINGS}
        return above | own | ({"meeting": self.meeting} if "meeting" in vars(self) else {})

    def address(self, route: str) -> str:
        """The route with everything filled in."""
        _ = self.meeting if "{meeting" in route else ""
        known = {
            **self.ids(),
            "secret": "a" * 22,
            "path": "nothing/here.css",
            "preview": "p" * 12,
            "ending": "e" * 44,
            "work": "none",
            "session": "s" * 12,
            "token": "t" * 12,
            "membership": "m" * 12,
            "calendar": "c" * 12,
            "join_link": "j" * 12,
            "guest": "g" * 12,
            "member": "m" * 12,
            "sign_up": "v" * 12,
        }
        return re.sub(r"{(\w+)(:\w+)?}", lambda found: known[found[1]], route)

    def seen_through(self, place: Place) -> "Making":
        """What was made here, in addresses of another plan."""
        made = replace(self.made, meeting=vars(self).get("meeting", ""))
        return Making(self.cast, place, made)

    def invented(self) -> "Making":
        """A step, a note and an ownership that never were."""
        return Making(self.cast, self.place, Known(*(new_id() for _ in fields(Known))))

    def nowhere(self) -> "Making":
        """The same in a plan that never was."""
        place = replace(self.place, plan=new_id(), region=new_id(), network=new_id())
        return Making(self.cast, place, Known(*(new_id() for _ in fields(Known))))

    def _in_one(self, *commands: tuple[Any, ...]) -> list[str]:
        """One change instead of many: each is a commit that waits for the disk."""

        def run(session: Session, edit: Edit) -> list[str]:
            made = []
            for command, *values in commands:
                edit.made = ""
                command(session, edit, self.place.plan, *values)
                made.append(edit.made)
            return made

        who = self._whoever_may()
        return self.cast.database.write_now(run, feeds=(self.place.feed,), by=who).value

    def _do(self, command: object, *values: object) -> str:
        who = self._whoever_may()
        run = lambda session, edit: command(session, edit, self.place.plan, *values)  # noqa: E731
        return self.cast.database.write_now(run, feeds=(self.place.feed,), by=who).made

    def _whoever_may(self) -> Participant:
        owners = {self.cast.nrw.plan: "anna", self.cast.hessen.plan: "clara", self.cast.foreign.plan: "frida"}
        return self.cast.people[owners[self.place.plan]].participant
