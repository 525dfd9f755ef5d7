"""A member is taken out while they have pages open: how soon the last of their sockets is closed."""

import json
import time
from collections.abc import Iterator

from sqlmodel import Session
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from bench.load.http import ask
from bench.prepared import SESSION, Prepared
from bench.product import Product, running
from bench.rounds import Rounds, median
from bench.rows import Row, at_most
from tracker.clock import Clock
from tracker.commands.networks import member_by_address
from tracker.commands.sign_ins import start_session
from tracker.settings import read_settings
from tracker.store.database import Database

STEPS = 100
SOCKETS = 20  # as many as one session may have
EMAIL = "leaves@example.org"
CLOSED = 4409
LONGEST = 10  # seconds


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """In one process; each round takes the member in again."""
    secret = _sign_in(data)
    with running(data) as product:
        times = rounds.of(lambda: _closed_after(product, secret))
    yield Row(
        f"member taken out, until the last of {SOCKETS} sockets is closed",
        median(times),
        "ms",
        goal=at_most(1_000),
        note=f"from the moment the coordinator's post is sent; slowest {max(times):.0f} ms",
    )


def _sign_in(data: Prepared) -> str:
    settings, clock = read_settings({"TRACKER_DATA_DIR": str(data.folder)}), Clock()
    database = Database(settings.database_url, clock.both)

    def make(session: Session) -> str:
        now = clock.now()
        member = member_by_address(session, EMAIL, "Leaves", now)
        return start_session(session, now, member_id=member.id, expires_at=now + SESSION)

    try:
        return str(database.write_now(make).value)
    finally:
        database.close()


def _closed_after(product: Product, secret: str) -> float:
    place = f"/networks/{product.data.network}/memberships"
    held = json.loads(_post(product, place, {"email": EMAIL, "role": "reader"}))["made"]
    sockets = [_open(product, secret) for _ in range(SOCKETS)]
    began = time.perf_counter()
    _post(product, f"{place}/{held}/ending", {})
    for socket in sockets:
        _hear_the_end(socket)
    return (time.perf_counter() - began) * 1_000


def _post(product: Product, path: str, fields: dict[str, str]) -> str:
    headers = {**product.bearer, "Content-Type": "application/json", "Accept": "application/json"}
    return ask(product.port, path, headers, "POST", json.dumps(fields).encode()).text()


def _open(product: Product, secret: str) -> ClientConnection:
    origin = f"http://127.0.0.1:{product.port}"
    url = f"ws://127.0.0.1:{product.port}{product.live(STEPS)}"
    headers = {"Cookie": f"session={secret}"}
    socket = connect(url, origin=origin, additional_headers=headers, proxy=None)  # type: ignore[arg-type]
    if json.loads(socket.recv(LONGEST))["t"] != "hello":
        raise RuntimeError("the socket was not opened")
    return socket


def _hear_the_end(socket: ClientConnection) -> None:
    try:
        while True:
            socket.recv(LONGEST)
    except ConnectionClosed as end:
        if end.rcvd is None or end.rcvd.code != CLOSED:
            raise
