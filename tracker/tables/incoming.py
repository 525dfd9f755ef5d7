"""Whatever somebody sends as a table: a workbook, a CSV, what was copied out of a table or list, or plan text."""

from collections.abc import Mapping

from tracker.domain.party import PartySort
from tracker.domain.work import Work
from tracker.plan_file.settled import NONE_KNOWN
from tracker.tables.csv_reading import decoded
from tracker.tables.found import FoundTable, TableRefused
from tracker.tables.plan_text import is_plan_text, read_plan_text
from tracker.tables.reading import LARGEST, read_table

_ZIP = b"PK"


def read_incoming(
    file: bytes, known: Mapping[str, PartySort] = NONE_KNOWN, work: Work | None = None
) -> FoundTable:
    """What was found. Blocks: call it in a thread. Raises TableRefused, Stopped, and PlanFileErrors for plan text."""
    if len(file) <= LARGEST and not file.startswith(_ZIP):
        try:
            text, _ = decoded(file)
        except TableRefused:
            return read_table(file, work)  # which says why, or that it is a workbook of old
        if is_plan_text(text):
            return read_plan_text(text, known)
    return read_table(file, work)
