"""Reading one file in a process of its own, with limits: whatever it holds, it costs nobody else anything.

The file comes through stdin. Each line on stdout is one piece of what was found, as JSON: {"row": [line, cells]},
{"merged": […]}, {"notice": [code, values]}, at last {"end": true} or {"refused": [code, values]}. No end: too much.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

from tracker.tables.csv_reading import decoded, rows_of
from tracker.tables.found import Notice, Row, TableRefused
from tracker.tables.xlsx_reading import Workbook

MEMORY = 64 * 1024 * 1024  # bytes
SECONDS = 2  # of processor time
_ZIP, _OLD_EXCEL, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    file = sys.stdin.buffer.read()
    try:
        for found in _found(file):
            _say(_plain(found))
        _say({"end": True})
    except TableRefused as refused:
        _say({"refused": [refused.code, refused.values]})
    except (MemoryError, RecursionError):
        _say({"refused": ["too_much", {}]})
    sys.stdout.flush()


def _found(file: bytes) -> Iterator[Row | tuple[int, int, int, int] | Notice]:
    if file.startswith(_ZIP):
        yield from Workbook(io.BytesIO(file), len(file)).rows()
    elif file.startswith(_OLD_EXCEL):
        raise TableRefused("old_workbook")
    elif file.startswith(_PDF):
        raise TableRefused("no_table")
    else:
        text, notices = decoded(file)
        yield from notices
        yield from rows_of(text)


def _plain(found: Row | tuple[int, int, int, int] | Notice) -> dict[str, Any]:
    if isinstance(found, Row):
        return {"row": [found.line, found.cells]}
    if isinstance(found, Notice):
        return {"notice": [found.code, found.values]}
    return {"merged": found}


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")


if __name__ == "__main__":
    main()
