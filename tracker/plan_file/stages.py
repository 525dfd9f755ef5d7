"""Which stages a file means, and at which one a step stands."""

from collections.abc import Iterable, Sequence

from tracker.domain.folding import sort_key
from tracker.domain.stage import StageKind
from tracker.plan_file.document import PlanDocument, StageEntry, StepEntry
from tracker.plan_file.name_lists import last_bracket
from tracker.plan_file.vocabulary import USUAL_STAGES


class Stages:
    """The stages of one plan, found by name; a usual name also finds the first stage of its kind."""

    def __init__(self, entries: Sequence[StageEntry]) -> None:
        self.entries = tuple(entries)
        self._place = {sort_key(entry.name): place for place, entry in reversed(list(enumerate(entries)))}
        self._of_kind = {entry.kind: place for place, entry in reversed(list(enumerate(entries)))}

    def place(self, name: str) -> int | None:
        """Where the named stage stands among the entries."""
        found = self._place.get(sort_key(name))
        if found is None and (usual := USUAL_STAGES.key(name)):
            found = self._of_kind.get(StageKind(usual))
        return found

    def named(self, name: str) -> StageEntry | None:
        """The stage of that name."""
        place = self.place(name)
        return None if place is None else self.entries[place]

    def place_of(self, step: StepEntry) -> int:
        """Where a step stands: as it says, done ones in a stage of kind done, else as `usual_place`."""
        said = self.place(step.stage) if step.stage else None
        if said is None or (step.done and self.entries[said].kind != StageKind.DONE):
            return self.usual_place(step)
        return said

    def usual_place(self, step: StepEntry) -> int:
        """Where a step stands that does not say: done ones in the first stage of that kind, others in the first."""
        return self._of_kind.get(StageKind.DONE, 0) if step.done else 0

    def of(self, step: StepEntry) -> StageEntry:
        """The stage in which a step stands."""
        return self.entries[self.place_of(step)]

    def says_done(self, step: StepEntry) -> bool:
        """Whether the step is done, by its box or by where it stands."""
        return step.done or self.of(step).kind == StageKind.DONE


def stages_of(document: PlanDocument) -> Stages:
    """The document's own stages, or the usual five under their names in its language."""
    return Stages(document.stages or usual_stages(document.language))


def usual_stages(language: str) -> tuple[StageEntry, ...]:
    """The five stages every plan starts with."""
    return tuple(StageEntry(USUAL_STAGES.word(kind, language), kind) for kind in StageKind)


def stages_named(names: Iterable[str]) -> tuple[StageEntry, ...] | None:
    """Stages from their names; `Fertig (Erledigt)` says the kind, a usual name is its own kind.

    The kind of others is guessed from the place: first gathered, last done unless another one is, else working.
    None when they are just the usual five.
    """
    said = [_kind_said(name) for name in names]
    has_done = any(kind == StageKind.DONE for _, kind in said)
    entries = tuple(
        StageEntry(name, kind or _guess(place, len(said), has_done))
        for place, (name, kind) in enumerate(said)
    )
    return own_stages(entries)


def own_stages(entries: tuple[StageEntry, ...]) -> tuple[StageEntry, ...] | None:
    """The stages, None when there are none or just the usual five."""
    usual = [(None, kind) for kind in StageKind]
    return entries if entries and [(own_name(entry), entry.kind) for entry in entries] != usual else None


def stage_with_kind(stage: StageEntry, language: str) -> str:
    """A stage as `stages` lists it: with its kind, unless the name says it."""
    if own_name(stage) is None:
        return stage.name
    return f"{stage.name} ({USUAL_STAGES.word(stage.kind, language)})"


def own_name(stage: StageEntry) -> str | None:
    """The stage's name if it is not the usual one of its kind."""
    return None if USUAL_STAGES.key(stage.name) == stage.kind else stage.name


def _kind_said(name: str) -> tuple[str, StageKind | None]:
    bracket = last_bracket(name)
    if bracket and bracket[0] and (kind := USUAL_STAGES.key(bracket[1])):
        return bracket[0], StageKind(kind)
    usual = USUAL_STAGES.key(name)
    return name, StageKind(usual) if usual else None


def _guess(place: int, count: int, has_done: bool) -> StageKind:
    if place == count - 1 and not has_done:
        return StageKind.DONE
    return StageKind.GATHERED if place == 0 else StageKind.WORKING
