"""P39: every column that holds or points to a person says what becomes of it."""

import re
from typing import Any

import pytest
from sqlalchemy import Column, ForeignKey, LargeBinary, MetaData, String, Table

from tracker.domain.trace import Erasing, What
from tracker.domain.traces import TABLES, table_traces, traces
from tracker.store.schema import METADATA

PEOPLE = {"member", "guest", "party"}
NAMED = re.compile(
    r"by|.*_by|.*by_name|email|.*address.*|participant|who|.*asker.*|author|host|contact|deputy|device|.*_name"
    r"|name|name_key|.*(member|guest|party|person|owner|mention|phone|organisation).*"
)
NOBODY = {
    "network.name": "of a network",
    "network.name_key": "of a network",
    "region.name": "of a region",
    "region.name_key": "of a region",
    "theme.name": "of a theme",
    "theme.name_key": "of a theme",
    "import_preview.name": "of a file; the row goes with its author",
    "plan.parties_rev": "a number",
    "stage.name_rev": "a number",
    "step.deadline_by": "whether it is by or on a day",
    "meeting.deadline_by": "whether it is by or on a day",
    "meeting.host_rev": "a number",
}
"""Columns called like those of people that say nothing of one, and why."""


def unruled(metadata: MetaData) -> list[str]:
    """Columns that look like a person's and have neither a rule nor an excuse."""
    ruled = {f"{trace.table}.{trace.column}" for trace in traces()}
    looks = [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if NAMED.fullmatch(column.name) or {key.column.table.name for key in column.foreign_keys} & PEOPLE
    ]
    return sorted(set(looks) - ruled - NOBODY.keys())


def test_every_column_that_may_be_a_persons_has_a_rule() -> None:
    assert unruled(METADATA) == []


@pytest.mark.parametrize("name", ["invited_by", "email", "mentions", "asker_id", "place"])
def test_a_new_column_without_a_rule_is_found(name: str) -> None:
    metadata = MetaData()
    Table("member", metadata, Column("id", String, primary_key=True))
    key = (ForeignKey("member.id"),) if name == "place" else ()
    Table("badge", metadata, Column("id", String, primary_key=True), Column(name, String, *key))
    assert unruled(metadata) == [f"badge.{name}"]


def test_every_rule_and_every_excuse_is_for_a_column_there_is() -> None:
    columns = {f"{table.name}.{column.name}" for table in METADATA.sorted_tables for column in table.columns}
    assert {f"{trace.table}.{trace.column}" for trace in traces()} | NOBODY.keys() <= columns


def is_text(column: Column[Any]) -> bool:
    return isinstance(getattr(column.type, "impl_instance", column.type), String | LargeBinary)


def test_every_text_column_is_a_persons_or_is_looked_through_or_known_to_be_neither() -> None:
    ruled = {f"{trace.table}.{trace.column}" for trace in traces()}
    technical = re.compile(
        r"id|.*_id|kind|sort|role|rev|epoch|feed|verb|key|.*order_key|.*hash|made|language|visibility|states"
        r"|trouble|about|place|answers|starts|answer|.*_how|plans|span|.*_precision"
    )
    texts = {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if is_text(column) and not technical.fullmatch(column.name)
    }
    assert sorted(texts - ruled - NOBODY.keys() - {"import_preview.found"}) == []


def test_what_goes_with_a_row_is_found_by_one_of_its_columns() -> None:
    found_by = {What.PARTY, What.MEMBER, What.GUEST, What.KEY, What.ADDRESS}
    for table in TABLES:
        going = [trace for trace in table_traces(table) if trace.erasing is Erasing.ROW]
        assert not going or {trace.what for trace in going} & found_by, table.table
