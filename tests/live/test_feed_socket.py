"""From hello to goodbye, against the real server."""

import pytest
from websockets.exceptions import InvalidStatus

from tests.live.client import open_client
from tests.live.door import OTHER_PLAN, OWN_ORIGIN, PLAN
from tests.live.world import World


async def test_hello_says_who_i_am_and_where_each_feed_stands(world: World) -> None:
    world.change()
    client = await world.connect("anna", world.page(), world.page(OTHER_PLAN))
    assert await client.receive() == {
        "t": "hello",
        "v": 1,
        "hb": 15,
        "build": "build-1",
        "me": "m:anna",
        "feeds": [
            {"feed": PLAN, "epoch": "e1", "rev": 1, "role": "facilitator"},
            {"feed": OTHER_PLAN, "epoch": "e1", "rev": 0, "role": "facilitator"},
        ],
    }


async def test_a_page_that_missed_nothing_hears_the_next_change_first(world: World) -> None:
    world.change()
    client = await world.greeted()
    world.change()
    delta = await client.hear()
    assert (delta["t"], delta["frm"], delta["rev"]) == ("delta", 1, 2)


async def test_a_page_that_missed_changes_gets_one_delta_for_all_of_them(world: World) -> None:
    page = world.page()
    for step in ("a", "b", "a"):
        world.change(step)
    client = await world.greeted("anna", page)
    delta = await client.hear()
    assert (delta["t"], delta["frm"], delta["rev"]) == ("delta", 0, 3)
    assert sorted(op["id"] for op in delta["ops"]) == ["a", "b"]


@pytest.mark.parametrize("page", ["@1.other", "@9.e1"], ids=["another epoch", "a rev never given"])
async def test_a_page_of_another_history_is_told_to_pull(world: World, page: str) -> None:
    world.change()
    client = await world.greeted("anna", PLAN + page)
    assert await client.hear() == {"t": "resync"}


async def test_a_page_that_missed_too_much_is_told_to_pull(world: World) -> None:
    page = world.page()
    for number in range(201):
        world.change(f"s{number}")
    client = await world.greeted("anna", page)
    assert await client.hear() == {"t": "resync"}


async def test_a_page_of_yesterday_also_gets_what_the_night_changed(world: World) -> None:
    world.change("s1")
    world.boards.feeds[PLAN].due["s1"] = world.clock.today
    yesterday = f"v=1&view=board&feed={world.page()}&day=2026-05-30"
    client = await world.connect(query=yesterday)
    await client.hear("hello")
    delta = await client.hear()
    assert (delta["frm"], delta["rev"], delta["ops"][0]["id"]) == (1, 1, "s1")


async def test_the_locale_is_the_viewer_s(world: World) -> None:
    german, english = await world.greeted("anna"), await world.greeted("bernd")
    world.change()
    assert "lang=de" in (await german.hear())["ops"][0]["html"]
    assert "lang=en" in (await english.hear())["ops"][0]["html"]


async def test_pong_says_where_each_feed_stands(world: World) -> None:
    client = await world.greeted("anna", world.page(), world.page(OTHER_PLAN))
    await client.say(t="ping")
    assert await client.hear("pong") == {"t": "pong", "revs": {PLAN: 0, OTHER_PLAN: 0}}
    world.change()
    await client.hear("delta")
    await client.say(t="ping")
    assert (await client.hear("pong"))["revs"] == {PLAN: 1, OTHER_PLAN: 0}


# Who is not let in


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "http://evil.test",
        "https://tracker.test",
        "http://tracker.test:81",
        "http://tracker.test.evil",
    ],
)
async def test_a_cookie_without_our_exact_origin_is_refused_before_accept(world: World, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await world.connect(headers={"Cookie": "session=anna"}, origin=origin)
    assert refused.value.response.status_code == 403


async def test_a_cookie_with_our_origin_is_let_in(world: World) -> None:
    client = await world.connect(headers={"Cookie": "session=anna"}, origin=OWN_ORIGIN)
    assert (await client.receive())["me"] == "m:anna"


async def test_an_unknown_host_is_refused_before_accept(world: World) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await open_client(
            f"ws://evil.test:{world.port}/live?v=1&view=board",
            {"Authorization": "Bearer anna"},
            host="127.0.0.1",
            port=world.port,
        )
    assert refused.value.response.status_code == 403


async def test_who_is_signed_out_is_asked_to_sign_in(world: World) -> None:
    assert await (await world.connect("")).closed() == 4401
    assert await (await world.connect("", "plan:doesnotexist@0.e1")).closed() == 4401


async def test_everybody_may_watch_a_public_plan(world: World) -> None:
    world.door.make_public(PLAN)
    client = await world.connect("")
    hello = await client.receive()
    assert (hello["me"], hello["feeds"][0]["role"]) == ("", "reader")


@pytest.mark.parametrize(
    "feed", [OTHER_PLAN + "@0.e1", "plan:doesnotexist@0.e1", "nonsense", "plan:x@y.z", "a@1"]
)
async def test_a_foreign_feed_and_none_at_all_look_the_same(world: World, feed: str) -> None:
    alone = await world.connect("bernd", feed)
    among_own = await world.connect("bernd", world.page(), feed)
    assert await alone.closed() == await among_own.closed() == 4404
    assert alone.raw == among_own.raw == []


async def test_a_feed_that_disappears_is_not_found(world: World) -> None:
    page = world.page()
    client = await world.greeted("anna", page)
    del world.boards.feeds[PLAN]
    world.hub.publish(PLAN, 1)
    assert await client.closed() == 4409
    assert await (await world.connect("anna", page)).closed() == 4404


@pytest.mark.parametrize("query", ["", "v=2&view=board", "view=board", "v=%00"])
async def test_another_version_is_told_so(world: World, query: str) -> None:
    assert await (await world.connect(query=query)).closed() == 4426


@pytest.mark.parametrize(
    "query",
    [
        "v=1",
        "v=1&view=secrets",
        "v=1&view=board&day=tomorrow",
        "v=1&view=row" + "".join(f"&feed=plan:{number}@0.e1" for number in range(65)),
    ],
)
async def test_an_address_we_do_not_understand_is_a_breach(world: World, query: str) -> None:
    assert await (await world.connect(query=query)).closed() == 1008


async def test_64_feeds_are_allowed(world: World) -> None:
    feeds = [f"plan:{number}" for number in range(64)]
    for feed in feeds:
        world.boards.add(feed)
        world.door.roles["m:anna", feed] = world.door.roles["m:anna", PLAN]
    client = await world.connect("anna", *map(world.page, feeds), view="row")
    assert len((await client.receive())["feeds"]) == 64


async def test_trouble_of_ours_closes_the_socket_and_nothing_else(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    listening = await world.greeted()
    world.boards.fail = True
    assert await (await world.connect()).closed() == 1011
    world.boards.fail = False
    world.change()
    assert (await listening.hear())["rev"] == 1
    assert [record.exc_info for record in caplog.records] == [None]
