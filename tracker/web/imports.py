"""Tables and plan text on their way in: read, shown, agreed to; into a plan, or as a new plan of a region."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import table_imports
from tracker.commands.prepared_change import Outdated
from tracker.commands.seen_imports import prepared_as_plan, prepared_for_plan
from tracker.commands.table_imports import check_place
from tracker.domain.import_preview import ImportPreview
from tracker.domain.refusals import Invalid, NotFound
from tracker.domain.typed_text import one_line
from tracker.domain.work import Stopped, Work
from tracker.plan_file.document import FileProblem
from tracker.plan_file.problems import PlanFileErrors, problem_sentence
from tracker.store.import_previews import find_preview, forget_preview, keep_preview
from tracker.tables.answers import Answers
from tracker.tables.found import TableRefused
from tracker.tables.incoming import read_incoming
from tracker.tables.mapping import Mapping, guessed
from tracker.tables.packing import packed
from tracker.web.accepted import wants_json
from tracker.web.answers import Json, see_other
from tracker.web.carry_out import carry_out, carry_out_beside
from tracker.web.fields import clean_text
from tracker.web.import_answers import answers_given, preview_bytes
from tracker.web.import_pages import (
    address_of_place,
    look_apart,
    place_of,
    show_import,
    show_import_again,
    show_preview,
    show_preview_again,
)
from tracker.web.import_views import check_lines
from tracker.web.incoming import Sent, posted
from tracker.web.parts import parts_of
from tracker.web.uploads import read_answers, read_upload
from tracker.web.who import visitor_of
from tracker.web.works import watched

TRIES = 3  # of working an import out, while others change names and stages
_AT_ONCE = asyncio.Semaphore(2)  # files being read: each keeps a core busy for up to two seconds
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class NewImport:
    """A file with its name, or what was pasted."""

    file: bytes = b""
    name: str = ""
    text: str = ""


async def show_new(request: Request) -> Response:
    """GET of the form."""
    parts_of(request).database.expect_long_reads()
    return await show_import(request)


async def show(request: Request) -> Response:
    """GET of a preview, as a page or as JSON."""
    if not wants_json(request):
        return await show_preview(request)
    return Json(await look_apart(request, preview_bytes, visitor_of(request).locale))


@posted(show_import_again, read_upload)
async def create(request: Request, sent: Sent) -> Response:
    """Read a table and keep what was found for its preview. Nothing goes into a plan yet."""
    new, place, parts = sent.read_as(NewImport), place_of(request), parts_of(request)
    await parts.database.read(check_place, visitor_of(request).participant, place)
    parts.database.expect_long_reads()  # it gets ready while the file is read
    try:
        async with _stoppable(request, sent, "file" if new.file else "text") as work:
            return await _create(request, sent, new, work)
    except PlanFileErrors as wrong:
        return await _wrong_text(request, wrong.problems)


async def _create(request: Request, sent: Sent, new: NewImport, work: Work) -> Response:
    place, parts = place_of(request), parts_of(request)
    by, now, locale = visitor_of(request).participant, parts.clock.now(), visitor_of(request).locale
    mapping, kept_table = await _read(new, work)
    answers = Answers(mapping.columns, mapping.head, language=locale)
    name = one_line("name", new.name[:_LONGEST_NAME], _LONGEST_NAME, required=False)
    kept = json.dumps(answers.to_json())
    preview = ImportPreview(place=place, by=by.key, name=name, found=kept_table, answers=kept, at=now)

    def keep(session: Session) -> str:
        check_place(session, by, place)
        keep_preview(session, preview)
        return preview.id

    answer = await carry_out_beside(request, sent, keep, then=f"{address_of_place(place)}/imports/{{made}}")
    try:
        with suppress(NotFound):  # kept before, under the same key and another id
            await look_apart(request, check_lines, work=work, preview=preview.id)
    except Stopped:
        await parts.database.write(lambda session: forget_preview(session, preview.id))
        raise
    return answer


@posted(show_preview_again, read_answers)
async def rewrite(request: Request, sent: Sent) -> Response:
    """Other answers: what the columns are, what words mean, what becomes of lines."""
    async with _stoppable(request, sent, "lines") as work:
        await _keep_answers(request, sent, work)
        if wants_json(request):
            return Json(await look_apart(request, preview_bytes, visitor_of(request).locale, work=work))
        await look_apart(request, check_lines, work=work)
    return see_other(request, sent, f"{address_of_place(place_of(request))}/imports/{_id(request)}")


@posted(show_preview_again, read_answers)
async def adopt(request: Request, sent: Sent) -> Response:
    """Carry out what the preview says: all of it or nothing."""
    try:
        async with _stoppable(request, sent, "lines") as work:
            if sent.fields:
                await _keep_answers(request, sent, work)
            adopted = _into_plan if "plan" in request.path_params else _as_plan
            return await adopted(request, sent, work)
    except NotFound:
        # carried out before, under the same key: then the writer knows what became of it
        if "plan" in request.path_params:
            return await carry_out(request, sent, _gone, then=address_of_place(place_of(request)))
        return await carry_out_beside(request, sent, lambda session: _gone(), then="/plans/{made}")


@posted()
async def end(request: Request, sent: Sent) -> Response:
    """Give a preview up."""
    parts, by, place = parts_of(request), visitor_of(request).participant, place_of(request)
    now = parts.clock.now()

    def forget(session: Session) -> str:
        check_place(session, by, place)
        forget_preview(session, find_preview(session, by, place, _id(request), now).id)
        return ""

    return await carry_out_beside(request, sent, forget, then=address_of_place(place))


async def _into_plan(request: Request, sent: Sent, work: Work) -> Response:
    then = f"{address_of_place(place_of(request))}?adopted={{rev}}"
    for _ in range(TRIES):
        prepared = await look_apart(request, prepared_for_plan, work=work)
        try:
            return await carry_out(
                request, sent, table_imports.adopt, _id(request), prepared, work, then=then
            )
        except Outdated:
            work.turn_back()
    raise Invalid("lines", "changed_meanwhile")


async def _as_plan(request: Request, sent: Sent, work: Work) -> Response:
    parts, by, region = parts_of(request), visitor_of(request).participant, request.path_params["region"]
    for _ in range(TRIES):
        prepared = await look_apart(request, prepared_as_plan, work=work)
        values = {"by": by, "region_id": region, "preview_id": _id(request), "prepared": prepared}
        adopt = partial(table_imports.adopt_as_plan, **values, now=parts.clock.now(), work=work)
        try:
            return await carry_out_beside(request, sent, adopt, then="/plans/{made}")
        except Outdated:
            work.turn_back()
    raise Invalid("lines", "changed_meanwhile")


def _gone(*_: object) -> str:
    raise NotFound()


@asynccontextmanager
async def _stoppable(request: Request, sent: Sent, field: str) -> AsyncIterator[Work]:
    """Work that is watched under the form's key; stopped it is refused, with the sentence at `field`."""
    try:
        async with watched(request, sent.key) as work:
            yield work
    except Stopped:
        raise Invalid(field, "stopped") from None


