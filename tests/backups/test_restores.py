"""P29: a restore puts all of a backup in place or changes nothing, and keeps what was there before."""

import os
import subprocess
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session

from tests.backed_up import environment, fatten, installation, opened, run, spoil, stopped_at, titles
from tests.commandline import SLOWEST, command, started
from tests.databases import sqlite_url
from tests.planning import NOON, Planning, planning_on
from tests.store.test_migrating import tables, upgrade_to
from tests.waiting import until_blocking
from tracker.backups import back_up, restore
from tracker.commands import join_links, sign_ins
from tracker.commands.calendars import make_address, renew_address
from tracker.control import Failed
from tracker.domain.calendar_address import CalendarAddress
from tracker.domain.join_link import JoinLink
from tracker.domain.member import Member
from tracker.domain.reminding import PersonalLink
from tracker.domain.sign_in import AccessToken, SignInLink, SignInSession, hash_of
from tracker.domain.work import Stopped, Work
from tracker.lock import Lock, lock_files
from tracker.settings import Settings
from tracker.store.personal_links import end_personal_links, make_personal_link


def test_a_restore_brings_back_what_was_and_keeps_what_is(settings: Settings, kept: Path) -> None:
    with planning_on(settings.database_url) as planning:
        planning.step("Before")
        back_up(settings, kept, Work())
        planning.step("After")
        epoch = planning.epoch
    done = restore(settings, kept, Work())
    assert titles(done.database) == ["Before"]
    assert done.before
    assert titles(done.before) == ["After", "Before"]
    assert run(done.database, "SELECT rev, epoch = ? FROM plan", epoch) == [(1, 0)]
    names = {file.name for file in settings.data_dir.iterdir()}
    assert names == {"tracker.lock", "tracker.db", done.before.name}


def test_two_restores_keep_both(settings: Settings, planning: Planning, kept: Path) -> None:
    planning.database.close()
    back_up(settings, kept, Work())
    assert restore(settings, kept, Work()).before != restore(settings, kept, Work()).before


def test_a_restore_on_an_empty_machine(
    settings: Settings, planning: Planning, kept: Path, tmp_path: Path
) -> None:
    planning.step("Before")
    back_up(settings, kept, Work())
    elsewhere = installation(tmp_path / "elsewhere")
    (elsewhere.data_dir / "tracker.db").unlink()
    done = restore(elsewhere, kept, Work())
    assert (titles(done.database), done.before) == (["Before"], None)


def test_an_older_backup_is_brought_up_to_date(settings: Settings, kept: Path) -> None:
    upgrade_to(sqlite_url(kept), "0002")
    done = restore(settings, kept, Work())
    assert tables(settings.database_url) == tables(sqlite_url(done.before or kept))


def test_a_damaged_database_is_replaced_and_kept_as_it_was(settings: Settings, kept: Path) -> None:
    back_up(settings, kept, Work())
    database = settings.data_dir / "tracker.db"
    spoil(database)
    database.with_name("tracker.db-wal").write_bytes(b"beside it")
    before = database.read_bytes()
    done = restore(settings, kept, Work())
    assert done.before
    assert done.before.read_bytes() == before
    assert done.before.with_name(f"{done.before.name}-wal").read_bytes() == b"beside it"
    assert titles(database) == []


def newer(file: Path) -> None:
    run(file, "UPDATE alembic_version SET version_num = '9999'")


def foreign(file: Path) -> None:
    file.unlink()
    run(file, "CREATE TABLE recipes (id)")


def orphaned(file: Path) -> None:
    run(file, "INSERT INTO region (id, network_id, name, name_key, kind, states, contact, deputy)"
        " VALUES ('r', 'nobody', 'R', 'r', 'region', '[]', '', '')")  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        newer,
        foreign,
        orphaned,
        spoil,
        lambda file: file.write_bytes(file.read_bytes()[: 4096 * 20]),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_text("Liebe Oma,\n" * 1000),
    ],
    ids=["newer", "foreign", "orphaned", "damaged", "truncated", "empty", "text"],
)
def test_what_is_no_whole_backup_is_refused_and_changes_no_byte(
    settings: Settings, kept: Path, wrong: Callable[[Path], object]
) -> None:
    back_up(settings, kept, Work())
    wrong(kept)
    present, given = (settings.data_dir / "tracker.db").read_bytes(), kept.read_bytes()
    with pytest.raises(Failed) as refused:
        restore(settings, kept, Work())
    assert str(refused.value).startswith(f"{kept} cannot be restored. The database ")
    assert "\n" not in str(refused.value)
    assert ((settings.data_dir / "tracker.db").read_bytes(), kept.read_bytes()) == (present, given)
    assert not [file for file in settings.data_dir.iterdir() if ".part" in file.name]


def test_a_restore_waits_for_nobody_who_serves(settings: Settings, kept: Path) -> None:
    back_up(settings, kept, Work())
    with Lock(lock_files(settings)) as lock:
        lock.tell("/run/somewhere/control.socket")
        with pytest.raises(Failed, match=rf"^Process {os.getpid()} works with .*: end it first"):
            restore(settings, kept, Work())


