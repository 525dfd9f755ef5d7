"""What an import would do, line by line, before anybody agrees to it: all of it can be changed, nothing is guessed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tracker.domain.deadline import Deadline, Lateness
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.folding import sort_key
from tracker.domain.party import PartySort
from tracker.domain.work import Work
from tracker.plan_file.document import CheckEntry, FileProblem, PlanDocument, StepEntry
from tracker.plan_file.problems import Problems
from tracker.plan_file.settled import settle
from tracker.tables.answers import Answers
from tracker.tables.found import FoundTable
from tracker.tables.mapping import Mapping as Columns
from tracker.tables.understanding import Reading, Said, kept_deadline, title_key, understood

_TOLD = ("group_involved", "owner_twice")


class Choice(StrEnum):
    """What becomes of a line."""

    ADD = "add"
    UPDATE = "update"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A line with what it means in its plan. `match`: the step it is probably about, told by its mark, number or
    title; `differs`: the columns in which it says something else. `earlier`: an earlier line about the same."""

    said: Said
    entry: StepEntry
    match: StepEntry | None
    differs: tuple[str, ...]
    earlier: int
    choice: Choice
    notices: tuple[FileProblem, ...] = ()

    @property
    def line(self) -> int:
        """In the file."""
        return self.said.line

    @property
    def is_done(self) -> bool:
        """Whether anything would be done with it."""
        return self.choice != Choice.SKIP

    @property
    def is_broken(self) -> bool:
        """Whether something would be done with it that cannot be done."""
        return self.is_done and bool(self.said.problems)

    @property
    def blocks(self) -> bool:
        """Whether it must be left out or answered before anything can be done."""
        return self.is_broken or (self.is_done and bool(self.said.asked))


@dataclass(frozen=True, slots=True)
class Proposal:
    """All lines; the names that would be new; every word for a stage with the stage it is taken for ("": asked)."""

    lines: tuple[Proposed, ...]
    parties: tuple[str, ...]
    themes: tuple[str, ...]
    goals: tuple[str, ...]
    stage_words: Mapping[str, str]
    asked_days: tuple[tuple[str, str], ...]
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def chosen(self) -> list[Proposed]:
        """The lines with which something would be done."""
        return [line for line in self.lines if line.is_done]

    @property
    def ready(self) -> bool:
        """Whether it can be carried out as it stands."""
        return bool(self.chosen) and not any(line.blocks for line in self.lines)


def proposed(
    found: FoundTable,
    answers: Answers,
    reading: Reading,
    plan: PlanDocument,
    sorts: Mapping[str, PartySort],
    work: Work | None = None,
) -> Proposal:
    """What the table would do to `plan` (without steps when it is new). `sorts` are those of the network's parties.

    Raises Stopped.
    """
    said = understood(found, Columns(answers.columns, answers.head), reading, work)
    problems = Problems()
    entries = settle(replace(plan, steps=tuple(one.entry for one in said)), problems, known=sorts).steps
    beside = _by_line([*problems.found, *(one for one in problems.notices if one.code in _TOLD)])
    matches, first = _Matches(plan.steps, said), dict[object, int]()
    lines = []
    for one, entry in zip(said, entries, strict=True):
        match = matches.of(one)
        differs = _differs(one, entry, match, reading, plan) if match else ()
        line = first.setdefault(_meant(one, match), one.line)
        earlier = line if line != one.line else 0
        choice = _choice(one, match, differs, bool(earlier), answers)
        notices = (*beside.get(one.line, ()), *_past(one, match, differs, reading))
        lines.append(Proposed(one, entry, match, differs, earlier, choice, notices))
    return _whole(lines, plan)


def _whole(lines: list[Proposed], plan: PlanDocument) -> Proposal:
    done = [line.entry for line in lines if line.is_done]
    known_parties = {sort_key(party.name) for party in plan.parties}
    known_themes, known_goals = set(map(sort_key, plan.themes)), {sort_key(note.text) for note in plan.notes}
    return Proposal(
        lines=tuple(lines),
        parties=_new((owner.name for entry in done for owner in entry.owners), known_parties),
        themes=_new((theme for entry in done for theme in entry.themes), known_themes),
        goals=_new((entry.goal for entry in done if entry.goal), known_goals),
        stage_words={
            line.said.stage_words: line.said.entry.stage or "" for line in lines if line.said.stage_words
        },
        asked_days=tuple(line.said.asked["deadline"] for line in lines if "deadline" in line.said.asked),
        counts=Counter(line.choice.value for line in lines),
    )


def _new(names: Iterable[str], known: set[str]) -> tuple[str, ...]:
    found = {sort_key(name): name for name in names}
    return tuple(name for key, name in found.items() if key not in known)


