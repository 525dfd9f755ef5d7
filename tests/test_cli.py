"""What is typed, what comes out, and that every mistake is told in a sentence."""

import re
import socket
import sqlite3
from pathlib import Path
from typing import Any

import pytest

import tracker
from tests.commandline import Shell, free_port
from tracker.plan_file.canonical import canonical
from tracker.plan_file.reading import read_plan_file

EXAMPLES = sorted((Path(tracker.__file__).parent / "examples").glob("*.md"))
COMMANDS = ["backup", "demo", "doctor", "export", "import", "link", "network", "restore", "serve"]
NETWORK = "Demografie-Netzwerk"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    return Shell(data, free_port())


@pytest.fixture
def furnished(shell: Shell) -> Shell:
    """With a network, Emil its coordinator."""
    shell.run("network", "add", NETWORK, "--coordinator", "emil@example.org")
    return shell


def test_help_lists_the_commands_there_are(shell: Shell) -> None:
    listed = shell.run("--help").stdout.partition("Commands:")[2]
    assert sorted(re.findall(r"^  (\w+)", listed, re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize(
    "words", ["backup", "link", "serve --port x", "demo --port 70000", "import missing.md --into Netz"]
)
def test_wrong_usage_has_exit_code_2(shell: Shell, words: str) -> None:
    assert shell.run(*words.split(), code=2).stdout == ""


def test_a_new_network_tells_its_coordinator_how_to_sign_in(shell: Shell) -> None:
    told = shell.run(
        "network", "add", NETWORK, "--coordinator", "Emil@Example.org", "--called", "Emil"
    ).stdout
    assert re.search(rf"within 60 minutes: {shell.url}/sign-in/[\w-]{{22}}\n", told)
    assert query(shell, "SELECT name, email FROM member") == [("Emil", "emil@example.org")]


def test_a_mistake_is_one_sentence_and_exit_code_1(furnished: Shell) -> None:
    refused = furnished.run("network", "add", NETWORK, "--coordinator", "x@example.org", code=1)
    assert (refused.stdout, refused.stderr) == ("", "tracker: name: This name exists already.\n")


def test_a_plan_goes_in_and_comes_out_as_it_was(furnished: Shell, tmp_path: Path) -> None:
    document = read_plan_file(EXAMPLES[0].read_bytes())
    told = furnished.run("import", str(EXAMPLES[0]), "--into", NETWORK)
    address, _, title = told.stdout.strip().partition("  ")
    assert (title, told.stderr) == (document.title, "")
    out = tmp_path / "out.md"
    assert furnished.run("export", address, "--out", str(out)).stdout == ""
    assert canonical(read_plan_file(out.read_bytes())) == canonical(document)
    assert furnished.run("export", address).stdout == out.read_text("utf-8")


def test_the_problems_of_a_file_stand_one_to_a_line(furnished: Shell, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.md"
    wrong.write_text("---\nregion: Küste\n---\n\n## Schritte\n\nAnfangen\n", "utf-8")
    refused = furnished.run("import", str(EXAMPLES[0]), str(wrong), "--into", NETWORK, code=1)
    assert [line.partition(" “")[0] for line in refused.stderr.splitlines()] == [
        "tracker: wrong.md: Line 1:",
        "wrong.md: Line 7:",
    ]
    assert query(furnished, "SELECT count(*) FROM plan") == [(0,)]


def test_an_import_goes_to_one_place(furnished: Shell) -> None:
    for words in ([], ["--into", NETWORK, "--into-region", "k7m2p9x4wd3h"]):
        assert "--into NETWORK" in furnished.run("import", str(EXAMPLES[0]), *words, code=2).stderr


def test_a_newer_database_is_left_alone(furnished: Shell) -> None:
    query(furnished, "UPDATE alembic_version SET version_num = '9999'")
    before = database_of(furnished).read_bytes()
    for words in (["serve", "--port", str(furnished.port)], ["link", "emil@example.org"]):
        refused = furnished.run(*words, code=1)
        assert refused.stderr == (
            "tracker: The database has schema 9999, which this release does not know: install the newer release.\n"
        )
    assert database_of(furnished).read_bytes() == before


def test_what_is_no_database_is_left_alone(shell: Shell) -> None:
    database_of(shell).write_text("Handlungspläne, von Hand geschrieben\n" * 100)
    refused = shell.run("serve", "--port", str(shell.port), code=1)
    assert refused.stderr == "tracker: The database cannot be read: file is not a database\n"
    assert database_of(shell).read_text() == "Handlungspläne, von Hand geschrieben\n" * 100


def test_a_wrong_setting_stops_the_start(shell: Shell) -> None:
    refused = shell.run("serve", code=1, COLOUR="red")
    assert "TRACKER_COLOUR" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_a_port_that_is_taken_stops_the_start(shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", shell.port)):
        refused = shell.run("serve", "--port", str(shell.port), code=1)
    assert refused.stderr.startswith(f"tracker: Port {shell.port} of 127.0.0.1 cannot be used: ")
    assert len(refused.stderr.splitlines()) == 1


def database_of(shell: Shell) -> Path:
    return shell.data / "tracker.db"


def query(shell: Shell, sql: str, *values: str) -> list[tuple[Any, ...]]:
    """Look into the database while nobody serves it."""
    connection = sqlite3.connect(database_of(shell))
    try:
        found = connection.execute(sql, values).fetchall()
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    return found
