"""Tables from the command line: the same reader and the same questions as on the page, all of it or nothing."""

import base64
from datetime import date, datetime
from functools import partial
from pathlib import PurePath
from typing import Any

from sqlmodel import Session

from tracker.commands.imports import PreparedPlan, put_plans
from tracker.commands.prepared_change import Outdated, PreparedChange
from tracker.commands.table_imports import Seen, check_ready, look, prepare, prepare_plan, put_prepared
from tracker.control import LOCALE, Failed
from tracker.domain.edit import Edit
from tracker.domain.import_preview import ImportPreview
from tracker.domain.network import Region
from tracker.domain.participant import NOBODY
from tracker.domain.permissions import Role
from tracker.domain.plan import Plan
from tracker.domain.refusals import Invalid
from tracker.domain.work import Work
from tracker.operations import TRIES, Installation
from tracker.plan_file.problems import PlanFileErrors, problem_sentence
from tracker.store.plans import feed_of
from tracker.tables.answers import Answers
from tracker.tables.found import FoundTable, TableRefused
from tracker.tables.incoming import read_incoming
from tracker.tables.mapping import guessed
from tracker.web.import_views import line_problems
from tracker.web.said import sentence_of

MOST_TOLD = 20  # lines with problems or questions


def import_table(
    here: Installation, name: str, content: str, into: str = "", into_region: str = "", **answers: Any
) -> dict[str, Any]:
    """Steps from a table (bytes as base64) into the plan `into`, an id or address, or as a new plan of a region.

    `answers` as in Answers: `day_order`, `duplicates`, `skip_broken`, `title`, `language`. Gives the plan's url and
    the counts of steps added, updated and skipped.
    """
    try:
        found = read_incoming(base64.b64decode(content), work=here.work)
    except TableRefused as refused:
        reason = Invalid("file", f"table_{refused.code}", **refused.values)
        raise Failed(f"{name}: {sentence_of(LOCALE, reason)}") from None
    except PlanFileErrors as wrong:
        raise Failed(
            "\n".join(f"{name}: {problem_sentence(LOCALE, one)}" for one in wrong.problems)
        ) from None
    id = (into or into_region).rstrip("/").rpartition("/")[2]
    model, place = (Plan, f"plan:{id}") if into else (Region, f"region:{id}")
    if here.database.read_now(lambda session: session.get(model, id)) is None:
        what = f"plan {into}: a table goes into a plan, or with --into-region into a new one" if into else ""
        raise Failed(f"There is no {what or f'region {id}'}.")
    mapping = guessed(found)
    title = answers.pop("title", "") or ("" if found.plan_file else PurePath(name).stem)
    given = Answers(mapping.columns, mapping.head, title=title, **answers)
    for _ in range(TRIES):
        try:
            return _put(here, name, place, found, given)
        except Outdated:
            here.work.turn_back()
    raise Failed("Others keep changing the plan: try again.")


def _put(here: Installation, name: str, place: str, found: FoundTable, answers: Answers) -> dict[str, Any]:
    (now, today), work, database = here.clock.both(), here.work, here.database
    counts, prepared = database.read_apart_now(_prepared, name, place, found, answers, now, today, work=work)
    id = place.partition(":")[2]
    if isinstance(prepared, PreparedPlan):
        id = database.write_now(partial(put_plans, prepared=[prepared], work=work)).value[0].plan_id
    else:
        written = partial(_into_plan, plan_id=id, prepared=prepared, work=work)
        database.write_now(written, feeds=(feed_of(id),), by=NOBODY)
    return {"url": here.url(f"/plans/{id}"), "counts": counts}


def _prepared(
    session: Session,
    name: str,
    place: str,
    found: FoundTable,
    answers: Answers,
    now: datetime,
    today: date,
    work: Work,
) -> tuple[dict[str, int], PreparedChange | PreparedPlan]:
    preview = ImportPreview(place=place, by=NOBODY.key, found=b"", answers="", at=now)
    seen = look(session, preview, found, answers, today, work)
    _check(name, seen)
    counts = {choice: seen.proposal.counts.get(choice, 0) for choice in ("add", "update", "skip")}
    kind, _, id = place.partition(":")
    if kind == "plan":
        return counts, prepare(session, NOBODY, seen, now, today, work, Role.COORDINATOR)
    return counts, prepare_plan(session, NOBODY, id, seen, now, today, work)


def _into_plan(session: Session, edit: Edit, plan_id: str, prepared: PreparedChange, work: Work) -> None:
    edit.role = Role.COORDINATOR  # an operator is not asked for rights
    put_prepared(session, edit, session.get_one(Plan, plan_id), prepared, work)


def _check(name: str, seen: Seen) -> None:
    """Raises Failed with every line that cannot be read or is unclear, and what would answer it."""
    told = [
        f"{name}: Line {line.line}: {sentence}"
        for line in seen.proposal.lines
        if line.blocks
        for sentence in line_problems(line, LOCALE, asked="typed")
    ]
    if not told:
        check_ready(seen)
        return
    more = [f"… and {len(told) - MOST_TOLD} more"] if len(told) > MOST_TOLD else []
    raise Failed("\n".join([*told[:MOST_TOLD], *more, "Nothing was imported."]))
