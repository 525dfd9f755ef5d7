"""Everything that is known of one person, as a zip of JSON files: what `domain/traces.py` names, and nothing else."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from tracker.boards.past_lines import Teller
from tracker.domain.berlin import BERLIN
from tracker.domain.change import Change
from tracker.domain.erasure import Person
from tracker.domain.participant import Participant
from tracker.domain.plan import Plan
from tracker.domain.trace import Erasing, Traces, What
from tracker.domain.traces import TABLES, table_traces
from tracker.domain.work import Work
from tracker.language.texts import text
from tracker.store.history import table_of
from tracker.store.members import role_on_plan
from tracker.store.past import Wanted, names_in, past_changes
from tracker.store.persons import find_person
from tracker.store.schema import METADATA

FIRST = (1980, 1, 1, 0, 0, 0)  # not when it was made
HISTORY = "change"
SHARED = {
    "plan": "title",
    "region": "name",
    "network": "name",
}  # of these only what names them and who stands there
LEFT_OUT = {"erasure", "folded_text"}
AT_ONCE = 1_000  # Changes read together


def person_zip(
    session: Session, participant: Participant, today: date, locale: str, work: Work | None = None
) -> bytes:
    """All that is known of them, and a page that says what lies where. Raises NotFound and Stopped."""
    person, sent, work = find_person(session, participant.key), io.BytesIO(), work or Work()
    tables = [table for table in TABLES if table.table not in LEFT_OUT]
    names: list[str] = []
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED) as file:
        for number, table in enumerate(tables, 1):
            at = partial(work.at, "person", number, len(tables))
            at()
            if table.table == HISTORY:
                found: list[Any] = list(_history(session, participant, locale, at))
            else:
                found = _rows(session, person, table)
            if found:
                names.append(table.table)
                _put(
                    file,
                    f"{table.table}.json",
                    json.dumps(found, ensure_ascii=False, indent=1, default=_plain),
                )
        _put(file, text(locale, "export.readme_name"), _readme(locale, names, today))
    return sent.getvalue()


def _rows(session: Session, person: Person, traces: Traces) -> list[dict[str, Any]]:
    table, of_them = METADATA.tables[traces.table], [*_conditions(person, traces)]
    if not of_them:
        return []
    secrets = {trace.column for trace in table_traces(traces) if trace.what is What.SECRET}
    shared = {"id", SHARED.get(table.name), *traces.columns} - {"contact", "deputy", "goal", "period"}
    columns = [
        column
        for column in table.columns
        if column.name not in secrets and (table.name not in SHARED or column.name in shared)
    ]
    rows = session.connection().execute(select(*columns).where(or_(*of_them))).mappings()
    return [{name: value for name, value in row.items() if not isinstance(value, bytes)} for row in rows]


def _conditions(person: Person, traces: Traces) -> Iterator[ColumnElement[bool]]:
    own = {
        What.MEMBER: [person.id] if person.key[0] == "m" else [],
        What.GUEST: [person.id] if person.key[0] == "g" else [],
        What.PARTY: sorted(person.parties),
        What.KEY: [person.key],
        What.ADDRESS: sorted(person.addresses),
    }
    for trace in table_traces(traces):
        if own.get(trace.what) and trace.erasing is not Erasing.CLEANED:
            yield METADATA.tables[trace.table].c[trace.column].in_(own[trace.what])


def _history(
    session: Session, who: Participant, locale: str, at: Callable[[], None]
) -> Iterator[dict[str, Any]]:
    """What they did, as lines of the history; of plans they no longer read, only that and when. `at` is called in
    between, and may end it."""
    change = table_of(Change).c
    feeds = session.connection().execute(select(change.feed).where(change.by == who.key).distinct()).scalars()
    for plan_id in sorted(feed.partition(":")[2] for feed in feeds):
        is_theirs = role_on_plan(session, who, plan_id) is not None
        title = session.execute(select(col(Plan.title)).where(col(Plan.id) == plan_id)).scalar() or ""
        before: int | None = None
        while found := past_changes(session, plan_id, Wanted(by=who.key, before=before), AT_ONCE):
            at()
            before = found[-1].rev
            teller = Teller(locale, names_in(session, who, plan_id, found)) if is_theirs else None
            for one in found:
                line = {"plan": plan_id, "rev": one.rev, "at": one.at.isoformat(), "verb": str(one.verb)}
                said = {"title": title, "line": teller.sentence(one)} if teller else {}
                yield line | said


def _readme(locale: str, names: list[str], today: date) -> str:
    kinds = "\n".join(f"{name}.json: {text(locale, f'sheet.{name}')}" for name in names)
    head = text(locale, "export.readme", day=today.isoformat())
    return f"{head}\n\n{kinds}\n\n{text(locale, 'export.readme_end')}\n"


def _put(file: zipfile.ZipFile, name: str, content: str) -> None:
    info = zipfile.ZipInfo(name, FIRST)
    info.external_attr = 0o600 << 16
    file.writestr(info, content.encode(), zipfile.ZIP_DEFLATED)


def _plain(value: object) -> str:
    return value.astimezone(BERLIN).isoformat() if isinstance(value, datetime) else str(value)
