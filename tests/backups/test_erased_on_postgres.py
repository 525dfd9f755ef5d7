"""P29, P39 on PostgreSQL, where pg_dump and pg_restore do what `tracker backup` and `tracker restore` do elsewhere."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, select

from tests.databases import database_on
from tests.planning import NOON, planning_on
from tests.services import postgres_tool
from tracker.clock import Clock
from tracker.commands import ownerships, talk
from tracker.commands.erased_again import erase_again, erased_in, keep_key, kept_keys, settle
from tracker.store.database import Database
from tracker.store.migrating import upgrade
from tracker.store.schema import METADATA


@pytest.fixture
def url(postgres_url: str) -> Iterator[str]:
    """A migrated database with nothing in it."""
    with database_on(postgres_url) as one:
        upgrade(one)
        yield one


def tool(name: str, url: str, *options: str | Path) -> None:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    subprocess.run([postgres_tool(name), f"--dbname={address}", *options], check=True)


def dumped(url: str) -> str:
    """Every row of every table."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = [repr(row) for table in METADATA.sorted_tables for row in connection.execute(select(table))]
    engine.dispose()
    return "\n".join(rows).casefold()


def started(url: str, folder: Path) -> int:
    """What a server does first with its database; how many it erased again."""
    database = Database(url, Clock().both)
    try:
        return settle(database, folder, NOON)
    finally:
        database.close()


@pytest.mark.parametrize("keeps", ["the list", "the other database"])
def test_whom_an_older_dump_brings_back_is_erased_again_before_anybody_is_served(
    url: str, tmp_path: Path, keeps: str
) -> None:
    file = tmp_path / "kept.dump"
    with planning_on(url) as planning:
        bernd = planning.people.bernd
        step = planning.step("Betriebe ansprechen")
        planning.do(ownerships.take, step, by=bernd)
        planning.do(talk.comment, step, "Ich rufe an", by=bernd)
        tool("pg_dump", url, "--format=custom", f"--file={file}")
        erase_again(planning.database, {bernd.key}, NOON)
    assert "bernd" not in dumped(url)
    if keeps == "the list":
        keep_key(tmp_path, bernd.key)
    else:
        assert started(url, tmp_path) == 0  # which writes the list
    tool("pg_restore", url, "--clean", "--if-exists", "--single-transaction", file)
    assert "bernd@example.org" in dumped(url)
    assert [started(url, tmp_path), started(url, tmp_path)] == [1, 0]
    assert "bernd" not in dumped(url)
    assert erased_in(url) == kept_keys(tmp_path) == {bernd.key}
