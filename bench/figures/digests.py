"""The digests of ten thousand people with one hundred thousand steps: time and memory of one process on one core."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import delete, insert
from sqlmodel import Session

from bench.plans import plan_of
from bench.prepared import Prepared
from bench.processes import ROOT
from bench.rounds import Rounds, median
from bench.rows import Row, at_most
from tracker.clock import Clock
from tracker.commands.imports import import_plan
from tracker.commands.networks import add_network
from tracker.domain.ids import new_id
from tracker.domain.mail import Mail
from tracker.domain.member import Member, Membership
from tracker.domain.ownership import Answer, Ownership
from tracker.domain.participant import NOBODY
from tracker.domain.party import Party, PlanParty
from tracker.domain.plan import Plan
from tracker.domain.reminding import Chore, Telling
from tracker.domain.step import Step
from tracker.settings import read_settings
from tracker.store.database import Database
from tracker.store.history import table_of
from tracker.store.migrating import upgrade
from tracker.store.plans import stages_of

PEOPLE, PLANS, STEPS = 10_000, 200, 500
EACH = PLANS * STEPS // PEOPLE
TODAY = date(2026, 5, 18)
LONG_AGO = datetime(2026, 1, 5, tzinfo=UTC)


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """Everybody's is found and put into the outbox, and then its words are put together."""
    with _filled() as url:
        measured = rounds.of(lambda: _one_round(url))
    if {one["put"] for one in measured} != {PEOPLE} or {one["written"] for one in measured} != {PEOPLE}:
        raise AssertionError(f"{measured[0]}: everybody gets one")
    found = median([one["found"][0] for one in measured])
    yield Row(
        f"digests of {PEOPLE:,} people with {PLANS * STEPS:,} steps, one core, processor time",
        median([one["took"][1] for one in measured]),
        "s",
        goal=at_most(60),
        note=f"{found:.1f} s to find them and put them into the outbox, the rest to write them; "
        f"by the clock {median([one['took'][0] for one in measured]):.1f} s",
    )
    yield Row(
        "… memory of that process at most",
        median([one["peak"] for one in measured]),
        "MiB",
        goal=at_most(200),
        note=f"{median([one['before'] for one in measured]):.0f} MiB before it begins",
    )


def _one_round(url: str) -> dict[str, Any]:
    database = Database(url, Clock().both)
    try:
        database.write_now(_forget)
    finally:
        database.close()
    command = [sys.executable, "-m", "bench.load.digesting", url]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def _forget(session: Session) -> None:
    """As if nobody had been told anything yet."""
    for model in (Mail, Telling, Chore):
        session.connection().execute(delete(table_of(model)))


@contextmanager
def _filled() -> Iterator[str]:
    with TemporaryDirectory(prefix="tracker-bench-") as name:
        url = read_settings({"TRACKER_DATA_DIR": str(Path(name))}).database_url
        upgrade(url)
        database = Database(url, Clock().both)
        try:
            database.write_now(_fill)
        finally:
            database.close()
        yield url


def _fill(session: Session) -> None:
    """Plans of equal size, in which each of the people has taken ten steps: half of them late or due."""
    now, today = Clock().both()
    network = add_network(session, "Bench", "emil@example.org", "Emil", now).id
    put = session.connection().execute
    session.flush()
    put(delete(table_of(Membership)))
    members = [_member(n, now) for n in range(PEOPLE)]
    parties = [_party(network, n, one["id"]) for n, one in enumerate(members)]
    put(insert(table_of(Member)), members)
    put(insert(table_of(Party)), parties)
    emil = {"digest": "none", "reminders": False}
    put(table_of(Member).update().where(table_of(Member).c.email == "emil@example.org").values(**emil))
    model = import_plan(session, NOBODY, plan_of(1), now, today, network_id=network).plan_id
    region = session.get_one(Plan, model).region_id
    stage = stages_of(session, model)[0].id
    for n in range(PLANS):
        _plan(session, n, region, stage, members, parties)


def _plan(session: Session, n: int, region: str, stage: str, members: list[Any], parties: list[Any]) -> None:
    put, steps = session.connection().execute, [_step(n, at, stage) for at in range(STEPS)]
    plan = Plan(region_id=region, title=f"Plan {n}", created_at=LONG_AGO).model_dump()
    who = [(n * STEPS + at) % PEOPLE for at in range(STEPS)]
    put(insert(table_of(Plan)), [plan])
    put(insert(table_of(Step)), [step | {"plan_id": plan["id"]} for step in steps])
    put(
        insert(table_of(Ownership)),
        [_owner(plan["id"], step["id"], parties[at]["id"]) for step, at in zip(steps, who, strict=True)],
    )
    put(
        insert(table_of(PlanParty)),
        [{"plan_id": plan["id"], "party_id": parties[at]["id"], "order_key": f"{at:05}"} for at in who],
    )
    put(
        insert(table_of(Membership)),
        [_membership(plan["id"], members[at]["id"]) for at in who],
    )


def _member(n: int, now: datetime) -> dict[str, Any]:
    return Member(email=f"p{n}@example.org", name=f"Person {n}", created_at=now).model_dump()


def _party(network: str, n: int, member: str) -> dict[str, Any]:
    name = f"Person {n}"
    return Party(network_id=network, sort="person", name=name, name_key=name, member_id=member).model_dump()


def _step(plan: int, at: int, stage: str) -> dict[str, Any]:
    last = TODAY + timedelta(days=(at * 7 + plan) % 120 - 60)
    row = Step(
        id=new_id(),
        plan_id="",
        number=at + 1,
        title=f"Betriebe der Region ansprechen, Runde {at}",
        stage_id=stage,
        order_key=f"{at:05}",
        rev=1,
        created_at=LONG_AGO,
    ).model_dump()
    dated = {"deadline_words": f"{last:%d.%m.%Y}", "deadline_first": last, "deadline_last": last}
    return row | dated | {"deadline_precision": "day"}


def _owner(plan: str, step: str, party: str) -> dict[str, Any]:
    return Ownership(
        plan_id=plan,
        step_id=step,
        party_id=party,
        role="lead",
        answer=Answer.ACCEPTED,
        asked_by="",
        asked_at=LONG_AGO,
    ).model_dump()


def _membership(plan: str, member: str) -> dict[str, Any]:
    return Membership(member_id=member, plan_id=plan, role="editor").model_dump()
