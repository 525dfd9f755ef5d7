"""`tracker demo`: fills a folder, serves it, says how to get in, and clears up afterwards."""

import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tracker.clock import Clock
from tracker.control import Failed
from tracker.demo.entrance import Entrance, entrance
from tracker.demo.people import close_doors, find_network
from tracker.demo.sized import sized_plan
from tracker.demo.story import furnish
from tracker.running import alone, end_on_signals, listen, run
from tracker.settings import Settings, read_settings
from tracker.store.database import Database

LOOPBACK, USUAL_PORT = "127.0.0.1", 8000
ANYWHERE = {
    "0.0.0.0": "192.0.2.1",
    "::": "2001:db8::1",
}  # and an address far away, to learn which way leads out


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for. `port` None: the usual one if it is free; `data` None: a folder that goes again."""

    host: str = LOOPBACK
    port: int | None = None
    data: Path | None = None
    as_json: bool = False
    steps: int = 0
    """Of one more plan, for measuring; 0: none."""


def demo(wishes: Wishes) -> None:
    """Run a demo until SIGTERM or SIGINT, then raise SystemExit(0). Raises Failed, SettingsError."""
    end_on_signals()
    with folder_for(wishes.data) as folder, listening_for(wishes) as listening:
        settings = _settings(folder, wishes.host, listening.getsockname()[1])
        with alone(settings) as lock:
            found = _prepare(settings, wishes.steps)
            try:
                run(settings, lock, listening, lambda: found.say(as_json=wishes.as_json))
            finally:
                _close_doors(settings)


@contextmanager
def folder_for(data: Path | None) -> Iterator[Path]:
    """The data's folder; without one, a folder that goes again."""
    if data is not None:
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="tracker-demo-") as folder:
        yield Path(folder)


@contextmanager
def listening_for(wishes: Wishes) -> Iterator[socket.socket]:
    """A socket on the port that was asked for. Raises Failed."""
    try:
        listening = listen(wishes.host, USUAL_PORT if wishes.port is None else wishes.port)
    except Failed:
        if wishes.port is not None:
            raise
        listening = listen(wishes.host, 0)
    with listening:
        yield listening


def _settings(folder: Path, host: str, port: int) -> Settings:
    """A demo's own settings, whatever the environment says."""
    host = _way_out(ANYWHERE[host]) if host in ANYWHERE else host
    base_url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    return read_settings({"TRACKER_DATA_DIR": str(folder), "TRACKER_BASE_URL": base_url}, plain_http=True)


def _way_out(far_away: str) -> str:
    """This machine's address in its network. Nothing is sent."""
    with socket.socket(socket.AF_INET6 if ":" in far_away else socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((far_away, 9))
        except OSError:
            raise Failed("This machine has no address in a network: leave --host away.") from None
        return str(probe.getsockname()[0])


def _prepare(settings: Settings, steps: int) -> Entrance:
    """Fill the database unless it has been; open the doors."""
    clock = Clock()
    database = Database(settings.database_url, clock.both)
    try:
        if database.read_now(find_network) is None:
            furnish(database.url, clock.now())
            network = database.read_now(find_network)
            if steps and network is not None:
                sized_plan(database, network.id, *clock.both(), steps=steps)
        return entrance(database, clock, settings.base_url)
    finally:
        database.close()


def _close_doors(settings: Settings) -> None:
    database = Database(settings.database_url, Clock().both)
    try:
        database.write_now(close_doors)
    finally:
        database.close()
