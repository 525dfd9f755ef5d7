"""A network between browser and server that can break in the ways networks do."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

Pipe = tuple[asyncio.StreamWriter, asyncio.StreamWriter]


class Proxy:
    """Passes bytes on, until told otherwise."""

    def __init__(self) -> None:
        self.port = 0
        self.target = 0
        self._open = asyncio.Event()
        self._open.set()
        self._refusing = False
        self._instead = b""
        self._pipes: set[Pipe] = set()

    @property
    def url(self) -> str:
        """Where browsers connect to."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Every connection ends, and no new one gets through."""
        self._refusing = True
        for pipe in list(self._pipes):
            for writer in pipe:
                writer.transport.abort()

    def stand_in(self, status: str, page: str) -> None:
        """Something else answers in the server's place, as gateways and hotels do."""
        self.cut()
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n"
        self._instead = f"{head}Connection: close\r\n\r\n{page}".encode()

    def swallow(self) -> None:
        """Connections stay open and nothing gets through: what a dead router does."""
        self._open.clear()

    def heal(self) -> None:
        """All is well again; what was swallowed comes late."""
        self._refusing = False
        self._instead = b""
        self._open.set()

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection from a browser."""
        if self._instead:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(self._instead)
            writer.close()
            return
        if self._refusing:
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self.target)
        pipe = (writer, back)
        self._pipes.add(pipe)
        try:
            await asyncio.gather(self._pass(reader, back), self._pass(there, writer))
        finally:
            self._pipes.discard(pipe)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            while data := await reader.read(65536):
                await self._open.wait()
                writer.write(data)
                await writer.drain()
        with contextlib.suppress(ConnectionError, RuntimeError):
            writer.close()


@asynccontextmanager
async def proxy() -> AsyncIterator[Proxy]:
    """A proxy on a free port; set `target` before the first connection."""
    one = Proxy()
    server = await asyncio.start_server(one.accept, "127.0.0.1", 0)
    one.port = server.sockets[0].getsockname()[1]
    try:
        yield one
    finally:
        one.heal()
        one.cut()
        server.close()
