"""The demo as it is started: what it prints, that everybody gets in, and that nothing is left behind."""

import asyncio
import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect

from tests.commandline import SLOWEST, Shell, command, ended, free_port, sign_in, started
from tracker.demo.people import EXAMPLES
from tracker.domain.permissions import ROLES

PEOPLE = ["Emil", "Anna", "Bernd", "Clara", "Frida", "Gül"]


class Demo:
    """A demo that was started with --json; `told` is what its one line says."""

    def __init__(self, process: subprocess.Popen[str], line: str) -> None:
        self.process = process
        self.line = line
        self.told: dict[str, Any] = json.loads(line)

    def token_of(self, name: str) -> dict[str, str]:
        """What a script of this person sends."""
        [token] = [person["token"] for person in self.told["people"] if person["name"] == name]
        return {"Authorization": f"Bearer {token}"}


@contextmanager
def demo(*words: str, folder: Path) -> Iterator[Demo]:
    """A running demo whose temporary folders are made in `folder`."""
    environment = os.environ | {"TMPDIR": str(folder), "TRACKER_BASE_URL": "https://of.something.else"}
    with started(command("demo", "--port", "0", "--json", *words), environment) as process:
        assert process.stdout
        yield Demo(process, process.stdout.readline())


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with demo(folder=tmp_path_factory.mktemp("demo")) as running:
        yield running


def test_the_line_says_where_it_is_and_how_to_get_in(running: Demo) -> None:
    told = running.told
    assert list(told) == ["url", "pid", "plans", "people"]
    assert told["pid"] == running.process.pid
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", told["url"])
    assert len(told["plans"]) == 5
    for plan in told["plans"]:
        assert list(plan) == ["title", "id", "url", "live"]
        assert plan["url"] == f"{told['url']}/plans/{plan['id']}"
    assert [person["name"] for person in told["people"]] == PEOPLE
    for person in told["people"]:
        assert list(person) == ["name", "role", "link", "token"]
        assert person["role"] in ROLES
        assert person["link"].startswith(f"{told['url']}/sign-in/")


def test_everybody_has_the_role_they_are_told_on_the_first_plan(running: Demo) -> None:
    url = running.told["plans"][0]["url"]
    for person in running.told["people"]:
        answer = httpx.get(url, headers={"Authorization": f"Bearer {person['token']}"}, timeout=SLOWEST)
        assert f'data-role="{person["role"]}"' in answer.text


def test_everybody_sees_all_plans(running: Demo) -> None:
    for name in PEOPLE:
        for plan in running.told["plans"]:
            answer = httpx.get(f"{plan['url']}.json", headers=running.token_of(name), timeout=SLOWEST)
            assert answer.json()["title"] == plan["title"]


async def test_a_link_works_again_and_again(running: Demo) -> None:
    for _ in range(2):
        async with httpx.AsyncClient(timeout=SLOWEST) as client:
            await sign_in(client, running.told["people"][1]["link"])
            assert running.told["plans"][0]["title"] in (await client.get(running.told["url"])).text


async def test_the_live_address_hears_what_happens(running: Demo) -> None:
    plan, known = running.told["plans"][0], running.token_of("Bernd")
    async with connect(plan["live"], additional_headers=known) as socket:
        assert json.loads(await asyncio.wait_for(socket.recv(), SLOWEST))["t"] == "hello"
        async with httpx.AsyncClient(headers=known, timeout=SLOWEST) as script:
            made = await script.post(f"{plan['url']}/steps", json={"title": "Aus einem Skript"})
            assert made.status_code == 200, made.text
        while "Aus einem Skript" not in str(await asyncio.wait_for(socket.recv(), SLOWEST)):
            pass


def test_two_demos_at_once_do_not_meet(running: Demo, tmp_path: Path) -> None:
    with demo(folder=tmp_path) as other:
        assert other.told["url"] != running.told["url"]
        answer = httpx.get(other.told["url"], headers=running.token_of("Anna"), timeout=SLOWEST)
        assert running.told["plans"][0]["title"] not in answer.text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_and_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    with demo(folder=tmp_path) as running:
        assert list(tmp_path.iterdir())
        assert ended(running.process, number) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_data_that_is_kept_is_found_again_and_its_doors_are_closed(tmp_path: Path) -> None:
    data = str(tmp_path / "kept")
    with demo("--data", data, folder=tmp_path) as first:
        assert ended(first.process, signal.SIGINT)[0] == 0
    shell, told = Shell(tmp_path / "kept", free_port()), first.told
    with shell.serving():
        plan = shell.url + told["plans"][0]["url"].removeprefix(told["url"])
        assert httpx.get(f"{plan}.json", headers=first.token_of("Emil"), timeout=SLOWEST).status_code == 401
        link = shell.url + told["people"][0]["link"].removeprefix(told["url"])
        assert httpx.get(link, timeout=SLOWEST).status_code == 404
    with demo("--data", data, folder=tmp_path) as second:
        assert second.told["plans"][0]["id"] == first.told["plans"][0]["id"]
        assert len(second.told["plans"]) == 5
        assert ended(second.process, signal.SIGINT)[0] == 0


def test_a_further_plan_of_any_size_is_the_last(tmp_path: Path) -> None:
    with demo("--steps", "40", folder=tmp_path) as running:
        plan = running.told["plans"][-1]
        answer = httpx.get(f"{plan['url']}.json", headers=running.token_of("Emil"), timeout=SLOWEST)
        assert len(answer.json()["steps"]) == 40


def test_people_read_a_list(tmp_path: Path) -> None:
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    port = free_port()
    with started(command("demo", "--port", str(port)), environment) as process:
        assert process.stdout
        assert process.stdout.readline() == f"The tracker runs at http://127.0.0.1:{port}/ until Ctrl-C.\n"
        code, told, err = ended(process, signal.SIGINT)
    assert (code, err) == (0, "")
    for name in PEOPLE:
        assert re.search(
            rf"^  {name} +\w+ +http://127\.0\.0\.1:{port}/sign-in/[\w-]{{22}}$", told, re.MULTILINE
        )
        assert re.search(rf"^  {name} +[\w-]{{22}}$", told, re.MULTILINE)


def test_with_reload_it_starts_anew_on_the_same_data_when_a_file_changes(tmp_path: Path) -> None:
    with demo("--reload", folder=tmp_path) as running:
        (EXAMPLES / "people.toml").touch()
        assert running.process.stderr
        again = json.loads(running.process.stderr.readline())
        assert again["pid"] != running.told["pid"]
        assert (again["url"], again["plans"]) == (running.told["url"], running.told["plans"])
        assert ended(running.process, signal.SIGTERM) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
