"""Measures, prints the table, writes bench/latest.json."""

import argparse
import gc
import json
import os
import platform
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from bench.figures import (
    absence,
    board_time,
    deadlines,
    digests,
    edits,
    exports,
    fan_out,
    first_card,
    home,
    idle,
    imports,
    large_board,
    opening,
    removal,
    search,
    stalled,
    timeline,
    weight,
)
from bench.prepared import Prepared, prepared
from bench.rounds import Rounds
from bench.rows import Row, table

LATEST = Path(__file__).parent / "latest.json"
LONGEST = 30 * 60  # seconds; then it ends, whatever hangs
FIGURES: dict[str, Callable[[Rounds, Prepared], Iterator[Row]]] = {
    "deadlines": deadlines.measure,
    "weight": weight.measure,
    "board-time": board_time.measure,
    "first-card": first_card.measure,
    "opening": opening.measure,
    "large-board": large_board.measure,
    "search": search.measure,
    "imports": imports.measure,
    "exports": exports.measure,
    "timeline": timeline.measure,
    "home": home.measure,
    "absence": absence.measure,
    "idle": idle.measure,
    "fan-out": fan_out.measure,
    "edits": edits.measure,
    "removal": removal.measure,
    "stalled": stalled.measure,
    "digests": digests.measure,
}


def main() -> None:
    options = _options()
    _make_room()
    rounds = Rounds(1, quick=True, patience=5) if options.quick else Rounds(options.rounds)
    rows: list[Row] = []
    with prepared() as data:
        failed = [name for name in options.only or FIGURES if not _measured(name, rounds, data, rows)]
    print(table(rows))
    print(_quietness(rounds))
    if not options.quick and not options.only:
        LATEST.write_text(json.dumps(_record(rounds, rows), ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.exit(f"not measured: {', '.join(failed)}" if failed else 0)


def _measured(name: str, rounds: Rounds, data: Prepared, rows: list[Row]) -> bool:
    """Add the rows of one figure; what goes wrong with it costs no other figure."""
    print(f"{name} ...", file=sys.stderr, flush=True)
    try:
        for row in FIGURES[name](rounds, data):
            print(f"  {row.name}: {row.note}", file=sys.stderr, flush=True)
            rows.append(row)
    except Exception:
        traceback.print_exc()
        return False
    return True


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=list(FIGURES), help="this figure; repeatable")
    parser.add_argument("--quick", action="store_true", help="one short round, to try; nothing is written")
    parser.add_argument("--rounds", type=int, default=3, help="rounds that count (3)")
    return parser.parse_args()


def _make_room() -> None:
    """As many sockets as the system lets us have, no pauses for the collector, and an end to everything."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    gc.disable()
    for number in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, _give_up)
    signal.alarm(LONGEST)


def _give_up(number: int, frame: object) -> NoReturn:
    # as an exception, so that every child is ended on the way out
    sys.exit(f"given up: {signal.Signals(number).name}")


def _quietness(rounds: Rounds) -> str:
    worst = max(rounds.foreign, default=0.0)
    return f"{len(rounds.foreign)} rounds, others had up to {worst:.0%} of the machine, {rounds.disturbed} disturbed"


def _record(rounds: Rounds, rows: list[Row]) -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "cores": os.cpu_count(),
            "system": f"{platform.system()} {platform.release()}",
            "python": platform.python_version(),
        },
        "seconds": round(time.monotonic() - _STARTED),
        "rounds": len(rounds.foreign),
        "disturbed": rounds.disturbed,
        "rows": [row.plain() for row in rows],
    }


_STARTED = time.monotonic()

if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
