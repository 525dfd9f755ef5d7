"""Files that are there whole, or as they were before."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.control import Failed
from tracker.store.migrating import sync


@contextmanager
def half_of(file: Path) -> Iterator[Path]:
    """An empty file beside `file` to be filled by one at a time, that only its owner may read; gone afterwards.

    Raises Failed while another fills it, and where nothing can be written.
    """
    half = file.with_name(f".{file.name}.part")
    try:
        held = os.open(half, os.O_RDWR | os.O_CREAT, 0o600)
    except (FileNotFoundError, NotADirectoryError):
        raise Failed(f"There is no folder {file.absolute().parent}.") from None
    except OSError as error:
        raise Failed(f"Nothing can be written to {file.absolute().parent}: {error.strerror}.") from None
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not half.exists() or not os.path.samestat(os.fstat(held), half.stat()):
            raise BlockingIOError  # it was another's, which is done and has its right name since
    except BlockingIOError:
        os.close(held)
        raise Failed(f"Another command is writing {file} just now.") from None
    try:
        os.ftruncate(held, 0)  # of one that was killed
        yield half
    finally:
        half.unlink(missing_ok=True)
        os.close(held)


def keep(half: Path, file: Path) -> None:
    """Let a file that is filled have its right name, for good."""
    sync(half)
    half.replace(file)
    sync(file.parent)
