"""One step, and a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.mention import Spelled
from tracker.pages.common import AwayView, ClashView, FeedPlace, FormView, PathLink, PlanLink
from tracker.pages.hanging import AnswerView, CheckView, CommentView, FollowUpView, LinkView, PartView
from tracker.pages.views import CardView, NoteView, OwnerView, PartyView, StageView, ThemeView


@dataclass(frozen=True, slots=True)
class StepRights:
    """What the viewer may do with this step."""

    edit: bool = False
    place: bool = False
    complete: bool = False
    take: bool = False
    ask: bool = False
    end: bool = False
    answer_for_others: bool = False
    drop: bool = False
    trash: bool = False
    send: bool = False
    """Move it to another plan."""
    restore: bool = False
    comment: bool = False
    moderate: bool = False
    """Change or take away what others said."""


@dataclass(frozen=True, slots=True)
class GoesOn:
    """A step that went to another plan."""

    plan: PlanLink
    step: str

    @property
    def address(self) -> str:
        return f"/plans/{self.plan.id}/steps/{self.step}"


@dataclass(frozen=True, slots=True)
class StepPage:
    """`steps/step.html` and, for the drawer, `steps/_step.html`."""

    plan: PlanLink
    path: Sequence[PathLink]
    step: CardView
    text: str
    words: str
    """The deadline as it was typed."""
    stage: StageView
    stages: Sequence[StageView]
    parties: Sequence[PartyView]
    """Whom one can ask: of the plan, whoever can still answer."""
    themes: Sequence[ThemeView]
    mine: Sequence[str]
    """Ids of the parties that stand for the viewer."""
    rights: StepRights
    form: FormView
    speaks_for: Sequence[str] = ()
    """Ids of the organisations for which the viewer may answer."""
    dropped: AwayView | None = None
    trashed: AwayView | None = None
    clashes: Sequence[ClashView] = ()
    needed: str = ""
    """What it takes, in one line."""
    goal: NoteView | None = None
    """The goal it serves."""
    goals: Sequence[NoteView] = ()
    """Which goals it could serve: all of the plan, and its own also when that was taken away."""

    checks: Sequence[CheckView] = ()
    """All lines; in a drawer the few to go on with, until somebody asks for all."""
    links: Sequence[LinkView] = ()
    comments: Sequence[CommentView] = ()
    """The last few; all of them on the page that says so."""
    parts: Sequence[PartView] = ()
    part_of: PartView | None = None
    states: Sequence[str] = ()
    """Of the region: for each of them there may be a part."""
    follow_ups: Sequence[FollowUpView] = ()
    answers: Mapping[str, AnswerView] = field(default_factory=dict)
    """By ownership."""
    here: FeedPlace | None = None
    """Where its own page stands, which hears from there whether one still has access; a drawer's board does."""
    day: date | None = None
    """The Berlin day it is drawn for."""
    without_account: bool = False
    """Whoever looks came by a link; they may take the step above all."""
    asks_consent: bool = False
    """Somebody without account may take it, and has to agree first that their name stays."""
    every_line: bool = False
    """All lines of the checklist were asked for."""
    named: Mapping[Spelled, str] = field(default_factory=dict)
    """Whom the text mentions: what they are called by now, by how they are spelled there."""
    people: Sequence[tuple[str, str]] = ()
    """Who else belongs to the plan and can be asked, by name."""
    goes_on: GoesOn | None = None
    """Where it went from here, if the viewer may read that plan."""

    @property
    def address(self) -> str:
        return f"/plans/{self.plan.id}/steps/{self.step.id}"

    @property
    def to_ask(self) -> list[OwnerView]:
        """Owners who have not answered yet."""
        return [owner for owner in self.step.owners if owner.answer == "asked"]

    @property
    def parts_done(self) -> int:
        return sum(part.done for part in self.parts)

    @property
    def owner_parties(self) -> set[str]:
        """Who is named at it: most often the step is split among them."""
        return {owner.party for owner in self.step.shown_owners}

    @property
    def theme_ids(self) -> set[str]:
        return {theme.id for theme in self.step.themes}

    @property
    def is_mine(self) -> bool:
        """Whether I have taken it or was asked: then there is nothing to take."""
        return any(owner.party in self.mine for owner in self.step.shown_owners)

    @property
    def is_taken(self) -> bool:
        """Somebody leads it and has said yes."""
        return any(owner.role == "lead" and owner.answer == "accepted" for owner in self.step.shown_owners)

    @property
    def has_lead(self) -> bool:
        return any(owner.role == "lead" for owner in self.step.shown_owners)


@dataclass(frozen=True, slots=True)
class NewStepPage:
    """`steps/new.html`: a new step without script, or with more than a title."""

    plan: PlanLink
    path: Sequence[PathLink]
    stages: Sequence[StageView]
    stage: str
    """The id of the stage chosen."""
    form: FormView
    is_table: bool = False
    """What was typed was refused as lines of a table."""


@dataclass(frozen=True, slots=True)
class MovePage:
    """`steps/move.html`: to which plan a step is moved."""

    plan: PlanLink
    path: Sequence[PathLink]
    step: str
    number: int
    title: str
    plans: Sequence[PlanLink]
    """Those of the network to which the viewer may send it."""
    form: FormView

    @property
    def address(self) -> str:
        return f"/plans/{self.plan.id}/steps/{self.step}"
