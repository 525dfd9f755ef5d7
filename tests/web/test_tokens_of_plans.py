"""P1, P2: for a token that is for chosen plans there is nothing else, neither on HTTP nor on the socket."""

import json
import re
from functools import partial

import httpx
import pytest
from sqlmodel import Session
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.domain.plan import Plan, Visibility


def script(site: Site, token: str) -> httpx.AsyncClient:
    return site.client(headers={"Authorization": f"Bearer {token}", "Accept": "application/json"})


async def token_for(browser: Browser, *plans: str, reads_only: bool = False) -> str:
    made = await browser.post(
        "/me/tokens", {"name": "Skript", "plans": list(plans), "reads_only": reads_only}
    )
    return str(made.json()["token"])


def live(site: Site, token: str, *plans: str) -> connect:
    feeds = "&".join(f"feed=plan:{plan}@0.x" for plan in plans)
    url = f"{site.base_url.replace('http', 'ws')}/live?v=1&view=board&{feeds}"
    return connect(url, additional_headers={"Authorization": f"Bearer {token}"}, proxy=None)


async def closed_with(socket: ClientConnection) -> int:
    try:
        while True:
            await socket.recv()
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 0


async def test_nothing_is_there_but_the_plans_it_is_for(site: Site, here: Making, emil: Browser) -> None:
    other, network = site.cast.hessen, site.cast.nrw.network
    token = await token_for(emil, here.plan)
    async with script(site, token) as client:
        assert (await client.get(f"/plans/{here.plan}.json")).status_code == 200
        step = {"title": "Per Skript"}
        assert (await client.post(f"/plans/{here.plan}/steps", json=step)).status_code == 200
        nowhere = await client.get(f"/plans/{'z' * 12}.json")
        for path in (
            f"/plans/{other.plan}.json",
            f"/plans/{other.plan}.md",
            f"/plans/{other.plan}",
            f"/plans/{other.plan}/history",
            f"/plans/{other.plan}/steps/{other.step}",
            f"/networks/{network}",
            f"/networks/{network}.zip",
            f"/regions/{site.cast.nrw.region}",
        ):
            answer = await client.get(path)
            assert (answer.status_code, answer.text) == (404, nowhere.text), path
        for path, body in (
            (f"/plans/{other.plan}/steps", step),
            (f"/regions/{site.cast.nrw.region}/plans", {"title": "Neu"}),
            (f"/networks/{network}/memberships", {"email": "x@example.org", "role": "reader"}),
            (f"{here.step_address}/moves", {"plan": other.plan}),
        ):
            assert (await client.post(path, json=body)).status_code == 404, path
        home = (await client.get("/", headers={"Accept": "text/html"})).text
        found = (await client.get("/search?q=Wege", headers={"Accept": "text/html"})).text
    for page in (home, found):
        assert other.plan not in page
        assert f"/networks/{network}" not in page
    assert here.plan in home


async def test_a_plan_open_to_all_is_not_there_either(site: Site, here: Making, emil: Browser) -> None:
    other = site.cast.hessen.plan

    def show_to(session: Session, visibility: Visibility) -> None:
        session.get_one(Plan, other).visibility = visibility

    await site.cast.database.write(partial(show_to, visibility=Visibility.PUBLIC))
    async with script(site, await token_for(emil, here.plan)) as client:
        assert (await client.get(f"/plans/{other}.json")).status_code == 404
    await site.cast.database.write(partial(show_to, visibility=Visibility.MEMBERS))


async def test_a_socket_hears_only_of_them(site: Site, here: Making, emil: Browser) -> None:
    token, other = await token_for(emil, here.plan, reads_only=True), site.cast.hessen.plan
    async with live(site, token, here.plan) as socket:
        hello = json.loads(await socket.recv())
        assert [feed["role"] for feed in hello["feeds"]] == ["reader"]
    for plans in ((other,), (here.plan, other), ("z" * 12,)):
        async with live(site, token, *plans) as socket:
            assert await closed_with(socket) == 4404


async def test_a_revoked_token_closes_its_sockets(site: Site, here: Making, emil: Browser) -> None:
    made = (await emil.post("/me/tokens", {"name": "Bald weg", "plans": [here.plan]})).json()
    async with live(site, made["token"], here.plan) as socket:
        assert json.loads(await socket.recv())["t"] == "hello"
        assert (await emil.post(f"/me/tokens/{made['made']}/revocation", {})).status_code == 200
        assert await closed_with(socket) == 4409


async def test_it_is_for_plans_one_reads_and_says_so_on_the_page(
    site: Site, here: Making, bernd: Browser
) -> None:
    answer = await bernd.post("/me/tokens", {"name": "Fremd", "plans": [site.cast.hessen.plan]})
    assert answer.status_code == 422
    assert "plans" in answer.json()["fields"]
    page = (await bernd.form("/me/tokens", {"name": "Nur einer", "plans": here.plan})).text
    assert re.search(r"Nur einer<br>.*?NRW: Fachkräfte gewinnen", page, re.DOTALL)
    page = (await bernd.form("/me/tokens", {"name": "Jeder"})).text
    assert re.search(r"Jeder<br>[^·]*· alle Ihre Pläne", page)


@pytest.mark.parametrize("reads_only", [True, False])
async def test_it_never_grants_more_than_its_owner_has(
    site: Site, here: Making, guel: Browser, reads_only: bool
) -> None:
    async with script(site, await token_for(guel, here.plan, reads_only=reads_only)) as client:
        answer = await client.post(f"/plans/{here.plan}/steps", json={"title": "Nein"})
        assert answer.status_code == 403


async def test_a_command_done_before_tells_nothing_to_whom_the_plan_is_not_there(
    site: Site, here: Making, emil: Browser
) -> None:
    address, step = f"/plans/{site.cast.hessen.plan}/steps", {"title": "Von Emil"}
    same = {"Idempotency-Key": "emils-key", "Feed-Rev": "1"}
    assert (await emil.post(address, step, **same)).status_code == 200
    async with script(site, await token_for(emil, here.plan)) as client:
        answer = await client.post(address, json=step, headers=same)
    assert answer.status_code == 404
    assert "ops" not in answer.text
