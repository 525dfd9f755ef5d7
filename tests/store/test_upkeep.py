"""What a server does by itself: keys of commands are forgotten when nobody can send them again."""

from datetime import timedelta

import pytest

from tests.planning import Planning
from tests.waiting import until
from tracker.clock import Clock
from tracker.commands import checklists, meetings, notes, ownerships, reversals, steps
from tracker.domain.command_key import CommandKey
from tracker.domain.meeting import Meeting
from tracker.domain.note import Note
from tracker.domain.refusals import Irreversible
from tracker.domain.step import Step
from tracker.store.past import Wanted, names_in, past_changes
from tracker.store.purging import purge_notes_and_meetings, purge_steps
from tracker.store.upkeep import kept


async def test_old_keys_go_and_young_ones_stay_at_the_start_and_from_time_to_time(planning: Planning) -> None:
    clock = Clock(lambda: planning.time.now)

    async def send(key: str) -> None:
        await planning.send(steps.add, key, key=key, body=key.encode())

    def keys() -> set[str]:
        return {one.key for one in planning.all(CommandKey)}

    await send("three days old")
    planning.time.now += timedelta(days=3)
    await send("a day old")
    async with kept(planning.database, clock):
        await until(lambda: keys() == {"a day old"}, what="a start without old keys")
    planning.time.now += timedelta(hours=25)
    await send("young")
    async with kept(planning.database, clock, every=0.01):
        await until(lambda: keys() == {"a day old", "young"})
        planning.time.now += timedelta(hours=25)
        await until(lambda: keys() == {"young"}, what="old keys being forgotten again")


async def test_what_lay_in_the_trash_for_thirty_days_goes_and_its_history_stays(planning: Planning) -> None:
    clock = Clock(lambda: planning.time.now)
    old, restored, young = (planning.step(title) for title in ("Alt", "Geholt", "Jung"))
    planning.do(checklists.add, old, "Ein Punkt")
    planning.do(ownerships.take, old)
    planning.do(steps.retell, old, "Alt und umbenannt", None, None)
    for step in (old, restored):
        planning.do(steps.trash, step)
    planning.do(steps.restore, restored)
    planning.time.now += timedelta(days=10)
    planning.do(steps.trash, young)
    planning.time.now += timedelta(days=20, minutes=1)
    async with kept(planning.database, clock):
        await until(
            lambda: {step.id for step in planning.all(Step)} == {restored, young}, what="the old one gone"
        )
    rows = planning.database.read_now(past_changes, planning.plan_id, Wanted(), 50)
    names = planning.database.read_now(names_in, planning.people.anna, planning.plan_id, rows)
    assert names.steps[old] == (None, "Alt und umbenannt")
    assert names.steps[young] == (3, "Jung")
    with pytest.raises(Irreversible, match="irreversible"):
        planning.do(reversals.undo, next(row.rev for row in rows if row.verb == "step_taken"))
    planning.time.now += timedelta(days=9)
    async with kept(planning.database, clock, every=0.01):
        await until(lambda: planning.all(CommandKey) == [], what="a look around")
        assert young in {step.id for step in planning.all(Step)}
        planning.time.now += timedelta(days=1)
        await until(
            lambda: young not in {step.id for step in planning.all(Step)}, what="the young one gone too"
        )


def test_what_was_restored_or_trashed_anew_since_it_was_found_due_stays(planning: Planning) -> None:
    restored, anew = planning.step("Geholt"), planning.step("Noch einmal")
    for step in (restored, anew):
        planning.do(steps.trash, step)
        planning.do(steps.restore, step)
    planning.time.now += timedelta(days=40)
    planning.do(steps.trash, anew)
    now = planning.time.now + timedelta(minutes=1)
    planning.database.write_now(lambda session: purge_steps(session, [restored, anew], now))
    assert {step.id for step in planning.all(Step)} == {restored, anew}


async def test_notes_and_meetings_go_after_thirty_days_too_and_their_history_stays(
    planning: Planning,
) -> None:
    clock, step = Clock(lambda: planning.time.now), planning.step()
    gone, served, restored, here = (
        planning.do(notes.add, "goal", text).made for text in ("Weg", "Gebraucht", "Geholt", "Hier")
    )
    planning.do(steps.retell, step, None, None, None, None, gone)
    planning.do(steps.retell, step, None, None, None, None, served)
    was_other_goal = planning.rev
    away, stays = (planning.do(meetings.add, "12.6.2027", {"title": title}).made for title in ("Weg", "Hier"))
    for note in (gone, served, restored):
        planning.do(notes.trash, note)
    planning.do(notes.restore, restored)
    planning.do(meetings.trash, away)
    trashed_meeting = planning.rev
    planning.time.now += timedelta(days=29)
    now = planning.time.now
    assert not planning.database.write_now(lambda s: purge_notes_and_meetings(s, now)).value
    planning.time.now += timedelta(days=1, minutes=1)
    async with kept(planning.database, clock):
        await until(
            lambda: len(planning.all(Note)) < 4 and len(planning.all(Meeting)) < 2, what="the old gone"
        )
    assert {one.id for one in planning.all(Note)} == {served, restored, here}
    assert [one.id for one in planning.all(Meeting)] == [stays]
    assert planning.one(Step, step).goal_id == served
    rows = planning.database.read_now(past_changes, planning.plan_id, Wanted(), 50)
    names = planning.database.read_now(names_in, planning.people.anna, planning.plan_id, rows)
    assert names.notes[gone] == "Weg"
    for rev in (was_other_goal, trashed_meeting):
        with pytest.raises(Irreversible):
            planning.do(reversals.undo, rev)
