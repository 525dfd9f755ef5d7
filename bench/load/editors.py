"""Those who change something: each posts on a connection of its own, one change after the other."""

import socket
from dataclasses import dataclass

from bench.load.http import Refused, take_reply
from bench.load.reading import Reading, now
from bench.load.target import Target

PATIENCE = 10.0  # seconds for one answer


@dataclass(frozen=True, slots=True)
class Edit:
    """`sent` in monotonic ns. `rev`: as the answer says, 0 if it does not."""

    sent: int
    rev: int


class Editor:
    """One keep-alive connection."""

    def __init__(self, target: Target, reading: Reading) -> None:
        self.edits: list[Edit] = []
        self.waiting = False
        self._target = target
        self._reading = reading
        self._received = b""
        self._sent = 0
        self._connection: socket.socket | None = None
        self._connect()

    def post(self) -> int:
        """Send the target's next change; the moment before."""
        raw, connection = next(self._target.posts), self._connection or self._connect()
        self.waiting, self._sent = True, now()
        connection.sendall(raw)
        return self._sent

    def leave(self) -> None:
        """Close the connection."""
        if self._connection:
            self._reading.remove(self._connection)
            self._connection.close()
            self._connection = None

    def _connect(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self._target.port), PATIENCE)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._reading.add(connection, lambda: self._read(connection))
        self._connection = connection
        return connection

    def _read(self, connection: socket.socket) -> None:
        received = connection.recv(1 << 18)
        if not received:
            if self.waiting:
                raise Refused("the server closed an editor's connection instead of answering")
            self.leave()  # nothing was asked for a while; the next post opens a new one
            return
        self._received += received
        if (whole := take_reply(self._received)) is None:
            return
        reply, self._received = whole
        if reply.status >= 300:
            raise Refused(f"an edit was refused: {reply.status} {reply.body[:300]!r}")
        self.waiting = False
        self.edits.append(Edit(self._sent, int(reply.header("feed-rev") or 0)))
