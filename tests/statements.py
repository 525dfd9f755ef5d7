"""What a database is sent, listened to."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


@contextmanager
def statements(thread: str = "", of: Engine | type[Engine] = Engine, since: str = "") -> Iterator[list[str]]:
    """All that is sent meanwhile, in its order.

    `thread`: by the thread of that name alone; `of`: through that engine, not any; `since`: from the first that has
    these words.
    """
    heard: list[str] = []

    def hear(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        if thread in ("", threading.current_thread().name) and (heard or since in statement):
            heard.append(statement)

    event.listen(of, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(of, "before_cursor_execute", hear)
