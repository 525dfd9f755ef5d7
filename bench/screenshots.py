"""`./run screenshots`: pictures of the pages for docs/screenshots, taken in a demo that runs for that."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from bench.browser import chromium
from bench.pictures import smaller
from bench.processes import ROOT, Child, python

FOLDER = ROOT / "docs/screenshots"
STARTED_WITHIN = 60.0  # seconds
LARGEST = 120_000  # bytes of a picture in a README
DESK, PHONE, WALL, A4 = (1280, 800), (390, 844), (1920, 1080), (1123, 794)  # pixels


@dataclass(frozen=True)
class Studio:
    """A running demo, and a browser to look at it."""

    browser: Browser
    demo: dict[str, Any]

    def plan(self, number: int) -> str:
        """The address of a plan, counted as the demo lists them."""
        return str(self.demo["plans"][number]["url"])

    def person(self, name: str) -> dict[str, str]:
        """What the demo says of somebody."""
        return next(one for one in self.demo["people"] if one["name"] == name)

    @contextmanager
    def window(
        self, name: str, size: tuple[int, int] = DESK, language: str = "de", look: str = "light"
    ) -> Iterator[Page]:
        """A window of somebody who is signed in and has looked at all plans before."""
        width, height = size
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, locale=f"{language}-DE", is_mobile=size is PHONE
        )
        folds = ".".join(f"{plan['id']}-" for plan in self.demo["plans"])
        self._remember(context, look=look, folds=folds)
        page = context.new_page()
        page.goto(self.person(name)["link"])
        page.click("main form button")
        if page.get_attribute("html", "lang") != language:
            page.click("form[action='/language'] button")
        expect(page.locator(f"html[lang={language}]")).to_be_attached()
        yield page
        context.close()

    def _remember(self, context: BrowserContext, **cookies: str) -> None:
        for name, value in cookies.items():
            context.add_cookies([{"name": name, "value": value, "url": self.demo["url"]}])


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with Child(python("tracker.cli", "demo", "--json", "--port", "0")) as process, chromium() as browser:
        studio = Studio(browser, json.loads(process.first_line(STARTED_WITHIN)))
        easel = browser.new_page()
        for name, take in PICTURES.items():
            picture = smaller(easel, take(studio))
            (FOLDER / f"{name}.png").write_bytes(picture)
            print(f"docs/screenshots/{name}.png  {len(picture) / 1000:.0f} kB")
            if len(picture) > LARGEST:
                raise SystemExit(f"{name}.png is larger than {LARGEST / 1000:.0f} kB: show less")


def board(studio: Studio, look: str = "light") -> bytes:
    """With three others who look at it too."""
    with ExitStack() as stack:
        for name in ("Bernd", "Clara", "Emil"):
            open_board(stack.enter_context(studio.window(name)), studio.plan(0))
        page = stack.enter_context(studio.window("Anna", look=look))
        open_board(page, studio.plan(0))
        expect(page.locator(".people__marks > *")).to_have_count(4)
        return page.screenshot()


def dark_board(studio: Studio) -> bytes:
    """The same at night."""
    return board(studio, "dark")


def phone(studio: Studio) -> bytes:
    """One stage at a time."""
    with studio.window("Anna", PHONE) as page:
        open_board(page, studio.plan(0))
        page.click(".stage__switch a >> nth=2")
        return page.screenshot()


def english(studio: Studio) -> bytes:
    """Another plan, for somebody who reads English."""
    with studio.window("Clara", language="en") as page:
        open_board(page, studio.plan(4))
        return page.screenshot()


def step(studio: Studio) -> bytes:
    """A step beside the board, while a deadline is typed."""
    with studio.window("Anna") as page:
        open_board(page, studio.plan(0))
        open_step(page)
        page.fill("#step-words", "voraussichtlich Mitte Mai")
        expect(page.locator("#step-words-read .deadline--tentative")).to_be_visible()
        return page.screenshot()


def clash(studio: Studio) -> bytes:
    """Two wrote in the same field."""
    with studio.window("Anna") as page:
        open_board(page, studio.plan(0))
        open_step(page)
        page.click("#drawer [data-write] > summary")
        before = page.input_value("#step-text")
        page.fill("#step-text", before.replace("Erst telefonieren", "Erst besuchen"))
        headers = {"Authorization": f"Bearer {studio.person('Bernd')['token']}"}
        theirs = {"text": f"{before}\n- Verbände"}
        address = page.get_attribute("#drawer .editor__texts", "action") or ""
        answer = page.request.post(studio.demo["url"] + address, headers=headers, data=theirs)
        expect(answer).to_be_ok()
        page.click(".editor__save button")
        expect(page.locator(".clash")).to_be_visible()
        page.locator("#drawer").evaluate("(drawer) => drawer.scrollTo(0, 0)")
        return page.screenshot()


def home(studio: Studio) -> bytes:
    """What one person has to do in all plans."""
    with studio.window("Bernd") as page:
        page.goto(studio.demo["url"])
        expect(page.locator(".agenda .step").first).to_be_visible()
        return page.screenshot()


def door(studio: Studio) -> bytes:
    """How a hall comes in without accounts."""
    with studio.window("Anna") as page:
        page.goto(f"{studio.plan(0)}/links", wait_until="networkidle")
        page.click("form[action$='/links'] button")
        page.click("main a.button--main[href*='/links/']")
        expect(page.locator(".poster__qr svg")).to_be_visible()
        return page.screenshot()


def mails(studio: Studio) -> bytes:
    """What comes by mail, and why."""
    with studio.window("Bernd") as page:
        page.goto(f"{studio.demo['url']}/me/mails", wait_until="networkidle")
        return page.screenshot()


def of_a_plan(path: str, size: tuple[int, int] = DESK) -> Callable[[Studio], bytes]:
    """One of the other pages of a plan."""

    def take(studio: Studio) -> bytes:
        with studio.window("Anna", size) as page:
            page.goto(f"{studio.plan(0)}/{path}", wait_until="networkidle")
            return page.screenshot()

    return take


def paper(studio: Studio) -> bytes:
    """The table as it comes out of a printer, on A4 landscape."""
    with studio.window("Anna", A4) as page:
        page.goto(f"{studio.plan(0)}/print")
        page.emulate_media(media="print")
        return page.screenshot()


def open_board(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("[data-connection][data-state=connected]")).to_be_visible()


def open_step(page: Page) -> None:
    """The one with most on it."""
    page.click(".step:has(.owner + .owner + .owner) [data-open-step]")
    expect(page.locator("#drawer #step-words")).to_be_visible()


PICTURES: dict[str, Callable[[Studio], bytes]] = {
    "board": board,
    "board-dark": dark_board,
    "phone": phone,
    "english": english,
    "step": step,
    "home": home,
    "door": door,
    "mails": mails,
    "timeline": of_a_plan("timeline"),
    "history": of_a_plan("history"),
    "beamer": of_a_plan("beamer", WALL),
    "print": paper,
    "clash": clash,  # last: it changes the plan
}

if __name__ == "__main__":
    main()
