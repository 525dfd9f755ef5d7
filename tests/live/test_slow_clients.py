"""A client that does not read costs only itself."""

import asyncio
import resource

from tests.live.client import Client
from tests.live.door import PLAN
from tests.live.world import World
from tests.waiting import until
from tracker.live.wire import BUFFER, PushProtocol

BIG = "x" * 4096


async def change_and_hear(world: World, *readers: Client) -> int:
    """One large change that every reader hears."""
    rev = world.change(title=BIG)
    heard = await asyncio.gather(*(reader.hear() for reader in readers))
    assert {delta["rev"] for delta in heard} == {rev}
    for reader in readers:
        reader.raw.clear()
    return rev


async def stall(world: World, *readers: Client, slow: int = 1) -> list[PushProtocol]:
    """Publish until `slow` clients are set aside; the readers hear every change. Gives what is set aside."""

    def stalled() -> list[PushProtocol]:
        pushes = [listener.push for listener in world.hub.listeners]
        return [push for push in pushes if isinstance(push, PushProtocol) and push.stalled]

    for _ in range(400):
        await change_and_hear(world, *readers)
        if len(stalled()) == slow:
            return stalled()
    raise AssertionError("it takes and takes")


async def test_a_client_that_reads_again_gets_what_was_under_way_and_one_resync(world: World) -> None:
    reader = await world.greeted()
    slow = await world.connect("anna", small=True)
    (push,) = await stall(world, reader)
    (pool,) = world.hub.audiences[PLAN].pools.values()
    assert push not in pool.members
    assert push in pool.subscribers
    for _ in range(50):
        rev = await change_and_hear(world, reader)

    assert (await slow.hear())["t"] == "hello"
    stale = 0
    while (message := await slow.hear())["t"] == "delta":
        assert message["frm"] == stale
        stale = message["rev"]
    assert message == {"t": "resync"}
    assert 0 < stale <= 100
    assert stale < rev - 50 + 1

    world.change("last")
    delta = await slow.hear()
    assert (delta["t"], delta["frm"], delta["rev"]) == ("delta", rev, rev + 1)


async def test_it_is_cut_off_even_when_nothing_more_happens(impatient_world: World) -> None:
    reader = await impatient_world.greeted()
    slow = await impatient_world.connect("anna", small=True)
    await stall(impatient_world, reader)
    await until(lambda: len(impatient_world.hub.listeners) == 1, what="the slow one to be gone")
    assert await slow.closed() == 1006
    assert not [text for text in slow.raw if "resync" in text]
    impatient_world.change()
    assert (await reader.hear())["t"] == "delta"


async def test_one_that_resumes_in_time_is_not_cut_off_later(impatient_world: World) -> None:
    reader = await impatient_world.greeted()
    slow = await impatient_world.connect("anna", small=True)
    (push,) = await stall(impatient_world, reader)
    while (await slow.hear())["t"] != "resync":
        pass
    assert push._cut_off is None
    impatient_world.change("last")
    assert (await slow.hear())["ops"][0]["id"] == "last"


async def test_ten_stalled_of_sixty_cost_the_others_nothing_and_little_memory(world: World) -> None:
    first = [await world.connect("anna", small=True) for _ in range(10)]
    readers = [await world.greeted() for _ in range(50)]
    pushes = await stall(world, *readers, slow=10)
    before = resident_bytes()
    for _ in range(300):
        await change_and_hear(world, *readers)
    assert all(push.transport.get_write_buffer_size() <= BUFFER + 2 * len(BIG) for push in pushes)
    assert resident_bytes() - before < 10 * 2**20
    assert len(world.hub.listeners) == len(first) + len(readers)


async def test_a_stalled_client_whose_rights_end_is_cut_off_at_once(world: World) -> None:
    reader = await world.greeted("anna")
    slow = await world.connect("deniz", small=True)
    await stall(world, reader)
    world.hub.rights_changed("g:deniz")
    await until(lambda: len(world.hub.listeners) == 1, timeout=5, what="the slow one to be gone")
    assert await slow.closed() == 1006
    assert not [text for text in slow.raw if "resync" in text]


async def test_a_client_that_never_answers_our_close_is_cut_off(impatient_world: World) -> None:
    reader = await impatient_world.greeted("anna")
    slow = await impatient_world.connect("deniz", small=True)
    # what the kernels take is not enough to stall it, only to keep our buffer from draining
    await fill_a_little(impatient_world, reader, slow)
    connections = impatient_world.server.server_state.connections
    assert len(connections) == 2
    impatient_world.hub.rights_changed("g:deniz")
    await until(lambda: len(connections) == 1, what="the connection to end")


async def fill_a_little(world: World, reader: Client, slow: Client) -> None:
    (push,) = [one.push for one in world.hub.listeners if one.viewer.participant.id == "deniz"]
    assert isinstance(push, PushProtocol)
    while not push.transport.get_write_buffer_size():
        await change_and_hear(world, reader)
    assert not push.stalled


async def test_one_that_stalls_on_its_backlog_is_told_to_pull_when_it_reads(world: World) -> None:
    page = world.page()
    for number in range(150):
        world.boards.change(PLAN, f"s{number}", BIG)
    world.boards.gate.clear()
    slow = await world.connect("anna", page, small=True)
    slow.connection.transport.pause_reading()
    world.boards.gate.set()
    await until(lambda: any(one.push.stalled for one in world.hub.listeners), what="it to stall")
    world.change()
    slow.connection.transport.resume_reading()
    heard = [await slow.hear() for _ in range(3)]
    assert [message["t"] for message in heard] == ["hello", "delta", "resync"]
    rev = world.change()
    while (delta := await slow.hear())["rev"] != rev:
        assert delta["t"] == "delta"


def resident_bytes() -> int:
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize()
