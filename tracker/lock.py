"""Who may write to an installation: one process at a time holds the lock.

The lock goes with its process, however that ends. The lock file says who holds it and where requests are taken.
"""

import contextlib
import fcntl
import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy.engine import make_url

from tracker.settings import Settings
from tracker.store.engines import is_sqlite

LOCK_FILE, SOCKET_FILE = "tracker.lock", "control.socket"
SHORT_FOLDER = "tracker-"  # how the folder of a socket begins whose path would be too long otherwise
LONGEST_ADDRESS = 100  # bytes of a socket's path; kernels take 103 (macOS) or 107 (Linux)
PATIENCE = 10.0  # seconds that another's short command may take
PAUSE = 0.05  # seconds between two tries


class Busy(Exception):
    """Another process holds the lock; `address` is where it takes requests, empty if it takes none."""

    def __init__(self, pid: int, address: str) -> None:
        super().__init__(f"process {pid} holds the lock")
        self.pid = pid
        self.address = address


class Lock:
    """The lock on an installation, held while inside `with`: all of `files`. Making one raises Busy."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.folder = files[0].parent
        self._held: list[int] = []
        try:
            for file in files:
                self._held.append(_flocked(file))
        except Busy:
            self._release()
            raise
        forget(_holder(self._held[0])[1])  # of a server that was killed
        self.tell("")

    def __enter__(self) -> "Lock":
        return self

    def __exit__(self, *error: object) -> None:
        self._release()

    def tell(self, address: str) -> None:
        """Say in the files who holds them and where requests are taken."""
        line = json.dumps({"pid": os.getpid(), "address": address}).encode()
        for file in self._held:
            os.ftruncate(file, 0)
            os.pwrite(file, line, 0)

    def _release(self) -> None:
        for file in self._held:
            os.close(file)


def lock_files(settings: Settings) -> list[Path]:
    """What must be held to write: the data folder, and a SQLite file outside of it."""
    files = [settings.data_dir / LOCK_FILE]
    if is_sqlite(settings.database_url):
        database = Path(make_url(settings.database_url).database or "").absolute()
        if database.parent != settings.data_dir:
            files.append(database.with_name(f"{database.name}.lock"))
    return files


def lock_to_serve(files: Sequence[Path]) -> Lock:
    """The lock, waiting for another's short command to end. Raises Busy beside a server."""
    for _ in tries():
        try:
            return Lock(files)
        except Busy as busy:
            if busy.address:
                raise
    return Lock(files)


def tries() -> Iterator[None]:
    """Once, and again with pauses for as long as somebody else may be busy."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        yield
        time.sleep(PAUSE)


def address_for(folder: Path) -> str:
    """Where the socket of a data folder goes: into it, or where its path is short enough."""
    address = folder / SOCKET_FILE
    if len(os.fsencode(address)) <= LONGEST_ADDRESS:
        return str(address)
    # the folder for temporary files may be a long way down as well
    usual = (os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir(), os.path.join(os.sep, "tmp"))
    room = LONGEST_ADDRESS - len(f"/{SHORT_FOLDER}12345678/{SOCKET_FILE}")
    short = next(place for place in usual if len(os.fsencode(place)) <= room and os.access(place, os.W_OK))
    return str(Path(tempfile.mkdtemp(prefix=SHORT_FOLDER, dir=short)) / SOCKET_FILE)


def forget(address: str) -> None:
    """Remove a socket nobody listens to any more, and the folder made for it alone."""
    if Path(address).name != SOCKET_FILE:
        return
    Path(address).unlink(missing_ok=True)
    if Path(address).parent.name.startswith(SHORT_FOLDER):
        with contextlib.suppress(OSError):
            Path(address).parent.rmdir()


def _flocked(file: Path) -> int:
    held = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        busy = Busy(*_holder(held))
        os.close(held)
        raise busy from None
    return held


def _holder(file: int) -> tuple[int, str]:
    try:
        told = json.loads(os.pread(file, 4096, 0))
        return told["pid"], told["address"]
    except (ValueError, TypeError, KeyError):
        return 0, ""  # new, or being written just now
