"""P29, P30: an upgrade leaves the old schema or the new one; what is not ours is refused, byte for byte unchanged."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

import tracker.store
from tests.databases import sqlite_url
from tests.planning import planning_on
from tracker.store.engines import writing_engine
from tracker.store.migrating import UnusableDatabase, upgrade
from tracker.store.schema import METADATA


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    found = set(inspect(engine).get_table_names())
    engine.dispose()
    return found


def upgrade_to(url: str, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(tracker.store.__file__).parent / "migrations"))
    engine = writing_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def run(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_the_migrations_make_exactly_the_tables_of_the_models(new_url: str) -> None:
    upgrade(new_url)
    engine = create_engine(new_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_upgrading_again_changes_nothing(new_url: str) -> None:
    upgrade(new_url)
    with planning_on(new_url) as planning:
        planning.step("Kick-off")
        upgrade(new_url)
        assert planning.titles("gathered") == ["Kick-off"]


def test_an_older_schema_is_brought_up_to_date(new_url: str) -> None:
    upgrade_to(new_url, "0002")
    assert "ownership" not in tables(new_url)
    upgrade(new_url)
    assert tables(new_url) == {*METADATA.tables, "alembic_version"}


def test_an_upgrade_that_fails_on_the_way_leaves_the_old_schema(new_url: str) -> None:
    upgrade_to(new_url, "0002")
    run(new_url, "CREATE TABLE ownership (id int)")  # the last table of the next migration is in the way
    before = tables(new_url)
    with pytest.raises(UnusableDatabase):
        upgrade(new_url)
    assert tables(new_url) == before
    run(new_url, "DROP TABLE ownership")
    upgrade(new_url)
    assert "party" in tables(new_url)


def test_a_newer_schema_is_refused_in_one_sentence(new_url: str) -> None:
    upgrade(new_url)
    run(new_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UnusableDatabase, match=r"^The database has schema 9999, .*\.$"):
        upgrade(new_url)


def test_tables_of_somebody_else_are_refused(new_url: str) -> None:
    run(new_url, "CREATE TABLE recipes (id int)")
    with pytest.raises(UnusableDatabase, match=r"^The database .*\.$"):
        upgrade(new_url)
    assert tables(new_url) == {"recipes"}


def foreign(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE recipes (id)")
    connection.close()


def without_tables(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("VACUUM")
    connection.close()


def newer(file: Path) -> None:
    upgrade(sqlite_url(file))
    run(sqlite_url(file), "UPDATE alembic_version SET version_num = '9999'")


def damaged(file: Path) -> None:
    upgrade(sqlite_url(file))
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xaa" * 4096 * 6
    file.write_bytes(content)


def truncated(file: Path) -> None:
    upgrade(sqlite_url(file))
    file.write_bytes(file.read_bytes()[: 4096 * 20])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_text("Liebe Oma,\n" * 1000),
        lambda file: file.write_bytes(b"SQLite format 3\0" + b"\0" * 5000),
        foreign,
        without_tables,
        newer,
        damaged,
        truncated,
    ],
    ids=["empty", "text", "header", "foreign", "without tables", "newer", "damaged", "truncated"],
)
def test_an_unusable_file_is_refused_in_one_sentence_and_stays_as_it_is(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    file = tmp_path / "tracker.sqlite3"
    spoil(file)
    before = file.read_bytes()
    with pytest.raises(UnusableDatabase) as refused:
        upgrade(sqlite_url(file))
    assert file.read_bytes() == before
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith("The database ")


def test_a_first_start_that_was_cut_off_does_not_hinder_the_next(tmp_path: Path) -> None:
    file = tmp_path / "tracker.sqlite3"
    upgrade(sqlite_url(file))
    half = file.rename(tmp_path / "tracker.sqlite3.new")
    half.write_bytes(half.read_bytes()[:5000])
    upgrade(sqlite_url(file))
    assert tables(sqlite_url(file)) >= set(METADATA.tables)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tracker.sqlite3"]


def test_a_path_with_signs_of_addresses_in_it_works(tmp_path: Path) -> None:
    folder = tmp_path / "50 % für #1"
    folder.mkdir()
    url = sqlite_url(folder / "tracker.sqlite3")
    upgrade(url)
    upgrade(url)
    assert (folder / "tracker.sqlite3").exists()


STEP = (
    "INSERT INTO step (deadline_tentative, deadline_by, deadline_next_meeting, id, plan_id, number, title,"
    " text, needed, stage_id, order_key, rev, title_rev, text_rev, deadline_rev, created_at)"
    " VALUES (false, false, false, 'ID', 'p', 1, 'T', 'TEXT', '', 's', 'i', 7, 7, 7, 7, '2026-01-01 00:00:00')"
)


def test_checklists_leave_the_texts_they_ended(new_url: str) -> None:
    upgrade_to(new_url, "0006")
    texts = {
        "a": "Erst lesen\n\n- [ ] Saal\n- [x] Datum",
        "b": "- [x] Nur das",
        "c": "- [ ] mitten\n\nim Text",
        "d": "- [ ] " + "x" * 201,
    }
    run(
        new_url,
        "INSERT INTO network (id, name, name_key) VALUES ('n', 'N', 'n')",
        "INSERT INTO region (id, network_id, name, name_key, kind, states, contact, deputy)"
        " VALUES ('r', 'n', 'R', 'r', 'region', '[]', '', '')",
        "INSERT INTO plan (id, region_id, title, goal, period, language, contact, deputy, visibility, rev, epoch,"
        " next_number, title_rev, goal_rev, period_rev, head_rev, themes_rev, parties_rev, created_at)"
        " VALUES ('p', 'r', 'P', '', '', 'de', '', '', 'members', 9, 'e', 5, 0, 0, 0, 0, 0, 0, '2026-01-01 00:00:00')",
        "INSERT INTO stage (id, plan_id, kind, order_key, rev, name_rev) VALUES ('s', 'p', 'gathered', 'i', 0, 0)",
        *(STEP.replace("ID", id).replace("TEXT", said) for id, said in texts.items()),
    )
    upgrade(new_url)
    engine = create_engine(new_url)
    with engine.connect() as connection:
        left = dict(connection.execute(text("SELECT id, text FROM step ORDER BY id")).all())  # type: ignore[arg-type]
        kept = connection.execute(
            text("SELECT step_id, text, done, text_rev FROM step_check ORDER BY step_id, order_key")
        ).all()
    engine.dispose()
    assert left == {"a": "Erst lesen", "b": "", "c": texts["c"], "d": texts["d"]}
    assert [(row[0], row[1], bool(row[2]), row[3]) for row in kept] == [
        ("a", "Saal", False, 7),
        ("a", "Datum", True, 7),
        ("b", "Nur das", True, 7),
    ]
