"""Reading a plan file. All its problems are told at once, and a file with a problem is not read at all."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from tracker.domain.note import NoteKind
from tracker.domain.party import PartySort
from tracker.domain.plan import MOST_STEPS
from tracker.plan_file.document import NoteEntry, PlanDocument, StepEntry
from tracker.plan_file.front_matter import FrontMatter, read_front_matter
from tracker.plan_file.outline import Line, ListItem, list_items, sections
from tracker.plan_file.problems import Problems
from tracker.plan_file.settled import NONE_KNOWN, settle
from tracker.plan_file.stages import Stages, usual_stages
from tracker.plan_file.steps import read_step
from tracker.plan_file.vocabulary import HEADINGS, STEPS

LARGEST = 5 * 1024 * 1024  # bytes
MOST_LINES = 150_000  # the largest plan with ten lines to a step stays well below
MOST_NOTES = 10_000
MOST_NAMES = 50_000  # at all steps together: owners and themes

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_plan_file(file: str | bytes, known: Mapping[str, PartySort] = NONE_KNOWN) -> PlanDocument:
    """The plan a file describes; its notices say what a preview should mention.

    `known` are the sorts of the network's parties by folded name (`folding.sort_key`): parties keep them.
    Every party, theme and goal that a step names stands in the document's lists, every step says its stage.
    Raises PlanFileErrors with every problem of the file.
    """
    problems = Problems()
    lines = _lines(_decoded(file, problems), problems)
    front = read_front_matter(lines, problems)
    problems.language = front.language
    body = _Body(problems, _stages(front))
    body.read(Line(number, text) for number, text in enumerate(lines[front.body_at :], front.body_at + 1))
    document = settle(_document(front, body), problems, front.parties, known)
    problems.stop()
    return replace(document, notices=tuple(sorted(problems.notices, key=lambda notice: notice.line)))


def _decoded(file: str | bytes, problems: Problems) -> str:
    if isinstance(file, str):
        if found := _SURROGATE.search(file):
            problems.refuse(file.count("\n", 0, found.start()) + 1, "not_utf8")
        file = file.encode()
    if len(file) > LARGEST:
        problems.refuse(0, "too_large", limit=LARGEST // 1024 // 1024)
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.refuse(file.count(b"\n", 0, error.start) + 1, "not_utf8")


def _lines(file: str, problems: Problems) -> list[str]:
    """The lines without control characters; each line that had one is a problem."""
    file = file.replace("\r\n", "\n").replace("\r", "\n")
    if file.count("\n") >= MOST_LINES:
        problems.refuse(0, "too_many_lines", limit=MOST_LINES)
    lines = file.split("\n")
    if not _CONTROL.search(file):
        return lines
    for at, line in enumerate(lines):
        if _CONTROL.search(line):
            problems.add(at + 1, "control_character")
            lines[at] = _CONTROL.sub("", line)
    return lines


def _stages(front: FrontMatter) -> Stages | None:
    return Stages(front.stages or usual_stages(front.language)) if front.readable else None


def _document(front: FrontMatter, body: "_Body") -> PlanDocument:
    return PlanDocument(
        region=front.region,
        title=front.title,
        states=front.states,
        goal=front.goal,
        language=front.language,
        agreed=front.agreed,
        period=front.period,
        contact=front.contact,
        deputy=front.deputy,
        themes=front.themes,
        stages=front.stages,
        meeting=front.meeting,
        meetings=front.meetings,
        notes=tuple(body.notes),
        steps=tuple(body.steps),
    )


@dataclass
class _Body:
    problems: Problems
    stages: Stages | None
    notes: list[NoteEntry] = field(default_factory=list)
    steps: list[StepEntry] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)
    names: int = 0

    def read(self, lines: Iterable[Line]) -> None:
        for section in sections(lines, self.problems):
            kind = HEADINGS.key(section.heading)
            if kind is None:
                self.problems.add(section.line, "unknown_heading", found=section.heading)
                continue
            for item in list_items(section.lines, self.problems):
                if kind == STEPS:
                    self.step(item)
                else:
                    self.note(NoteKind(kind), item)

    def note(self, kind: NoteKind, item: ListItem) -> None:
        text = self.problems.long_text(item.line, item.whole_text(item.text), missing="empty_note")
        self.notes.append(NoteEntry(kind, text, item.line))
        self.full(item.line, len(self.notes), "too_many_notes", MOST_NOTES)

    def step(self, item: ListItem) -> None:
        step = read_step(item, self.stages, self.problems)
        if step is None:
            return
        if step.mark and self.marks.setdefault(step.mark, item.line) != item.line:
            self.problems.add(item.line, "mark_twice", mark=step.mark, first=self.marks[step.mark])
        self.steps.append(step)
        self.names += len(step.owners) + len(step.themes)
        self.full(item.line, len(self.steps), "too_many_steps", MOST_STEPS)
        self.full(item.line, self.names, "too_many_names", MOST_NAMES)

    def full(self, line: int, count: int, code: str, limit: int) -> None:
        """Nothing beyond a limit is read any more: the file is refused as it stands."""
        if count > limit:
            self.problems.refuse(line, code, limit=limit)
