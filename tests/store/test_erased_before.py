"""Who was erased by an earlier release is to do nothing any more either."""

from importlib import import_module

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from tests.planning import Planning
from tracker.commands import erasures, ownerships, parties, steps
from tracker.domain.ownership import Ownership
from tracker.store.engines import writing_engine

MIGRATION = "tracker.store.migrations.versions.0036_steps_of_whoever_was_erased"


def migrate(planning: Planning) -> None:
    """That one migration alone, on what stands there."""
    engine = writing_engine(planning.database.url)
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        import_module(MIGRATION).upgrade()
    engine.dispose()


def answers(planning: Planning) -> dict[str, tuple[str, str]]:
    return {one.step_id: (one.answer, one.answered_how) for one in planning.all(Ownership)}


def test_open_steps_are_nobodys_done_ones_stay_theirs_and_nobody_else_is_touched(planning: Planning) -> None:
    named = {name: planning.do(parties.add_party, name, "person").made for name in ("Kim Berg", "Lou Tal")}
    open_one, done, again, other = (
        planning.step(title) for title in ("Offen", "Fertig", "Doch nicht", "Von Lou")
    )
    for step in (open_one, done, again):
        planning.do(ownerships.ask, step, named["Kim Berg"], "lead")
    planning.do(ownerships.ask, other, named["Lou Tal"], "lead")
    for step in (done, again):
        planning.do(steps.complete, step, "")
    planning.do(erasures.erase_party, named["Kim Berg"], by=planning.people.emil)
    planning.do(steps.reopen, again)
    # as an earlier release left it
    planning.database.write_now(
        lambda s: s.execute(text("UPDATE ownership SET answer = 'accepted', answered_how = 'app'"))
    )
    migrate(planning)
    left, theirs = ("declined", "left"), ("accepted", "app")
    assert answers(planning) == {open_one: left, again: left, done: theirs, other: theirs}
    migrate(planning)
    assert answers(planning)[done] == theirs
