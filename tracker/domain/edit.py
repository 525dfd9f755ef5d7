"""A command in the making: who does what at which rev, and what it changes.

Every verb of the domain takes an Edit. It asks for the right, sets fields and remembers each effect; the writer
turns the effects into one Change, or into nothing when nothing changed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from tracker.domain.change import Effect, Verb
from tracker.domain.columns import plain_json
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, Role, may
from tracker.domain.refusals import FieldClash, Forbidden, Invalid


class Entity(Protocol):
    """What carries a rev: a step, note, stage, plan."""

    id: str
    rev: int


@dataclass(frozen=True, slots=True)
class Past:
    """A field as it stood at `base`, and who changed it last since."""

    value: Any
    by: str


@dataclass
class Edit:
    """One command on one feed. `rev` is the number it will have; `role` is set when the plan is opened."""

    feed: str
    rev: int
    epoch: str
    by: Participant
    now: datetime
    today: date
    past: Callable[[str, str, str, int], Past]
    role: Role | None = None
    verb: Verb | None = None
    made: str = ""
    effects: list[Effect] = field(default_factory=list)
    clashes: list[FieldClash] = field(default_factory=list)
    seen: Mapping[str, int] = field(default_factory=dict)
    """By field: the rev at which its other text was shown after a clash, where that is newer than `base`."""
    written: str = ""
    """The effects as JSON when all was worked out, and put, before the writer was asked; `effects` are none then."""

    def require(self, action: Action) -> None:
        """Raise Forbidden unless the participant's present role allows `action`."""
        if not may(self.role, action):
            raise Forbidden(action=action)

    def say(self, verb: Verb) -> None:
        """Name what is being done; a command has one verb, the first named."""
        self.verb = self.verb or verb

    def note(self, kind: str, id: str, field: str, was: Any, now: Any) -> None:
        """Remember an effect that is not a plain field (a completion, an ownership, a set of themes)."""
        self.effects.append(Effect(kind, id, field, plain_json(was), plain_json(now)))

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.effects or self.written)

    def touch(self, entity: Entity) -> None:
        """Let everybody see this entity again."""
        entity.rev = self.rev

    def set(self, kind: str, entity: Entity, field: str, value: Any) -> None:
        """Set a field whose last writer wins; equal values change nothing."""
        was = getattr(entity, field)
        if was == value:
            return
        self.note(kind, entity.id, field, was, value)
        setattr(entity, field, value)
        self.touch(entity)

    def set_text(self, kind: str, entity: Entity, field: str, value: str | None, base: int | None) -> None:
        """Set a field that two people may write at once.

        `base` is the rev at which it was read. Changed by somebody since: kept as a FieldClash with all three
        texts, unless the sender never touched it (a form sends every field). Without base: overwritten knowingly.
        """
        if getattr(entity, field) == value or self.clashes_with(kind, entity, field, value or "", base):
            return
        self.set(kind, entity, field, value)
        setattr(entity, f"{field}_rev", self.rev)

    def clashes_with(self, kind: str, entity: Entity, field: str, value: str, base: int | None) -> bool:
        """Whether somebody changed `field` since `base`; True also when the sender had left it alone."""
        base = self._read_at(field, base)
        theirs = _words(getattr(entity, field))
        if base is None or getattr(entity, f"{field}_rev") <= base or theirs == value:
            return False
        past = self.past(kind, entity.id, field, base)
        was = _words(past.value)
        if was != value:
            self.clashes.append(FieldClash(kind, entity.id, field, value, theirs, was, past.by))
        return True

    def result_clashes(self, step_id: str, theirs: str, mine: str, base: int | None) -> bool:
        """Whether somebody said since `base` what came of a step; True also when the sender had left it alone."""
        base = self._read_at("result", base)
        if base is None or (past := self.past("step", step_id, "completion", base)) == Past(None, ""):
            return False
        was = past.value["result"] if past.value else ""
        if was != mine:
            self.clashes.append(FieldClash("step", step_id, "result", mine, theirs, was, past.by))
        return True

    def _read_at(self, field: str, base: int | None) -> int | None:
        at = None if base is None else max(base, self.seen.get(field, 0))
        if at is not None and at >= self.rev:
            raise Invalid("", "base")  # nobody can have read what is not written yet
        return at


def _words(value: Any) -> str:
    """A field as the person sees it: a deadline is its words."""
    if isinstance(value, dict):
        return str(value["words"])
    return str(getattr(value, "words", value) if value is not None else "")
