"""Many open sockets in one thread, each arrival stamped."""

import re
import socket
import time

from bench.load.listener import DEFLATE, Listener, handshake
from bench.load.reading import Reading
from bench.load.target import Target

AT_ONCE = 64  # handshakes under way
PATIENCE = 60.0  # seconds for all handshakes
STALLED_BUFFER = 4096  # bytes: a peer that never reads is noticed soon

_REV = re.compile(rb'"rev":(\d+)')
_FROM_TO = re.compile(rb'"frm":(\d+),"rev":(\d+)')


class Crowd:
    """Listeners to one target. `arrivals` are the moments (monotonic ns) at which deltas came, whoever got them."""

    def __init__(self, target: Target, reading: Reading | None = None) -> None:
        self.reading = reading or Reading()
        self.arrivals: list[int] = []
        self.changes: int | None = None
        """How many changes were in them, if a number is put here; a frame that does not say holds one."""
        self.revs: list[int] | None = None
        """The rev of each arrival, if a list is put here."""
        self.size = 0
        """Bytes of the longest delta since `forget`."""
        self.closed = 0
        """Sockets that the server has closed."""
        self._target = target
        self._open: list[socket.socket] = []
        self._stalled: list[socket.socket] = []

    def __len__(self) -> int:
        return len(self._open)

    def join(self, count: int, *, deflate: bool = False, stalled: bool = False) -> None:
        """Open `count` more sockets. Stalled ones never read after their handshake."""
        whole, live = (self._stalled if stalled else self._open), self._target.live()
        before, started, end = len(whole), 0, time.monotonic() + PATIENCE
        while len(whole) < before + count:
            waiting = started - (len(whole) - before)
            for _ in range(min(AT_ONCE - waiting, count - started)):
                self._knock(live, deflate, stalled)
                started += 1
            self.reading.turn(0.05)
            if time.monotonic() > end:
                raise RuntimeError(f"{len(whole) - before} of {count} sockets opened in {PATIENCE:g} s")

    def welcome(self, listener: Listener, connection: socket.socket) -> None:
        """The handshake of a listener is done."""
        if listener.stalled:
            self.reading.remove(connection)
            self._stalled.append(connection)
        else:
            self.reading.add(connection, listener.ready)
            self._open.append(connection)

    def heard(self, moment: int, data: bytes | bytearray, start: int, size: int) -> None:
        """A delta came."""
        self.arrivals.append(moment)
        if self.changes is not None:
            said = _FROM_TO.search(data, start, start + 200)
            self.changes += int(said[2]) - int(said[1]) if said else 1
        if size > self.size:
            self.size = size
        if self.revs is not None:
            found = _REV.search(data, start, start + 200)
            self.revs.append(int(found[1]) if found else 0)

    def lost(self, connection: socket.socket) -> None:
        """The server has closed a socket."""
        self.reading.remove(connection)
        self._open.remove(connection)
        connection.close()
        self.closed += 1

    def forget(self) -> None:
        """Start counting anew."""
        self.arrivals.clear()
        self.size = 0
        if self.revs is not None:
            self.revs.clear()

    def settle(self, quiet: float = 0.3, most: float = 20.0) -> None:
        """Read until the server has done nothing for a moment."""
        end = time.monotonic() + most
        cpu, before = self._target.process.cpu, 0.0
        while time.monotonic() < end and (spent := cpu()) - before > 0.004:
            before = spent
            self.reading.through(quiet)

    def leave(self) -> None:
        """Close all sockets and let the server take note."""
        for connection in self._open + self._stalled:
            self.reading.remove(connection)
            connection.close()
        self._open.clear()
        self._stalled.clear()
        self._target.process.wait_until_idle()

    def _knock(self, live: str, deflate: bool, stalled: bool) -> None:
        headers = {**self._target.headers, **(DEFLATE if deflate else {})}
        connection = socket.socket()
        if stalled:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, STALLED_BUFFER)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.connect(("127.0.0.1", self._target.port))
        connection.sendall(handshake(self._target.port, live, headers))
        connection.setblocking(False)
        listener = Listener(self, connection, stalled=stalled)
        self.reading.add(connection, listener.shake_hands)
