"""The start page with every kind of row on it, for tests of templates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.sample_past import FORM
from tracker.boards.rows import RowDrawing
from tracker.pages import Beside, FeedPlace, HomePage, MeetingRow, PathLink, PlanRow
from tracker.pages.home import HomeList
from tracker.pages.rows import FOLDING, PARTS, AskRow, MentionRow, Row, RowPlan, StepRow

DAY = date(2026, 5, 1)


def home_page(samples: Any) -> HomePage:
    said = samples.said
    beside = Beside(
        plans=[PlanRow("plan1", f"Hessen{said}", f"Inklusion{said}", 4, 1, 1, 2)],
        meetings=[
            MeetingRow(
                "plan1", "m1", f"Hessen{said}", f"Treffen{said}", samples.deadline(), "18:00", f"Ort{said}"
            )
        ],
        networks=[PathLink(f"Netzwerk{said}", "/networks/n")],
    )
    return HomePage(
        feeds=[FeedPlace("plan:plan1", 41, "e1")],
        day=DAY,
        lists=_lists(samples, _rows(samples)),
        beside=beside,
        form=FORM,
    )


def empty_home(samples: Any) -> HomePage:
    return HomePage([], DAY, _lists(samples, []), Beside([], [], []), FORM)


def _rows(samples: Any) -> Sequence[Row]:
    said, late, now = samples.said, samples.deadline("late"), samples.deadline("now")
    plan, title = RowPlan("plan1", f"Hessen{said}", "de"), f"Schritt{said}"
    themes, all_rights = (
        tuple((theme.name, theme.place) for theme in samples.themes[:2]),
        {"may_comment": True, "may_complete": True, "may_edit": True},
    )
    return [
        StepRow("r1", plan, title, 7, "asked", "a", None, themes, "o1", **all_rights),
        StepRow("r2", plan, title, 7, "late", "a", late, themes, taken="o3", **all_rights),
        StepRow("r3", plan, title, 7, "now", "a", now, themes, taken="o4"),
        AskRow("f1", "r4", plan, title, 7, "a", f"Kammer{said}", f"3. Mai{said}", True, "o2", True),
        MentionRow("m1", "r5", plan, title, 7, "a", "c1", f"Anna{said}", f"3. Mai{said}", f"sagt{said}"),
        MentionRow("m2", "r5", plan, title, 7, "b", "", f"Anna{said}", f"3. Mai{said}", f"sagt{said}"),
        MentionRow(
            "m3", "r5", plan, title, 7, "c", "", f"Anna{said}", f"3. Mai{said}", f"nein{said}", is_no=True
        ),
        StepRow("r6", plan, title, 7, "waiting", "a", None, (), waits=True, names=f"Kammer{said}"),
        StepRow("r7", plan, title, 7, "waiting", "b", None, (), waits=True, of=f"IHK{said}", **all_rights),
    ]


def _lists(samples: Any, rows: Sequence[Row]) -> Sequence[HomeList]:
    drawing, lists = RowDrawing(samples.rendering), []
    for part in PARTS:
        mine = [row for row in rows if row.part == part]
        drawn = drawing.rows(mine, samples.locale, "token", "0" * 20)
        lists.append(HomeList(part, len(mine), drawn, part in FOLDING))
    return lists
