"""Rights and sign-ins that end while a socket is open, or while it opens."""

import asyncio
from datetime import timedelta

from tests.live.door import OWN_ORIGIN, PLAN
from tests.live.world import World
from tests.waiting import until


async def test_changed_rights_close_all_sockets_of_that_participant_and_no_other(world: World) -> None:
    first, second, other = [await world.greeted(who) for who in ("bernd", "bernd", "anna")]
    del world.door.roles["m:bernd", PLAN]
    world.hub.rights_changed("m:bernd")
    world.change()
    assert await first.closed() == await second.closed() == 4409
    assert not [text for text in first.raw + second.raw if "delta" in text]
    assert (await other.hear())["rev"] == 1
    assert await (await world.connect("bernd")).closed() == 4404


async def test_one_more_plan_to_read_calls_back_pages_of_several_plans_and_no_board(world: World) -> None:
    home, other = [await world.greeted(who, view="row") for who in ("bernd", "anna")]
    board = await world.greeted("bernd")
    world.hub.more_to_read({"m:bernd"})
    assert await home.closed() == 4409
    world.change()
    assert (await board.hear())["rev"] == (await other.hear())["rev"] == 1


async def test_an_ended_session_closes_its_sockets_and_no_other(world: World) -> None:
    by_cookie = await world.greeted(headers={"Cookie": "session=anna"}, origin=OWN_ORIGIN)
    by_token = await world.greeted("anna")
    world.hub.session_ended("session of anna")
    assert await by_cookie.closed() == 4409
    world.change()
    assert (await by_token.hear())["rev"] == 1


async def test_a_sign_in_that_runs_out_closes_its_sockets_and_no_other(world: World) -> None:
    world.door.ends["deniz"] = world.clock.now() + timedelta(hours=12)
    deniz, anna = await world.greeted("deniz"), await world.greeted("anna")
    world.clock.today += timedelta(days=1)
    assert await deniz.closed() == 4409
    world.change()
    assert (await anna.hear())["rev"] == 1


async def test_rights_that_change_during_the_handshake_are_not_missed(world: World) -> None:
    world.door.gate.clear()
    client = await world.connect("bernd")
    await until(lambda: world.door.looked, what="the question for the role")
    world.hub.rights_changed("m:bernd")
    world.door.gate.set()
    assert await client.closed() == 4409
    assert client.raw == []


async def test_a_session_that_ends_while_it_is_looked_up_is_looked_up_again(world: World) -> None:
    world.door.threshold.clear()
    connecting = asyncio.create_task(world.connect("bernd"))
    await until(lambda: world.door.entered, what="the door to be reached")
    del world.door.people["bernd"]
    world.hub.session_ended("token of bernd")
    world.door.threshold.set()
    assert await (await connecting).closed() == 4401
    assert world.door.entered == 2


async def test_nothing_is_left_of_clients_that_have_gone(world: World) -> None:
    clients = [await world.greeted(who, world.page()) for who in ("anna", "bernd", "anna")]
    for client in clients:
        await client.close()
    await until(lambda: not world.hub.listeners, what="the last to leave")
    assert not world.hub.audiences
    assert not world.socket.presence.companies
    assert not world.socket.seats.taken
    await until(lambda: not world.server.server_state.tasks, what="the endpoints to end")
