"""Networks, regions and who is in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.pages.common import FormView, PathLink, PlanLink


@dataclass(frozen=True, slots=True)
class MemberRow:
    name: str
    email: str
    """Empty when the viewer may not see it."""
    role: str
    by: str = ""
    """`network`, `region` or `plan`: where the membership is, when it is not here."""
    id: str = ""
    """Of a membership that is here."""
    also: Sequence[str] = ()
    """Where else around here they belong: what taking them out leaves to them."""


@dataclass(frozen=True, slots=True)
class AddedView:
    """Somebody who was added just now, and whether a mail tells them."""

    name: str
    is_told: bool


@dataclass(frozen=True, slots=True)
class TakenOutView:
    """`networks/_taken_out.html`: somebody who was taken out just now."""

    name: str
    signed: str
    """What they were, for the form."""
    action: str


@dataclass(frozen=True, slots=True)
class PostView:
    """Contact or deputy (`post`)."""

    post: str
    name: str
    """As this viewer may see it; empty: nobody."""
    stands: str
    """What is posted to leave it alone: the id of a member, words of a plan file, or nothing."""


@dataclass(frozen=True, slots=True)
class ContactsView:
    """Whom to turn to, and among whom somebody who may name them chooses."""

    posts: Sequence[PostView]
    people: Sequence[tuple[str, str]] = ()
    """Ids and names of those with a role there."""
    may_name: bool = False

    @property
    def known(self) -> Sequence[str]:
        """The ids of those to choose among."""
        return [id for id, _ in self.people]


@dataclass(frozen=True, slots=True)
class HandedView:
    """One kind of what goes along."""

    what: str
    n: int
    items: Sequence[str] = ()
    """Each by place or title; empty: only how many."""

    @property
    def folds(self) -> bool:
        return len(self.items) > 5  # more than one takes in at a glance


@dataclass(frozen=True, slots=True)
class OutlookView:
    """What a handover would do."""

    member: str
    successor: str
    """Their names."""
    handed: Sequence[HandedView]
    """What goes along, without what there is none of."""
    role: str
    """What the successor gets here anew; empty: nothing beyond what is handed over."""
    stays: str
    """`network` or `region`, from where the predecessor keeps a role; else empty."""
    hosts: Sequence[str]
    """The words at the meetings that go along."""
    invites: bool
    """The successor is new here and gets a mail."""
    hears: bool
    """The successor is here already and hears of it by mail."""
    tells: bool
    """The predecessor is still here and hears of it by mail."""
    idle_deputy: str
    """The name of a deputy for whom no post is free; empty: none is named, or they get one."""
    history: Sequence[PathLink]
    """Whether it stands in the history of a plan."""
    is_empty: bool


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """`networks/handover.html`: from whom to whom, and what would go with it."""

    name: str
    """Of the network, region or plan."""
    back: str
    """Its address."""
    path: Sequence[PathLink]
    holders: Sequence[tuple[str, str]]
    """Ids and names of who may have something to hand over."""
    without_account: Sequence[tuple[str, str]]
    """The same of people who have no account, or none any more."""
    people: Sequence[tuple[str, str]]
    """Those who can take over."""
    chosen: Mapping[str, str]
    """By field: the ids of member, successor and deputy, email and name of a new successor."""
    outlook: OutlookView | None
    """What would be done; None before all are chosen."""
    done: Sequence[PathLink] | None
    """Just handed over, and where that can be taken back; None: nothing was."""
    form: FormView


@dataclass(frozen=True, slots=True)
class RegionRow:
    id: str
    name: str
    kind: str
    contact: str
    plans: int


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """`networks/network.html`."""

    id: str
    name: str
    regions: Sequence[RegionRow]
    members: Sequence[MemberRow]
    may_add_region: bool
    may_add_member: bool
    contacts: ContactsView
    form: FormView
    taken_out: TakenOutView | None = None
    added: AddedView | None = None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in a list: how many steps are open, done, late and without owner."""

    id: str
    region: str
    title: str
    open: int
    done: int
    late: int
    unowned: int


@dataclass(frozen=True, slots=True)
class RegionPage:
    """`regions/region.html`."""

    id: str
    name: str
    kind: str
    states: Sequence[str]
    contacts: ContactsView
    path: Sequence[PathLink]
    plans: Sequence[PlanRow]
    members: Sequence[MemberRow]
    may_add_plan: bool
    may_add_member: bool
    form: FormView
    archived: Sequence[PlanLink] = ()
    taken_out: TakenOutView | None = None
    added: AddedView | None = None
