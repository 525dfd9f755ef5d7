"""A found table as bytes to keep, and back."""

import json
import zlib

from tracker.tables.found import FoundTable, Notice, Row


def packed(found: FoundTable) -> bytes:
    """The table as packed JSON."""
    kept = {
        "rows": [[row.line, row.cells] for row in found.rows],
        "joined": sorted(found.joined),
        "notices": [[notice.code, notice.values] for notice in found.notices],
        "columns": found.columns,
        "plan_file": found.plan_file,
    }
    return zlib.compress(json.dumps(kept, ensure_ascii=False).encode(), 1)


def unpacked(kept: bytes) -> FoundTable:
    """The table that `packed` was given."""
    said = json.loads(zlib.decompress(kept))
    return FoundTable(
        rows=tuple(Row(line, tuple(cells)) for line, cells in said["rows"]),
        joined=frozenset((line, column) for line, column in said["joined"]),
        notices=tuple(Notice(code, values) for code, values in said["notices"]),
        columns=tuple(said["columns"]),
        plan_file=said["plan_file"],
    )
