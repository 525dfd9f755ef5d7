"""Tables from the command line: the same reader, the same questions, all of it or nothing."""

import base64
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from tests.test_operations import EXAMPLES, NETWORK, all_of, count, here, imported, settings
from tests.web.test_imports import workbook
from tracker.control import Failed
from tracker.domain.network import Region
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.operations import Installation

__all__ = ["here", "settings"]
TABLE = b"Was;Wer;Bis wann\nRaum suchen;VHS;12.3.2027\nEinladen;IHK;Mai 2027\n"


@pytest.fixture
def plan(here: Installation) -> str:
    """The address of one."""
    url: str = imported(here, EXAMPLES[0].read_bytes(), into=NETWORK)["plans"][0]["url"]
    return url


def test_a_table_goes_into_a_plan_by_its_address_as_one_change(here: Installation, plan: str) -> None:
    before, rev = count(here, Step), all_of(here, Plan.rev)[0]
    done = put(here, TABLE, into=plan + "/")
    assert done == {"url": plan, "counts": {"add": 2, "update": 0, "skip": 0}}
    assert (count(here, Step), all_of(here, Plan.rev)[0]) == (before + 2, rev + 1)
    again = TABLE.replace(b"12.3.2027", b"13.3.2027")
    assert put(here, again, into=plan)["counts"] == {"add": 0, "update": 1, "skip": 1}
    assert put(here, again, into=plan, duplicates="add")["counts"]["add"] == 2


def test_a_workbook_becomes_a_new_plan_of_a_region_under_its_name(here: Installation, plan: str) -> None:
    [region] = all_of(here, Region.id)
    file = workbook(["Massnahme", "Wer"], ["Raum suchen", "VHS"])
    done = put(here, file, "Hafen und Handwerk.xlsx", into_region=region)
    found = here.database.read_now(lambda s: s.get(Plan, done["url"].rpartition("/")[2]))
    assert found
    assert (found.title, found.region_id) == ("Hafen und Handwerk", region)
    named = put(here, file, into_region=region, title="Anders")
    assert named["url"].rpartition("/")[2] in here.database.read_now(
        lambda s: s.execute(select(col(Plan.id)).where(col(Plan.title) == "Anders")).scalars().all()
    )


@pytest.mark.parametrize(
    ("table", "sentences"),
    [
        (b'Was;Wer\nEins;IHK\n"Zwei;HWK\n', ["Line 3", "quotation mark"]),
        (b"Was;Bis wann\nEins;03/12/2027\n", ["t.csv: Line 2: B2", "--days"]),
        (b"Was;Stand\nEins;gelb\n", ["t.csv: Line 2: B2", "no stage"]),
        (b"Was;Wer\n;IHK\nZwei;HWK\n", ["t.csv: Line 2: "]),
        (b"Was;Bemerkung\nEins;" + b"x" * 10_001 + b"\n", ["t.csv: Line 2: B2"]),
        (workbook(["Was"], ["=1+1"]), ["Cell A2", "formula"]),
        (b"%PDF-1.7\n", ["This is no table"]),
        (b" \n", ["nothing in the table"]),
    ],
)
def test_what_cannot_be_read_or_is_unclear_is_told_with_line_or_cell(
    here: Installation, plan: str, table: bytes, sentences: list[str]
) -> None:
    rev, steps = all_of(here, Plan.rev), count(here, Step)
    with pytest.raises(Failed) as failed:
        put(here, table, into=plan)
    assert [one for one in sentences if one not in str(failed.value)] == [], str(failed.value)
    assert (all_of(here, Plan.rev), count(here, Step)) == (rev, steps)


def test_an_answer_given_with_the_command_is_taken(here: Installation, plan: str) -> None:
    table = b"Was;Bis wann\nEins;03/12/2027\n;04.12.2027\n"
    done = put(here, table, into=plan, day_order="day_first", skip_broken=True)
    assert done["counts"] == {"add": 1, "update": 0, "skip": 1}


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ({"into": NETWORK}, "There is no plan Demografie-Netzwerk: a table goes into a plan, or with"),
        ({"into_region": "k7m2p9x4wd3h"}, "There is no region k7m2p9x4wd3h."),
    ],
)
def test_a_place_that_is_not_there_is_named(here: Installation, where: dict[str, str], sentence: str) -> None:
    with pytest.raises(Failed, match=sentence):
        put(here, TABLE, **where)


def put(here: Installation, table: bytes, name: str = "t.csv", **arguments: Any) -> Any:
    content = base64.b64encode(table).decode()
    return here.operate("import_table", {"name": name, "content": content, **arguments})
