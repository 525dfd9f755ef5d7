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
    OpenMeetingPage,
    PathLink,
    PlanLink,
    SignUpPage,
    SignUpPart,
    SignUpRow,
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
        signed_up=2,
        sign_up=True,
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


def a_sign_up_part(said: str) -> SignUpPart:
    """Two who come, for the host."""
    rows = [
        SignUpRow("u1", f"Gül{said}", f"Kammer{said}", f"g@example.org{said}"),
        SignUpRow("u2", f"Ali{said}", "", ""),
    ]
    address, until = "https://example.org/meetings/m1", ("2026-06-01", "1. Juni 2026")
    return SignUpPart(address, "open", *until, "40", 2, rows, True, True)


def sign_up_pages(said: str, deadline: DeadlineView | None) -> dict[str, tuple[str, object]]:
    """For all: open, refused and in every other state; and one's own, with an address and without, and taken back."""
    meeting, states = a_meeting(said, deadline), ("open", "closed", "full", "cancelled")
    bare = replace(meeting, title="", place="", link="", host="", deadline=None, starts="")
    one = OpenMeetingPage(meeting, "de", "open", "1. Juni 2026", 3, "/plans/p1/meetings/m1", FORM)
    typed = {"name": f"Gül{said}", "website": f"x{said}"}
    refused = replace(FORM, noun="sign-up", typed=typed, errors={"website": f"nein{said}"})
    own = SignUpPage(
        "/sign-ups/u1/s", meeting, "de", f"Gül{said}", f"Kammer{said}", f"g@b{said}", "open", FORM
    )
    pages = {
        **{f"open meeting {state}": replace(one, state=state, form=refused) for state in states},
        "bare open meeting": replace(one, meeting=bare, until="", left=None, plan_address=""),
    }
    owns = {
        "sign-up": own,
        "bare sign-up": replace(own, meeting=bare, organisation="", email="", state="cancelled"),
        **{f"no sign-up {n}": replace(own, meeting=None, taken_back=n == 1) for n in range(2)},
    }
    return {
        **{name: ("meetings/meeting.html", page) for name, page in pages.items()},
        **{name: ("meetings/sign_up.html", page) for name, page in owns.items()},
    }


def meeting_pages(
    plan: PlanLink,
    path: Sequence[PathLink],
    said: str,
    deadline: DeadlineView | None,
    cards: Sequence[CardView],
) -> dict[str, tuple[str, object]]:
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
        sign_up=a_sign_up_part(said),
    )
    away = AwayView("3. Mai 2026", f"Anna{said}", until="2. Juni 2026")
    bare = replace(other, title="", place="", link="", host="", agenda="")
    empty = replace(full, meeting=bare, away=away, before=None, after=None, due=[], done=[], is_past=True)
    nobody = replace(full.sign_up, state="open", most="", until_text="", count=0, rows=[], may_set=False)
    return {
        "meeting": ("plans/meeting.html", full),
        "meeting without anybody": ("plans/meeting.html", replace(full, sign_up=nobody)),
        "removed meeting": ("plans/meeting.html", empty),
        **sign_up_pages(said, deadline),
    }
