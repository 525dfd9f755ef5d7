"""A plan in plain lists and dictionaries: what the commands should come to, said once more in another way."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field

STAGES = ("gathered", "agreed", "working", "waiting", "done")


@dataclass
class ModelStep:
    title: str
    number: int
    text: str = ""
    words: str = ""
    themes: frozenset[str] = frozenset()
    owners: dict[str, list[str]] = field(default_factory=dict)
    """Role and answer by party."""
    result: str | None = None
    """Of a step that is done."""
    came_from: str = ""
    dropped: bool = False
    trashed: bool = False

    @property
    def gone(self) -> bool:
        return self.dropped or self.trashed

    def take(self, me: str) -> None:
        others = [
            party for party, (role, answer) in self.owners.items()
            if party != me and role == "lead" and answer != "declined"
        ]  # fmt: skip
        if me not in self.owners:
            self.owners[me] = ["involve", "accepted"]
        self.owners[me][1] = "accepted"
        if not others:
            self.lead(me)
        elif self.owners[me][0] == "involve":
            self.owners[me][0] = "with"

    def ask(self, party: str, role: str, answer: str) -> None:
        self.owners.setdefault(party, ["", answer])
        if role == "lead":
            self.lead(party)
        else:
            self.owners[party][0] = role

    def lead(self, party: str) -> None:
        for owner in self.owners.values():
            if owner[0] == "lead":
                owner[0] = "with"
        self.owners[party][0] = "lead"


@dataclass
class PlanModel:
    """Steps by id, and the lists they stand in: by stage, those that are away not in it."""

    steps: dict[str, ModelStep] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=lambda: {stage: [] for stage in STAGES})
    away: dict[str, str] = field(default_factory=dict)
    """The stage of each step that has left the board."""
    notes: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """Text, and whether it is on the plan."""
    meeting: str = ""
    revs: int = 0

    def copy(self) -> "PlanModel":
        return deepcopy(self)

    def stage_of(self, step: str) -> str:
        return next((stage for stage, listed in self.lists.items() if step in listed), "") or self.away[step]

    def add(self, step: str, title: str, stage: str, words: str) -> None:
        self.steps[step] = ModelStep(title, len(self.steps) + 1, words=words)
        self.lists[stage].append(step)
        if stage == "done":
            self.steps[step].result, self.steps[step].came_from = "", "done"

    def move(self, step: str, stage: str, before: str) -> None:
        came_from = self.stage_of(step)
        if before == step and came_from == stage:
            return  # before itself it stays where it is
        self.lists[came_from].remove(step)
        listed = self.lists[stage]
        listed.insert(listed.index(before) if before in listed else len(listed), step)
        self._end_or_not(step, came_from, stage, "")

    def complete(self, step: str, result: str) -> None:
        came_from = self.stage_of(step)
        if came_from == "done":
            self.steps[step].result = result
            return
        self.lists[came_from].remove(step)
        self.lists["done"].insert(0, step)
        self._end_or_not(step, came_from, "done", result)

    def reopen(self, step: str) -> None:
        if self.stage_of(step) != "done":
            return
        back_to = self.steps[step].came_from
        self.move(step, "working" if back_to == "done" else back_to, "")

    def leave(self, step: str, *, dropped: bool = False, trashed: bool = False) -> None:
        self.steps[step].dropped |= dropped
        self.steps[step].trashed |= trashed
        if step not in self.away:
            stage = self.stage_of(step)
            self.lists[stage].remove(step)
            self.away[step] = stage

    def come_back(self, step: str, listed: Callable[[str], list[str]]) -> None:
        """`listed` says where its old order key puts it: nobody can know that without keys."""
        self.steps[step].dropped = self.steps[step].trashed = False
        if step not in self.away:
            return
        stage = self.away.pop(step)
        now = listed(stage)
        assert [one for one in now if one != step] == self.lists[stage]
        self.lists[stage] = now

    def _end_or_not(self, step: str, came_from: str, stage: str, result: str) -> None:
        if stage == "done" and came_from != "done":
            self.steps[step].result, self.steps[step].came_from = result, came_from
        elif stage != "done":
            self.steps[step].result = None
