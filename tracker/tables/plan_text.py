"""Plan text on its way in as a table: its steps as rows, so that they are previewed like any other."""

import re
from collections.abc import Mapping

from tracker.domain.ownership import OwnerRole
from tracker.domain.party import PartySort
from tracker.plan_file.document import FileProblem, OwnerEntry, PlanDocument, StepEntry
from tracker.plan_file.name_lists import join_names
from tracker.plan_file.owners import write_owner
from tracker.plan_file.problems import PlanFileErrors
from tracker.plan_file.reading import read_plan_file
from tracker.plan_file.vocabulary import SORTS
from tracker.tables.checklist_text import text_of
from tracker.tables.found import FoundTable, Notice, Row

COLUMNS = (
    *("mark", "title", "lead", "with", "involve", "deadline", "stage", "themes", "goal"),
    *("needed", "text", "result"),
)
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n")
_PART = re.compile(r"\ufeff?\s*(?:#{1,6} |[-*] \[[ xX]\] )")
_HEADING = re.compile(r"\ufeff?\s*#{1,6} ")
_MADE_UP = "---\nregion: x\ntitle: x\n---\n"


def is_plan_text(text: str) -> bool:
    """Whether it is a plan file, or a part of one."""
    return bool(_FRONT.match(text) or _PART.match(text))


def read_plan_text(text: str, known: Mapping[str, PartySort]) -> FoundTable:
    """The steps as rows. A part of a plan file needs no front matter. Raises PlanFileErrors with the lines."""
    if _FRONT.match(text):
        return _table(read_plan_file(text, known), text)
    heading = "" if _HEADING.match(text) else "## Schritte\n"
    above = _MADE_UP + heading
    try:
        return _table(read_plan_file(above + text, known), "", above.count("\n"))
    except PlanFileErrors as wrong:
        lines = above.count("\n")
        raise PlanFileErrors(
            [FileProblem(max(0, one.line - lines), one.code, one.values) for one in wrong.problems]
        ) from None


def _table(document: PlanDocument, text: str, above: int = 0) -> FoundTable:
    sorts = {party.name: party.sort for party in document.parties}
    rows = tuple(
        Row((step.line or 0) - above, _cells(step, sorts, document.language)) for step in document.steps
    )
    notices = (Notice("notes_beside", {"n": str(len(document.notes))}),) if document.notes else ()
    return FoundTable(rows, notices=notices, columns=COLUMNS, plan_file=text)


def _cells(step: StepEntry, sorts: Mapping[str, PartySort], language: str) -> tuple[str, ...]:
    return (
        step.mark or "",
        step.title,
        *(_owners(step, role, sorts, language) for role in OwnerRole),
        step.deadline or "",
        step.stage or "",
        join_names(step.themes),
        step.goal,
        step.needed,
        text_of(step),
        step.result,
    )


def _owners(step: StepEntry, role: OwnerRole, sorts: Mapping[str, PartySort], language: str) -> str:
    return ", ".join(_owner(owner, sorts, language) for owner in step.owners if owner.role == role)


def _owner(owner: OwnerEntry, sorts: Mapping[str, PartySort], language: str) -> str:
    return f"{write_owner(owner, language)} ({SORTS.word(sorts[owner.name], language)})"
