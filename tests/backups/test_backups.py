"""P29: a backup is the database at one commit, taken while others write; it is whole or not there."""

import os
import signal
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.backed_up import environment, fatten, largest_file, opened, spoil, stopped_at, titles
from tests.commandline import SLOWEST, command, started
from tests.planning import Planning
from tests.store.test_kill import acknowledged, compare
from tests.waiting import until_blocking
from tracker.backups import back_up, restore
from tracker.control import Failed
from tracker.domain.work import Progress, Stopped, Work
from tracker.operations import sentences
from tracker.settings import Settings
from tracker.store.migrating import UnusableDatabase
from tracker.terminal import CANCELLED, shown


def test_a_backup_beside_a_writer_holds_everything_up_to_now(
    settings: Settings, planning: Planning, kept: Path
) -> None:
    planning.step("Before")
    back_up(settings, kept, Work())
    planning.step("After")
    assert titles(kept) == ["Before"]
    assert kept.stat().st_mode & 0o777 == 0o600
    assert sorted(file.name for file in kept.parent.iterdir()) == ["data", "kept.db"]


def test_what_was_acknowledged_before_a_backup_is_in_it_while_20_write(
    settings: Settings, planning: Planning, kept: Path, tmp_path: Path
) -> None:
    ledgers = tmp_path / "ledgers"
    ledgers.mkdir()
    words = [settings.database_url, planning.plan_id, planning.people.anna.id, str(ledgers)]
    with started([sys.executable, "-m", "tests.store.edits_until_killed", *words]) as editing:
        until_blocking(lambda: len(acknowledged(ledgers)) >= 100, SLOWEST, "100 acknowledged edits")
        before = acknowledged(ledgers)
        back_up(settings, kept, Work())
        during = len(acknowledged(ledgers))
        until_blocking(lambda: len(acknowledged(ledgers)) > during, SLOWEST, "edits after the backup")
        assert editing.poll() is None
    planning.database.close()
    planning.database = opened(kept)
    compare(planning, before)


def test_a_commit_in_the_middle_of_a_backup_does_not_begin_it_anew(
    settings: Settings, planning: Planning, kept: Path
) -> None:
    fatten(planning)
    counts: list[int] = []

    def hear(progress: Progress) -> None:
        if progress.part == "copying":
            counts.append(progress.n)
            if len(counts) < 4:
                planning.step(f"During {len(counts)}")

    back_up(settings, kept, Work(hear))
    assert len(counts) > 4
    assert counts == sorted(counts)
    assert titles(kept) == ["Fat"]


def test_a_file_is_only_replaced_when_that_was_said(
    settings: Settings, planning: Planning, kept: Path
) -> None:
    kept.write_text("precious")
    with pytest.raises(Failed, match="is there already: name another file, or say --overwrite"):
        back_up(settings, kept, Work())
    assert kept.read_text() == "precious"
    back_up(settings, kept, Work(), overwrite=True)
    assert titles(kept) == []


@pytest.mark.parametrize("own", ["tracker.db", "tracker.db-wal", "../data/tracker.db"])
def test_the_database_itself_is_never_written_over(settings: Settings, planning: Planning, own: str) -> None:
    planning.step("Precious")
    for operate in (partial(back_up, overwrite=True), restore):
        with pytest.raises(Failed, match="is the database itself"):
            operate(settings, settings.data_dir / own, Work())
    assert planning.titles("gathered") == ["Precious"]


def test_without_a_database_there_is_nothing_to_back_up(settings: Settings, kept: Path) -> None:
    (settings.data_dir / "tracker.db").unlink()
    with pytest.raises(Failed, match="no database at"):
        back_up(settings, kept, Work())
    assert not kept.exists()


def test_of_a_postgresql_its_own_tools_make_backups(settings: Settings, kept: Path) -> None:
    elsewhere = replace(settings, database_url="postgresql+psycopg://somewhere/tracker")
    for operate in (back_up, restore):
        with pytest.raises(Failed, match=r"^The data is in a PostgreSQL: pg_dump [^\n]*\.$"):
            operate(elsewhere, kept, Work())


def test_a_damaged_database_makes_no_backup(settings: Settings, kept: Path) -> None:
    spoil(settings.data_dir / "tracker.db")
    with pytest.raises(UnusableDatabase, match=r"damaged|malformed"):
        back_up(settings, kept, Work())
    assert [file.name for file in kept.parent.iterdir()] == ["data"]


@pytest.mark.parametrize("part", ["copying", "verifying"])
def test_a_backup_that_is_stopped_leaves_nothing(
    settings: Settings, planning: Planning, kept: Path, part: str
) -> None:
    kept.write_text("the last one")
    with pytest.raises(Stopped):
        back_up(settings, kept, stopped_at(part), overwrite=True)
    assert kept.read_text() == "the last one"
    assert sorted(file.name for file in kept.parent.iterdir()) == ["data", "kept.db"]


def test_ctrl_c_ends_a_backup_with_a_sentence(
    settings: Settings, planning: Planning, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended, shown() as work, sentences():
        back_up(settings, kept, pressed(work))
    assert ended.value.code == CANCELLED
    assert capsys.readouterr().err == "tracker: Cancelled. Nothing was changed.\n"
    assert not kept.exists()


def pressed(work: Work) -> Work:
    """The same after Ctrl and C."""
    os.kill(os.getpid(), signal.SIGINT)
    return work


def test_two_backups_to_one_file_do_not_meet(settings: Settings, planning: Planning, kept: Path) -> None:
    work = Work(lambda progress: again() if progress.part == "verifying" else None)

    def again() -> None:
        with pytest.raises(Failed, match="Another command is writing"):
            back_up(settings, kept, Work())

    back_up(settings, kept, work)
    assert titles(kept) == []


def test_a_full_disk_leaves_no_half_backup(settings: Settings, planning: Planning, kept: Path) -> None:
    with largest_file(20_000), pytest.raises(UnusableDatabase, match="cannot be copied"):
        back_up(settings, kept, Work())
    assert [file.name for file in kept.parent.iterdir()] == ["data"]


def test_a_killed_backup_is_no_backup_and_hinders_none(
    settings: Settings, planning: Planning, kept: Path
) -> None:
    fatten(planning)
    half = kept.with_name(f".{kept.name}.part")
    with started(command("backup", str(kept)), environment(settings)) as process:
        until_blocking(lambda: half.exists() or process.poll() is not None, SLOWEST, "a half backup")
        process.kill()
        process.wait(SLOWEST)
    assert not kept.exists() or titles(kept) == ["Fat"]
    back_up(settings, kept, Work(), overwrite=True)
    assert titles(kept) == ["Fat"]
    assert sorted(file.name for file in kept.parent.iterdir()) == ["data", "kept.db"]
