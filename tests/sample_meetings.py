"""A meeting with something of everything, and their page, for the templates."""

from collections.abc import Sequence

from tests.sample_past import DAY, FORM, HERE
from tracker.pages import (
    AwayMeeting,
    AwayNote,
    AwayRow,
    AwayView,
    MeetingsPage,
    PathLink,
    PlanLink,
    TrashPage,
)
from tracker.pages.views import DeadlineView, MeetingView


def a_meeting(said: str, deadline: DeadlineView | None, id: str = "m1") -> MeetingView:
    return MeetingView(
        id=id,
        rev=3,
        title=f"Treffen{said}",
        deadline=deadline,
        words=f"Mai{said}",
        starts="18:00",
        place=f"Ort{said}",
        link=f"https://example.org/{said}",
        host=f"Kammer{said}",
        agenda=f"Begrüßung{said}",
    )


def away_meeting(said: str, deadline: DeadlineView | None) -> AwayMeeting:
    return AwayMeeting(
        a_meeting(said, deadline, "m3"), AwayView(f"1. Mai{said}", f"Anna{said}", until="31. Mai")
    )


def meetings_page(
    plan: PlanLink, path: Sequence[PathLink], said: str, deadline: DeadlineView | None
) -> MeetingsPage:
    ahead, past = ([a_meeting(said, deadline, id)] for id in ("m1", "m2"))
    removed = [away_meeting(said, deadline)]
    return MeetingsPage(plan, path, ahead, past, removed, True, HERE, DAY, FORM)


def trash_page(
    plan: PlanLink, path: Sequence[PathLink], said: str, deadline: DeadlineView | None
) -> TrashPage:
    away = AwayView("3. Mai 2026", f"Anna{said}", f"weil{said}")
    return TrashPage(
        plan,
        path,
        trashed=[AwayRow("s1", 3, f"Schritt{said}", away)],
        dropped=[],
        notes=[AwayNote("n1", "goal", f"Ziel{said}", away)],
        meetings=[away_meeting(said, deadline)],
        may_restore=True,
        may_restore_note=True,
        may_set_meeting=True,
        form=FORM,
    )
