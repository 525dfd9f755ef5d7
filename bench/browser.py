"""A real Chromium: a fresh profile for each page, on this machine's speed or slowed down like a phone."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

CHROMIUM = ("chromium", "chromium-headless-shell", "google-chrome")
QUIET = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
PATIENCE = 20_000  # milliseconds for anything a page does


@dataclass(frozen=True, slots=True)
class Device:
    """`slower`: times slower than this machine. `latency` in milliseconds, `rate` in bits a second; 0 is as it is."""

    name: str
    width: int
    height: int
    slower: float = 1
    latency: float = 0
    rate: float = 0


DESKTOP = Device("desktop", 1280, 800)
PHONE = Device("phone", 390, 800, slower=4, latency=40, rate=10e6)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The one of TRACKER_CHROMIUM, else one on the path, else Playwright's own."""
    path = os.environ.get("TRACKER_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, *sandbox])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, device: Device, url: str, session: str, script: str = "") -> Iterator[Page]:
    """An empty page of a signed-in person, nothing cached; `script` runs first in every document it loads."""
    context = browser.new_context(
        viewport=ViewportSize(width=device.width, height=device.height),
        has_touch=device is PHONE,
        is_mobile=device is PHONE,
        locale="de-DE",
    )
    try:
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": "session", "value": session, "url": url}])
        if script:
            context.add_init_script(script)
        page = context.new_page()
        _slow_down(page, device)
        yield page
    finally:
        context.close()


def _slow_down(page: Page, device: Device) -> None:
    tools = page.context.new_cdp_session(page)
    if device.slower > 1:
        tools.send("Emulation.setCPUThrottlingRate", {"rate": device.slower})
    if device.rate:
        tools.send("Network.enable")
        conditions = {"offline": False, "latency": device.latency}
        speed = {"downloadThroughput": device.rate / 8, "uploadThroughput": device.rate / 8}
        tools.send("Network.emulateNetworkConditions", {**conditions, **speed})
