"""A page comes back after half a minute without network: how soon it shows what happened meanwhile."""

import json
import time
from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from bench.browser import DESKTOP, chromium, opened
from bench.load.http import ask
from bench.prepared import Prepared
from bench.product import Product, running
from bench.rounds import Rounds, median
from bench.rows import Row, at_most

STEPS = 100
AWAY, AWAY_QUICKLY = 30.0, 5.0  # seconds
CHANGES = 10

SHOWS = "(text) => [...document.querySelectorAll('.step__title')].some((title) => title.textContent.includes(text))"
WAIT = f"""(text) => {{
  const shows = {SHOWS};
  window.backAfter = new Promise((seen) => addEventListener("online", () => {{
    const start = performance.now();
    const look = () => shows(text) ? seen(performance.now() - start) : requestAnimationFrame(look);
    look();
  }}));
}}"""


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """In Chromium, which is told that it is offline and then online again."""
    away = AWAY_QUICKLY if rounds.quick else AWAY
    with running(data) as product, chromium() as browser:
        times = rounds.of(lambda: _back_after(browser, product, away))
    yield Row(
        f"back after {away:g} s with {CHANGES} changes",
        median(times),
        "ms",
        goal=at_most(300),
        note=f"from the browser's own `online` until the last of them is in the page of {STEPS} steps; "
        f"slowest {max(times):.0f} ms",
    )


def _back_after(browser: Browser, product: Product, away: float) -> float:
    url = f"http://127.0.0.1:{product.port}"
    with opened(browser, DESKTOP, url, product.data.sessions[0]) as page:
        page.goto(url + product.board(STEPS))
        _wait_for(page, _retitle(product, 0, "before"))
        page.context.set_offline(True)
        end = time.monotonic() + away
        for number in range(CHANGES):
            last = _retitle(product, number, "meanwhile")
        while time.monotonic() < end:
            page.wait_for_timeout(250)
        if page.evaluate(SHOWS, last):
            raise RuntimeError("the page was told of a change while it had no network")
        page.evaluate(WAIT, last)
        page.context.set_offline(False)
        return float(page.evaluate("() => window.backAfter"))


def _retitle(product: Product, number: int, word: str) -> str:
    """Give a step a title of its own."""
    title = f"{word} {time.monotonic_ns()}"
    step = product.state(STEPS)["steps"][number]["id"]
    headers = {**product.bearer, "Content-Type": "application/json", "Accept": "application/json"}
    body = json.dumps({"title": title}).encode()
    ask(product.port, f"{product.board(STEPS)}/steps/{step}", headers, "POST", body)
    return title


def _wait_for(page: Page, text: str) -> None:
    """Until the page shows it: then its socket is open."""
    page.locator(".step__title", has_text=text).wait_for(state="attached")
