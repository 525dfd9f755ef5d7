"""P21, P6: what is acknowledged is durable, what refers to something refers to what is there, readers only read."""

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.databases import database_on
from tests.planning import Planning
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.store.engines import reading_engine, writing_engine
from tracker.store.plans import find_plan


def ask(engine: Engine, question: str) -> object:
    with engine.connect() as connection:
        answer = connection.execute(text(question)).scalar()
    engine.dispose()
    return answer


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
def test_the_writer_of_a_file_is_durable_and_careful(
    sqlite_planning: Planning, pragma: str, expected: object
) -> None:
    assert ask(writing_engine(sqlite_planning.database.url), f"PRAGMA {pragma}") == expected


def test_the_writer_of_a_server_is_durable_and_does_not_wait_for_ever(postgres_url: str) -> None:
    with database_on(postgres_url) as url:
        name = make_url(url).database
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
        engine.dispose()
        assert ask(create_engine(url), "SHOW synchronous_commit") == "off"
        assert ask(writing_engine(url), "SHOW synchronous_commit") == "on"
        assert ask(writing_engine(url), "SHOW lock_timeout") == "5s"


def test_readers_of_a_file_cannot_write_and_check_references(sqlite_planning: Planning) -> None:
    engine = reading_engine(sqlite_planning.database.url)
    assert ask(engine, "PRAGMA query_only") == 1
    assert ask(engine, "PRAGMA foreign_keys") == 1


def test_a_reading_session_cannot_write(planning: Planning) -> None:
    with planning.database.reading() as session:
        session.get_one(Plan, planning.plan_id).title = "Heimlich"
        with pytest.raises(DBAPIError):
            session.flush()
    assert planning.one(Plan, planning.plan_id).title == "Kooperation mit dem Handwerk"


def test_a_reading_session_sees_one_unchanging_state(planning: Planning) -> None:
    with planning.database.reading() as session:
        assert session.get_one(Plan, planning.plan_id).rev == 0
        planning.step()
        session.expire_all()
        assert session.get_one(Plan, planning.plan_id).rev == 0
    assert planning.rev == 1


def test_nothing_refers_to_what_is_not_there(planning: Planning) -> None:
    step_id = planning.step()

    def elsewhere(session: object, edit: object) -> None:
        session.get_one(Step, step_id).stage_id = "nowhere00000"  # type: ignore[attr-defined]
        session.flush()  # type: ignore[attr-defined]

    with pytest.raises(IntegrityError):
        planning.database.write_now(elsewhere, feeds=(planning.feed,))
    assert planning.one(Step, step_id).stage_id == planning.stages["gathered"]


async def test_finders_run_beside_the_loop(planning: Planning) -> None:
    found = await planning.database.read(find_plan, planning.people.guel, planning.plan_id)
    assert (found.plan.id, found.role) == (planning.plan_id, "reader")
