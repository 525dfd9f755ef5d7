"""The board of a plan and what belongs to a plan."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.pages.common import AwayView, ClashView, FeedPlace, FormView, PathLink, PlanLink
from tracker.pages.names import NamesPart
from tracker.pages.network import ContactsView
from tracker.pages.sign_up import SignUpPart
from tracker.pages.views import CardView, FrameView, MeetingView, PartyView, StageView, ThemeView


@dataclass(frozen=True, slots=True)
class FilterView:
    """What the viewer wants to see of a board, as it stands in the address."""

    words: str = ""
    theme: str = ""
    """An id, as `owner`; empty: any."""
    owner: str = ""
    mine: bool = False
    late: bool = False
    unowned: bool = False
    unaccepted: bool = False
    undated: bool = False
    sort: bool = False
    """By deadline; else as people put them."""
    said: str = ""
    """How many are shown."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Steps that are late, without owner, without a yes, without deadline; empty when nothing was counted."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """What somebody has just taken over from a table: so many steps, by the Change `rev`."""

    rev: int
    steps: int


@dataclass(frozen=True, slots=True)
class BoardPage:
    """`plans/board.html`. `lists` and `frags` are those of a snapshot of this rev; `stages` come with
    their cards."""

    plan: PlanLink
    path: Sequence[PathLink]
    rev: int
    epoch: str
    day: date
    """The Berlin day it is drawn for: a page that slept over midnight says so when it comes back."""
    stages: Sequence[StageView]
    lists: Mapping[str, object]
    """Html by list: `stages` (with their cards) and `notes-<kind>`."""
    counts: Mapping[str, int]
    """Steps by stage."""
    frags: Mapping[str, object]
    """Html by id: `plan-head`, `frame-summary`, `frame-themes`, `frame-parties`, `frame-meetings`."""
    themes: Sequence[ThemeView]
    parties: Sequence[PartyView]
    form: FormView
    first: str = ""
    """Id of the first card; a browser that knows how waits with its first picture until that is there."""
    view: str = "board"
    frame_open: bool = True
    """Whether "Worum es geht" is unfolded: at the first visit, and when the viewer left it so."""
    filter: FilterView = field(default_factory=FilterView)
    archived: str = ""
    """Since when."""
    adopted: Adopted | None = None


@dataclass(frozen=True, slots=True)
class PlanRights:
    edit: bool = False
    arrange: bool = False
    set_meeting: bool = False
    add_note: bool = False
    edit_note: bool = False
    trash_note: bool = False
    take_up: bool = False
    add_party: bool = False
    add_theme: bool = False
    edit_party: bool = False
    edit_theme: bool = False


@dataclass(frozen=True, slots=True)
class EditPlanPage:
    """`plans/edit.html`: everything around the steps, in forms."""

    plan: PlanLink
    path: Sequence[PathLink]
    goal: str
    period: str
    meetings: Sequence[MeetingView]
    """Those to come."""
    frame: FrameView
    parties: NamesPart[PartyView]
    themes: NamesPart[ThemeView]
    stages: Sequence[StageView]
    contacts: ContactsView
    contact_persons: Mapping[str, Sequence[tuple[str, str]]]
    """By organisation: ids and names of who answers for it; empty where the viewer may not name them."""
    rights: PlanRights
    form: FormView
    clashes: Sequence[ClashView] = ()
    erasable: Collection[str] = ()
    """Ids of the parties whose name the viewer may erase: people without login."""

    @property
    def address(self) -> str:
        return f"/plans/{self.plan.id}"

    def before(self, at: int) -> str:
        """The stage that number `at` (from 0) comes to stand before when it goes one to the left."""
        return self.stages[at - 1].id

    def after(self, at: int) -> str:
        """The same for one to the right; empty: the end."""
        return self.stages[at + 2].id if at + 2 < len(self.stages) else ""


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """`plans/archive.html`."""

    plan: PlanLink
    path: Sequence[PathLink]
    archived: str
    """Since when; empty while the plan runs."""
    gone: str
    """What of the history will be gone when."""
    years: int
    choices: Sequence[tuple[int, str]]
    may_change: bool
    form: FormView

    @property
    def address(self) -> str:
        return f"/plans/{self.plan.id}/archive"


@dataclass(frozen=True, slots=True)
class AwayNote:
    """A removed note; without a day to go on while a step serves it."""

    id: str
    kind: str
    text: str
    away: AwayView


@dataclass(frozen=True, slots=True)
class AwayMeeting:
    """A removed meeting."""

    meeting: MeetingView
    away: AwayView


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """`plans/meetings.html`: when and where the group meets and met."""

    plan: PlanLink
    path: Sequence[PathLink]
    ahead: Sequence[MeetingView]
    past: Sequence[MeetingView]
    """The latest first."""
    removed: Sequence[AwayMeeting]
    may_set: bool
    here: FeedPlace
    day: date
    form: FormView
    clashes: Sequence[ClashView] = ()

    @property
    def address(self) -> str:
        return f"/plans/{self.plan.id}/meetings"


@dataclass(frozen=True, slots=True)
class AwayRow:
    id: str
    number: int
    title: str
    away: AwayView


@dataclass(frozen=True, slots=True)
class MeetingStep:
    """A step that a meeting is about, and the name of its stage."""

    card: CardView
    stage: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """`plans/meeting.html`: one meeting with what it is about, for the screen and for paper."""

    plan: PlanLink
    path: Sequence[PathLink]
    meeting: MeetingView
    away: AwayView | None
    """When it was removed, if it was."""
    before: MeetingView | None
    after: MeetingView | None
    is_past: bool
    due: Sequence[MeetingStep]
    done: Sequence[MeetingStep]
    may_set: bool
    here: FeedPlace
    day: date
    form: FormView
    sign_up: SignUpPart

    @property
    def has_day(self) -> bool:
        """Whether a calendar can show it."""
        deadline = self.meeting.deadline
        return deadline is not None and deadline.last is not None

    @property
    def all_address(self) -> str:
        """All meetings of the plan."""
        return f"/plans/{self.plan.id}/meetings"


@dataclass(frozen=True, slots=True)
class TrashPage:
    """`plans/trash.html`: what was trashed or removed (30 days) and what was dropped, to be restored."""

    plan: PlanLink
    path: Sequence[PathLink]
    trashed: Sequence[AwayRow]
    dropped: Sequence[AwayRow]
    notes: Sequence[AwayNote]
    meetings: Sequence[AwayMeeting]
    may_restore: bool
    may_restore_note: bool
    may_set_meeting: bool
    form: FormView
