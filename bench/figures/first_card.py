"""How soon the first card of a board can be seen, on a desktop and on a phone, nothing cached."""

from collections.abc import Iterator

from playwright.sync_api import Browser

from bench.browser import DESKTOP, PHONE, Device, chromium, opened
from bench.browsing import fetch_page
from bench.load.recorded import recorded
from bench.load.target import Target, limit
from bench.prepared import Prepared
from bench.product import Product, running
from bench.rounds import Rounds, median
from bench.rows import Row, at_most

STEPS = 20
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
        replies = fetch_page(product.port, product.board(STEPS), product.cookie(0))
        with recorded(replies) as kept, limit(recorded=kept) as bare:
            for device, bound in ((DESKTOP, 250), (PHONE, 500)):
                yield _row(rounds, browser, device, product, bare, bound)


def _row(
    rounds: Rounds, browser: Browser, device: Device, product: Product, bare: Target, bound: float
) -> Row:
    loads = 2 if rounds.quick else LOADS
    pairs = rounds.of(
        lambda: (
            median([_first_card(browser, device, product, product.port) for _ in range(loads)]),
            median([_first_card(browser, device, product, bare.port) for _ in range(loads)]),
        )
    )
    slowed = f", {device.slower:g} times slower, {device.rate / 1e6:g} Mbit/s, {device.latency:g} ms latency"
    return Row(
        f"first card of {STEPS} visible, {device.name}",
        median([mine for mine, _ in pairs]),
        "ms",
        median([theirs for _, theirs in pairs]),
        at_most(bound),
        f"{loads} loads a round{slowed if device.slower > 1 else ''}; limit: the same bytes out of memory",
    )


def _first_card(browser: Browser, device: Device, product: Product, port: int) -> float:
    """Milliseconds from the start of the navigation until it is painted."""
    url = f"http://127.0.0.1:{port}"
    with opened(browser, device, url, product.data.sessions[0], WATCH) as page:
        page.goto(url + product.board(STEPS), wait_until="commit")
        return float(page.evaluate("() => window.firstCard"))
