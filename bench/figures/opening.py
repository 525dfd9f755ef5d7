"""A room opens the board: two hundred phones at once, on one machine with those who measure."""

from collections.abc import Iterator

from bench.browsing import PACKED
from bench.load.editors import Editor
from bench.load.http import ask
from bench.load.phones import Phone
from bench.load.reading import Reading, now
from bench.load.recorded import recorded
from bench.load.target import limit
from bench.prepared import PHONES, Prepared
from bench.product import Product, running
from bench.rounds import Rounds, median
from bench.rows import Row, at_most

STEPS = 100
PATIENCE = 30.0  # seconds for all of them


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """The board has just been changed, so nobody has drawn it yet; each phone has a sign-in of its own."""
    with running(data) as product:
        pairs = rounds.of(lambda: _one_round(product))
    yield Row(
        f"{PHONES} phones open a board of {STEPS} steps: all have page and hello",
        median([mine for mine, _ in pairs]) / 1e3,
        "s",
        median([theirs for _, theirs in pairs]) / 1e3,
        at_most(1.5),
        "static files are in the browser; the generator has one of the cores; limit: the same bytes out of memory",
    )


def _one_round(product: Product) -> tuple[float, float]:
    _change(product)
    hello, mine = _all_greeted(product, product.port)
    page = {product.board(STEPS): ask(product.port, product.board(STEPS), {**PACKED, **product.cookie(0)})}
    with recorded(page, hello) as kept, limit(recorded=kept) as bare:
        return mine, _all_greeted(product, bare.port)[1]


def _all_greeted(product: Product, port: int) -> tuple[bytes, float]:
    """A hello, and milliseconds until the last phone has its own."""
    reading = Reading()
    start = now()
    phones = [Phone(reading, port, product.board(STEPS), product.cookie(number)) for number in range(PHONES)]
    if not reading.until(lambda: all(phone.greeted_at for phone in phones), PATIENCE):
        raise RuntimeError(f"some of {PHONES} phones were not greeted in {PATIENCE:g} s")
    for phone in phones:
        phone.leave()
    product.process.wait_until_idle()
    return phones[0].hello, (max(phone.greeted_at for phone in phones) - start) / 1e6


def _change(product: Product) -> None:
    reading = Reading()
    editor = Editor(product.target(STEPS), reading)
    editor.post()
    reading.until(lambda: not editor.waiting, PATIENCE)
    editor.leave()
