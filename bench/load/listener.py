"""One open socket of a crowd. What it does per frame decides how many frames the generator can take in."""

import base64
import os
import socket
from collections.abc import Mapping
from typing import Protocol

from bench.load.frames import PONG, client_frame, take_frames
from bench.load.http import request
from bench.load.reading import now

DELTA = b'{"t":"delta"'
# what browsers offer
DEFLATE = {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}

_BUFFER = bytearray(1 << 18)
_VIEW = memoryview(_BUFFER)


class Audience(Protocol):
    """Whom a listener tells."""

    def welcome(self, listener: "Listener", connection: socket.socket) -> None: ...

    def heard(self, moment: int, data: bytes | bytearray, start: int, size: int) -> None: ...

    def lost(self, connection: socket.socket) -> None: ...


class Listener:
    """One socket."""

    __slots__ = ("_connection", "_crowd", "_receive", "_rest", "stalled")

    def __init__(self, crowd: Audience, connection: socket.socket, *, stalled: bool = False) -> None:
        self.stalled = stalled
        """Never reads once its handshake is done."""
        self._crowd = crowd
        self._connection = connection
        self._receive = connection.recv_into
        self._rest = b""

    def shake_hands(self) -> None:
        """The answer to the handshake, perhaps with the first frames behind it."""
        self._rest += self._connection.recv(65536)
        head, end, rest = self._rest.partition(b"\r\n\r\n")
        if not end:
            return
        if b" 101 " not in head[:16]:
            raise RuntimeError(f"the socket was refused: {head[:300]!r}")
        self._rest = b""
        self._crowd.welcome(self, self._connection)
        if rest:
            self._several(rest, now())

    def ready(self) -> None:
        """Something has come: nearly always one whole frame."""
        try:
            size = self._receive(_BUFFER)
        except BlockingIOError:
            return
        except ConnectionError:
            size = 0
        moment = now()
        if not size:
            self._crowd.lost(self._connection)
        elif not self._rest and _BUFFER[0] == 0x81 and (start := _start_of_the_only(size)):
            if _BUFFER.startswith(DELTA, start):
                self._crowd.heard(moment, _BUFFER, start, size - start)
        else:
            self._several(bytes(_VIEW[:size]), moment)

    def _several(self, received: bytes, moment: int) -> None:
        frames, self._rest = take_frames(self._rest + received)
        for opcode, payload in frames:
            if opcode == 8:
                self._crowd.lost(self._connection)
                break
            if opcode == 9:
                self._connection.send(client_frame(payload, PONG))
            elif payload.startswith(DELTA):
                self._crowd.heard(moment, payload, 0, len(payload))


def handshake(port: int, live: str, headers: Mapping[str, str]) -> bytes:
    """The request that opens a socket at `live`."""
    opening = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Sec-WebSocket-Version": "13",
    }
    return request("GET", port, live, {**opening, **headers})


def _start_of_the_only(size: int) -> int:
    """Where the payload begins if the buffer holds one whole frame of less than 64 KiB and nothing else; else 0."""
    length = _BUFFER[1]
    if length < 126:
        return 2 if size == length + 2 else 0
    if length == 126:
        return 4 if size == (_BUFFER[2] << 8 | _BUFFER[3]) + 4 else 0
    return 0
