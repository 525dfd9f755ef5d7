"""What a database is sent, listened to."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


@contextmanager
def statements(thread: str = "") -> Iterator[list[str]]:
    """All that is sent meanwhile to any database, by the thread of that name alone if there is one."""
    heard: list[str] = []

    def hear(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        if thread in ("", threading.current_thread().name):
            heard.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
