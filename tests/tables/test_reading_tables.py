"""What people's tables look like: every encoding and separator, three styles of date, merged cells, empty rows."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from tracker.domain.ownership import OwnerRole
from tracker.plan_file.stages import Stages, usual_stages
from tracker.tables.day_order import DayOrder
from tracker.tables.found import FoundTable
from tracker.tables.incoming import read_incoming
from tracker.tables.mapping import Mapping, guessed
from tracker.tables.reading import read_table
from tracker.tables.understanding import Reading, Said, understood

DAY = date(2026, 4, 14)
HERE = Reading(Stages(usual_stages("de")), DAY)
GERMAN = "Nr.;Maßnahme;Zuständig;Frist\r\n1;Gemeinsam für Köln;Bürgermeisterin;12.03.2027\r\n"


def steps(found: FoundTable, reading: Reading = HERE) -> list[Said]:
    return understood(found, guessed(found), reading)


def book(*rows: list[object], merge: str = "", formats: dict[str, str] | None = None) -> bytes:
    workbook, file = Workbook(), io.BytesIO()
    page = workbook.active
    assert page is not None
    for row in rows:
        page.append(row)
    if merge:
        page.merge_cells(merge)
    for cell, code in (formats or {}).items():
        page[cell].number_format = code
    workbook.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_umlauts_are_right_however_they_are_written(encoding: str) -> None:
    (step,) = steps(read_table(GERMAN.encode(encoding)))
    assert (step.entry.title, step.entry.owners[0].name) == ("Gemeinsam für Köln", "Bürgermeisterin")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_separator_and_line_end_is_found(separator: str, ends: str) -> None:
    text = GERMAN.replace("\r\n", ends).replace(";", separator)
    (step,) = steps(read_table(text.encode()))
    assert step.entry.number == 1
    assert step.entry.deadline == "12.03.2027"


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("12.03.2027", date(2027, 3, 12)),
        ("12.3.27", date(2027, 3, 12)),
        ("2027-03-12", date(2027, 3, 12)),
        ("13/12/2027", date(2027, 12, 13)),
        ("12/13/2027", date(2027, 12, 13)),
        ("05/05/2027", date(2027, 5, 5)),
        ("KW 11", date(2027, 3, 21)),
        ("bis Ende März", date(2027, 3, 31)),
        ("Q1 2027", date(2027, 3, 31)),
    ],
)
def test_a_day_that_has_one_meaning_is_read(words: str, last: date) -> None:
    from tracker.domain.deadline_reading import read_deadline

    (step,) = steps(read_table(f"Was;Bis wann\nEins;{words}\n".encode()))
    read = read_deadline(step.entry.deadline or "", DAY)
    assert not step.asked
    assert read
    assert read.last == last


@pytest.mark.parametrize("words", ["03/12/2027", "3/12", "bis 03/12/2027", "01/02/27"])
def test_a_day_that_has_two_meanings_is_asked_about_with_its_cell(words: str) -> None:
    (step,) = steps(read_table(f"Was;Bis wann\nEins;{words}\n".encode()))
    assert step.asked == {"deadline": (words, "B2")}


@pytest.mark.parametrize(
    ("order", "words"),
    [(DayOrder.DAY_FIRST, "3.12.2027"), (DayOrder.MONTH_FIRST, "12.3.2027"), (DayOrder.WORDS, "03/12/2027")],
)
def test_once_answered_the_day_is_read_so(order: DayOrder, words: str) -> None:
    found = read_table(b"Was;Bis wann\nEins;03/12/2027\n")
    (step,) = steps(found, Reading(HERE.stages, DAY, day_order=order))
    assert (step.entry.deadline, step.asked) == (words, {})


def test_days_of_excel_are_days_whatever_their_format() -> None:
    day = datetime(2027, 3, 12)  # noqa: DTZ001 - Excel knows no zones
    file = book(
        ["Was", "Bis wann"],
        ["Eins", day],
        ["Zwei", day],
        ["Drei", 3],
        formats={"B3": 'DD"."MM"."YY', "B4": "0.00"},
    )
    assert [step.entry.deadline for step in steps(read_table(file))] == ["2027-03-12", "2027-03-12", "3"]


def test_a_cell_merged_over_rows_holds_for_each_of_them() -> None:
    file = book(["Thema", "Was"], ["Bildung", "Eins"], [None, "Zwei"], ["Sport", "Drei"], merge="A2:A3")
    assert [step.entry.themes for step in steps(read_table(file))] == [("Bildung",), ("Bildung",), ("Sport",)]


def test_rows_under_one_merged_title_are_one_step() -> None:
    file = book(
        ["Was", "Wer", "Notiz"], ["Eins", "IHK", "a"], [None, "HWK", "b"], ["Zwei", "VHS", ""], merge="A2:A3"
    )
    first, second = steps(read_table(file))
    assert [(owner.name, owner.role) for owner in first.entry.owners] == [
        ("IHK", OwnerRole.LEAD),
        ("HWK", OwnerRole.WITH),
    ]
    assert first.entry.text == "a\nb"
    assert second.entry.title == "Zwei"


def test_what_stands_above_the_heads_and_empty_rows_are_no_steps() -> None:
    file = book(
        ["Maßnahmenplan 2026"],
        [],
        ["Stand: April"],
        ["Nr.", "Maßnahme (kurz)", "Wer?"],
        [],
        [1, "Eins", "IHK"],
        [],
        [],
    )
    found = read_table(file)
    assert guessed(found) == Mapping(("number", "title", "lead"), 4)
    (step,) = steps(found)
    assert (step.line, step.entry.title) == (6, "Eins")


def test_heads_in_english_and_those_that_mean_the_same_are_known() -> None:
    found = read_table(
        b"No.,Task,Responsible,Partners,Due date,Status,Comments\n1,One,Jo,Al,May 2027,on hold,x\n"
    )
    assert guessed(found).columns == ("number", "title", "lead", "with", "deadline", "stage", "text")
    (step,) = steps(found)
    assert step.entry.stage == "Wartet auf …"


def test_only_the_first_sheet_that_can_be_seen_is_read_and_that_is_said() -> None:
    workbook, file = Workbook(), io.BytesIO()
    workbook.active.append(["Was", "geheim"])
    workbook.active.sheet_state = "hidden"
    for name in ("Plan", "Alt"):
        workbook.create_sheet(name).append(["Was", name])
    workbook.active = 1
    workbook.save(file)
    found = read_table(file.getvalue())
    assert found.rows[0].cells == ("Was", "Plan")
    assert [(notice.code, notice.values["name"]) for notice in found.notices] == [("first_sheet", "Plan")]


@pytest.mark.parametrize(
    "text", ["- Eins\n- Zwei, mit Komma\n", "1. Eins\n2. Zwei, mit Komma\n", "Eins\n\nZwei, mit Komma\n"]
)
def test_a_list_has_one_step_on_each_line(text: str) -> None:
    assert [step.entry.title for step in steps(read_incoming(text.encode()))] == ["Eins", "Zwei, mit Komma"]


def test_a_line_that_begins_with_its_day_keeps_it() -> None:
    found = read_incoming(b"12. Mai: Kick-off\nRaum suchen\n")
    assert [step.entry.title for step in steps(found)] == ["12. Mai: Kick-off", "Raum suchen"]


def test_a_part_of_a_plan_file_is_read_too() -> None:
    found = read_incoming(b"- [ ] Eins\n  - Wer: IHK (zugesagt)\n- [x] Zwei\n")
    first, second = steps(found)
    assert first.entry.owners[0].answer == "accepted"
    assert (first.line, second.line, second.entry.done) == (1, 3, True)


def test_colours_are_asked_about_and_usual_words_are_not() -> None:
    found = read_table("Was;Ampel\nA;grün\nB;in Bearbeitung\nC;Erledigt\nD;\n".encode())
    assert [step.asked.get("stage") for step in steps(found)] == [("grün", "B2"), None, None, None]
    assert [step.entry.stage for step in steps(found)] == [None, "In Arbeit", "Erledigt", None]


def test_cells_that_cannot_be_kept_are_marked() -> None:
    found = read_table(f'Was;Wer;Bemerkung\n{"x" * 201};IHK;\n;HWK;\nOk;"""Offen";{"y" * 10_001}\n'.encode())
    problems = [[(one.code, one.values.get("cell")) for one in step.problems] for step in steps(found)]
    assert problems == [
        [("too_long", "A2"), ("no_title", None)],
        [("no_title", None)],
        [("too_long", "C4"), ("open_quote", "B4")],
    ]


def test_brackets_behind_a_name_belong_to_it_unless_they_are_an_answer() -> None:
    (step,) = steps(read_table(b"Was;Wer;Mit\nEins;Meyer (IHK), HWK (zugesagt);\n"))
    assert [(one.name, one.answer) for one in step.entry.owners] == [
        ("Meyer (IHK)", "asked"),
        ("HWK", "accepted"),
    ]


@pytest.mark.parametrize(
    "heads",
    ["Was ist zu tun?\tWer macht’s?\tBis wann?\tStatus", "Zu tun\tWer macht das\tZu erledigen bis\tStand"],
)
def test_heads_of_minutes_are_understood_as_they_are_asked(heads: str) -> None:
    found = read_table(f"{heads}\nPlakate kleben\tIHK\t12.03.2027\toffen\n".encode())
    assert guessed(found).columns == ("title", "lead", "deadline", "stage")
    [said] = steps(found)
    assert (said.entry.title, said.entry.deadline, said.asked) == ("Plakate kleben", "12.03.2027", {})
    assert said.entry.stage == usual_stages("de")[0].name
