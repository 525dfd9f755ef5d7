"""Plans: the board, a new plan, its head."""

import re

from tests.web.making import Making
from tests.web.site import Browser, Site


async def test_the_board_shows_every_card_in_its_stage(here: Making, guel: Browser) -> None:
    board = (await guel.get(f"/plans/{here.plan}")).text
    assert f'data-feed="plan:{here.plan}"' not in board.partition("<main")[0]
    assert f'data-list="{here.place.stages["gathered"]}"' in board
    assert f'id="step-{here.step}"' in board


async def test_the_board_stands_at_the_rev_of_its_data(here: Making, guel: Browser) -> None:
    plan, board = await guel.plan(here.plan), (await guel.get(f"/plans/{here.plan}")).text
    assert f'data-rev="{plan["rev"]}" data-epoch="{plan["epoch"]}"' in board


async def test_the_first_picture_of_a_board_waits_for_its_first_card_and_for_nothing_else(
    here: Making, anna: Browser
) -> None:
    board = await anna.get(f"/plans/{here.plan}")
    step = re.search(r'<li class="step" id="([^"]+)"', board.text)[1]  # type: ignore[index]
    head = board.text.partition("</head>")[0]
    assert f'<link rel="expect" href="#{step}" blocking="render">' in head
    styles = re.search(r'<link rel="stylesheet" href="([^"]+)"', head)[1]  # type: ignore[index]
    assert board.headers["link"] == f"<{styles}>; rel=preload; as=style"
    empty = await anna.form(f"/regions/{here.place.region}/plans", {"title": "Noch leer"})
    assert 'rel="expect"' not in (await anna.get(empty.headers["location"])).text


async def test_the_body_says_who_looks_and_as_what(
    here: Making, anna: Browser, deniz: Browser, site: Site
) -> None:
    cast = site.cast
    for browser, who in ((anna, cast.anna), (deniz, cast.deniz)):
        body = re.search(r"<body[^>]*>", (await browser.get(f"/plans/{here.plan}")).text)[0]  # type: ignore[index]
        assert f'data-role="{who.role}"' in body
        assert f'data-me="{who.participant.key}"' in body


async def test_my_own_parties_stand_in_the_body_once_i_have_taken_something(
    here: Making, bernd: Browser
) -> None:
    await bernd.post(here.step_address + "/ownerships", {"take": True})
    plan = await bernd.plan(here.plan)
    me = next(party["id"] for party in plan["parties"] if party["name"] == "Bernd")
    assert f'data-my-parties="{me}"' in (await bernd.get(f"/plans/{here.plan}")).text


async def test_cards_are_the_same_bytes_for_everybody(here: Making, anna: Browser, guel: Browser) -> None:
    stages = [
        re.search(r'<div class="stages".*?</main>', (await one.get(f"/plans/{here.plan}")).text, re.DOTALL)[0]  # type: ignore[index]
        for one in (anna, guel)
    ]
    without_keys = [re.sub(r'value="[^"]*"', "", stage) for stage in stages]
    assert without_keys[0] == without_keys[1]


async def test_the_way_up_is_a_link_only_for_those_who_may_go(
    here: Making, emil: Browser, deniz: Browser
) -> None:
    network, region = f'href="/networks/{here.place.network}"', f'href="/regions/{here.place.region}"'
    for_emil = (await emil.get(f"/plans/{here.plan}")).text
    for_deniz = (await deniz.get(f"/plans/{here.plan}")).text
    assert [link in for_emil for link in (network, region)] == [True, True]
    assert [link in for_deniz for link in (network, region)] == [False, False]


async def test_a_plan_is_started_in_a_region(here: Making, anna: Browser) -> None:
    answer = await anna.form(f"/regions/{here.place.region}/plans", {"title": "Ausbildung stärken"})
    assert answer.status_code == 303
    board = await anna.get(answer.headers["location"])
    assert (board.status_code, "Ausbildung stärken" in board.text) == (200, True)


async def test_a_plan_without_title_comes_back_on_the_region(here: Making, anna: Browser) -> None:
    fields = {"title": " ", "_key": "k" * 20 + "-plan-new"}
    answer = await anna.form(f"/regions/{here.place.region}/plans", fields)
    assert (answer.status_code, "Hier fehlt noch etwas." in answer.text) == (422, True)


async def test_the_head_is_changed_field_by_field(here: Making, anna: Browser) -> None:
    title = {"title": "Fachkräfte finden", "_base": here.rev}
    assert (await anna.form(f"/plans/{here.plan}", title)).status_code == 303
    await anna.post(f"/plans/{here.plan}", {"goal": "Niemand bleibt allein", "base": here.rev})
    plan = await anna.plan(here.plan)
    assert (plan["title"], plan["goal"]) == ("Fachkräfte finden", "Niemand bleibt allein")


async def test_two_who_write_the_goal_at_once_choose(here: Making, anna: Browser, emil: Browser) -> None:
    base = here.rev
    await anna.post(f"/plans/{here.plan}", {"goal": "Das Ziel von Anna", "base": base})
    answer = await emil.form(f"/plans/{here.plan}", {"goal": "Das Ziel von Emil", "_base": base})
    assert (answer.status_code, 'data-clash="goal"' in answer.text) == (409, True)


async def test_a_board_is_the_same_packed_and_plain(here: Making, anna: Browser) -> None:
    packed = await anna.get(f"/plans/{here.plan}")
    plain = await anna.get(f"/plans/{here.plan}", **{"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert here.step in packed.text
    assert re.sub(r'"[0-9a-z]{20}-', '"', packed.text) == re.sub(r'"[0-9a-z]{20}-', '"', plain.text)
