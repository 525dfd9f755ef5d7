"""What somebody answers to a preview, from its form or as JSON; and a preview as JSON."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from tracker.commands.seen_imports import see
from tracker.commands.table_imports import Seen
from tracker.domain.participant import Participant
from tracker.domain.refusals import Invalid
from tracker.domain.typed_text import TITLE, one_line
from tracker.domain.work import Work
from tracker.language.texts import LOCALES
from tracker.tables.answers import Answers
from tracker.tables.columns import COLUMNS
from tracker.tables.day_order import DayOrder
from tracker.tables.proposal import Choice
from tracker.web.fields import clean_text
from tracker.web.import_views import line_problems, stage_words, still_asked


def answers_given(
    session: Session,
    by: Participant,
    place: str,
    preview: str,
    now: datetime,
    today: date,
    fields: Mapping[str, Any],
    work: Work,
) -> str:
    """The answers to a preview with those that were sent, as they are kept. Raises Invalid, NotFound, Stopped."""
    seen = see(session, by, place, preview, now, today, work)
    return json.dumps(answered(seen, fields).to_json())


def preview_bytes(
    session: Session,
    by: Participant,
    place: str,
    preview: str,
    now: datetime,
    today: date,
    locale: str,
    work: Work,
) -> bytes:
    """A preview as JSON, written. Raises NotFound, Forbidden, Stopped."""
    said = preview_json(see(session, by, place, preview, now, today, work), locale)
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def answered(seen: Seen, fields: Mapping[str, Any]) -> Answers:
    """The answers with those that were sent. Raises Invalid for what is none."""
    answers, columns = seen.answers, list(seen.answers.columns)
    stages, lines, words = dict(answers.stages), dict(answers.lines), stage_words(seen)
    plain: dict[str, Any] = {}
    known = {line.line for line in seen.proposal.lines}
    for name, value in fields.items():
        value = clean_text(name, value) if not isinstance(value, bool) else "1" if value else ""
        kind, _, at = name.partition("-")
        place = int(at) if at.isascii() and at.isdigit() and len(at) < 7 else -1
        if kind == "column" and 0 <= place < len(columns) and not seen.found.columns:
            columns[place] = _one_of(name, value, ("", *COLUMNS))
        elif kind == "stage" and 0 <= place < len(words):
            stages[words[place]] = one_line(name, value, TITLE, required=False)
        elif kind == "line" and place in known:
            lines[place] = _one_of(name, value, tuple(Choice))
        elif name in _PLAIN:
            plain[name] = _PLAIN[name](name, value)
        else:
            raise Invalid("", "unknown_field")
    if len({*filter(None, columns)}) < len([*filter(None, columns)]):
        raise Invalid("columns", "column_twice")
    if tuple(columns) != answers.columns:
        lines = {}  # other columns, other steps
    # a form sends every line: what it only showed is nobody's choice, and follows other answers
    shown = {line.line: line.choice for line in seen.proposal.lines}
    lines = {line: one for line, one in lines.items() if line in answers.lines or one != shown[line]}
    return replace(answers, columns=tuple(columns), stages=stages, lines=lines, **plain)


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise Invalid(name, "unknown")
    return value


_PLAIN: dict[str, Callable[[str, str], Any]] = {
    "day_order": lambda name, value: _one_of(name, value, ("", *DayOrder)),
    "duplicates": lambda name, value: _one_of(name, value, ("", *Choice)),
    "skip_broken": lambda name, value: bool(_one_of(name, value, ("", "1"))),
    "title": lambda name, value: one_line(name, value, TITLE, required=False),
    "language": lambda name, value: _one_of(name, value, LOCALES),
}


def preview_json(seen: Seen, locale: str) -> dict[str, Any]:
    """A preview as JSON."""
    proposal = seen.proposal
    return {
        "id": seen.preview.id,
        "columns": seen.answers.columns,
        "still": still_asked(seen, locale),
        "counts": dict(proposal.counts),
        "new": {"parties": proposal.parties, "themes": proposal.themes, "goals": proposal.goals},
        "stages": proposal.stage_words,
        "lines": [
            {
                "line": line.line,
                "title": line.entry.title,
                "choice": line.choice,
                "match": line.match.mark if line.match else "",
                "differs": line.differs,
                "problems": line_problems(line, locale),
            }
            for line in proposal.lines
        ],
    }
