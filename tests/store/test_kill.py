"""P21: kill -9 in the middle of acknowledged edits loses none of them and leaves none half done."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.planning import Planning
from tests.waiting import until_blocking
from tracker.domain.change import read_effects
from tracker.domain.step import Step
from tracker.store.engines import sqlite_file


def test_what_was_acknowledged_before_a_kill_stands(planning: Planning, tmp_path: Path) -> None:
    kill_while_editing(planning, tmp_path / "ledgers", edits=150)


@pytest.mark.parametrize("edits", [40, 90])
def test_so_it_does_whenever_the_kill_comes(sqlite_planning: Planning, tmp_path: Path, edits: int) -> None:
    kill_while_editing(sqlite_planning, tmp_path / "ledgers", edits)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("edits", [1_000] * 20)
def test_what_was_acknowledged_before_a_late_kill_stands(
    sqlite_planning: Planning, tmp_path: Path, edits: int
) -> None:
    kill_while_editing(sqlite_planning, tmp_path / "ledgers", edits)


def kill_while_editing(planning: Planning, ledgers: Path, edits: int) -> None:
    ledgers.mkdir()
    url, anna = planning.database.url, planning.people.anna.id
    script = [sys.executable, "-m", "tests.store.edits_until_killed"]
    editing = subprocess.Popen([*script, url, planning.plan_id, anna, str(ledgers)])
    try:
        until_blocking(lambda: len(acknowledged(ledgers)) >= edits, 60, f"{edits} acknowledged edits")
    finally:
        editing.send_signal(signal.SIGKILL)
        editing.wait(10)
    compare(planning, acknowledged(ledgers))


def acknowledged(ledgers: Path) -> list[tuple[int, str, str]]:
    """Rev, step and title of each whole line."""
    lines = [line for ledger in ledgers.iterdir() for line in ledger.read_text().split("\n")[:-1]]
    return [(int(rev), step, title) for rev, step, title in map(str.split, lines)]


def compare(planning: Planning, ledger: list[tuple[int, str, str]]) -> None:
    """The ledger against the history, the history against the steps."""
    history = {
        change.rev: {(e.id, e.field): e.now for e in read_effects(change.effects)}
        for change in planning.changes()
    }
    missing = [line for line in ledger if history.get(line[0], {}).get((line[1], "title")) != line[2]]
    assert missing == []
    assert sorted(history) == list(range(1, planning.rev + 1))
    titles = {
        id: title
        for rev in sorted(history)
        for (id, field), title in history[rev].items()
        if field == "title"
    }
    assert {step.id: step.title for step in planning.all(Step)} == titles
    if file := sqlite_file(planning.database.url):
        connection = sqlite3.connect(file)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()
    planning.step("and on it goes")
    assert planning.rev == len(history) + 1
