"""P22: a command with its key takes effect once, however often and wherever it is sent."""

import asyncio
from datetime import timedelta

import pytest

from tests.planning import Planning
from tracker.clock import Clock
from tracker.commands import ownerships, steps
from tracker.commands.sign_ins import make_token
from tracker.domain.command_key import CommandKey
from tracker.domain.member import Member
from tracker.domain.ownership import Ownership
from tracker.domain.refusals import Forbidden, KeyReused
from tracker.domain.sign_in import AccessToken
from tracker.domain.step import Step
from tracker.store import command_keys
from tracker.store.database import Database


async def test_the_same_command_again_has_the_first_ones_outcome(planning: Planning) -> None:
    first = await planning.send(steps.add, "Kick-off", key="key-1", body=b"a")
    again = await planning.send(steps.add, "Kick-off", key="key-1", body=b"a")
    assert (again.revs, again.made, again.repeated) == (first.revs, first.made, True)
    assert planning.titles("gathered") == ["Kick-off"]
    assert [change.key for change in planning.changes()] == ["key-1"]


async def test_fifty_at_once_take_effect_once(planning: Planning) -> None:
    step_id = planning.step()
    told: list[object] = []
    planning.database.listen(told.append)
    sent = [planning.send(ownerships.take, step_id, key="key-1", body=b"take") for _ in range(50)]
    outcomes = await asyncio.gather(*sent)
    assert {(one.made, one.revs[planning.feed]) for one in outcomes} == {(outcomes[0].made, 2)}
    assert sum(one.repeated for one in outcomes) == 49
    assert len(planning.all(Ownership)) == 1
    assert (planning.rev, len(told)) == (2, 1)


async def test_a_hundred_identical_commands_without_key_are_idempotent_by_themselves(
    planning: Planning,
) -> None:
    step_id = planning.step()
    await asyncio.gather(*(planning.send(ownerships.take, step_id) for _ in range(100)))
    assert (len(planning.all(Ownership)), planning.rev) == (1, 2)


async def test_the_same_key_for_another_command_is_refused(planning: Planning) -> None:
    await planning.send(steps.add, "Kick-off", key="key-1", body=b"a")
    with pytest.raises(KeyReused):
        await planning.send(steps.add, "Etwas anderes", key="key-1", body=b"b")
    assert planning.titles("gathered") == ["Kick-off"]


async def test_a_key_is_its_participants_own(planning: Planning) -> None:
    await planning.send(steps.add, "Anna", key="key-1", body=b"a")
    await planning.send(steps.add, "Bernd", key="key-1", body=b"b", by=planning.people.bernd)
    assert planning.titles("gathered") == ["Anna", "Bernd"]


async def test_a_refused_command_may_be_sent_again_with_its_key(planning: Planning) -> None:
    step_id = planning.step()
    with pytest.raises(Forbidden):
        await planning.send(steps.trash, step_id, key="key-1", by=planning.people.deniz)
    assert planning.all(CommandKey) == []


async def test_a_key_holds_across_a_restart(planning: Planning) -> None:
    await planning.send(steps.add, "Kick-off", key="key-1", body=b"a")
    planning.database.close()
    planning.database = Database(planning.database.url, Clock(planning.time).both)
    again = await planning.send(steps.add, "Kick-off", key="key-1", body=b"a")
    assert again.repeated
    assert len(planning.all(Step)) == 1


async def test_a_command_beside_all_plans_keeps_its_key_too(planning: Planning) -> None:
    def token(session: object) -> str:
        member = session.get_one(Member, planning.people.anna.id)  # type: ignore[attr-defined]
        return make_token(session, member, "Skript", planning.time.now)  # type: ignore[arg-type]

    first = await planning.database.write(token, key="key-1", body=b"a")
    again = await planning.database.write(token, key="key-1", body=b"a")
    assert first.value
    assert again.repeated
    assert len(planning.all(AccessToken)) == 1


async def test_keys_are_kept_for_a_day_and_then_forgotten(planning: Planning) -> None:
    await planning.send(steps.add, "Kick-off", key="key-1", body=b"a")

    def forget_after(**life: float) -> None:
        now = planning.time.now + timedelta(**life)
        planning.database.write_now(lambda session: command_keys.forget_old(session, now))

    forget_after(hours=25)
    assert (await planning.send(steps.add, "Kick-off", key="key-1", body=b"a")).repeated
    forget_after(days=3)
    assert planning.all(CommandKey) == []
