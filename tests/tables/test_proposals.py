"""What an import would do to a plan: nothing that it says already, and nothing to a step of another number."""

from dataclasses import replace
from datetime import date

import pytest

from tests.tables.test_reading_tables import DAY, HERE, book
from tracker.domain.stage import StageKind
from tracker.plan_file.document import PlanDocument, StageEntry, StepEntry
from tracker.plan_file.stages import Stages
from tracker.tables.answers import Answers
from tracker.tables.csv_writing import write_csv
from tracker.tables.found import TableRefused
from tracker.tables.mapping import guessed
from tracker.tables.packing import packed, unpacked
from tracker.tables.proposal import Choice, proposed
from tracker.tables.reading import read_table
from tracker.tables.sheet import sheet_of
from tracker.tables.understanding import Reading
from tracker.tables.xlsx_writing import write_xlsx


@pytest.mark.parametrize(
    "write",
    [lambda plan: write_xlsx(sheet_of(plan, "de")), lambda plan: write_csv(sheet_of(plan, "en"), "en")],
)
def test_what_went_out_comes_back_equal(write) -> None:  # type: ignore[no-untyped-def]
    titles = ("=1+1", "'=1", "-x", "+49", "@a", "_x0041_", "1.2", "#N/A", "TRUE", 'Zwei; mit, allem "und"')
    stages = (StageEntry("Ideen", StageKind.GATHERED), StageEntry("Fertig", StageKind.DONE))
    steps = tuple(
        StepEntry(title=title, stage="Ideen", mark=title, number=n) for n, title in enumerate(titles, 1)
    )
    plan = PlanDocument(region="NRW", title="Plan", stages=stages, agreed=DAY, steps=steps)
    found = read_table(write(plan))
    reading = Reading(Stages(stages), DAY)
    proposal = proposed(found, Answers(guessed(found).columns, guessed(found).head), reading, plan, {})
    assert [line.entry.title for line in proposal.lines] == list(titles)
    assert {line.choice for line in proposal.lines} == {Choice.SKIP}


def test_a_number_counts_only_when_the_numbering_is_the_plans() -> None:
    steps = tuple(StepEntry(title=name, mark=name, number=n) for n, name in enumerate("ABC", 1))
    plan = PlanDocument(region="NRW", title="Plan", steps=steps)
    ours = read_table(b"Nr.;Was\n1;A\n2;B\n3;Neuer Titel\n")
    foreign = read_table(b"Nr.;Was\n1;X\n2;Y\n3;C\n")
    for found, expected in ((ours, ["A", "B", "C"]), (foreign, ["", "", "C"])):
        answers = Answers(guessed(found).columns, guessed(found).head)
        lines = proposed(found, answers, HERE, plan, {}).lines
        assert [line.match.title if line.match else "" for line in lines] == expected


def test_a_deadline_that_is_past_is_said_unless_the_step_has_it_already() -> None:
    steps = tuple(
        StepEntry(title=name, mark=name, number=n, deadline="1.5.2026") for n, name in enumerate("AB", 1)
    )
    plan = PlanDocument(region="NRW", title="Plan", agreed=DAY, steps=steps)
    found = read_table(
        b"Was;Bis wann;Stand\nA;01.05.2026;\nB;02.05.2026;\nC;next Friday;\nD;next Friday;fertig\n"
        b"E;1.7.2026;\nF;voraussichtlich im Mai 2026;\nG;;\n"
    )
    answers = Answers(guessed(found).columns, guessed(found).head)
    lines = proposed(found, answers, replace(HERE, today=date(2026, 6, 1)), plan, {}).lines
    said = {line.entry.title: [(one.code, one.values["found"]) for one in line.notices] for line in lines}
    past = {"B": [("deadline_past", "02.05.2026")], "C": [("deadline_past", "next Friday")]}
    assert said == {title: past.get(title, []) for title in "ABCDEFG"}


def test_a_found_table_can_be_kept() -> None:
    found = read_table(book(["Thema", "Was"], ["Bildung", "Eins"], [None, "Zwei"], merge="A2:A3"))
    assert unpacked(packed(found)) == found


def test_nothing_at_all_is_refused() -> None:
    with pytest.raises(TableRefused, match="empty"):
        read_table(book())
