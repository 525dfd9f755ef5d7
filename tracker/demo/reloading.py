"""`tracker demo --reload`: the demo in a process of its own, started anew when a file of ours changes."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tracker.demo.command import Wishes, folder_for, listening_for
from tracker.running import end_on_signals
from tracker.static_files import beside_or_inside

PAUSE = 0.5  # seconds between two looks at the files
PATIENCE = 15  # seconds for the demo to end
PACKAGE = Path(__file__).parents[1]


def demo_reloading(wishes: Wishes) -> None:
    """Run demo after demo on the same data and port until SIGTERM or SIGINT, then raise SystemExit(0)."""
    end_on_signals()
    with folder_for(wishes.data) as folder:
        with listening_for(wishes) as listening:
            port = listening.getsockname()[1]
        wishes = replace(wishes, data=folder, port=port)
        _until_changed(wishes, first=True)
        while True:
            _until_changed(wishes, first=False)


def _until_changed(wishes: Wishes, *, first: bool) -> None:
    before = _changes()
    # only the first demo says its one line of JSON to whoever reads it
    running = subprocess.Popen(_command(wishes), stdout=None if first else sys.stderr)
    try:
        while _changes() == before:
            if running.poll() == 0:
                raise SystemExit(0)
            time.sleep(PAUSE)
    finally:
        running.terminate()
        running.wait(PATIENCE)


def _command(wishes: Wishes) -> list[str]:
    command = [sys.executable, "-m", "tracker.cli", "demo", "--host", wishes.host, "--port", str(wishes.port)]
    command += ["--data", str(wishes.data), "--steps", str(wishes.steps)]
    if wishes.as_json:
        command.append("--json")
    return command


def _changes() -> dict[str, int]:
    return {str(file): file.stat().st_mtime_ns for file in _files()}


def _files() -> Iterator[Path]:
    for folder in {PACKAGE, beside_or_inside("templates"), beside_or_inside("static")}:
        for file in folder.rglob("*.*"):
            if file.is_file() and file.suffix != ".pyc":
                yield file
