"""Pages outside of a plan: home, sign-in, about, errors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tracker.domain.trace import Trace
from tracker.pages.common import FeedPlace, FormView, PathLink
from tracker.pages.joining import ClaimOffer
from tracker.pages.network import PlanRow
from tracker.pages.rows import Part
from tracker.pages.views import DeadlineView


@dataclass(frozen=True, slots=True)
class MeetingRow:
    plan: str
    id: str
    region: str
    title: str
    deadline: DeadlineView
    starts: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """`_beside.html`: what stands beside my steps."""

    plans: Sequence[PlanRow]
    meetings: Sequence[MeetingRow]
    networks: Sequence[PathLink]


@dataclass(frozen=True, slots=True)
class HomeList:
    """One of my lists, with its rows as drawn."""

    part: Part
    count: int
    rows: str
    folds: bool
    """It is not for today: a long one is folded."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """`home.html`: signed in."""

    feeds: Sequence[FeedPlace]
    day: date
    """The Berlin day it is drawn for."""
    lists: Sequence[HomeList]
    """All of them, the empty ones too: what others do may fill them."""
    beside: Beside
    form: FormView
    claims: Sequence[ClaimOffer] = ()
    own_address: str = ""
    """Of somebody without account: where an account can claim later what they do now."""
    handed_over: bool = False
    """They have just handed over their coordination."""

    @property
    def has_rows(self) -> bool:
        return any(one.count for one in self.lists)


@dataclass(frozen=True, slots=True)
class WelcomePage:
    """`welcome.html`: signed out."""


@dataclass(frozen=True, slots=True)
class SignInPage:
    """`sign_in/page.html`; `stale` when a link was used up, too old or wrong."""

    form: FormView
    stale: bool = False
    asked: str = ""
    """The address a mail was asked for: its code is typed here."""
    mails: bool = True
    """Whether mails leave this installation; else they lie in a folder."""
    let_out: str = ""
    """Whoever asks was here without account, and why they are no longer (`over`, `removed`, `revoked`): a code brings
    them in again."""
    typed: Sequence[str] = ()
    """What somebody sent who was no longer signed in: it stands here, so that it is not lost."""


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """`sign_in/confirm.html`: the button that signs in; opening the link alone does nothing."""

    action: str
    name: str


@dataclass(frozen=True, slots=True)
class AboutPage:
    """`about.html`: imprint, privacy, accessibility, filled from the settings; what is empty is not said."""

    subject: Literal["imprint", "privacy", "accessibility"]
    operator: str = ""
    contact: str = ""
    address: Sequence[str] = ()
    """Lines of the postal address."""
    responsible: str = ""
    """Who answers for the contents."""
    privacy_contact: str = ""
    """Whom to ask about what is stored of one."""
    stored: Sequence[str] = ()
    """The tables that hold something about a person."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The names are of `domain/traces.py`; the words to them are `sheet.…`."""

    table: str
    kept: str
    seen: str
    columns: Sequence[Trace]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """`sheet.html`: each table and column that holds something about a person."""

    tables: Sequence[SheetTable]


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """`errors/error.html` for 403, 404, 405, 409, 410, 413, 422, 423, 429 and 500."""

    status: int
    sentence: str = ""
    """What exactly was refused, if there is more to say than the status says."""
    back: str = "/"
    typed: Sequence[str] = ()
    """Texts that came with it, if this page is all that is left of them."""
    trash: str = ""
    """The plan's trash, where what is gone can be restored from."""
