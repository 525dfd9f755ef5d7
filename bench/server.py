"""The product with another pause between two frames of a feed than it has in use: what is coalescing's doing?

Started as `python -m bench.server PORT SECONDS`, with the settings of the product in the environment.
"""

import asyncio
import sys

from tracker.app import make_app
from tracker.clock import Clock
from tracker.running import alone, listen
from tracker.serving import serve
from tracker.settings import read_settings
from tracker.store.database import Database


def main(port: int, pause: float) -> None:
    """Serve until ended."""
    settings, clock = read_settings(), Clock()
    with alone(settings), listen("127.0.0.1", port) as listening:
        database = Database(settings.database_url, clock.both)
        app = make_app(settings, database, clock)
        app.state.hub._interval = pause
        try:
            asyncio.run(serve(app, listening, app.state.hub))
        finally:
            database.close()


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
