"""How soon the first card of a board can be seen, on a desktop and on a phone, nothing cached."""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser

from bench.browser import DESKTOP, PHONE, Device, chromium, opened
from bench.browsing import fetch_page
from bench.load.recorded import recorded
from bench.load.target import Target, limit
from bench.prepared import Prepared
from bench.product import Product, running
from bench.rounds import Rounds, median
from bench.rows import Row, at_most

BOUNDS = {20: (250, 500), 500: (400, 900)}  # ms on a desktop and on a phone, by steps
LOADS = 7  # each round
# Chromium says when it has painted an element that bears this attribute; the page itself knows nothing of it
WATCH = """
new MutationObserver((_, observer) => {
  const title = document.querySelector(".step__title");
  if (!title) return;
  observer.disconnect();
  title.setAttribute("elementtiming", "first-card");
}).observe(document, { childList: true, subtree: true });
window.firstCard = new Promise((seen) =>
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.identifier === "first-card") seen(entry.renderTime);
  }).observe({ type: "element", buffered: true }));
"""


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """The limit is the same page out of memory: what is left is the browser's own."""
    with running(data) as product, chromium() as browser:
        for steps, bounds in BOUNDS.items():
            replies = fetch_page(product.port, product.board(steps), product.cookie(0))
            with recorded(replies) as kept, limit(recorded=kept) as bare:
                for device, bound in zip((DESKTOP, PHONE), bounds, strict=True):
                    yield _row(rounds, Opening(browser, device, product, steps), bare, bound)


@dataclass(frozen=True, slots=True)
class Opening:
    """Which board is opened on what."""

    browser: Browser
    device: Device
    product: Product
    steps: int

    def first_card(self, port: int) -> float:
        """Milliseconds from the start of the navigation until the first card is painted."""
        url = f"http://127.0.0.1:{port}"
        with opened(self.browser, self.device, url, self.product.data.sessions[0], WATCH) as page:
            page.goto(url + self.product.board(self.steps), wait_until="commit")
            return float(page.evaluate("() => window.firstCard"))


def _row(rounds: Rounds, opening: Opening, bare: Target, bound: float) -> Row:
    loads = 2 if rounds.quick else LOADS
    pairs = rounds.of(
        lambda: (
            median([opening.first_card(opening.product.port) for _ in range(loads)]),
            median([opening.first_card(bare.port) for _ in range(loads)]),
        )
    )
    device = opening.device
    slowed = f", {device.slower:g} times slower, {device.rate / 1e6:g} Mbit/s, {device.latency:g} ms latency"
    return Row(
        f"first card of {opening.steps} visible, {device.name}",
        median([mine for mine, _ in pairs]),
        "ms",
        median([theirs for _, theirs in pairs]),
        at_most(bound),
        f"{loads} loads a round{slowed if device.slower > 1 else ''}; limit: the same bytes out of memory",
    )
