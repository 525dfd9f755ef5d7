"""What a demo says when its port answers: where it is, and how to get in as whom."""

import json
import os
import sys
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from tracker.clock import Clock
from tracker.demo.people import Door, open_doors
from tracker.domain.plan import Plan
from tracker.store.database import Database
from tracker.store.members import find_member, role_on_plan
from tracker.store.plans import feed_of, plans_of


@dataclass(frozen=True, slots=True)
class Entrance:
    """Absolute addresses; each person with the role they have on the first plan."""

    url: str
    plans: list[dict[str, str]]
    people: list[dict[str, str]]

    def say(self, *, as_json: bool) -> None:
        """One line of JSON, or a list to read."""
        sys.stdout.write(self.line() if as_json else self.letter())
        sys.stdout.flush()

    def line(self) -> str:
        """For programs: exactly one line."""
        told = {"url": self.url, "pid": os.getpid(), "plans": self.plans, "people": self.people}
        return json.dumps(told, ensure_ascii=False) + "\n"

    def letter(self) -> str:
        """For people."""
        plans = "".join(f"  {plan['url']}  {plan['title']}\n" for plan in self.plans)
        links = "".join(f"  {who['name']:<6} {who['role']:<12} {who['link']}\n" for who in self.people)
        tokens = "".join(f"  {who['name']:<6} {who['token']}\n" for who in self.people)
        return (
            f"The tracker runs at {self.url}/ until Ctrl-C.\n\n"
            f"Open a link to sign in; each works again and again while the demo runs:\n{links}\n"
            f"Plans:\n{plans}\n"
            f"Tokens for scripts, as `Authorization: Bearer …`:\n{tokens}"
        )


def entrance(database: Database, clock: Clock, base_url: str) -> Entrance:
    """Open the doors of a furnished demo."""
    doors = database.write_now(lambda session: open_doors(session, clock.now())).value
    with database.reading() as session:
        plans = _plans(session, doors[0])
        people = [_person(session, base_url, door, plans[0]) for door in doors]
    return Entrance(base_url, [_plan(base_url, plan) for plan in plans], people)


def _plans(session: Session, door: Door) -> list[Plan]:
    """In the order in which they were agreed."""
    member = find_member(session, door.person.email)
    found = plans_of(session, member.as_participant()) if member else []
    return sorted((one.plan for one in found), key=lambda plan: plan.created_at)


def _plan(base_url: str, plan: Plan) -> dict[str, str]:
    feed = f"{feed_of(plan.id)}@{plan.rev}.{plan.epoch}"
    live = f"{base_url.replace('http', 'ws', 1)}/live?v=1&view=board&feed={feed}"
    return {"title": plan.title, "id": plan.id, "url": f"{base_url}/plans/{plan.id}", "live": live}


def _person(session: Session, base_url: str, door: Door, plan: Plan) -> dict[str, Any]:
    member = find_member(session, door.person.email)
    role = role_on_plan(session, member.as_participant(), plan.id) if member else None
    link = f"{base_url}/sign-in/{door.link}"
    return {"name": door.person.name, "role": role or "", "link": link, "token": door.token}
