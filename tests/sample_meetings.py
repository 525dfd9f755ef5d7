"""A meeting with something of everything, and their page, for the templates."""

from collections.abc import Sequence

from tests.sample_past import DAY, FORM, HERE
from tracker.pages import MeetingsPage, PathLink, PlanLink
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


def meetings_page(
    plan: PlanLink, path: Sequence[PathLink], said: str, deadline: DeadlineView | None
) -> MeetingsPage:
    ahead, past, removed = ([a_meeting(said, deadline, id)] for id in ("m1", "m2", "m3"))
    return MeetingsPage(plan, path, ahead, past, removed, True, HERE, DAY, FORM)
