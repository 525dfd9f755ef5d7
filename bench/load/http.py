"""HTTP/1.1 as plain bytes. A client library would cost more time than the servers that are measured."""

import re
import socket
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

PATIENCE = 20.0  # seconds for one reply

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_WITHOUT_BODY = (204, 304)


class Refused(Exception):
    """The server answered, but not with what was asked for."""


@dataclass(frozen=True, slots=True)
class Reply:
    """`head` ends with an empty line; `body` is as it travelled, perhaps gzipped, but without the marks of chunks."""

    status: int
    head: bytes
    body: bytes
    size: int
    """Bytes on the wire, head and marks of chunks included."""

    def header(self, name: str) -> str:
        """The value of a header; empty when it is missing."""
        found = re.search(rf"\r\n{name}: *([^\r]*)".encode(), self.head, re.IGNORECASE)
        return found[1].decode() if found else ""

    def text(self) -> str:
        """The body, unpacked."""
        packed = self.header("content-encoding") == "gzip"
        return (zlib.decompress(self.body, 31) if packed else self.body).decode()


def request(
    method: str, port: int, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
) -> bytes:
    """One whole request to 127.0.0.1."""
    lines = {"Host": f"127.0.0.1:{port}", **(headers or {})}
    if body or method == "POST":
        lines["Content-Length"] = str(len(body))
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body


def take_reply(received: bytes) -> tuple[Reply, bytes] | None:
    """The first reply in what was received, and what follows it; None while it is not whole."""
    head, end, rest = received.partition(b"\r\n\r\n")
    if not end:
        return None
    head += end
    status = int(head.split(b" ", 2)[1])
    if _CHUNKED.search(head):
        return _with_chunks(status, head, rest)
    found = _LENGTH.search(head)
    size = int(found[1]) if found and status not in _WITHOUT_BODY else 0
    if len(rest) < size:
        return None
    return Reply(status, head, rest[:size], len(head) + size), rest[size:]


def ask(
    port: int, path: str, headers: Mapping[str, str] | None = None, method: str = "GET", body: bytes = b""
) -> Reply:
    """One request on a connection of its own. Raises Refused unless it succeeds or leads elsewhere (3xx)."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
        connection.sendall(request(method, port, path, headers, body))
        received = b""
        while (whole := take_reply(received)) is None:
            piece = connection.recv(65536)
            if not piece:
                raise Refused(f"{method} {path}: the connection was closed within the reply")
            received += piece
    reply = whole[0]
    if reply.status >= 400:
        raise Refused(f"{method} {path}: {reply.status} {reply.text()[:200]}")
    return reply


def _with_chunks(status: int, head: bytes, rest: bytes) -> tuple[Reply, bytes] | None:
    body, at = bytearray(), 0
    while (line_end := rest.find(b"\r\n", at)) >= 0:
        size = int(rest[at:line_end].split(b";")[0], 16)
        start, at = line_end + 2, line_end + 4 + size
        if len(rest) < at:
            return None
        if size == 0:
            return Reply(status, head, bytes(body), len(head) + at), rest[at:]
        body += rest[start : start + size]
    return None
