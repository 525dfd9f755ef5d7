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
    exports: bool = False
    """Whether they may take the plan shown with them as a file."""
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
    """The rev at which the texts were read, of the refused form also where the page is newer."""
    seen: Mapping[str, int] = field(default_factory=dict)
    """For fields that clashed: the rev at which the other text was seen before this answer."""
    clashed: Mapping[str, int] = field(default_factory=dict)
    """The same for those whose two texts stand in this answer."""
    noun: str = ""
    """The form that was refused: `step`, `deadline`, `placement` …; empty when none was."""
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    """By name of field, for the refused form: a sentence in the viewer's language."""
    notice: str = ""
    """Why the form was refused, when it is about no field of it."""
    back: str = ""
    """The page to go to afterwards: that of a refused form, as what it was sent to cannot be gone back to, or the one
    that was wanted before signing in."""
    in_place: bool = True
    """A page's forms, which htmx sends; those of the drawer go through the outbox."""

    def value(self, noun: str, name: str, stored: str = "") -> str:
        """What stands in a field: what was typed when that form was refused, else what is stored."""
        return self.typed.get(name, stored) if noun == self.noun else stored

    def error(self, noun: str, name: str) -> str:
        return self.errors.get(name, "") if noun == self.noun else ""

    def base_of(self, noun: str) -> int:
        """The rev at which the texts of a form were read; `base` belongs to the refused one and its clash."""
        return self.base if self.is_again(noun) or not self.noun else self.rev

    def seen_by(self, noun: str) -> str:
        """`field:rev …` of what was seen since: by the refused form all of it, by a decision that it decides on."""
        if not self.is_again(noun):
            return ""
        decided = {
            name: rev for name, rev in self.clashed.items() if noun in (self.noun, *self.decisions(name))
        }
        return " ".join(f"{name}:{rev}" for name, rev in {**self.seen, **decided}.items())

    def is_again(self, noun: str) -> bool:
        """Whether a form is the one that was refused, or a decision on it."""
        return noun == self.noun or any(noun in self.decisions(name) for name in self.clashed)

    def decisions(self, name: str) -> Sequence[str]:
        """The nouns of the ways out of a clash about a field: mine, theirs, both in one."""
        return [f"{way}-{name}-{self.noun}" for way in ("mine", "theirs", "merged")]

    def rest(self, name: str) -> Mapping[str, str]:
        """What was typed beside the field that clashed: it goes along with the decision."""
        return {other: said for other, said in self.typed.items() if other != name}


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
    column: str
    """What the clash is remembered by once theirs was seen."""
