"""Pages of a plan's history that never were."""

from collections.abc import Sequence
from datetime import date

from tracker.pages import FeedPlace, FormView, HistoryPage, PastDay, PastLine, PastPart, PathLink, PlanLink

HERE, DAY = FeedPlace("plan:plan00000001", 7, "e"), date(2026, 5, 4)
FORM = FormView("0" * 20, 41, 41)


def past_lines(said: str) -> list[PastLine]:
    """One that can be undone, with everything, and one that was; `said` is in every text of people."""
    parts = [PastPart("Titel", f"alt{said}", f"neu{said}"), PastPart("Termin", f"Mai{said}", "")]
    sentence = f"Anna hat „Schritt{said}“ geändert"
    return [
        PastLine(9, "Heute", "14:05", sentence, parts, "s1", 3, may_undo=True, undone=False),
        PastLine(8, "Heute", "14:04", sentence, parts, "", None, may_undo=False, undone=True),
        PastLine(7, "Heute", "14:03", sentence, [], "", None, may_undo=False, undone=False, why_not="Nie"),
    ]


def histories(plan: PlanLink, path: Sequence[PathLink], said: str) -> dict[str, HistoryPage]:
    """A page with lines and one without."""
    days, people = [PastDay("Heute", past_lines(said))], [("m:1", f"Anna{said}")]
    return {
        "history": HistoryPage(plan, path, days, people, "m:1", f"7{said}", 0, "?before=8", HERE, DAY, FORM),
        "empty history": HistoryPage(plan, path, [], [], "m:1", "7", 3, "", HERE, DAY, FORM),
    }
