"""A meeting with something of everything, and their page, for the templates."""

from collections.abc import Sequence
from dataclasses import replace

from tests.sample_past import DAY, FORM, HERE
from tracker.pages import (
    AwayMeeting,
    AwayNote,
    AwayRow,
    AwayView,
    MeetingPage,
    MeetingsPage,
    MeetingStep,
    PathLink,
    PlanLink,
    TrashPage,
)
from tracker.pages.views import CardView, DeadlineView, MeetingView


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


def meeting_pages(
    plan: PlanLink,
    path: Sequence[PathLink],
    said: str,
    deadline: DeadlineView | None,
    cards: Sequence[CardView],
) -> dict[str, tuple[str, MeetingPage]]:
    """One that is to come, with all there is; and one that was removed and holds nothing."""
    steps = [MeetingStep(card, f"Stand{said}") for card in cards]
    due = [step for step in steps if step.card.done is None]
    done = [step for step in steps if step.card.done]
    meeting, other = a_meeting(said, deadline), a_meeting(said, None, "m2")
    full = MeetingPage(
        plan=plan,
        path=path,
        meeting=meeting,
        away=None,
        before=other,
        after=other,
        is_past=False,
        due=due,
        done=done,
        may_set=True,
        here=HERE,
        day=DAY,
        form=FORM,
    )
    away = AwayView("3. Mai 2026", f"Anna{said}", until="2. Juni 2026")
    bare = replace(other, title="", place="", link="", host="", agenda="")
    empty = replace(full, meeting=bare, away=away, before=None, after=None, due=[], done=[], is_past=True)
    return {"meeting": ("plans/meeting.html", full), "removed meeting": ("plans/meeting.html", empty)}
