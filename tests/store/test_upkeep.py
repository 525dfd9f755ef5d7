"""What a server does by itself: keys of commands are forgotten when nobody can send them again."""

from datetime import timedelta

from tests.planning import Planning
from tests.waiting import until
from tracker.clock import Clock
from tracker.commands import steps
from tracker.domain.command_key import CommandKey
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
