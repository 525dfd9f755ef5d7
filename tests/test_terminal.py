"""Long commands on a terminal: they say how far they are, and Ctrl and C leaves nothing half done."""

import contextlib
import os
import pty
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commandline import ROOT, SLOWEST, Shell, command, free_port
from tests.test_cli import EXAMPLES, NETWORK, query

MANY = 6_000  # lines: seconds of work
COUNT = "SELECT (SELECT count(*) FROM plan), (SELECT count(*) FROM step)"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """With a network that has one plan."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    shell = Shell(data, free_port())
    shell.run("network", "add", NETWORK, "--coordinator", "emil@example.org")
    return shell


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "plan.csv"
    file.write_text("Was;Wer\n" + "".join(f"Schritt {n};Kammer {n % 40}\n" for n in range(MANY)))
    return file


@pytest.mark.parametrize("beside_a_server", [False, True])
def test_ctrl_c_cancels_with_a_sentence_and_nothing_is_half_done(
    shell: Shell, table: Path, beside_a_server: bool
) -> None:
    address = shell.run("import", str(EXAMPLES[0]), "--into", NETWORK).stdout.split()[0]
    before = query(shell, COUNT)
    with shell.serving() if beside_a_server else contextlib.nullcontext():
        with typed(shell, "import", str(table), "--into", address) as (process, screen):
            said = read_until(screen, "Preparing the steps …")
            process.send_signal(signal.SIGINT)
            said += read_until(screen, "changed.")
            assert process.wait(SLOWEST) == 130
        # the server still serves
        shell.run("export", address)
    assert "Checking the lines … " in said
    assert f" of {MANY:,}" in said
    assert said.endswith("\r\x1b[Ktracker: Cancelled. Nothing was changed.")
    assert query(shell, COUNT) == before


def test_without_a_terminal_nothing_but_the_outcome_is_said(shell: Shell, table: Path) -> None:
    address = shell.run("import", str(EXAMPLES[0]), "--into", NETWORK).stdout.split()[0]
    done = shell.run("import", str(table), "--into", address)
    assert (done.stdout, done.stderr) == (f"{address}  {MANY} added\n", "")
    assert query(shell, "SELECT count(*) FROM step WHERE title LIKE 'Schritt %'") == [(MANY,)]


@contextlib.contextmanager
def typed(shell: Shell, *words: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A command whose stderr is a terminal, and what one sees there."""
    screen, end = pty.openpty()
    try:
        with subprocess.Popen(command(*words), cwd=ROOT, env=shell.environment(), stderr=end) as process:
            os.close(end)
            try:
                yield process, screen
            finally:
                process.kill()
    finally:
        os.close(screen)


def read_until(screen: int, words: str) -> str:
    """What appears there, up to these words; what comes after them is left."""
    said = b""
    while not said.endswith(words.encode()):
        said += os.read(screen, 1)
    return said.decode()
