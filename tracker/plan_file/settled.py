"""What a document means where it leaves things open: themes, goals and parties that are first named at a step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from tracker.domain.folding import sort_key
from tracker.domain.note import NoteKind
from tracker.domain.ownership import OwnerRole
from tracker.domain.party import PartySort
from tracker.plan_file.document import NoteEntry, OwnerEntry, PartyEntry, PlanDocument, StepEntry
from tracker.plan_file.parties import PartyMention, parties_of
from tracker.plan_file.problems import Problems
from tracker.plan_file.stages import Stages, stages_of

NONE_KNOWN: Mapping[str, PartySort] = MappingProxyType({})
_ROLES = list(OwnerRole)
_KINDS = list(NoteKind)


def settle(
    document: PlanDocument,
    problems: Problems,
    listed: Iterable[PartyMention] | None = None,
    known: Mapping[str, PartySort] = NONE_KNOWN,
) -> PlanDocument:
    """The document with all it names at steps in its lists, owners only where they may own, each step in a stage.

    `listed` are the parties as the front matter said them (else the document's own), `known` the sorts of the
    network's parties by folded name. Problems and notices go to `problems`.
    """
    if listed is None:
        listed = [PartyMention(party.name, party.sort, 0, listed=True) for party in document.parties]
    owners = [owner for step in document.steps for owner in step.owners]
    mentions = [PartyMention(owner.name, owner.sort, owner.line or 0, listed=False) for owner in owners]
    parties = parties_of([*listed, *mentions], known, problems)
    themes = _themes(document, problems)
    goals, new_goals = _goals(document, problems)
    settling = _Settling(stages_of(document), parties, themes, goals, problems)
    return replace(
        document,
        parties=tuple(parties.values()),
        themes=tuple(name for _, name in themes.values()),
        notes=tuple(sorted([*document.notes, *new_goals], key=lambda note: _KINDS.index(note.kind))),
        steps=tuple(map(settling.step, document.steps)),
    )


def on_one_line(text: str) -> str:
    """A note's text as a step names it."""
    return " ".join(text.split())


def _themes(document: PlanDocument, problems: Problems) -> dict[str, tuple[int, str]]:
    """Place and name of each theme, by folded name."""
    themes: dict[str, tuple[int, str]] = {}
    for theme in document.themes:
        themes.setdefault(sort_key(theme), (len(themes), theme))
    for step in document.steps:
        for theme in step.themes:
            if (key := sort_key(theme)) not in themes:
                themes[key] = (len(themes), theme)
                problems.notice(step.line or 0, "new_theme", name=theme)
    return themes


def _goals(document: PlanDocument, problems: Problems) -> tuple[dict[str, NoteEntry], list[NoteEntry]]:
    """The goal notes by folded text, and those of them that are new: only a step names them."""
    goals: dict[str, NoteEntry] = {}
    for note in document.notes:
        if note.kind == NoteKind.GOAL:
            goals.setdefault(_goal_key(note.text), note)
    new: list[NoteEntry] = []
    for step in document.steps:
        if step.goal and (key := _goal_key(step.goal)) not in goals:
            goals[key] = NoteEntry(NoteKind.GOAL, step.goal, step.line)
            new.append(goals[key])
            problems.notice(step.line or 0, "new_goal", goal=step.goal)
    return goals, new


def _goal_key(text: str) -> str:
    return sort_key(on_one_line(text))


@dataclass(frozen=True, slots=True)
class _Settling:
    """What steps refer to."""

    stages: Stages
    parties: Mapping[str, PartyEntry]
    themes: Mapping[str, tuple[int, str]]
    goals: Mapping[str, NoteEntry]
    problems: Problems

    def step(self, step: StepEntry) -> StepEntry:
        stage = self.stages.of(step)
        done = self.stages.says_done(step)
        return replace(
            step,
            owners=self.owners(step),
            themes=tuple(name for _, name in sorted({self.themes[sort_key(theme)] for theme in step.themes})),
            stage=stage.name,
            goal=on_one_line(self.goals[_goal_key(step.goal)].text) if step.goal else "",
            result=step.result if done else "",
            done=done,
        )

    def owners(self, step: StepEntry) -> tuple[OwnerEntry, ...]:
        """The owners by role, each party once in its first role."""
        found: dict[str, OwnerEntry] = {}
        for owner in sorted(map(self.allowed, step.owners), key=lambda owner: _ROLES.index(owner.role)):
            key = sort_key(owner.name)
            if key in found:
                self.problems.notice(owner.line or 0, "owner_twice", name=owner.name)
            elif owner.role == OwnerRole.LEAD and found:
                self.problems.add(owner.line or 0, "two_leads", name=owner.name)
                found[key] = replace(owner, role=OwnerRole.WITH)
            else:
                found[key] = owner
        return tuple(found.values())

    def allowed(self, owner: OwnerEntry) -> OwnerEntry:
        """A group is to be involved, whatever was said."""
        party = self.parties[sort_key(owner.name)]
        owner = replace(owner, name=party.name, sort=None)
        if party.sort != PartySort.GROUP or owner.role == OwnerRole.INVOLVE:
            return owner
        self.problems.notice(owner.line or 0, "group_involved", name=party.name)
        return replace(owner, role=OwnerRole.INVOLVE)
