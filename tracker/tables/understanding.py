"""What the rows of a table say: steps, and beside each what could not be read, what is asked and what is noteworthy."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from tracker.domain.deadline import Deadline
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.folding import fold_wide
from tracker.domain.ids import is_id
from tracker.domain.ownership import Answer, OwnerRole
from tracker.domain.party import PartySort
from tracker.domain.stage import StageKind
from tracker.domain.typed_text import NAME, TEXT, TITLE, WORDS
from tracker.domain.work import Work
from tracker.plan_file.document import FileProblem, OwnerEntry, StepEntry
from tracker.plan_file.name_lists import Named, OpenQuote, split_names
from tracker.plan_file.owners import take_brackets
from tracker.plan_file.problems import Problems
from tracker.plan_file.stages import Stages
from tracker.tables.checklist_text import split_text
from tracker.tables.day_order import DayOrder, is_asked, said_plainly
from tracker.tables.found import FoundTable, Row, cell_name
from tracker.tables.mapping import Mapping as Columns
from tracker.tables.said_stages import stage_meant

_LINES = {"title": TITLE, "needed": TITLE, "goal": TEXT, "deadline": WORDS}
_JOINED_BY = {"lead": ", ", "with": ", ", "involve": ", ", "themes": ", "}
_NUMBER = re.compile(r"#?(\d{1,6})(?:\.0*)?")


kept_deadline = lru_cache(4096)(read_deadline)  # a large table says the same few deadlines over and over


@dataclass(frozen=True, slots=True)
class Reading:
    """Against what the words are read: the plan's stages, the day they were agreed on, its next meeting, and the
    answers given so far. What is over on the day `today` is past."""

    stages: Stages
    reference: date
    meeting: Deadline | None = None
    chosen_stages: Mapping[str, str] = field(default_factory=dict)
    day_order: DayOrder | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One step as a row says it. `problems` refuse it; `asked` are cells whose meaning has to be asked, by column:
    their words and name. `stage_words` is what stands there of its stage."""

    line: int
    entry: StepEntry
    columns: frozenset[str]
    problems: tuple[FileProblem, ...] = ()
    notices: tuple[FileProblem, ...] = ()
    asked: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    stage_words: str = ""

    @property
    def name_key(self) -> str:
        """Titles that are the same but for case, umlaut spelling and blanks have the same."""
        return title_key(self.entry.title)


def title_key(title: str) -> str:
    """How a step is found again by its title."""
    return " ".join(fold_wide(title).split())


def understood(found: FoundTable, columns: Columns, reading: Reading, work: Work | None = None) -> list[Said]:
    """Every row below the heads that says anything in a column that is taken. Raises Stopped."""
    steps = (work or Work()).counted("checking", [step for step in _steps(found, columns) if step[1]])
    return [_Cells(line, cells, reading).said() for line, cells in steps]


Cells = dict[str, tuple[str, str]]  # words and the cell's name, by column


def _steps(found: FoundTable, columns: Columns) -> Iterator[tuple[int, Cells]]:
    """The cells of each step. Rows under one merged title are one step."""
    title = columns.columns.index("title") if "title" in columns.columns else -1
    line, cells = 0, Cells()
    for row in columns.rows(found):
        here = _cells(row, columns.columns)
        if cells and (row.line, title) in found.joined:
            _join(cells, {key: cell for key, cell in here.items() if not _repeats(found, row, columns, key)})
            continue
        if line:
            yield line, cells
        line, cells = row.line, here
    if line:
        yield line, cells


def _cells(row: Row, columns: Sequence[str]) -> Cells:
    named = zip(columns, row.cells, strict=False)
    return {key: (cell, cell_name(row.line, at)) for at, (key, cell) in enumerate(named) if key and cell}


def _repeats(found: FoundTable, row: Row, columns: Columns, key: str) -> bool:
    return (row.line, columns.columns.index(key)) in found.joined


def _join(cells: Cells, more: Cells) -> None:
    for key, (words, cell) in more.items():
        before = cells.get(key)
        cells[key] = (before[0] + _JOINED_BY.get(key, "\n") + words, before[1]) if before else (words, cell)


