"""Joining a plan without account: the links a facilitator makes, and the door they lead to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.pages.common import FormView, PathLink, PlanLink
from tracker.pages.network import AddedView, MemberRow, TakenOutView

LinkState = Literal["open", "later", "over", "revoked", "no_maker"]


@dataclass(frozen=True, slots=True)
class QrView:
    """A QR code: so many squares wide and high, and the path that fills the dark ones."""

    size: int
    path: str


@dataclass(frozen=True, slots=True)
class GuestRow:
    id: str
    name: str
    came_by: str = ""
    """The label of the link, where it is not clear from the list."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as facilitators see it; `guests` are those who came by it and are still in."""

    id: str
    role: str
    state: LinkState
    code: str
    """Empty when it can be shown no more: the server's key is another one now."""
    since: str
    until: str
    joined: int
    most: int
    guests: Sequence[GuestRow]
    label: str = ""
    """What it is for; may be empty."""
    made: str = ""

    @property
    def counts(self) -> bool:
        return self.state in ("open", "later")


@dataclass(frozen=True, slots=True)
class LinksPage:
    """`plans/links.html`: who gets in, and how."""

    plan: PlanLink
    path: Sequence[PathLink]
    links: Sequence[LinkRow]
    gone: Sequence[GuestRow]
    """Who came by a link and is in no longer, until a day after their end."""
    reached_at: Sequence[tuple[str, str]]
    """Who took a step without account and left an address: name and address."""
    members: Sequence[MemberRow]
    """Of this plan alone."""
    offered: Sequence[str]
    """The roles that the viewer may give them."""
    is_public: bool
    first_day: str
    """Of the fields for days: today, a week later, the last one that is possible; as the browser writes them."""
    usual_day: str
    last_day: str
    most: int
    form: FormView
    taken_out: TakenOutView | None = None
    added: AddedView | None = None

    @property
    def address(self) -> str:
        return f"/plans/{self.plan.id}/links"


@dataclass(frozen=True, slots=True)
class ClaimOffer:
    """`joinings/_claims.html`: as whom this browser was somewhere without account."""

    address: str
    name: str
    plan: PlanLink


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """`joinings/claim.html`: what somebody did without account, to be claimed."""

    action: str
    plan: PlanLink
    name: str
    """Without the mark."""
    taken: Sequence[str]
    """Titles of the steps they have taken."""
    changes: int
    member: str
    """The name of whoever is signed in with an account; empty for others."""
    reads: bool
    """Whether they may read the plan at all."""
    form: FormView


@dataclass(frozen=True, slots=True)
class VisibilityPage:
    """`plans/visibility.html`: whether everybody is to read the plan, or nobody any more who is no member."""

    plan: PlanLink
    path: Sequence[PathLink]
    is_public: bool
    form: FormView


@dataclass(frozen=True, slots=True)
class WallLinkPage:
    """`plans/link.html`: one link large, to be shown on a wall or printed."""

    plan: PlanLink
    row: LinkRow
    qr: QrView
    address: str
    """Of the link, whole."""
    door: str
    """Where a code is typed: host and path, without what nobody types."""


@dataclass(frozen=True, slots=True)
class CodePage:
    """`joinings/code.html`: where a code is typed; `stale` when a link led here that does not count."""

    form: FormView
    stale: bool = False


@dataclass(frozen=True, slots=True)
class DoorPage:
    """`joinings/door.html`: where a link leads, before anybody is in."""

    plan: PlanLink
    action: str
    role: str
    until: str
    form: FormView
    begins: str = ""
    """The day on which it begins; until then nothing else is told."""
    member: str = ""
    """The name of whoever is signed in with an account: nobody joins under a second name."""
    guest: str = ""
    """The name under which this browser is in already."""
    is_in: bool = False
    """Whoever is signed in may open the plan as they are."""
