"""What every page has: who looks, how they came here, and what its forms carry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Look = Literal["auto", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at the page, and how they want it."""

    me: str = ""
    """`m:ID`, `g:ID` or empty: Participant.key."""
    name: str = ""
    mark: str = ""
    parties: Sequence[str] = ()
    """Ids of the parties that stand for the viewer in the plan shown: what "Meine" filters by."""
    role: str = "reader"
    """On the plan shown; hides what is not theirs (the server refuses it anyway)."""
    look: Look = "auto"
    token: str = ""
    """For `_token` of forms and `X-Token` of scripts."""
    address: str = "/"
    """Path and query of this page: where choosing a language leads back to."""


@dataclass(frozen=True, slots=True)
class FormView:
    """What every form of a page carries, and what went wrong with the one that was sent."""

    key: str
    """Random, at least 16 characters: each form appends its own noun, so that every command has its own key."""
    rev: int = 0
    base: int = 0
    noun: str = ""
    """The form that was refused: `step`, `deadline`, `placement` …; empty when none was."""
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    """By name of field, for the refused form: a sentence in the viewer's language."""
    notice: str = ""
    """Why the form was refused, when it is about no field of it."""
    back: str = ""
    """The page that a refused form stands on: what it was sent to cannot be gone back to."""
    in_place: bool = True
    """A page's forms, which htmx sends; those of the drawer go through the outbox."""

    def value(self, noun: str, name: str, stored: str = "") -> str:
        """What stands in a field: what was typed when that form was refused, else what is stored."""
        return self.typed.get(name, stored) if noun == self.noun else stored

    def error(self, noun: str, name: str) -> str:
        return self.errors.get(name, "") if noun == self.noun else ""

    def base_of(self, noun: str) -> int:
        """The rev at which the texts of a form were read; `base` belongs to the refused one and its clash."""
        is_refused = noun == self.noun or noun.startswith(("mine-", "merged-"))
        return self.base if is_refused or not self.noun else self.rev


@dataclass(frozen=True, slots=True)
class PathLink:
    """A step of the way to this page, in the masthead."""

    name: str
    address: str
    """Empty: said, but not a link for this viewer."""


@dataclass(frozen=True, slots=True)
class PlanLink:
    id: str
    region: str
    title: str
    language: str

    @property
    def feed(self) -> str:
        return f"plan:{self.id}"


@dataclass(frozen=True, slots=True)
class FeedPlace:
    """A feed that the page listens to, and where it stands there."""

    feed: str
    rev: int
    epoch: str


@dataclass(frozen=True, slots=True)
class AwayView:
    """A step that was dropped or trashed."""

    day_text: str
    by: str
    reason: str = ""
    until: str = ""
    """The day on which it goes for good; empty for what stays."""
    has_left: bool = False
    """It went to another plan."""


@dataclass(frozen=True, slots=True)
class ClashView:
    """Two people changed one field: both texts, and how they differ from what both began with."""

    field: str
    """title, text, needed, result, serves (the goal of a step), deadline, goal (of the plan), period, address, label;
    or note, stage, check, comment."""
    by: str
    """Who wrote theirs; may be empty."""
    mine: str
    theirs: str
    mine_runs: Sequence[tuple[str, str]]
    """(`same` | `ins` | `del`, words): what I changed."""
    theirs_runs: Sequence[tuple[str, str]]
    merged: str
    """A proposal that holds both; empty where only one of both can be chosen."""
    action: str
    """Where the chosen text is posted to."""
    name: str
    """The form field it is posted as: title, text, words, goal, period, name, address or label."""
