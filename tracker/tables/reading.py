"""Reading a table from a file or from what was pasted, in a child process with limits."""

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Generator
from typing import Any

from tracker.domain.work import PIECE, Work
from tracker.tables.found import FoundTable, Notice, Row, TableRefused, filled_down

LARGEST = 5 * 1024 * 1024  # bytes
PATIENCE = 10.0  # seconds; the child ends itself after two of processor time


def read_table(file: bytes, work: Work | None = None) -> FoundTable:
    """The rows in a workbook or a text. Blocks, for seconds at most: call it in a thread.

    Raises TableRefused, and Stopped when `work` is stopped, which ends the child at once.
    """
    if len(file) > LARGEST:
        raise TableRefused("too_large", limit=LARGEST // 1024 // 1024)
    work = work or Work()
    rows: list[Row] = []
    merged: list[tuple[int, int, int, int]] = []
    notices: list[Notice] = []
    whole = False
    with contextlib.closing(_told(file, work)) as told:
        for kind, value in told:
            if kind == "row":
                if len(rows) % PIECE == 0:
                    work.at("reading", len(rows))
                rows.append(Row(value[0], tuple(value[1])))
            elif kind == "merged":
                merged.append(tuple(value))
            elif kind == "notice":
                notices.append(Notice(*value))
            elif kind == "refused":
                raise TableRefused(value[0], **value[1])
            whole = kind == "end"
    work.at("reading", len(rows))
    if not whole:
        raise TableRefused("too_much")
    if not rows:
        raise TableRefused("empty")
    found = filled_down(rows, merged)
    return FoundTable(found.rows, found.joined, tuple(notices))


def _told(file: bytes, work: Work) -> Generator[tuple[str, Any], None, None]:
    """What the child finds, piece by piece; it is gone when this ends, however that is."""
    command = [sys.executable, "-m", "tracker.tables.child"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **pipes) as child:  # type: ignore[call-overload]
        late = threading.Timer(PATIENCE, child.kill)
        late.start()
        try:
            with work.ended_by(child.kill):
                work.at("reading")
                with contextlib.suppress(BrokenPipeError):  # it ended at its limits: what it said tells
                    child.stdin.write(file)
                    child.stdin.close()
                for line in child.stdout:
                    try:
                        ((kind, value),) = json.loads(line).items()
                    except ValueError:
                        return  # cut off: the child was ended
                    yield kind, value
        finally:
            late.cancel()
            child.kill()
