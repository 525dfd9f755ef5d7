"""After a restore nobody goes on from a number that is still to be given: they take the whole board."""

import asyncio
import json
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect

from tests.commandline import SLOWEST, Shell, free_port, live_address, sign_in
from tests.test_cli import EXAMPLES, NETWORK

ADDED = "Kam nach der Sicherung"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    return Shell(data, free_port())


async def test_a_client_from_the_future_takes_the_whole_board(shell: Shell, tmp_path: Path) -> None:
    async def run(*words: str) -> str:
        return (await asyncio.to_thread(shell.run, *words)).stdout

    kept = str(tmp_path / "kept.db")
    async with httpx.AsyncClient(timeout=SLOWEST) as client:
        with shell.serving():
            told = await run("network", "add", NETWORK, "--coordinator", "emil@example.org")
            board = (await run("import", str(EXAMPLES[0]), "--into", NETWORK)).split()[0]
            await sign_in(client, next(word for word in told.split() if "/sign-in/" in word))
            await run("backup", kept)
            refused = await asyncio.to_thread(shell.run, "restore", kept, code=1)
            assert "end it first" in refused.stderr
            plan = (await client.get(f"{board}.json")).json()
            made = await client.post(
                f"{board}/steps",
                json={"title": ADDED},
                headers={"Origin": shell.url, "X-Token": await token(client, board), "Idempotency-Key": "k1"},
            )
            assert made.status_code == 200, made.text
            page = await client.get(board)
            assert ADDED in page.text
        await run("restore", kept)
        with shell.serving():
            known = {"Cookie": f"session={client.cookies['session']}", "Origin": shell.url}
            async with connect(live_address(page), additional_headers=known) as socket:
                heard = [json.loads(await asyncio.wait_for(socket.recv(), SLOWEST)) for _ in range(2)]
            assert [message["t"] for message in heard] == ["hello", "resync"]
            [feed] = heard[0]["feeds"]
            assert (feed["rev"], feed["epoch"] == plan["epoch"]) == (plan["rev"], False)
            asked = {"since": str(plan["rev"] + 1), "epoch": plan["epoch"]}
            whole = (await client.get(f"{board}/changes", params=asked)).json()
            assert (whole["t"], whole["rev"], ADDED in json.dumps(whole)) == ("snapshot", plan["rev"], False)


async def token(client: httpx.AsyncClient, board: str) -> str:
    page = (await client.get(board)).text
    return page.partition('name="_token" value="')[2].partition('"')[0]
