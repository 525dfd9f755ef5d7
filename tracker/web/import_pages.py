"""The pages of an import: where a table is chosen, and the preview."""

from collections.abc import Iterable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands.table_imports import Seen, check_place, check_ready
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.refusals import Invalid
from tracker.domain.work import Work
from tracker.language.deadlines import deadline_text
from tracker.language.texts import text
from tracker.pages import FormView, ImportPage, PathLink, PreviewPage
from tracker.pages.imports import ColumnView, LineView, Option, StageWord
from tracker.plan_file.document import FileProblem
from tracker.plan_file.problems import problem_sentence
from tracker.store.networks import find_region
from tracker.tables.columns import COLUMNS
from tracker.tables.found import cell_name
from tracker.tables.mapping import Mapping as Columns
from tracker.tables.mapping import heads_of
from tracker.tables.proposal import Choice, Proposed
from tracker.web.incoming import Again
from tracker.web.parts import parts_of
from tracker.web.said import sentence_of
from tracker.web.seen_plans import seen_plan
from tracker.web.showing import form_of, show
from tracker.web.who import visitor_of
from tracker.web.works import watched

PLAIN, MOST_SHOWN = 30, 200  # lines: those with nothing to say, and all
_SAMPLE = 60  # characters


def place_of(request: Request) -> str:
    """Into what is imported: `plan:<id>` or `region:<id>`."""
    kind = "plan" if "plan" in request.path_params else "region"
    return f"{kind}:{request.path_params[kind]}"


def address_of_place(place: str) -> str:
    """The page of the plan or region."""
    kind, _, id = place.partition(":")
    return f"/{kind}s/{id}"


async def show_import(request: Request, again: Again | None = None, problems: Sequence[str] = ()) -> Response:
    """GET of the page on which a table is chosen or pasted."""
    place, by = place_of(request), visitor_of(request).participant
    await parts_of(request).database.read(check_place, by, place)
    into, path = await _into(request)
    back = address_of_place(place)
    is_new = place.startswith("region:")
    form = form_of(request, again=again, back=f"{back}/imports" if again else "")
    page = ImportPage(f"{back}/imports", back, into, is_new, path, form, problems)
    status = again.status if again else 422 if problems else 200
    return show(request, "imports/new.html", page, status=status)


async def show_import_again(request: Request, again: Again) -> Response:
    """The same, refused."""
    return await show_import(request, again)


async def show_preview(request: Request, again: Again | None = None) -> Response:
    """GET of what an import would do."""
    async with watched(request, "") as work:
        seen = await seen_preview(request, work)
    into, path = await _into(request)
    place, locale = place_of(request), visitor_of(request).locale
    back = address_of_place(place)
    form = form_of(request, again=again)
    page = _page(seen, locale, f"{back}/imports/{seen.preview.id}", back, into, path, form)
    return show(request, "imports/preview.html", page, status=again.status if again else 200)


async def show_preview_again(request: Request, again: Again) -> Response:
    """The same, refused."""
    return await show_preview(request, again)


async def seen_preview(request: Request, work: Work | None = None, preview: str = "") -> Seen:
    """The preview in the address, or the one named, as it stands. Raises NotFound, Forbidden, Stopped."""
    parts, by = parts_of(request), visitor_of(request).participant
    now, today = parts.clock.both()
    preview = preview or request.path_params["preview"]
    return await parts.database.read(parts.seen_imports.see, by, place_of(request), preview, now, today, work)


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


def _page(
    seen: Seen, locale: str, address: str, back: str, into: str, path: list[PathLink], form: FormView
) -> PreviewPage:
    answers, proposal = seen.answers, seen.proposal
    shown = _shown(proposal.lines)
    names = {"parties": proposal.parties, "themes": proposal.themes, "goals": proposal.goals}
    counts = proposal.counts
    return PreviewPage(
        address=address,
        back=back,
        into=into,
        is_new=seen.preview.place.startswith("region:"),
        path=path,
        form=form,
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
        added=counts.get(Choice.ADD, 0),
        updated=counts.get(Choice.UPDATE, 0),
        skipped=counts.get(Choice.SKIP, 0),
        new_names=[(kind, ", ".join(of)) for kind, of in names.items() if of],
        notices=[text(locale, f"tables.{one.code}", **_counted(one.values)) for one in seen.found.notices],
        still=still_asked(seen, locale),
    )


def stage_words(seen: Seen) -> list[str]:
    """The words for stages that are not just the stages' names, in a stable order."""
    named = {entry.name for entry in seen.reading.stages.entries}
    return sorted(words for words in seen.proposal.stage_words if words not in named)


def _shown(lines: Sequence[Proposed]) -> list[Proposed]:
    """The first ones, and those about which there is something to say."""
    return [
        line
        for at, line in enumerate(lines)
        if at < PLAIN or line.match or line.earlier or line.said.problems or line.said.asked
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
    if line.match:
        return text(locale, "tables.there_already", number=line.match.number or "", title=line.match.title)
    return text(locale, "tables.earlier", line=line.earlier) if line.earlier else ""


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


async def _into(request: Request) -> tuple[str, list[PathLink]]:
    """The name of the plan or region, and the way to it."""
    if "plan" in request.path_params:
        seen = await seen_plan(request)
        return seen.link.title, [*seen.path, PathLink(seen.link.title, f"/plans/{seen.link.id}")]
    parts, by = parts_of(request), visitor_of(request).participant
    found = await parts.database.read(find_region, by, request.path_params["region"])
    network = PathLink(
        found.network.name, f"/networks/{found.network.id}" if found.network_role else ""
    )  # fmt: skip
    return found.region.name, [network, PathLink(found.region.name, f"/regions/{found.region.id}")]
