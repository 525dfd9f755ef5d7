"""The product as a child process, and the addresses, headers and posts that a measurement of it needs."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, cycle
from secrets import token_hex
from typing import Any

from bench.load.http import ask, request
from bench.load.target import Target
from bench.prepared import Prepared
from bench.processes import Child, free_port, python

STARTED_WITHIN = 30.0  # seconds
LONG_TITLE = 180  # characters: what one may be is 200

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Product:
    """A running tracker on prepared data, and the sign-in for scripts."""

    process: Child
    port: int
    data: Prepared

    @property
    def bearer(self) -> dict[str, str]:
        """Headers of a script."""
        return {"Authorization": f"Bearer {self.data.token}"}

    def cookie(self, phone: int) -> dict[str, str]:
        """Headers of a browser that is signed in."""
        return {"Cookie": f"session={self.data.sessions[phone]}", "Origin": f"http://127.0.0.1:{self.port}"}

    def board(self, steps: int) -> str:
        """The path of the plan with so many steps."""
        return f"/plans/{self.data.plans[steps]}"

    def live(self, steps: int) -> str:
        """The path of a socket for a page that has just been loaded."""
        plan = self.state(steps)
        return f"/live?v=1&view=board&feed=plan:{self.data.plans[steps]}@{plan['rev']}.{plan['epoch']}"

    def state(self, steps: int) -> dict[str, Any]:
        """The plan as plain values."""
        state: dict[str, Any] = json.loads(ask(self.port, f"{self.board(steps)}.json", self.bearer).text())
        return state

    def target(self, steps: int = 100, *, long: bool = False) -> Target:
        """The board with so many steps, where titles are changed in turn, to long ones if wanted."""
        return Target(
            self.process, self.port, lambda: self.live(steps), self.edits(steps, long=long), self.bearer
        )

    def edits(self, steps: int, *, long: bool = False) -> Iterator[bytes]:
        """Posts without end: each gives the next step a new title."""
        for step in cycle([step["id"] for step in self.state(steps)["steps"]]):
            title = f"{next(_numbers)} "
            body = json.dumps(
                {"title": title.ljust(LONG_TITLE, "x") if long else f"Schritt {title}"}
            ).encode()
            headers = {
                **self.bearer,
                "Accept": "application/json",
                "Content-Type": "application/json",
                "Idempotency-Key": token_hex(8),
            }
            yield request("POST", self.port, f"{self.board(steps)}/steps/{step}", headers, body)


@contextmanager
def running(data: Prepared, pause: float | None = None) -> Iterator[Product]:
    """The product serving `data`; `pause`: seconds between two frames of a feed, if not as in use."""
    port = free_port()
    usual = python("tracker.cli", "serve", "--port", str(port))
    command = usual if pause is None else python("bench.server", str(port), str(pause))
    environment = {"TRACKER_DATA_DIR": str(data.folder), "TRACKER_BASE_URL": f"http://127.0.0.1:{port}"}
    with Child(command, environment) as process:
        process.wait_until_it_answers(port, STARTED_WITHIN)
        ask(port, "/imprint")
        yield Product(process, port, data)
