"""A plan over time: each deadline on one axis as exactly as it was said, and what was done and due month by month."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from tracker.boards.months import Months, months_around, next_month
from tracker.boards.sheets import PlanSheet
from tracker.language.dates import day_name, month_text, months_text
from tracker.language.deadlines import lateness_text
from tracker.language.texts import text
from tracker.pages import PathLink
from tracker.pages.timeline import Bar, Lane, ProgressMonth, ProgressPage, TimelinePage, TimelineRow
from tracker.store.cards import FoundCard

_DRAWN = {
    **dict.fromkeys(("early", "middle", "end"), "part"),
    **dict.fromkeys(("quarter", "half", "year"), "brackets"),
    "week": "block",
    "month": "capsule",
}
LONGEST = 12 * 30  # months; a deadline in another century must not draw thousands of lines


def timeline_page(sheet: PlanSheet, path: Sequence[PathLink], locale: str, day: date) -> TimelinePage:
    """The steps of a plan on a time axis, in lanes by theme."""
    dated = [found for found in sheet.found if days_of(found)]
    months = _stretch([day, *(one for found in dated for one in days_of(found))], day)
    dated = [found for found in dated if _lies_in(months, found)]
    shown = {found.id for found in dated}
    first, last = months.start, months.firsts[-1]
    return TimelinePage(
        plan=sheet.plan,
        path=path,
        months=months.axis(locale),
        span_text=months_text(locale, first, last),
        today=months.place(day),
        today_text=day_name(locale, day),
        lanes=_lanes(sheet, dated, months, locale, day),
        undated=[sheet.cards[found.id] for found in sheet.found if found.id not in shown],
    )


def progress_page(sheet: PlanSheet, path: Sequence[PathLink], locale: str, day: date) -> ProgressPage:
    """What was due and what was done, month by month and in sum."""
    due = [one.deadline.last for one in sheet.found if one.deadline and one.deadline.last]
    done = [one.done.day for one in sheet.found if one.done]
    months = _stretch([day, *due, *done], day)
    counted = _counted(months, due, done, locale, day)
    return ProgressPage(
        plan=sheet.plan,
        path=path,
        months=counted,
        steps=len(sheet.found),
        done=len(done),
        dated=len(due),
        today=months.place(day),
        today_text=day_name(locale, day),
        top=max(1, len(due), len(done)),
    )


def days_of(found: FoundCard) -> list[date]:
    """First and last day of a step's deadline; without one the day on which it was done; none without either."""
    deadline = found.deadline
    if deadline and deadline.first and deadline.last:
        return [deadline.first, deadline.last]
    return [found.done.day] if found.done else []


def _stretch(days: Sequence[date], today: date) -> Months:
    months = months_around(days)
    if len(months.firsts) <= LONGEST:
        return months
    near = [day for day in days if abs((day - today).days) < LONGEST / 2 * 30]
    return months_around(near)


def _lies_in(months: Months, found: FoundCard) -> bool:
    days = days_of(found)
    return months.start <= days[0] and days[-1] < months.end


def _lanes(
    sheet: PlanSheet, dated: Sequence[FoundCard], months: Months, locale: str, day: date
) -> list[Lane]:
    by_theme: dict[str, list[FoundCard]] = defaultdict(list)
    for found in sorted(dated, key=lambda one: (days_of(one)[::-1], one.number)):
        by_theme[found.themes[0].id if found.themes else ""].append(found)
    lanes = [(theme, by_theme[theme.id]) for theme in sheet.frame.themes if theme.id in by_theme]
    return [
        Lane(theme, [_row(sheet, found, months, locale, day) for found in rows])
        for theme, rows in [*lanes, (None, by_theme.get("", []))]
        if rows
    ]


def _row(sheet: PlanSheet, found: FoundCard, months: Months, locale: str, day: date) -> TimelineRow:
    card = sheet.cards[found.id]
    if card.done:
        said = text(locale, "view.done_on", day=card.done.day_text)
    else:
        said = lateness_text(locale, found.deadline, found.deadline.lateness(day)) if found.deadline else ""
    return TimelineRow(card, said, card.themes[1:], _bar(found, months, day))


def _bar(found: FoundCard, months: Months, day: date) -> Bar:
    days, deadline = days_of(found), found.deadline
    start, end = months.span(days[0], days[-1])
    if deadline is None or deadline.first is None:
        return Bar("check", start, end, "done", tentative=False)
    late = str(deadline.lateness(day, found.done is not None))
    state = "done" if found.done else late
    shape = _DRAWN.get(deadline.shape) or ("dot" if days[0] == days[-1] else "block")
    marks = None
    if shape == "part":
        month = days[0].replace(day=1)
        marks = (months.place(month), months.place(next_month(month)))
    return Bar(shape, start, end, state, deadline.tentative, marks)  # type: ignore[arg-type]


def _counted(
    months: Months, due: Sequence[date], done: Sequence[date], locale: str, day: date
) -> list[ProgressMonth]:
    due_in, done_in = (Counter(one.replace(day=1) for one in days) for days in (due, done))
    due_so_far = done_so_far = 0
    counted = []
    for first, axis in zip(months.firsts, months.axis(locale), strict=True):
        due_so_far += due_in[first]
        done_so_far += done_in[first]
        month = ProgressMonth(
            month_text(locale, first),
            axis,
            due_in[first],
            done_in[first],
            due_so_far,
            done_so_far,
            first <= day,
        )
        counted.append(month)
    return counted
