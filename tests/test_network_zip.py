"""`tracker export --network`: the same file as on the network's page, whole or not at all."""

import zipfile
from pathlib import Path

import pytest

from tests.commandline import Shell, free_port
from tests.test_cli import EXAMPLES, NETWORK
from tracker.control import Failed
from tracker.domain.work import Progress, Stopped, Work
from tracker.network_zip import write_network
from tracker.settings import Settings, read_settings


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """With a network that has two plans."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    shell = Shell(data, free_port())
    shell.run("network", "add", NETWORK, "--coordinator", "emil@example.org")
    shell.run("import", *map(str, EXAMPLES[:2]), "--into", NETWORK)
    return shell


@pytest.fixture
def settings(shell: Shell) -> Settings:
    return read_settings(shell.environment())


def test_it_is_written_with_and_without_a_server(shell: Shell, tmp_path: Path) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    told = shell.run("export", "--network", NETWORK, str(one))
    assert (told.stdout, told.stderr) == (f"{one}  2 plans\n", "")
    with shell.serving():
        shell.run("export", "--network", NETWORK.lower(), "--out", str(two))
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as file:
        assert file.testzip() is None
        assert len(file.namelist()) == 4


def test_the_tables_are_in_the_language_that_is_named(settings: Settings, tmp_path: Path) -> None:
    german, english = tmp_path / "de.zip", tmp_path / "en.zip"
    for file in (german, english):
        write_network(settings, NETWORK, file, file.stem, Work())
    assert german.read_bytes() != english.read_bytes()


@pytest.mark.parametrize(
    "words", [[], ["--network", NETWORK], ["--network", NETWORK, "a.zip", "--out", "b.zip"]]
)
def test_one_file_or_one_plan_is_named(shell: Shell, words: list[str]) -> None:
    assert "Say " in shell.run("export", *words, code=2).stderr


@pytest.mark.parametrize("way", [[], ["--out"]])
def test_it_is_not_written_under_a_name_that_says_something_else(
    shell: Shell, tmp_path: Path, way: list[str]
) -> None:
    file = tmp_path / "plans.txt"
    assert ".zip" in shell.run("export", "--network", NETWORK, *way, str(file), code=2).stderr
    assert not file.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["export", "--network", NETWORK, "{}.zip"],
        ["backup", "{}"],
        ["export", "Mitglieder im Land vernetzen", "--out", "{}.md"],
    ],
)
def test_a_folder_that_is_not_there_is_named(shell: Shell, tmp_path: Path, words: list[str]) -> None:
    file = tmp_path / "nowhere" / "file"
    told = shell.run(*(word.format(file) for word in words), code=1).stderr
    assert f"There is no folder {file.parent}." in told
    assert "Errno" not in told


def test_only_its_owner_may_read_the_database(shell: Shell) -> None:
    with shell.serving():
        modes = {file.name: file.stat().st_mode & 0o777 for file in shell.data.glob("tracker.db*")}
    assert modes
    assert set(modes.values()) == {0o600}


def test_stopped_it_leaves_what_was_there(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "plans.zip"
    file.write_text("the last one")

    def hear(progress: Progress) -> None:
        if (progress.part, progress.n) == ("plans", 1):
            work.stop()

    work = Work(hear)
    with pytest.raises(Stopped):
        write_network(settings, NETWORK, file, "de", work)
    assert file.read_text() == "the last one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "plans.zip"]


def test_a_network_that_is_not_there_is_named(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(Failed, match="There is no network Nirgendwo"):
        write_network(settings, "Nirgendwo", tmp_path / "plans.zip", "de", Work())
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
