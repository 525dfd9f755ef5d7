"""What the preview of an import shows. Large tables are looked at in a process apart, by the functions here."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from tracker.commands.seen_imports import see
from tracker.commands.table_imports import Seen, check_ready
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.participant import Participant
from tracker.domain.refusals import Invalid
from tracker.domain.work import Work
from tracker.language.deadlines import deadline_text
from tracker.language.texts import text
from tracker.pages import FormView, PathLink, PlanLink, PreviewPage
from tracker.pages.imports import ColumnView, LineView, Option, StageWord
from tracker.plan_file.document import FileProblem
from tracker.plan_file.problems import problem_sentence
from tracker.tables.columns import COLUMNS
from tracker.tables.found import cell_name
from tracker.tables.mapping import Mapping as Columns
from tracker.tables.mapping import heads_of
from tracker.tables.proposal import Choice, Proposed
from tracker.web.said import sentence_of

PLAIN, MOST_SHOWN = 30, 200  # lines: those with nothing to say, and all
_SAMPLE = 60  # characters


def check_lines(
    session: Session, by: Participant, place: str, preview: str, now: datetime, today: date, work: Work
) -> None:
    """Read a preview for the first time, so that whoever looks finds it read."""
    see(session, by, place, preview, now, today, work)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a preview."""

    address: str
    back: str
    into: str
    path: Sequence[PathLink]
    form: FormView
    plan: PlanLink | None


def preview_page(
    session: Session,
    by: Participant,
    place: str,
    preview: str,
    now: datetime,
    today: date,
    locale: str,
    around: Around,
    work: Work,
) -> PreviewPage:
    """What the page of a preview shows. Raises NotFound, Forbidden, Stopped."""
    return _page(see(session, by, place, preview, now, today, work), locale, around)


def still_asked(seen: Seen, locale: str) -> str:
    """What has to be answered before it can be carried out."""
    try:
        check_ready(seen)
    except Invalid as refusal:
        return sentence_of(locale, refusal)
    return ""


def line_problems(line: Proposed, locale: str, asked: str = "asked") -> list[str]:
    """What cannot be read in a line, and what is asked, with the cell; `asked` are the questions of the page."""
    questions = [
        FileProblem(line.line, f"{asked}_{column}", {"cell": cell, "found": words})
        for column, (words, cell) in line.said.asked.items()
    ]
    return _sentences([*line.said.problems, *questions], locale)


def _page(seen: Seen, locale: str, around: Around) -> PreviewPage:
    answers, proposal = seen.answers, seen.proposal
    shown = _shown(proposal.lines)
    names = {"parties": proposal.parties, "themes": proposal.themes, "goals": proposal.goals}
    counts = Counter(line.choice for line in proposal.lines if not line.is_broken)
    return PreviewPage(
        address=around.address,
        back=around.back,
        into=around.into,
        is_new=seen.preview.place.startswith("region:"),
        path=around.path,
        form=around.form,
        plan=around.plan,
        name=seen.preview.name,
        title=seen.plan.title,
        language=seen.plan.language,
        columns=_columns(seen),
        meanings=[Option(key, COLUMNS.word(key, locale)) for key in COLUMNS],
        stage_words=[
            StageWord(f"stage-{at}", words, proposal.stage_words[words])
            for at, words in enumerate(stage_words(seen))
        ],
        stages=[entry.name for entry in seen.reading.stages.entries],
        asked_days=[f"{cell}: {words}" for words, cell in proposal.asked_days[:5]],
        day_order=answers.day_order,
        has_matches=any(line.match or line.earlier for line in proposal.lines),
        has_broken=any(line.said.problems for line in proposal.lines),
        duplicates=answers.duplicates,
        skip_broken=answers.skip_broken,
        lines=[_line(line, seen, locale) for line in shown],
        more=len(proposal.lines) - len(shown),
        added=counts[Choice.ADD],
        updated=counts[Choice.UPDATE],
        skipped=counts[Choice.SKIP],
        broken=sum(line.is_broken for line in proposal.lines),
        new_names=[(kind, ", ".join(of)) for kind, of in names.items() if of],
        notices=_notices(seen, locale),
        still=still_asked(seen, locale),
    )


