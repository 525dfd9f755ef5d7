"""A server under measurement: where its sockets are, and the posts that change something there."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path

from bench.load.http import request
from bench.processes import Child, python

STARTED_WITHIN = 10.0  # seconds


@dataclass(slots=True)
class Target:
    """`live` gives path and query of a socket for a page loaded now. `posts`: whole requests without end, each of
    which changes something."""

    process: Child
    port: int
    live: Callable[[], str]
    posts: Iterator[bytes]
    headers: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def limit(size: int = 0, recorded: Path | None = None) -> Iterator[Target]:
    """The limit server, whose changes are `size` bytes long, with replies that were recorded before."""
    with Child(python("bench.load.limit_server", *([str(recorded)] if recorded else []))) as process:
        port = int(process.first_line(STARTED_WITHIN))
        yield Target(process, port, lambda: "/live", repeat(request("POST", port, f"/change/{size}")))
