"""The limit: a server that does nothing but write bytes. What the product adds is what it needs on top of this.

`POST /change/SIZE` sends a message of SIZE bytes to every open socket: one frame, built once, the same bytes written
to each transport. `GET` repeats the replies that were recorded of the product. There is no routing, no session, no
text. Started as `python -m bench.load.limit_server [RECORDED]`, it prints its port.
"""

import asyncio
import base64
import hashlib
import json
import re
import resource
import struct
import sys
from pathlib import Path

START = b'{"t":"delta","frm":'  # as the product's begin: the generator reads both alike
GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
DONE = b"HTTP/1.1 204 No Content\r\n\r\n"
MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
CLOSE = 0x88

_KEY = re.compile(rb"\r\nsec-websocket-key: *(\S+)", re.IGNORECASE)
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Recorded:
    """Replies by path, and the first message on a socket."""

    def __init__(self, path: str | None = None) -> None:
        known = json.loads(Path(path).read_text("ascii")) if path else {}
        self.replies = {name: base64.b64decode(reply) for name, reply in known.get("replies", {}).items()}
        self.hello = base64.b64decode(known.get("hello", ""))


class Connection(asyncio.Protocol):
    """One client: requests first, perhaps a socket from then on."""

    listening: set[asyncio.Transport] = set()  # noqa: RUF012 - one for all connections
    recorded = Recorded()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._received = b""

    def connection_lost(self, error: Exception | None) -> None:
        self.listening.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        if self._transport in self.listening:
            if data[0] == CLOSE:
                self._transport.close()
            return
        self._received += data
        while self._answer_one():
            pass

    def _answer_one(self) -> bool:
        head, end, rest = self._received.partition(b"\r\n\r\n")
        size = int(found[1]) if (found := _LENGTH.search(head)) else 0
        if not end or len(rest) < size:
            return False
        self._received = rest[size:]
        method, path, _ = head.decode("latin-1").split(" ", 2)
        if key := _KEY.search(head):
            self._open(key[1])
        elif method == "POST":
            self._change(int(path.rpartition("/")[2]))
        else:
            self._transport.write(self.recorded.replies.get(path.partition("?")[0], MISSING))
        return True

    def _open(self, key: bytes) -> None:
        accept = base64.b64encode(hashlib.sha1(key + GUID, usedforsecurity=False).digest())
        self._transport.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
        )
        if self.recorded.hello:
            self._transport.write(frame(self.recorded.hello))
        self.listening.add(self._transport)

    def _change(self, size: int) -> None:
        framed = frame(START.ljust(size, b"."))
        for transport in self.listening:
            transport.write(framed)
        self._transport.write(DONE)


def frame(payload: bytes) -> bytes:
    """A text frame as a server sends it."""
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    return struct.pack("!BBH" if size < 65536 else "!BBQ", 0x81, 126 if size < 65536 else 127, size) + payload


async def serve() -> None:
    """On a free port of 127.0.0.1, until ended."""
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    Connection.recorded = Recorded(*sys.argv[1:])
    asyncio.run(serve())
