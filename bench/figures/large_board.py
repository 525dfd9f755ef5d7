"""The largest board there may be: its first card, a move, the filter, what an event weighs, how long others wait."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Page

from bench.browser import DESKTOP, chromium, opened
from bench.figures.first_card import WATCH
from bench.load.http import ask
from bench.plans import plan_of
from bench.prepared import Prepared, with_plan
from bench.product import Product, running
from bench.rounds import Rounds, median, percentile
from bench.rows import Row, at_most

STEPS = 10_000
LOADS, MOVES, WORDS = 2, 20, ("fa", "fachkr", "", "netz", "netz werk", "")
BOUND, STALL, EVENT = 500, 200, 4096  # ms, ms, bytes
LONG = 120_000  # ms that a page may take on a busy machine
PAUSE = 0.02  # seconds between two looks whether the server still answers

# from the arrow (Alt is a key of its own) until the server has agreed and the card stands
MOVE = """() => { window.moved = new Promise((done) => addEventListener('keydown', function hear({ key }) {
  if (key === 'Alt') return;
  removeEventListener('keydown', hear, true);
  const began = performance.now();
  const look = () => document.querySelector('.step--pending')
    ? requestAnimationFrame(look) : done(performance.now() - began);
  requestAnimationFrame(look);
}, true)); }"""
# from the letter until the next picture
FILTER = """(words) => new Promise((done) => {
  const field = document.querySelector('[data-filter]').elements.words;
  const began = performance.now();
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})"""
REV = "Object.values(window.tracker.feeds())[0].rev"
READY = "() => document.querySelector('[data-connection]')?.dataset.state === 'connected'"


@dataclass(slots=True)
class Seen:
    """Milliseconds and bytes of one round."""

    first: list[float] = field(default_factory=list)
    moves: list[float] = field(default_factory=list)
    filtered: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    events: list[int] = field(default_factory=list)
    cpu: float = 0
    """Of the server, for drawing the board once."""


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """Each round opens it anew in a fresh process."""
    larger = with_plan(data, plan_of(STEPS))
    seen = rounds.of(lambda: _one_round(larger, 1 if rounds.quick else LOADS))
    first = [time for one in seen for time in one.first]
    moves = [time for one in seen for time in one.moves]
    filtered = [time for one in seen for time in one.filtered]
    name = f"board of {STEPS:,} steps"
    cpu = f"{median([one.cpu for one in seen]):,.0f} ms of processor time of the server to draw and send it"
    yield Row(f"{name}: first card visible", percentile(first, 0.95), "ms", goal=at_most(BOUND), note=cpu)
    note = f"p95 of {len(moves)} by key, until the server has agreed; middle {median(moves):.0f} ms"
    yield Row(f"{name}: a move", percentile(moves, 0.95), "ms", goal=at_most(BOUND), note=note)
    note = f"p95 of {len(filtered)} until the next picture; middle {median(filtered):.0f} ms"
    yield Row(f"{name}: filtering", percentile(filtered, 0.95), "ms", goal=at_most(BOUND), note=note)
    note = "longest answer to a small page meanwhile, so stalls of the loop and of the machine"
    yield Row(
        f"{name}: others wait", median([max(one.waits) for one in seen]), "ms", goal=at_most(STALL), note=note
    )
    largest = max(size for one in seen for size in one.events)
    yield Row(f"{name}: largest event", largest, "B", goal=at_most(EVENT), note="of the moves, on the socket")


def _one_round(data: Prepared, loads: int) -> Seen:
    seen = Seen()
    with running(data) as product, chromium() as browser:
        url = f"http://127.0.0.1:{product.port}"
        with _asking(product, seen.waits):
            before = product.process.cpu()
            ask(product.port, product.board(STEPS), product.bearer)
            seen.cpu = (product.process.cpu() - before) * 1e3
            for _ in range(loads):
                with opened(browser, DESKTOP, url, data.sessions[0], WATCH) as page:
                    page.set_default_timeout(LONG)
                    page.on(
                        "websocket",
                        lambda socket: socket.on("framereceived", lambda said: _weigh(said, seen)),
                    )
                    page.goto(url + product.board(STEPS), wait_until="commit")
                    seen.first.append(float(page.evaluate("() => window.firstCard")))
                    page.wait_for_function(READY)
                    _work(page, seen)
    return seen


def _work(page: Page, seen: Seen) -> None:
    page.locator("#board .step [data-open-step]").first.focus()
    start = page.evaluate(f"() => {REV}")
    for _ in range(MOVES):
        page.evaluate(MOVE)
        page.keyboard.press("Alt+ArrowDown")
        seen.moves.append(float(page.evaluate("() => window.moved")))
    # what moved nothing would be quick
    page.wait_for_function(f"(rev) => {REV} >= rev", arg=start + MOVES)
    for words in WORDS:
        seen.filtered.append(float(page.evaluate(FILTER, words)))


def _weigh(said: str | bytes, seen: Seen) -> None:
    text = said if isinstance(said, str) else said.decode()
    if '"t":"delta"' in text:
        seen.events.append(len(text.encode()))


@contextmanager
def _asking(product: Product, waits: list[float]) -> Iterator[None]:
    """Somebody else asks for a small page again and again; how long each takes, in milliseconds."""
    over = threading.Event()

    def go() -> None:
        while not over.wait(PAUSE):
            start = time.monotonic()
            ask(product.port, "/imprint")
            waits.append((time.monotonic() - start) * 1e3)

    thread = threading.Thread(target=go)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
