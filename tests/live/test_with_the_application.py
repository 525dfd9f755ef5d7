"""The same promises with the real boards, database and doorkeeper behind the socket."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.cast import MovableClock, Person, Place, gather
from tests.databases import copied, migrated_file
from tests.live.client import Client, open_client
from tests.waiting import until
from tests.web.site import Site, running
from tracker.domain.ids import new_id
from tracker.domain.plan import Plan
from tracker.live.wire import PushProtocol
from tracker.store.database import Database


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    clock = MovableClock()
    database = Database(copied(migrated_file(tmp_path), tmp_path), clock.both)
    try:
        async with running(gather(database, clock), tmp_path) as site:
            yield site
    finally:
        database.close()


def page(site: Site, place: Place) -> str:
    """The feed as a page just loaded asks for it."""
    plan = site.cast.database.read_now(lambda session: session.get(Plan, place.plan))
    assert plan is not None
    return f"{place.feed}@{plan.rev}.{plan.epoch}"


async def connected(site: Site, open_clients: AsyncExitStack, person: Person, asked: str) -> Client:
    url = f"{site.base_url.replace('http', 'ws')}/live?v=1&view=board&feed={asked}"
    client = await open_client(url, {"Authorization": f"Bearer {person.token}"})
    open_clients.push_async_callback(client.drop)
    return client


async def add_step(script: httpx.AsyncClient, place: Place, title: str) -> dict[str, Any]:
    """The delta that answers the command."""
    answer = await script.post(
        f"/plans/{place.plan}/steps",
        json={"title": title, "stage": place.stages["gathered"]},
        headers={"Idempotency-Key": new_id()},
    )
    assert answer.status_code < 300, answer.text
    delta: dict[str, Any] = answer.json()
    return delta


async def test_a_change_reaches_every_socket_as_the_author_is_answered(site: Site) -> None:
    cast = site.cast
    async with AsyncExitStack() as open_clients, site.script(cast.anna) as script:
        asked = page(site, cast.nrw)
        clients = [await connected(site, open_clients, person, asked) for person in (cast.bernd, cast.emil)]
        for client in clients:
            await client.hear("hello")
        answer = await add_step(script, cast.nrw, "Räume ansehen")
        heard = [await client.hear() for client in clients]
        assert heard[0] == heard[1] == {key: value for key, value in answer.items() if key != "made"}
        assert clients[0].raw[-1] == clients[1].raw[-1]
        pushes = [listener.push for listener in site.app.state.hub.listeners]
        assert all(isinstance(push, PushProtocol) for push in pushes)


async def test_joining_while_others_write_leaves_no_gap(site: Site) -> None:
    cast, count = site.cast, 40
    async with AsyncExitStack() as open_clients, site.script(cast.anna) as script:
        asked = page(site, cast.nrw)
        first = int(asked.split("@")[1].split(".")[0])

        written: list[int] = []

        async def write() -> None:
            for number in range(count):
                delta = await add_step(script, cast.nrw, f"Schritt {number}")
                written.append(delta["rev"])

        async def follow(after: int) -> list[tuple[int, int]]:
            await until(lambda: len(written) >= after, timeout=20, what=f"{after} changes")
            client = await connected(site, open_clients, cast.bernd, asked)
            await client.hear("hello")
            heard = [await client.hear()]
            while heard[-1]["rev"] < first + count:
                heard.append(await client.hear())
            return [(delta["frm"], delta["rev"]) for delta in heard]

        _, *chains = await asyncio.gather(write(), *(follow(after) for after in range(0, count, 4)))
        for chain in filter(None, chains):
            assert chain[0][0] == first
            # a frame of several changes may begin with one that the backlog had: told twice is no gap
            assert all(frm <= known < rev for (_, known), (frm, rev) in pairwise(chain))


async def test_at_midnight_each_board_is_told(site: Site) -> None:
    cast = site.cast
    async with AsyncExitStack() as open_clients, site.script(cast.anna) as script:
        deadline = f"/plans/{cast.nrw.plan}/steps/{cast.nrw.step}/deadline"
        assert (await script.post(deadline, json={"words": "15.04.2026"})).status_code < 300
        client = await connected(site, open_clients, cast.anna, page(site, cast.nrw))
        rev = (await client.hear("hello"))["feeds"][0]["rev"]
        cast.clock.moment += timedelta(days=2)
        delta = await client.hear()
        assert (delta["t"], delta["frm"], delta["rev"]) == ("delta", rev, rev)
        assert cast.nrw.step in json.dumps(delta)