class _Cells:
    """The cells of one step, read one after the other."""

    def __init__(self, line: int, cells: Cells, reading: Reading) -> None:
        self.line, self.cells, self.reading = line, cells, reading
        self.problems, self.asked = Problems(), Cells()

    def said(self) -> Said:
        title = self.one_line("title")
        if not title:
            self.problems.add(self.line, "no_title")
        stage, done = self.stage()
        words, checklist = split_text(self.text(done))
        entry = StepEntry(
            title=title,
            text=words,
            checklist=checklist,
            owners=tuple(self.owners()),
            deadline=self.deadline(),
            themes=tuple(name.name for name in self.names("themes")),
            stage=stage,
            goal=self.one_line("goal"),
            needed=self.one_line("needed"),
            result=self.long_text("result") if done else "",
            done=done,
            mark=self.mark(),
            number=self.number(),
            line=self.line,
        )
        problems, notices = tuple(self.problems.found), tuple(self.problems.notices)
        stage_words = " ".join(self.words("stage").split())
        return Said(self.line, entry, frozenset(self.cells), problems, notices, self.asked, stage_words)

    def words(self, column: str) -> str:
        return self.cells[column][0] if column in self.cells else ""

    def add(self, column: str, code: str, **values: object) -> None:
        self.problems.add(self.line, code, cell=self.cells[column][1], **values)

    def notice(self, column: str, code: str, **values: object) -> None:
        self.problems.notice(self.line, code, cell=self.cells[column][1], **values)

    def clean(self, column: str, words: str, limit: int) -> str:
        problems = Problems()
        clean = problems.one_line(self.line, words, limit)
        for problem in problems.found:
            self.add(column, problem.code, **problem.values)
        return clean

    def one_line(self, column: str) -> str:
        return self.clean(column, self.words(column), _LINES[column]) if column in self.cells else ""

    def long_text(self, column: str) -> str:
        problems = Problems()
        clean = problems.long_text(self.line, self.words(column))
        for problem in problems.found:
            self.add(column, problem.code, **problem.values)
        return clean

    def text(self, done: bool) -> str:
        """What came of a step that is not done is kept below its text."""
        text, result = self.long_text("text").strip(), "" if done else self.long_text("result")
        if result:
            self.notice("result", "result_in_text")
        return "\n\n".join(filter(None, [text, result]))

    def number(self) -> int | None:
        found = _NUMBER.fullmatch(self.words("number").strip())
        return int(found[1]) if found else None

    def mark(self) -> str | None:
        mark = self.words("mark")
        return mark if is_id(mark) else None

    def stage(self) -> tuple[str | None, bool]:
        words = " ".join(self.words("stage").split())
        if not words:
            return None, False
        name = stage_meant(words, self.reading.stages, self.reading.chosen_stages)
        if name is None:
            self.asked["stage"] = words, self.cells["stage"][1]
            return None, False
        named = self.reading.stages.named(name)
        return name, bool(named and named.kind == StageKind.DONE)

    def deadline(self) -> str | None:
        words = self.one_line("deadline")
        if not words:
            return None
        if is_asked(words) and self.reading.day_order is None:
            self.asked["deadline"] = words, self.cells["deadline"][1]
        words = said_plainly(words, self.reading.day_order)
        read = kept_deadline(words, self.reading.reference, next_meeting=self.reading.meeting)
        if read and not read.understood and "deadline" not in self.asked:
            self.notice("deadline", "deadline_unread", found=words)
        return words

    def owners(self) -> Iterator[OwnerEntry]:
        """The first of those responsible leads, the others do it together."""
        leads = 0
        for role in OwnerRole:
            for named in self.names(role.value):
                now = OwnerRole.WITH if role == OwnerRole.LEAD and leads else role
                leads += role == OwnerRole.LEAD
                if now != role:
                    self.notice(role.value, "one_leads", name=named.name)
                yield OwnerEntry(named.name, now, named.answer, named.sort, self.line)

    def names(self, column: str) -> "list[_Name]":
        words = self.words(column).replace("\n", ", ")
        if not words:
            return []
        if '"' not in words:
            words = words.replace(";", ",")
        try:
            named = [_name(one) for one in split_names(words)]
        except OpenQuote:
            self.add(column, "open_quote")
            return []
        cleaned = ((self.clean(column, one.name, NAME), one) for one in named)
        return [_Name(name, one.answer, one.sort) for name, one in cleaned if name]


@dataclass(frozen=True, slots=True)
class _Name:
    name: str
    answer: Answer
    sort: PartySort | None


def _name(named: Named) -> _Name:
    """A name with its answer; brackets that say something else belong to the name."""
    rest, answer, sort = take_brackets(named.name if named.behind is None else named.behind)
    name = rest if named.behind is None else f"{named.name} {rest}".strip()
    if not name:
        return _Name(named.name, Answer.ASKED, None)
    return _Name(name, Answer(answer or Answer.ASKED), PartySort(sort) if sort else None)
