"""Signing up to a meeting: the page for all, one's own, and what its host sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.pages.common import FormView
from tracker.pages.views import MeetingView


@dataclass(frozen=True, slots=True)
class OpenMeetingPage:
    """`meetings/meeting.html`: a meeting as everybody may know it, and a form."""

    meeting: MeetingView
    language: str
    """Of its texts."""
    state: Literal["open", "closed", "full", "cancelled"]
    until: str
    """The last day to sign up; empty: none was said."""
    left: int | None
    """How many may still come; None: as many as want."""
    plan_address: str
    """The meeting's page in its plan, for those who read that; else empty."""
    form: FormView


@dataclass(frozen=True, slots=True)
class SignUpPage:
    """`meetings/sign_up.html`: what somebody has signed up to, for whoever knows the secret address."""

    address: str
    meeting: MeetingView | None
    """None: it was taken back, or never was."""
    language: str
    name: str
    organisation: str
    email: str
    state: str
    form: FormView
    taken_back: bool = False

    @property
    def has_day(self) -> bool:
        """Whether a calendar can show the meeting."""
        deadline = self.meeting and self.meeting.deadline
        return bool(deadline and deadline.last)


@dataclass(frozen=True, slots=True)
class SignUpRow:
    id: str
    name: str
    organisation: str
    email: str
    """Empty also where the viewer may not see it."""


@dataclass(frozen=True, slots=True)
class SignUpPart:
    """On the meeting's page in its plan."""

    address: str
    """For all."""
    state: str
    """Empty: sign-up was never opened, or was closed by its host."""
    until: str
    """As the form holds it: an ISO day or empty."""
    until_text: str
    most: str
    count: int
    rows: Sequence[SignUpRow]
    """Empty where the viewer may see no names."""
    may_see: bool
    may_set: bool
