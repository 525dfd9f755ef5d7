"""P21-P23: one gapless rev per feed and one Change per command; what fails fails alone and leaves nothing."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from tests.planning import Planning
from tracker.clock import Clock
from tracker.commands import notes, steps
from tracker.domain.change import Change, ChangeEntity, Verb, read_effects
from tracker.domain.edit import Edit
from tracker.domain.note import Note
from tracker.domain.plan import Plan
from tracker.domain.refusals import Clash, Forbidden, NotFound
from tracker.domain.step import Step
from tracker.store.database import Database
from tracker.store.outcome import Told
from tracker.store.plans import feed_of
from tracker.store.writing import StorageTrouble

WRITERS = 16


class Gate:
    """A command that holds the writer until it is opened, so that what comes meanwhile is one batch."""

    def __init__(self, planning: Planning) -> None:
        self.entered, self.opened = Event(), Event()
        self._writing = asyncio.ensure_future(planning.database.write(self._hold))

    def _hold(self, session: Session) -> None:
        self.entered.set()
        self.opened.wait(10)

    async def closed(self) -> "Gate":
        await asyncio.to_thread(self.entered.wait, 10)
        return self

    async def open(self) -> None:
        """Let the writer go on, once every task made before has had its turn."""
        asyncio.get_running_loop().call_soon(self.opened.set)
        await self._writing


async def in_one_batch(planning: Planning, *commands: Callable[..., Any]) -> list[Any]:
    """What becomes of several commands on the plan that are written in one commit."""
    gate = await Gate(planning).closed()
    writing = [
        asyncio.ensure_future(
            planning.database.write(command, feeds=(planning.feed,), by=planning.people.anna)
        )
        for command in commands
    ]
    await gate.open()
    return list(await asyncio.gather(*writing, return_exceptions=True))


def adding(planning: Planning, title: str) -> Callable[[Session, Edit], str]:
    return lambda session, edit: steps.add(session, edit, planning.plan_id, title)


async def test_revs_of_many_writers_are_gapless_and_each_is_one_change(planning: Planning) -> None:
    async def work(writer: int) -> list[int]:
        return [(await planning.send(steps.add, f"{writer}-{turn}")).revs[planning.feed] for turn in range(5)]

    revs = await asyncio.gather(*(work(writer) for writer in range(WRITERS)))
    assert sorted(rev for own in revs for rev in own) == list(range(1, WRITERS * 5 + 1))
    assert all(own == sorted(own) for own in revs)
    assert [change.rev for change in planning.changes()] == list(range(1, WRITERS * 5 + 1))
    assert planning.rev == WRITERS * 5
    assert sorted(step.number for step in planning.all(Step)) == list(range(1, WRITERS * 5 + 1))


def test_threads_without_a_loop_write_too(planning: Planning) -> None:
    with ThreadPoolExecutor(WRITERS) as threads:
        written = list(threads.map(lambda turn: planning.do(steps.add, str(turn)), range(WRITERS * 2)))
    assert sorted(one.revs[planning.feed] for one in written) == list(range(1, WRITERS * 2 + 1))


async def test_a_command_that_fails_in_a_batch_leaves_nothing_and_stops_nobody(planning: Planning) -> None:
    def refused(session: Session, edit: Edit) -> None:
        steps.add(session, edit, planning.plan_id, "refused")
        session.flush()
        raise Forbidden()

    def broken(session: Session, edit: Edit) -> None:
        steps.add(session, edit, planning.plan_id, "broken")
        session.flush()
        session.execute(text("UPDATE step SET stage_id = 'nowhere'"))

    told: list[Told] = []
    planning.database.listen(told.append)
    outcomes = await in_one_batch(
        planning, adding(planning, "first"), refused, broken, adding(planning, "second")
    )
    first, *failed, second = outcomes
    assert [type(error) for error in failed] == [Forbidden, IntegrityError]
    assert (first.revs, second.revs) == ({planning.feed: 1}, {planning.feed: 2})
    assert planning.titles("gathered") == ["first", "second"]
    assert [one.revs for one in told] == [[(planning.feed, 1), (planning.feed, 2)]]  # in one commit


async def test_a_commit_that_fails_acknowledges_nobody(sqlite_planning: Planning) -> None:
    def dangling(session: Session, edit: Edit) -> None:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        steps.add(session, edit, sqlite_planning.plan_id, "dangling")
        session.flush()
        session.execute(text("UPDATE step SET stage_id = 'nowhere'"))

    told: list[Told] = []
    sqlite_planning.database.listen(told.append)
    outcomes = await in_one_batch(sqlite_planning, adding(sqlite_planning, "innocent"), dangling)
    assert [type(error) for error in outcomes] == [StorageTrouble, StorageTrouble]
    assert (sqlite_planning.changes(), sqlite_planning.rev, told) == ([], 0, [])
    await sqlite_planning.send(steps.add, "after that")
    assert sqlite_planning.titles("gathered") == ["after that"]


async def test_a_command_that_changes_nothing_takes_no_rev_and_tells_nobody(planning: Planning) -> None:
    step_id = planning.step("Kick-off")
    told: list[Told] = []
    planning.database.listen(told.append)
    written = await planning.send(steps.retell, step_id, "Kick-off", None, None)
    assert (written.revs, planning.rev, len(planning.changes()), told) == ({}, 1, 1, [])
    assert (await planning.send(steps.add, "Next")).revs == {planning.feed: 2}


def test_a_refused_command_takes_no_rev(planning: Planning) -> None:
    with pytest.raises(Forbidden):
        planning.do(steps.add, "Kick-off", by=planning.people.guel)
    assert (planning.rev, planning.all(Step), planning.changes()) == (0, [], [])


def test_a_clash_stores_nothing_of_the_command_not_even_the_fields_that_do_not_clash(
    planning: Planning,
) -> None:
    step_id = planning.step("Kick-off")
    planning.do(steps.retell, step_id, "Theirs", None, 1, by=planning.people.bernd)
    with pytest.raises(Clash) as clash:
        planning.do(steps.retell, step_id, "Mine", "My text", 1)
    found = clash.value.clashes[0]
    assert (found.field, found.mine, found.theirs, found.was, found.by) == (
        "title", "Mine", "Theirs", "Kick-off", "Bernd"
    )  # fmt: skip
    step = planning.one(Step, step_id)
    assert (step.title, step.text, step.rev, planning.rev) == ("Theirs", "", 2, 2)


def test_a_feed_that_is_not_there_is_not_found(planning: Planning) -> None:
    for feed in ("plan:000000000000", "workshop:1", "plan", ""):
        with pytest.raises(NotFound):
            planning.database.write_now(lambda session, edit: None, feeds=(feed,))


def test_one_command_is_one_change_with_versioned_effects_and_its_author_by_id(planning: Planning) -> None:
    step_id = planning.step("Kick-off", words="im Mai")
    change = planning.changes()[0]
    assert (change.rev, change.verb, change.by) == (1, Verb.STEP_ADDED, planning.people.anna.key)
    assert change.effects.startswith('{"v":1,')
    assert "Anna" not in change.effects
    assert {effect.field for effect in read_effects(change.effects)} == {
        "present", "title", "stage_id", "order_key", "deadline"
    }  # fmt: skip
    touched = planning.all(ChangeEntity)
    assert [(one.rev, one.kind, one.id) for one in touched] == [(1, "step", step_id)]


def test_author_time_and_rev_are_the_servers(planning: Planning) -> None:
    planning.step()
    change = planning.changes()[0]
    assert change.at == planning.time.now
    assert change.by == planning.people.anna.key


def test_a_command_over_two_plans_is_one_change_in_each(planning: Planning) -> None:
    other = planning.another_plan()
    feeds = tuple(sorted((planning.feed, feed_of(other)), reverse=True))
    plans = {feed_of(plan): plan for plan in (planning.plan_id, other)}

    def both(session: Session, one: Edit, two: Edit) -> None:
        for edit in (one, two):
            notes.add(session, edit, plans[edit.feed], "idea", "In beiden")

    written = planning.database.write_now(both, feeds=feeds, by=planning.people.anna)
    assert written.revs == dict.fromkeys(feeds, 1)
    assert sorted(change.feed for change in planning.all(Change)) == sorted(feeds)

    def only_one(session: Session, one: Edit, two: Edit) -> None:
        notes.add(session, one, plans[one.feed], "idea", "Nur in einem")

    with pytest.raises(AssertionError):
        planning.database.write_now(only_one, feeds=feeds, by=planning.people.anna)
    assert {plan.rev for plan in planning.all(Plan)} == {1}
    assert len(planning.all(Note)) == 2


async def test_commands_on_several_plans_at_once_are_numbered_each_in_its_own(planning: Planning) -> None:
    plans = {feed_of(plan): plan for plan in (planning.plan_id, planning.another_plan())}

    def adding_to(plan_id: str) -> Callable[[Session, Edit], str]:
        return lambda session, edit: steps.add(session, edit, plan_id, "Kick-off")

    gate = await Gate(planning).closed()
    writing = [
        planning.database.write(adding_to(plans[feed]), feeds=(feed,), by=planning.people.anna)
        for feed in [*plans, *plans, *plans]
    ]
    done = asyncio.gather(*writing)
    await gate.open()
    revs = [written.revs for written in await done]
    assert revs == [{feed: turn} for turn in (1, 2, 3) for feed in plans]


async def test_what_is_waiting_is_written_before_the_database_closes(planning: Planning) -> None:
    gate = await Gate(planning).closed()
    writing = asyncio.gather(*(planning.send(steps.add, str(turn)) for turn in range(5)))
    closing = asyncio.ensure_future(asyncio.to_thread(planning.database.close))
    await gate.open()
    await asyncio.gather(writing, closing)
    planning.database = Database(planning.database.url, Clock(planning.time).both)
    assert planning.titles("gathered") == ["0", "1", "2", "3", "4"]


def test_a_change_without_a_verb_is_our_mistake_and_stored_nowhere(planning: Planning) -> None:
    def nameless(session: Session, edit: Edit) -> None:
        edit.set("plan", session.get_one(Plan, planning.plan_id), "goal", "Ein Ziel")

    with pytest.raises(AssertionError, match="verb"):
        planning.database.write_now(nameless, feeds=(planning.feed,))
    assert (planning.one(Plan, planning.plan_id).goal, planning.rev) == ("", 0)


async def test_a_caller_that_has_gone_stops_nothing(planning: Planning) -> None:
    gate = await Gate(planning).closed()
    writing = asyncio.ensure_future(planning.send(steps.add, "Weg"))
    asyncio.get_running_loop().call_soon(writing.cancel)  # after its turn, when it is in the queue
    await gate.open()
    await planning.send(steps.add, "Da")
    assert planning.titles("gathered") == ["Weg", "Da"]
