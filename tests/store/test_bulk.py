"""Rows packed beforehand are the rows that come out, however many statements they take."""

from sqlalchemy import func, select

from tests.planning import Planning
from tracker.domain.ids import new_id
from tracker.domain.member import Member
from tracker.store import bulk
from tracker.store.history import table_of


def test_more_rows_than_one_statement_takes_all_arrive_as_they_were(planning: Planning, monkeypatch) -> None:
    table = table_of(Member)
    some = planning.all(Member)[0].model_dump()
    ids = [new_id() for _ in range(25)]
    rows = [
        some | {"id": id, "email": f"{id}@example.org", "name": f"Ö {at} %s ?"} for at, id in enumerate(ids)
    ]
    monkeypatch.setattr(bulk, "MOST_VALUES", 10 * len(table.columns))

    def write(session) -> int:
        packed = bulk.pack(session.connection().dialect, table, rows)
        bulk.put(session.connection(), packed)
        return len(packed)

    before = len(planning.all(Member))
    assert planning.database.write_now(write).value == 3
    found = {one.id: one for one in planning.all(Member)}
    assert len(found) == before + 25
    assert [found[row["id"]].model_dump() for row in rows] == rows


def test_no_rows_are_no_statement(planning: Planning) -> None:
    def write(session) -> list[bulk.Packed]:
        return bulk.pack(session.connection().dialect, table_of(Member), [])

    assert planning.database.write_now(write).value == []
    assert planning.database.read_now(lambda s: s.execute(select(func.count()).select_from(Member)).scalar())
