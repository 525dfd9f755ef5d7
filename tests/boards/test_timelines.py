"""A plan over time: each deadline stands where it was said, as exactly as it was said; nothing is missing."""

from datetime import date

import pytest

from tests.planning import Planning
from tracker.boards.months import Months, months_around
from tracker.boards.sheets import PlanSheet, plan_sheet
from tracker.boards.timelines import progress_page, timeline_page
from tracker.commands import parties, steps
from tracker.pages.timeline import TimelinePage, TimelineRow

DAY = date(2026, 5, 4)


def sheet(planning: Planning, day: date = DAY) -> PlanSheet:
    found = planning.database.read_now(plan_sheet, planning.plan_id, "de", day)
    assert isinstance(found, PlanSheet)
    return found


def timeline(planning: Planning, day: date = DAY) -> TimelinePage:
    return timeline_page(sheet(planning, day), [], "de", day)


def rows(page: TimelinePage) -> dict[str, TimelineRow]:
    return {row.card.title: row for lane in page.lanes for row in lane.rows}


def test_months_are_whole_and_a_day_has_its_place() -> None:
    months = months_around([date(2026, 2, 10), date(2025, 12, 31)])
    assert months == Months(date(2025, 12, 1), date(2026, 3, 1))
    assert months.firsts == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
    assert months.span(date(2025, 12, 1), date(2026, 2, 28)) == (0, 100)
    assert [one.name for one in months.axis("de")] == ["Dez. 2025", "Jan. 2026", "Feb."]
    assert [one.name for one in months.axis("en")] == ["Dec 2025", "Jan 2026", "Feb"]


def test_a_long_axis_names_as_many_months_as_fit() -> None:
    names = [one.name for one in months_around([date(2020, 1, 1), date(2029, 12, 1)]).axis("de")]
    assert len(names) == 120
    assert 8 <= len([name for name in names if name]) <= 16


@pytest.mark.parametrize(
    ("words", "shape", "first", "last"),
    [
        ("15.6.2026", "dot", date(2026, 6, 15), date(2026, 6, 15)),
        ("KW 24", "block", date(2026, 6, 8), date(2026, 6, 14)),
        ("Mitte Juni", "part", date(2026, 6, 11), date(2026, 6, 20)),
        ("im Juni", "capsule", date(2026, 6, 1), date(2026, 6, 30)),
        ("Q3 2026", "brackets", date(2026, 7, 1), date(2026, 9, 30)),
        ("2. Halbjahr 2026", "brackets", date(2026, 7, 1), date(2026, 12, 31)),
        ("2027", "brackets", date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_deadline_is_drawn_as_exactly_as_it_was_said(
    planning: Planning, words: str, shape: str, first: date, last: date
) -> None:
    planning.step("Einer", words=words)
    bar = rows(timeline(planning))["Einer"].bar
    months = months_around([DAY, first, last])
    assert (bar.shape, bar.start, bar.end) == (shape, *months.span(first, last))
    assert (bar.marks is not None) == (shape == "part")


def test_late_now_tentative_and_done_are_told_apart_by_sign_and_word(planning: Planning) -> None:
    said = {
        "spät": "3.5.2026",
        "jetzt": "im Mai",
        "vielleicht": "voraussichtlich im Mai",
        "fertig": "April 2026",
    }
    ids = {title: planning.step(title, words=words) for title, words in said.items()}
    planning.do(steps.complete, ids["fertig"], "")
    shown = rows(timeline(planning))
    assert {title: row.bar.state for title, row in shown.items()} == {
        "spät": "late",
        "jetzt": "now",
        "vielleicht": "ask",
        "fertig": "done",
    }
    assert shown["vielleicht"].bar.tentative
    assert shown["spät"].said == "überfällig: 3. Mai 2026"
    assert shown["fertig"].said.startswith("erledigt ")


def test_each_step_stands_in_the_lane_of_its_first_theme_by_deadline_or_below_the_axis(
    planning: Planning,
) -> None:
    themes = [planning.do(parties.add_theme, name).made for name in ("Eins", "Zwei")]
    late, early = planning.step("später", words="im Juli"), planning.step("früher", words="im Juni")
    for step in (late, early):
        planning.do(steps.set_themes, step, themes)
    planning.step("ohne Thema", words="im Mai")
    planning.step("ohne Termin")
    planning.step("unlesbar", words="wenn es passt")
    planning.step("immer", words="laufend")
    page = timeline(planning)
    lanes = [
        (lane.theme.name if lane.theme else "", [row.card.title for row in lane.rows]) for lane in page.lanes
    ]
    assert lanes == [("Eins", ["früher", "später"]), ("", ["ohne Thema"])]
    assert [theme.name for theme in page.lanes[0].rows[0].also] == ["Zwei"]
    assert {card.title for card in page.undated} == {"ohne Termin", "unlesbar", "immer"}


def test_what_was_done_without_a_deadline_has_a_check_on_its_day(planning: Planning) -> None:
    planning.do(steps.complete, planning.step("Fertig"), "")
    bar = rows(timeline(planning, planning.day))["Fertig"].bar
    assert (bar.shape, bar.state) == ("check", "done")


def test_a_deadline_in_another_century_does_not_stretch_the_axis(planning: Planning) -> None:
    planning.step("bald", words="im Juni")
    planning.step("nie", words="1.1.2926")
    page = timeline(planning)
    assert len(page.months) < 400
    assert [card.title for card in page.undated] == ["nie"]


def test_progress_counts_every_step_once_and_sums_up(planning: Planning) -> None:
    ids = [
        planning.step(str(n), words=words)
        for n, words in enumerate(("April 2026", "3.5.2026", "im Juni", ""))
    ]
    planning.do(steps.complete, ids[0], "")
    planning.do(steps.complete, ids[3], "")
    page = progress_page(sheet(planning), [], "de", DAY)
    assert (page.steps, page.done, page.dated, page.top) == (4, 2, 3, 3)
    told = [
        (one.name, one.due, one.done, one.due_so_far, one.done_so_far, one.is_past) for one in page.months
    ]
    assert told == [
        ("April 2026", 1, 0, 1, 0, True),
        ("Mai 2026", 1, 2, 2, 2, True),
        ("Juni 2026", 1, 0, 3, 2, False),
    ]
    assert (page.y(0), page.y(page.top)) == (page.chart_height, 0)


def test_an_empty_plan_has_an_axis_of_this_month_and_nothing_on_it(planning: Planning) -> None:
    page = timeline(planning)
    assert (page.lanes, page.undated, len(page.months)) == ([], [], 1)
    assert progress_page(sheet(planning), [], "de", DAY).top == 1
