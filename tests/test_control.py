"""Commands beside a running server, and what becomes of the lock when that server is killed."""

import asyncio
import json
import os
import signal
import stat
import threading
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect

from tests.commandline import SLOWEST, Shell, ended, free_port, live_address, sign_in
from tracker.control import LARGEST_LINE, Failed, carry_out, taking_requests
from tracker.domain.work import Work
from tracker.live.goodbyes import Code
from tracker.lock import LOCK_FILE, Lock, address_for

PLAN = "---\nregion: Küste\ntitle: Hafen und Handwerk\n---\n\n## Schritte\n\n- [ ] Anfangen\n"


def operate(name: str, arguments: Mapping[str, Any], work: Work) -> Any:
    if name == "fail":
        raise Failed("This does not work.")
    if name == "break":
        raise ZeroDivisionError
    return {"name": name, **arguments}


def not_here(name: str, arguments: Mapping[str, Any], work: Work) -> Any:
    raise AssertionError("a server is running")


@pytest.fixture
async def files(tmp_path: Path) -> AsyncIterator[list[Path]]:
    """The lock files of a folder for which somebody takes requests."""
    files = [tmp_path / LOCK_FILE]
    with Lock(files) as lock:
        async with taking_requests(lock, operate):
            yield files


async def ask(files: list[Path], name: str, **arguments: Any) -> Any:
    return await asyncio.to_thread(carry_out, files, name, arguments, not_here)


async def test_the_running_server_is_asked(files: list[Path]) -> None:
    assert await ask(files, "greet", whom="Gül", lines=["a\nb"]) == {
        "name": "greet",
        "whom": "Gül",
        "lines": ["a\nb"],
    }


async def test_its_refusal_is_told_in_its_words(files: list[Path]) -> None:
    with pytest.raises(Failed, match=r"^This does not work\.$"):
        await ask(files, "fail")


async def test_its_faults_stay_in_its_log(files: list[Path], caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Failed, match="its log says what"):
        await ask(files, "break")
    assert "ZeroDivisionError" in caplog.text


async def test_nobody_else_may_connect(files: list[Path]) -> None:
    assert stat.S_IMODE(os.stat(address_for(files[0].parent)).st_mode) == 0o600


@pytest.mark.parametrize("sent", [b"no JSON\n", b"[]\n", b'{"name": "greet"}\n', b"half a line"])
async def test_nonsense_is_answered_and_changes_nothing(files: list[Path], sent: bytes) -> None:
    reader, writer = await asyncio.open_unix_connection(address_for(files[0].parent))
    writer.write(sent)
    writer.write_eof()
    async with asyncio.timeout(SLOWEST):
        assert b'"failed"' in await reader.readline()
    writer.close()
    assert await ask(files, "greet") == {"name": "greet"}


async def test_too_much_is_not_even_sent(files: list[Path]) -> None:
    with pytest.raises(Failed, match="too much at once"):
        await ask(files, "greet", whom="x" * LARGEST_LINE)


def test_without_a_server_it_is_done_here(tmp_path: Path) -> None:
    assert carry_out([tmp_path / LOCK_FILE], "greet", {}, operate) == {"name": "greet"}
    assert not Path(address_for(tmp_path)).exists()


def test_two_commands_at_once_come_one_after_the_other(tmp_path: Path) -> None:
    files, order = [tmp_path / LOCK_FILE], []

    def first(name: str, arguments: Mapping[str, Any], work: Work) -> None:
        second.start()
        second.join(0.2)  # long enough to overtake, if it could
        order.append("first")

    second = threading.Thread(target=carry_out, args=(files, "", {}, lambda *_: order.append("second")))
    carry_out(files, "", {}, first)
    second.join(SLOWEST)
    assert order == ["first", "second"]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    return Shell(data, free_port())


def test_a_second_server_on_the_same_data_is_refused_in_a_sentence(shell: Shell) -> None:
    with shell.serving() as server:
        refused = shell.run("serve", "--port", "0", code=1)
        assert refused.stderr == (
            f"tracker: Process {server.pid} already serves {shell.data}. "
            "With SQLite there can be only one; PostgreSQL (TRACKER_DATABASE_URL) takes several.\n"
        )


def test_kill_9_frees_the_lock_and_what_was_acknowledged_is_there(shell: Shell, tmp_path: Path) -> None:
    with shell.serving() as server:
        shell.run("network", "add", "Netz", "--coordinator", "emil@example.org")
        server.kill()
        server.wait(SLOWEST)
        assert Path(address_for(shell.data)).exists()
        shell.run("link", "emil@example.org")
        assert not Path(address_for(shell.data)).exists()
    with shell.serving() as server:
        shell.run("link", "emil@example.org")
        assert ended(server, signal.SIGTERM)[0] == 0


def test_sigterm_ends_with_exit_code_0_and_clears_up(shell: Shell) -> None:
    with shell.serving() as server:
        code, out, err = ended(server, signal.SIGTERM)
    assert (code, out) == (0, "")
    assert err.startswith(f"Serving {shell.url}/\n")
    assert "Traceback" not in err
    assert not Path(address_for(shell.data)).exists()


async def test_commands_beside_a_server_are_seen_at_once(shell: Shell, tmp_path: Path) -> None:
    """A plan is there as soon as its import is told; a new right reaches a board that is open."""
    (tmp_path / "plan.md").write_text(PLAN)

    async def run(*words: str) -> str:
        return (await asyncio.to_thread(shell.run, *words)).stdout

    with shell.serving():
        added = await run("network", "add", "Netz", "--coordinator", "emil@example.org")
        imported = await run("import", str(tmp_path / "plan.md"), "--into", "netz")
        async with httpx.AsyncClient(timeout=SLOWEST) as client:
            await sign_in(client, link_in(added))
            page = await client.get(imported.split()[0])
            assert "Anfangen" in page.text
            known = {"Cookie": f"session={client.cookies['session']}", "Origin": shell.url}
            async with connect(live_address(page), additional_headers=known) as socket:
                assert json.loads(await asyncio.wait_for(socket.recv(), SLOWEST))["t"] == "hello"
                await run("network", "add", "Zwei", "--coordinator", "emil@example.org")
                await asyncio.wait_for(socket.wait_closed(), SLOWEST)
                assert socket.close_code == Code.RIGHTS_CHANGED


def link_in(told: str) -> str:
    """The sign-in link in what a command said."""
    return next(word for word in told.split() if "/sign-in/" in word)
