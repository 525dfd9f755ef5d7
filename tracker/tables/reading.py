"""Reading a table from a file or from what was pasted, in a child process with limits."""

import json
import subprocess
import sys
from typing import NoReturn

from tracker.tables.found import FoundTable, Notice, Row, TableRefused, filled_down

LARGEST = 5 * 1024 * 1024  # bytes
PATIENCE = 10.0  # seconds; the child ends itself after two of processor time


def read_table(file: bytes) -> FoundTable:
    """The rows in a workbook or a text. Blocks, for seconds at most: call it in a thread. Raises TableRefused."""
    if len(file) > LARGEST:
        raise TableRefused("too_large", limit=LARGEST // 1024 // 1024)
    command = [sys.executable, "-m", "tracker.tables.child"]
    try:
        said = subprocess.run(command, input=file, capture_output=True, timeout=PATIENCE, check=False).stdout
    except subprocess.TimeoutExpired:
        raise TableRefused("too_much") from None
    rows: list[Row] = []
    merged: list[tuple[int, int, int, int]] = []
    notices: list[Notice] = []
    whole = False
    for line in said.splitlines():
        ((kind, value),) = _message(line).items()
        if kind == "row":
            rows.append(Row(value[0], tuple(value[1])))
        elif kind == "merged":
            merged.append(tuple(value))
        elif kind == "notice":
            notices.append(Notice(*value))
        elif kind == "refused":
            raise TableRefused(value[0], **value[1])
        whole = kind == "end"
    if not whole:
        raise TableRefused("too_much")
    if not rows:
        raise TableRefused("empty")
    found = filled_down(rows, merged)
    return FoundTable(found.rows, found.joined, tuple(notices))


def _message(line: bytes) -> dict[str, list]:  # type: ignore[type-arg]
    try:
        message: dict[str, list] = json.loads(line)  # type: ignore[type-arg]
    except ValueError:
        _cut()
    return message


def _cut() -> NoReturn:
    """A line was cut off: the child was ended."""
    raise TableRefused("too_much")
