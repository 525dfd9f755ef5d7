"""What each page's template gets: one dataclass per page, plain values only. `tracker/web` fills them."""

from tracker.pages.common import AwayView, ClashView, FeedPlace, FormView, PathLink, PlanLink, Viewer
from tracker.pages.history import HistoryPage, PastDay, PastLine, PastPart, StepPast
from tracker.pages.home import (
    AboutPage,
    Beside,
    ConfirmPage,
    ErrorPage,
    HomePage,
    MeetingRow,
    SignInPage,
    WelcomePage,
)
from tracker.pages.imports import ImportPage, PreviewPage
from tracker.pages.me import DeviceRow, MePage, TokenRow
from tracker.pages.network import MemberRow, NetworkPage, PlanRow, RegionPage, RegionRow
from tracker.pages.paper import PaperStage, PrintPage
from tracker.pages.plan import (
    AwayMeeting,
    AwayNote,
    AwayRow,
    BoardPage,
    EditPlanPage,
    FilterView,
    MeetingPage,
    MeetingsPage,
    MeetingStep,
    PlanRights,
    TrashPage,
)
from tracker.pages.search import HitView, SearchPage, SearchView
from tracker.pages.step import GoesOn, MovePage, NewStepPage, StepPage, StepRights
from tracker.pages.timeline import ProgressPage, TimelinePage

__all__ = [
    "AboutPage",
    "AwayMeeting",
    "AwayNote",
    "AwayRow",
    "AwayView",
    "Beside",
    "BoardPage",
    "ClashView",
    "ConfirmPage",
    "DeviceRow",
    "EditPlanPage",
    "ErrorPage",
    "FeedPlace",
    "FilterView",
    "FormView",
    "GoesOn",
    "HistoryPage",
    "HitView",
    "HomePage",
    "ImportPage",
    "MePage",
    "MeetingPage",
    "MeetingRow",
    "MeetingStep",
    "MeetingsPage",
    "MemberRow",
    "MovePage",
    "NetworkPage",
    "NewStepPage",
    "PaperStage",
    "PastDay",
    "PastLine",
    "PastPart",
    "PathLink",
    "PlanLink",
    "PlanRights",
    "PlanRow",
    "PreviewPage",
    "PrintPage",
    "ProgressPage",
    "RegionPage",
    "RegionRow",
    "SearchPage",
    "SearchView",
    "SignInPage",
    "StepPage",
    "StepPast",
    "StepRights",
    "TimelinePage",
    "TokenRow",
    "TrashPage",
    "Viewer",
    "WelcomePage",
]
