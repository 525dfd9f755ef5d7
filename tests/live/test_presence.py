"""Who is here."""

from tests.live.client import Client
from tests.live.door import OTHER_PLAN, PLAN
from tests.live.world import World
from tests.waiting import until
from tracker.domain.participant import Participant
from tracker.domain.permissions import Role

STEP = "0123456789ab"
ANNA = {"id": "m:anna", "name": "Anna", "step": None}
BERND = {"id": "m:bernd", "name": "Bernd", "step": None}


async def who_is_here(client: Client, count: int) -> list[dict[str, str | None]]:
    """The users, once `count` people are told of."""
    while (who := await client.hear("who"))["n"] != count:
        assert who["feed"] == PLAN
    users: list[dict[str, str | None]] = who["users"]
    return users


async def test_members_and_guests_see_each_other_by_name(world: World) -> None:
    anna = await world.greeted("anna")
    assert await who_is_here(anna, 1) == [ANNA]
    await world.greeted("deniz")
    assert await who_is_here(anna, 2) == [ANNA, {"id": "g:deniz", "name": "Deniz", "step": None}]


async def test_two_tabs_are_one_person_until_both_have_gone(world: World) -> None:
    anna = await world.greeted("anna")
    tabs = [await world.greeted("bernd") for _ in range(2)]
    assert await who_is_here(anna, 2) == [ANNA, BERND]
    await tabs[0].close()
    await until(lambda: len(world.hub.listeners) == 2, what="the tab to go")
    company = world.socket.presence.companies[PLAN]
    await until(lambda: company._pulse._task is None, what="that to be told")
    await tabs[1].close()
    heard = [(await anna.hear("who"))["n"]]
    while heard[-1] != 1:
        heard.append((await anna.hear("who"))["n"])
    assert set(heard[:-1]) <= {2}


async def test_readers_see_a_number_and_are_a_number(world: World) -> None:
    world.door.make_public(PLAN)
    anna, guel, stranger = [await world.greeted(who) for who in ("anna", "guel", "")]
    assert await who_is_here(anna, 3) == [ANNA]
    assert await who_is_here(guel, 3) == []
    assert await who_is_here(stranger, 3) == []
    assert not [text for text in guel.raw + stranger.raw if "Anna" in text]


async def test_strangers_without_a_session_count_one_each(world: World) -> None:
    world.door.make_public(PLAN)
    anna = await world.greeted("anna")
    for _ in range(3):
        await world.greeted("")
    await who_is_here(anna, 4)


async def test_who_edits_what_is_told_and_ends(world: World) -> None:
    anna, bernd = await world.greeted("anna"), await world.greeted("bernd")
    await who_is_here(anna, 2)
    await bernd.say(t="at", step=STEP)
    assert {**BERND, "step": STEP} in (await anna.hear("who"))["users"]
    await bernd.say(t="at", step=None)
    assert BERND in (await anna.hear("who"))["users"]


async def test_a_reader_edits_nothing(world: World) -> None:
    guel, anna = await world.greeted("guel"), await world.greeted("anna")
    await who_is_here(anna, 2)
    await guel.say(t="at", step=STEP)
    await guel.say(t="ping")
    await guel.hear("pong")
    await anna.say(t="at", step=STEP)
    assert (await anna.hear("who"))["users"] == [{**ANNA, "step": STEP}]
    assert not [text for text in guel.raw if STEP in text]


async def test_above_thirty_people_only_those_who_edit_are_named(world: World) -> None:
    for number in range(30):
        person = Participant("guest", f"guest{number:02}", f"Gast {number:02}", "de")
        world.door.people[person.id] = person
        world.door.roles[person.key, PLAN] = Role.GUEST
    guests = [await world.greeted(f"guest{number:02}") for number in range(30)]
    assert len(await who_is_here(guests[0], 30)) == 30
    anna = await world.greeted("anna")
    assert await who_is_here(anna, 31) == []
    await guests[5].say(t="at", step=STEP)
    assert await who_is_here(anna, 31) == [{"id": "g:guest05", "name": "Gast 05", "step": STEP}]


async def test_a_burst_of_arrivals_is_told_at_most_once_an_interval() -> None:
    async with World(presence=0.4).served() as world:
        anna = await world.greeted("anna")
        for _ in range(10):
            await world.greeted("bernd")
        await who_is_here(anna, 2)
        assert sum('"who"' in text for text in anna.raw) == 2


async def test_a_row_on_a_start_page_is_nobody_at_the_board(world: World) -> None:
    anna = await world.greeted("anna")
    await world.greeted("anna", world.page(), world.page(OTHER_PLAN), view="row")
    await world.greeted("bernd", view="row")
    await world.greeted("deniz")
    assert [user["id"] for user in await who_is_here(anna, 2)] == ["m:anna", "g:deniz"]
    assert set(world.socket.presence.companies) == {PLAN}