def _notices(seen: Seen, locale: str) -> list[str]:
    """What is to be known of the file, and how many of its rows say something only where nothing is taken."""
    columns = Columns(seen.answers.columns, seen.answers.head)
    said = [text(locale, f"tables.{one.code}", **_counted(one.values)) for one in seen.found.notices]
    beside = len(columns.untaken(seen.found))
    return [*said, text(locale, "tables.untaken_rows", n=beside)] if beside else said


def stage_words(seen: Seen) -> list[str]:
    """The words for stages that are not just the stages' names, in a stable order."""
    named = {entry.name for entry in seen.reading.stages.entries}
    return sorted(words for words in seen.proposal.stage_words if words not in named)


def _shown(lines: Sequence[Proposed]) -> list[Proposed]:
    """The first ones, and those about which there is something to say."""
    return [
        line
        for at, line in enumerate(lines)
        if at < PLAIN or line.match or line.earlier or line.said.problems or line.said.asked or line.notices
    ][:MOST_SHOWN]


def _columns(seen: Seen) -> list[ColumnView]:
    if seen.found.columns:
        return []  # plan text says itself what is what
    mapping = Columns(seen.answers.columns, seen.answers.head)
    rows = mapping.rows(seen.found)[:3]
    return [
        ColumnView(
            name=f"column-{at}",
            letter=cell_name(0, at)[:-1],
            head=head,
            sample=_short(" · ".join(row.cells[at] for row in rows if at < len(row.cells) and row.cells[at])),
            key=seen.answers.columns[at],
        )
        for at, head in enumerate(heads_of(seen.found, mapping))
    ]


def _line(line: Proposed, seen: Seen, locale: str) -> LineView:
    choices = [Choice.ADD, Choice.SKIP]
    if line.match:
        choices.insert(0, Choice.UPDATE)
    return LineView(
        line=line.line,
        title=line.entry.title,
        facts=list(_facts(line, seen, locale)),
        choice=line.choice,
        choices=[Option(choice, text(locale, f"tables.choice_{choice}")) for choice in choices],
        match=_match(line, locale),
        differs=", ".join(COLUMNS.word(column, locale) for column in line.differs),
        problems=line_problems(line, locale),
        notices=_sentences([*line.said.notices, *line.notices], locale),
    )


def _match(line: Proposed, locale: str) -> str:
    match, earlier = line.match, line.earlier
    there = (
        text(locale, "tables.there_already", number=match.number or "", title=match.title) if match else ""
    )
    again = text(locale, "tables.same_step" if match else "tables.earlier", line=earlier) if earlier else ""
    return f"{there} {again}".strip()


def _facts(line: Proposed, seen: Seen, locale: str) -> Iterable[str]:
    entry = line.entry
    if entry.owners:
        yield ", ".join(owner.name for owner in entry.owners)
    read = read_deadline(entry.deadline or "", seen.reading.reference, next_meeting=seen.reading.meeting)
    if read and "deadline" not in line.said.asked:
        yield deadline_text(locale, read)
    if line.said.entry.stage:
        yield line.said.entry.stage
    if entry.themes:
        yield ", ".join(entry.themes)


def _sentences(problems: Sequence[FileProblem], locale: str) -> list[str]:
    return [_sentence(problem, locale) for problem in problems]


def _sentence(problem: FileProblem, locale: str) -> str:
    sentence = problem_sentence(locale, FileProblem(0, problem.code, problem.values))
    cell = problem.values.get("cell")
    return text(locale, "tables.in_cell", cell=cell, sentence=sentence) if cell else sentence


def _counted(values: Mapping[str, str]) -> dict[str, object]:
    return {name: int(value) if name == "n" else value for name, value in values.items()}


def _short(words: str) -> str:
    return words if len(words) <= _SAMPLE else f"{words[: _SAMPLE - 1]}…"
