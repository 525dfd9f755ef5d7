"""The live socket in a process of its own: prints its port and settings as one line, serves until it is told to end."""

import asyncio
import gc
import json
import resource

from tests.live.world import World
from tracker.running import listen
from tracker.serving import serve


async def main() -> None:
    world = World()
    with listen("127.0.0.1", 0) as sock:

        def tell() -> None:
            soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
            said = {"port": sock.getsockname()[1], "gc": gc.get_threshold(), "frozen": gc.get_freeze_count()}
            print(json.dumps({**said, "files": [soft, hard]}), flush=True)  # noqa: T201

        await serve(world.app, sock, world.hub, started=tell)


if __name__ == "__main__":
    asyncio.run(main())
