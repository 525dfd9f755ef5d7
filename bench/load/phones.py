"""Many phones that open the same board at the same moment: each loads the page, then its socket says hello."""

import re
import socket
from collections.abc import Callable

from bench.load.frames import take_frames
from bench.load.http import Refused, request, take_reply
from bench.load.listener import handshake
from bench.load.reading import Reading, now

PATIENCE = 10.0  # seconds to get a connection
HELLO = b'{"t":"hello"'

_HEADS = {"Accept": "text/html", "Accept-Encoding": "gzip", "Accept-Language": "de"}
_STAND = re.compile(r'data-feed="([\w:]+)".*? data-rev="(\d+)" data-epoch="([\w-]+)"')


class Phone:
    """One of them. Scripts, styles and symbols are in the browser already."""

    def __init__(self, reading: Reading, port: int, board: str, cookie: dict[str, str]) -> None:
        self.hello = b""
        """The first message, when the page and that have come."""
        self.greeted_at = 0
        """The moment of that (monotonic ns)."""
        self._reading, self._port, self._board, self._cookie = reading, port, board, cookie
        self._received = b""
        self._connections: list[socket.socket] = []
        page = self._connect(self._read_page)
        page.sendall(request("GET", port, board, {**_HEADS, **cookie}))

    def leave(self) -> None:
        """Close everything."""
        for connection in self._connections:
            self._reading.remove(connection)
            connection.close()

    def _connect(self, ready: Callable[[bytes], None]) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self._port), PATIENCE)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._connections.append(connection)
        self._reading.add(connection, lambda: ready(self._receive(connection)))
        return connection

    def _receive(self, connection: socket.socket) -> bytes:
        received = connection.recv(1 << 16)
        if not received:
            self._reading.remove(connection)
            if not self.hello:
                raise Refused("the server closed a phone's connection")
        return received

    def _read_page(self, received: bytes) -> None:
        self._received += received
        if (whole := take_reply(self._received)) is None:
            return
        page, self._received = whole
        stand = _STAND.search(page.text())
        if page.status != 200 or stand is None:
            raise Refused(f"{self._board}: {page.status}, and no board in it")
        feed, rev, epoch = stand.groups()
        live = f"/live?v=1&view=board&feed={feed}@{rev}.{epoch}"
        self._connect(self._read_socket).sendall(handshake(self._port, live, self._cookie))

    def _read_socket(self, received: bytes) -> None:
        if self.hello:
            return
        self._received += received
        head, end, frames = self._received.partition(b"\r\n\r\n")
        if end and b" 101 " not in head[:16]:
            raise Refused(f"a phone's socket was refused: {head[:200]!r}")
        for _, payload in take_frames(frames)[0]:
            if payload.startswith(HELLO):
                self.hello, self.greeted_at = payload, now()
