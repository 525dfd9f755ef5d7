"""One epoll for all sockets of a measurement. Linux, standard library only."""

import select
import socket
import time
from collections.abc import Callable

now = time.monotonic_ns


class Reading:
    """All sockets of a measurement, and what to do when one can be read."""

    def __init__(self) -> None:
        self._epoll = select.epoll()
        self._ready: dict[int, Callable[[], None]] = {}

    def add(self, connection: socket.socket, ready: Callable[[], None]) -> None:
        """From now on call `ready` when there is something to read."""
        if connection.fileno() not in self._ready:
            self._epoll.register(connection.fileno(), select.EPOLLIN)
        self._ready[connection.fileno()] = ready

    def remove(self, connection: socket.socket) -> None:
        """No more of it."""
        if self._ready.pop(connection.fileno(), None):
            self._epoll.unregister(connection.fileno())

    def turn(self, seconds: float) -> None:
        """Read what is there; wait at most `seconds` for it."""
        ready = self._ready
        for number, _ in self._epoll.poll(max(0.0, seconds), 256):
            if handler := ready.get(number):
                handler()

    def until(self, done: Callable[[], object], timeout: float) -> bool:
        """Read until `done()` is true; False when that does not come within `timeout` seconds."""
        end = time.monotonic() + timeout
        while not done():
            if time.monotonic() > end:
                return False
            self.turn(0.05)
        return True

    def through(self, seconds: float) -> None:
        """Read for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.turn(left)