def _by_line(found: Sequence[FileProblem]) -> dict[int, tuple[FileProblem, ...]]:
    lines: dict[int, tuple[FileProblem, ...]] = {}
    for one in found:
        lines[one.line] = (*lines.get(one.line, ()), one)
    return lines


class _Matches:
    """Which step a line is about. A number counts only when the table's numbering is this plan's."""

    def __init__(self, steps: Sequence[StepEntry], said: Sequence[Said]) -> None:
        self._marks = {step.mark: step for step in steps}
        self._titles = {title_key(step.title): step for step in reversed(steps)}
        self._numbers = {step.number or 0: step for step in steps if step.number}
        numbered = [(one, self._numbers[one.entry.number or 0]) for one in said if self._by_number(one)]
        alike = sum(title_key(step.title) == one.name_key for one, step in numbered)
        if 2 * alike <= len(numbered):
            self._numbers = {}

    def of(self, said: Said) -> StepEntry | None:
        entry = said.entry
        if entry.mark in self._marks and entry.mark:
            return self._marks[entry.mark]
        return self._by_number(said) or self._titles.get(said.name_key)

    def _by_number(self, said: Said) -> StepEntry | None:
        return self._numbers.get(said.entry.number or 0)


def _past(
    said: Said, match: StepEntry | None, differs: tuple[str, ...], reading: Reading
) -> Iterator[FileProblem]:
    """A deadline that would be late at once, unless the step has it already."""
    words = said.entry.deadline or ""
    if not words or said.entry.done or not reading.today or (match and "deadline" not in differs):
        return
    read = kept_deadline(words, reading.reference, next_meeting=reading.meeting)
    if read and read.lateness(reading.today) is Lateness.LATE:
        yield FileProblem(said.line, "deadline_past", {"found": words})


def _meant(said: Said, match: StepEntry | None) -> object:
    """Lines of which this is the same are about one step: one that is there, or one that both would make."""
    return id(match) if match else said.entry.mark or said.name_key or said.line


def _choice(
    said: Said, match: StepEntry | None, differs: tuple[str, ...], is_again: bool, answers: Answers
) -> Choice:
    if said.line in answers.lines:
        chosen = Choice(answers.lines[said.line])
        return Choice.ADD if chosen == Choice.UPDATE and not match else chosen
    if said.problems and answers.skip_broken:
        return Choice.SKIP
    if is_again:
        return Choice.ADD if answers.duplicates == Choice.ADD else Choice.SKIP
    if match is None:
        return Choice.ADD
    if answers.duplicates:
        return Choice(answers.duplicates)
    return Choice.UPDATE if differs else Choice.SKIP


def _differs(
    said: Said, entry: StepEntry, step: StepEntry, reading: Reading, plan: PlanDocument
) -> tuple[str, ...]:
    """The columns in which the line says something that the step does not. What it leaves empty changes nothing."""
    named = {sort_key(owner.name): owner.role for owner in step.owners}
    says = {
        "title": entry.title != step.title,
        "text": (bool(entry.text) and entry.text != step.text) or bool(other_checks(entry, step)),
        "needed": entry.needed != step.needed,
        "goal": sort_key(entry.goal) != sort_key(step.goal),
        "result": entry.done and bool(entry.result) and entry.result != step.result,
        "stage": said.entry.stage is not None and entry.stage != step.stage,
        "deadline": not _same_deadline(entry.deadline, step.deadline, reading, plan),
        "themes": not {*map(sort_key, entry.themes)} <= {*map(sort_key, step.themes)},
    }
    roles = {
        owner.role.value for owner in entry.owners if named.get(sort_key(owner.name)) != owner.role
    }  # fmt: skip
    return tuple(sorted(roles | {key for key, other in says.items() if other and key in said.columns}))


def other_checks(entry: StepEntry, step: StepEntry) -> list[CheckEntry]:
    """The lines of a checklist that the step does not have, or not like this."""
    known = {sort_key(check.text): check.done for check in step.checklist}
    return [check for check in entry.checklist if known.get(sort_key(check.text)) != check.done]


def _same_deadline(words: str | None, known: str | None, reading: Reading, plan: PlanDocument) -> bool:
    one, other = (
        read_deadline(said or "", day, next_meeting=reading.meeting)
        for said, day in ((words, reading.reference), (known, plan.agreed or reading.reference))
    )
    return same_span(one, other)


def same_span(one: Deadline | None, other: Deadline | None) -> bool:
    """Whether two deadlines mean the same days, whatever their words."""
    if one is None or other is None or not one.understood or not other.understood:
        return (one and one.words) == (other and other.words)
    return replace(one, words="") == replace(other, words="")
