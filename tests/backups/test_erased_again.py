"""P29, P39: a backup from before an erasure brings nobody back."""

import stat
from pathlib import Path

import pytest

from tests.backed_up import installation, opened, run
from tests.planning import NOON, planning_on
from tracker.backups import back_up, restore
from tracker.commands import ownerships, talk
from tracker.commands.erased_again import FILE, erase_again, erased_in, keep_key, kept_keys, settle
from tracker.control import Failed
from tracker.domain.work import Work
from tracker.settings import Settings


def dumped(file: Path) -> str:
    """Every row of every table."""
    tables = [name for (name,) in run(file, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return "\n".join(repr(row) for name in tables for row in run(file, f"SELECT * FROM {name}"))  # noqa: S608


@pytest.fixture
def bernd(settings: Settings, kept: Path) -> str:
    """The key of somebody in a backup who was erased since; the list beside the database is not written yet."""
    with planning_on(settings.database_url) as planning:
        bernd = planning.people.bernd
        step = planning.step("Betriebe ansprechen")
        planning.do(ownerships.take, step, by=bernd)
        planning.do(talk.comment, step, "Ich rufe an", by=bernd)
        back_up(settings, kept, Work())
        assert "bernd@example.org" in dumped(kept)
        erase_again(planning.database, {bernd.key}, NOON)
    return bernd.key


def test_a_restore_erases_again_whom_the_database_before_had_erased(
    settings: Settings, kept: Path, bernd: str
) -> None:
    done = restore(settings, kept, Work())
    assert "bernd" not in dumped(done.database).casefold()
    assert run(done.database, "SELECT who FROM erasure") == [(bernd,)]
    assert run(done.database, "SELECT name FROM party") == [("Ehemals beteiligt",)]
    assert b"bernd@example.org" not in done.database.read_bytes()
    assert kept_keys(settings.data_dir) == {bernd}


def test_a_restore_erases_again_whom_only_the_list_knows(settings: Settings, kept: Path, bernd: str) -> None:
    keep_key(settings.data_dir, bernd)
    database = settings.data_dir / "tracker.db"
    database.unlink()
    assert "bernd" not in dumped(restore(settings, kept, Work()).database).casefold()


def test_a_restore_elsewhere_without_the_list_has_them_until_it_is_brought_along(
    settings: Settings, kept: Path, bernd: str, tmp_path: Path
) -> None:
    elsewhere = installation(tmp_path / "elsewhere")
    done = restore(elsewhere, kept, Work())
    assert "bernd@example.org" in dumped(done.database)
    keep_key(elsewhere.data_dir, bernd)
    database = opened(done.database)
    assert settle(database, elsewhere.data_dir, NOON) == 1
    assert settle(database, elsewhere.data_dir, NOON) == 0
    database.close()
    assert "bernd" not in dumped(done.database).casefold()


def test_what_the_database_knows_is_put_on_the_list_at_the_next_start(settings: Settings, bernd: str) -> None:
    database = opened(settings.data_dir / "tracker.db")
    assert kept_keys(settings.data_dir) == set()
    settle(database, settings.data_dir, NOON)
    assert kept_keys(settings.data_dir) == erased_in(settings.database_url) == {bernd}
    database.close()


def test_the_list_holds_ids_only_for_its_owner_alone_and_survives_a_line_cut_off(tmp_path: Path) -> None:
    keep_key(tmp_path, "m:k7m2p9x4wd3h")
    file = tmp_path / FILE
    with file.open("a") as cut_off:
        cut_off.write("m:k7m2p")
    keep_key(tmp_path, "g:a7m2p9x4wd3h")
    assert kept_keys(tmp_path) == {"m:k7m2p9x4wd3h", "g:a7m2p9x4wd3h"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_backup_that_cannot_be_restored_leaves_the_list_alone(settings: Settings, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database")
    with pytest.raises(Failed):
        restore(settings, broken, Work())
    assert not (settings.data_dir / FILE).exists()
