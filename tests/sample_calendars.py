"""Pages of calendars: with addresses and without, for somebody without account, and with an address just made."""

from tests.sample_past import FORM
from tracker.pages import (
    CalendarPart,
    CalendarRow,
    NewCalendarPage,
    PathLink,
    PlanCalendarPage,
    PlanLink,
)


def calendar_part(place: str, said: str) -> CalendarPart:
    """Two addresses, one made with a device nobody knows."""
    rows = [CalendarRow("c1", f"Safari, iPhone{said}", "1. Mai 2026"), CalendarRow("c2", "", "2. Mai 2026")]
    return CalendarPart(place, rows)


def calendar_pages(plan: PlanLink, said: str) -> dict[str, tuple[str, object]]:
    """By name: template and page, each with `said` in its texts."""
    path = [PathLink(f"Netzwerk{said}", "/networks/n1")]
    parts = calendar_part("/plans/p1", said), CalendarPart("/plans/p1", []), None
    address = f"https://example.org/me/calendar/{'s' * 22}.ics"
    return {
        **{
            f"calendar {n}": ("calendars/plan.html", PlanCalendarPage(plan, path, part, FORM))
            for n, part in enumerate(parts)
        },
        "new calendar": ("calendars/new.html", NewCalendarPage(address, "/me", None)),
        "calendar made before": ("calendars/new.html", NewCalendarPage("", "/plans/p1/calendar", plan)),
    }