async def _read(new: NewImport, work: Work) -> tuple[Mapping, bytes]:
    """What the columns are, and what was sent, packed; read beside the loop and at most two at once.

    Raises Invalid, PlanFileErrors, Stopped.
    """
    file = new.file or clean_text("text", new.text).encode()
    field = "file" if new.file or not new.text else "text"
    if not file.strip():
        none = "table_empty" if new.text else "table_nothing"
        raise Invalid(field, "table_empty_file" if new.name else none)
    async with _AT_ONCE:
        try:
            return await asyncio.to_thread(_read_and_packed, file, work)
        except TableRefused as refused:
            raise Invalid(field, f"table_{refused.code}", **refused.values) from None


def _read_and_packed(file: bytes, work: Work) -> tuple[Mapping, bytes]:
    found = read_incoming(file, work=work)
    return guessed(found), packed(found)


async def _wrong_text(request: Request, problems: Sequence[FileProblem]) -> Response:
    locale = visitor_of(request).locale
    sentences = [problem_sentence(locale, problem) for problem in problems[:20]]
    if wants_json(request):
        said = {"code": "invalid", "sentence": sentences[0], "fields": {}, "problems": sentences}
        return Json(said, 422)
    return await show_import(request, problems=sentences)


async def _keep_answers(request: Request, sent: Sent, work: Work) -> None:
    answers = await look_apart(request, answers_given, sent.fields, work=work)
    parts, by, place = parts_of(request), visitor_of(request).participant, place_of(request)
    now = parts.clock.now()

    def keep(session: Session) -> None:
        find_preview(session, by, place, _id(request), now).answers = answers
        session.flush()

    await parts.database.write(keep)


def _id(request: Request) -> str:
    preview: str = request.path_params["preview"]
    return preview