@pytest.mark.parametrize("part", ["copying", "verifying"])
def test_a_restore_that_is_stopped_changes_nothing(
    settings: Settings, planning: Planning, kept: Path, part: str
) -> None:
    back_up(settings, kept, Work())
    planning.step("After")
    with pytest.raises(Stopped):
        restore(settings, kept, stopped_at(part))
    assert planning.titles("gathered") == ["After"]


def test_a_restore_while_somebody_reads_is_refused(
    settings: Settings, planning: Planning, kept: Path
) -> None:
    back_up(settings, kept, Work())
    with planning.database.reading() as session:
        session.connection().exec_driver_sql("SELECT count(*) FROM step")
        planning.step("After")
        with pytest.raises(Failed, match="Somebody else reads"):
            restore(settings, kept, Work())
    assert planning.titles("gathered") == ["After"]


def test_a_killed_restore_leaves_the_old_or_the_new(settings: Settings, kept: Path) -> None:
    with planning_on(settings.database_url) as planning:
        fatten(planning)
        back_up(settings, kept, Work())
        planning.step("After")
    half = settings.data_dir / ".tracker.db.part"
    for sign in (half, half.with_name(f"{half.name}-wal")):
        with started(command("restore", str(kept)), environment(settings)) as process:
            until_blocking(partial(there_or_ended, sign, process), SLOWEST, "a half restore")
            process.kill()
            process.wait(SLOWEST)
        assert titles(settings.data_dir / "tracker.db") in (["After", "Fat"], ["Fat"])
    restore(settings, kept, Work())
    assert titles(settings.data_dir / "tracker.db") == ["Fat"]
    assert not half.exists()


def there_or_ended(file: Path, process: subprocess.Popen[str]) -> bool:
    return file.exists() or process.poll() is not None


def test_who_signed_out_since_stays_out_and_no_link_works_twice(
    settings: Settings, planning: Planning, kept: Path
) -> None:
    write = planning.database.write_now
    anna = planning.one(Member, planning.people.anna.id)
    begin = partial(sign_ins.start_session, now=NOON, member_id=anna.id, expires_at=NOON + timedelta(days=1))
    stays, leaves = (write(begin).value for _ in range(2))
    works, revoked = (
        write(partial(sign_ins.make_token, member=anna, name=name, now=NOON)).value for name in "wr"
    )
    calendar = partial(make_address, by=anna.as_participant(), plan_id=None, now=NOON, device="")
    (_, read), (renewed, _) = (write(calendar).value for _ in range(2))
    write(lambda session: sign_ins.make_link(session, anna, NOON))
    back_up(settings, kept, Work())
    write(lambda session: sign_ins.sign_out(session, hash_of(leaves)))
    [ended] = [token.id for token in planning.all(AccessToken) if token.hash == hash_of(revoked)]
    write(lambda session: sign_ins.revoke_token(session, anna.id, ended, NOON))
    write(lambda session: renew_address(session, anna.as_participant(), None, renewed, NOON, ""))
    write(begin)
    planning.database.close()
    restore(settings, kept, Work())
    planning.database = opened(settings.data_dir / "tracker.db")
    assert [row.hash for row in planning.all(SignInSession)] == [hash_of(stays)]
    assert [row.hash for row in planning.all(AccessToken) if row.revoked_at is None] == [hash_of(works)]
    assert [row.hash for row in planning.all(CalendarAddress)] == [hash_of(read)]
    assert planning.all(SignInLink) == []


def test_without_the_database_of_before_nobody_is_let_in(
    settings: Settings, planning: Planning, kept: Path
) -> None:
    anna = planning.one(Member, planning.people.anna.id)
    planning.database.write_now(partial(sign_ins.make_token, member=anna, name="script", now=NOON))
    back_up(settings, kept, Work())
    planning.database.close()
    (settings.data_dir / "tracker.db").unlink()
    assert not restore(settings, kept, Work()).compared
    planning.database = opened(settings.data_dir / "tracker.db")
    assert [row.name for row in planning.all(AccessToken) if row.revoked_at is None] == []


def test_a_link_taken_back_since_lets_nobody_in_and_the_others_count(
    settings: Settings, planning: Planning, kept: Path
) -> None:
    write, people = planning.database.write_now, planning.people
    joins = [write(partial(join_link, planning=planning)).value for _ in range(2)]
    mine, _ = (
        write(partial(make_personal_link, member_id=one.id, now=NOON)).value
        for one in (people.anna, people.bernd)
    )
    back_up(settings, kept, Work())
    write(
        lambda session: join_links.revoke(session, people.anna, planning.plan_id, joins[1], NOON, keep=True)
    )
    write(lambda session: end_personal_links(session, people.bernd.id))
    planning.database.close()
    assert restore(settings, kept, Work()).compared
    planning.database = opened(settings.data_dir / "tracker.db")
    assert [row.id for row in planning.all(JoinLink) if row.revoked_at is None] == [joins[0]]
    assert [row.hash for row in planning.all(PersonalLink)] == [hash_of(mine)]


def join_link(session: Session, *, planning: Planning) -> str:
    """The id of a new link to join the plan."""
    by, plan, until = planning.people.anna, planning.plan_id, NOON + timedelta(days=1)
    return join_links.make(session, by, b"key", plan, "guest", 5, NOON, expires_at=until).id
