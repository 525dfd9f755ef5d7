"""A client of the live socket, by the real `websockets` library."""

import asyncio
import json
import socket
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

PATIENCE = 20.0  # seconds for anything to arrive


class Client:
    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.raw: list[str] = []

    async def receive(self) -> dict[str, Any]:
        """The next message of any kind."""
        async with asyncio.timeout(PATIENCE):
            text = await self.connection.recv()
        assert isinstance(text, str)
        self.raw.append(text)
        message: dict[str, Any] = json.loads(text)
        return message

    async def hear(self, *kinds: str) -> dict[str, Any]:
        """The next message of one of these kinds; any but `who` if none is named."""
        while True:
            message = await self.receive()
            if message["t"] in kinds or (not kinds and message["t"] != "who"):
                return message

    async def say(self, **message: object) -> None:
        await self.connection.send(json.dumps(message))

    async def closed(self) -> int:
        """The close code, once it has come; what comes before is kept in `raw`."""
        try:
            while True:
                await self.receive()
        except ConnectionClosed as end:
            return end.rcvd.code if end.rcvd else 1006

    async def close(self) -> None:
        """Say goodbye."""
        await self.connection.close()

    async def drop(self) -> None:
        """Just go: one that does not read cannot hear the answer to its goodbye."""
        self.connection.transport.abort()
        await self.connection.wait_closed()


async def open_client(url: str, headers: dict[str, str], *, small: bool = False, **options: Any) -> Client:
    """A connected client. `small`: its kernel buffer is tiny, and it reads no further than it must."""
    options = {"compression": None, "ping_interval": None, "proxy": None, "open_timeout": PATIENCE, **options}
    options.setdefault("origin", None)
    if small:
        options |= {"sock": small_socket(url), "max_queue": 1}
    return Client(await connect(url, additional_headers=headers, **options))


def small_socket(url: str) -> socket.socket:
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    host, port = url.split("/")[2].split(":")
    sock.connect((host, int(port)))
    sock.setblocking(False)
    return sock
