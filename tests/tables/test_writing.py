"""A plan as CSV and XLSX: the heads in the reader's language, every step a row, no formula anywhere."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tracker.domain.deadline_reading import read_deadline
from tracker.domain.ownership import Answer, OwnerRole
from tracker.domain.stage import StageKind
from tracker.plan_file.document import CheckEntry, OwnerEntry, PlanDocument, StageEntry, StepEntry
from tracker.tables.csv_writing import write_csv
from tracker.tables.harmless import unguarded
from tracker.tables.sheet import Sheet, sheet_of
from tracker.tables.xlsx_writing import write_xlsx

GERMAN = (
    *("Nr.", "Maßnahme", "Verantwortlich", "Mitwirkende", "Einzubinden", "Bis wann", "Stand", "Thema"),
    *("Ziel", "Wir brauchen", "Bemerkung", "Ergebnis"),
)
DANGEROUS = ('=HYPERLINK("x")', "+49 30 1", "-1", "@SUM(A1)", "'=1", "#N/A", "_x0041_", "1.2", "TRUE")
STEP = StepEntry(
    title="Kick-off; mit Essen",
    text="Zwei\nZeilen",
    owners=(
        OwnerEntry("Müller, Söhne", answer=Answer.ACCEPTED),
        OwnerEntry("IHK", OwnerRole.WITH),
        OwnerEntry("KMU", OwnerRole.INVOLVE),
    ),
    deadline="12. März",
    themes=("Vernetzung", "Tools, viele"),
    stage="In Arbeit",
    goal="Mehr Treffen",
    needed="Einen Raum",
    checklist=(CheckEntry("Saal", True), CheckEntry("Essen")),
    number=7,
)
PLAN = PlanDocument(region="NRW", title="Fachkräfte: [2026]", agreed=date(2026, 1, 5), steps=(STEP,))


def opened(sheet: Sheet) -> Worksheet:
    page = load_workbook(io.BytesIO(write_xlsx(sheet))).active
    assert isinstance(page, Worksheet)
    return page


def test_a_row_says_everything_that_a_table_knows_of_a_step() -> None:
    sheet = sheet_of(PLAN, "de")
    assert sheet.heads == GERMAN
    assert sheet.rows == (
        (
            *(7, "Kick-off; mit Essen", '"Müller, Söhne" (zugesagt)', "IHK", "KMU", "12. März 2026"),
            *("In Arbeit", 'Vernetzung, "Tools, viele"', "Mehr Treffen", "Einen Raum"),
            *("Zwei\nZeilen\n\n- [x] Saal\n- [ ] Essen", ""),
        ),
    )


def test_heads_stages_answers_and_days_are_in_the_readers_language() -> None:
    sheet = sheet_of(PLAN, "en")
    assert sheet.heads[:4] == ("No.", "Step", "Owner", "With")
    assert sheet.rows[0][2] == '"Müller, Söhne" (accepted)'
    assert sheet.rows[0][5:7] == ("12 Mar 2026", "In progress")


def test_a_stage_with_a_name_of_its_own_keeps_it() -> None:
    stages = (StageEntry("Sammelbecken", StageKind.GATHERED), StageEntry("Fertig", StageKind.DONE))
    plan = PlanDocument(
        region="NRW", title="Plan", stages=stages, steps=(StepEntry(title="Eins", done=True),)
    )
    assert sheet_of(plan, "en").rows[0][6] == "Fertig"


@pytest.mark.parametrize(
    "words", ["12.3.", "voraussichtlich im Mai", "bis Ende März", "KW 11", "laufend", "irgendwann"]
)
@pytest.mark.parametrize("locale", ["de", "en"])
def test_a_deadline_means_the_same_on_whatever_day_it_is_read(words: str, locale: str) -> None:
    plan = PlanDocument(
        region="NRW", title="Plan", agreed=date(2026, 1, 5), steps=(StepEntry(title="Eins", deadline=words),)
    )
    said = read_deadline(words, date(2026, 1, 5))
    cell = str(sheet_of(plan, locale).rows[0][5])
    for day in (date(2019, 7, 1), date(2031, 12, 31)):
        read = read_deadline(cell, day)
        assert read
        assert said
        assert (read.first, read.last, read.tentative, read.by) == (
            said.first,
            said.last,
            said.tentative,
            said.by,
        )


@pytest.mark.parametrize(("locale", "separator"), [("de", ";"), ("en", ",")])
def test_csv_opens_with_a_double_click(locale: str, separator: str) -> None:
    file = write_csv(sheet_of(PLAN, locale), locale)
    assert file.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=separator))
    assert [len(row) for row in rows] == [12, 12]
    assert rows[1][1] == "Kick-off; mit Essen"
    assert rows[1][10] == "Zwei\nZeilen\n\n- [x] Saal\n- [ ] Essen"


def test_no_cell_of_a_csv_begins_like_a_formula_and_each_comes_back() -> None:
    steps = tuple(StepEntry(title=title) for title in DANGEROUS)
    file = write_csv(sheet_of(PlanDocument(region="NRW", title="Plan", steps=steps), "de"), "de")
    titles = [row[1] for row in csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=";")][1:]
    assert not [title for title in titles if title.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert tuple(map(unguarded, titles)) == DANGEROUS


def test_every_text_in_a_workbook_is_a_text() -> None:
    steps = tuple(StepEntry(title=title) for title in DANGEROUS)
    page = opened(sheet_of(PlanDocument(region="NRW", title="Plan", steps=steps), "de"))
    cells = [page.cell(row, 2) for row in range(2, len(DANGEROUS) + 2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
    assert [cell.value for cell in cells if "x0041" not in str(cell.value)] == [
        title for title in DANGEROUS if "x0041" not in title
    ]
    assert "_x005F_x0041_" in [cell.value for cell in cells]  # which Excel shows as _x0041_


def test_a_workbook_can_be_printed_as_it_is() -> None:
    page = opened(sheet_of(PLAN, "de"))
    assert page.title == "Fachkräfte   2026"
    assert page.freeze_panes == "C2"
    assert page.print_title_rows == "$1:$1"
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.fitToHeight == 0
    assert page.column_dimensions["B"].width > page.column_dimensions["A"].width
    assert page["A2"].value == 7
    assert page["K2"].alignment.wrap_text


def test_the_same_table_makes_the_same_bytes_whenever_it_is_written() -> None:
    """A workbook is a zip, which knows two seconds at best: it says of nothing when that was made."""
    sheet = sheet_of(PLAN, "de")
    with zipfile.ZipFile(io.BytesIO(write_xlsx(sheet))) as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in book.infolist()} == {zipfile.ZIP_DEFLATED}
        said = " ".join(book.read(name).decode() for name in book.namelist())
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z?", said)) == {"1980-01-01T00:00:00Z"}
