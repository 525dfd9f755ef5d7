"""Whoever waits for long work sees what it is at, and may stop it."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import FilePayload, Route, expect

from tests.browser.screens import Screen
from tests.web.making import Making
from tests.web.site import Site
from tests.web.test_imports import workbook

Opens = Callable[..., Any]
MANY = 5_000
SHEET = "dialog[data-work]"
# while the next page is on its way Playwright waits for that, so this one has to look for itself
SEEING = """() => {
  const sheet = document.querySelector('dialog[data-work]');
  new MutationObserver(() => {
    const said = sheet.querySelector('h2').textContent + ' ' + sheet.querySelector('.work__count').textContent;
    SEEN
  }).observe(sheet, { attributes: true, childList: true, subtree: true });
}"""
RECORDING = SEEING.replace(
    "SEEN",
    "const all = `${sessionStorage.getItem('said') ?? ''}|${said}|focus on ${document.activeElement.id}`;"
    "sessionStorage.setItem('said', all);",
)
FIRST_DONE = """(sheet) => {
  for (const name of ['showModal', 'close']) sheet[name] = () => { sheet.dataset.done ??= name; };
}"""
# on a fast machine a part may be over between two of the looks that people need
OFTEN = "{ const wait = setTimeout; window.setTimeout = (then, ms) => wait(then, Math.min(ms ?? 0, 10)); }"


@pytest.fixture(scope="module")
def large() -> FilePayload:
    rows = ([f"Schritt {n}", f"Kammer {n % 50}", f"{n % 28 + 1}.5.2027"] for n in range(MANY))
    content = workbook(["Was", "Wer", "Bis wann"], *map(list[object], rows))
    return {"name": "plan.xlsx", "mimeType": "application/octet-stream", "buffer": content}


@pytest.fixture
async def importing(screen: Opens, site: Site, large: FilePayload) -> Screen:
    """Bernd's page with the file chosen."""
    one: Screen = await screen(site.cast.bernd, f"/plans/{site.cast.nrw.plan}/imports")
    await one.page.add_init_script(OFTEN)
    await one.page.reload()
    await one.page.set_input_files("#import-file", [large])
    return one


async def test_an_import_shows_what_it_is_at_and_can_be_stopped(importing: Screen, site: Site) -> None:
    page, plan = importing.page, Making(site.cast, site.cast.nrw)
    rev = plan.rev
    await page.evaluate(RECORDING)
    await page.click("form[enctype] button", no_wait_after=True)
    await expect(page).to_have_url(re.compile(r"/imports/\w+$"))
    said = await page.evaluate("sessionStorage.getItem('said')")
    assert said.index("Die Tabelle wird gelesen") < said.index("Die Zeilen werden geprüft")
    assert re.search(r"geprüft [\d.]+ von 5\.000", said)
    assert "focus on work-said" in said
    await page.evaluate(stopping_at("Die Schritte werden vorbereitet"))
    await page.click("[formaction]", no_wait_after=True)
    await expect(page.locator(".notice")).to_contain_text("Abgebrochen. Es wurde nichts übernommen.")
    await expect(page.locator(SHEET)).to_be_hidden()
    assert plan.rev == rev
    await page.click("[formaction]", no_wait_after=True)
    await expect(page).to_have_url(re.compile(r"/plans/\w+\?adopted=\d+$"))
    assert plan.rev == rev + 1


async def test_stopped_while_it_is_read_the_page_says_so(importing: Screen) -> None:
    page = importing.page
    await page.evaluate(stopping_at("Die Tabelle wird gelesen"))
    await page.click("form[enctype] button", no_wait_after=True)
    await expect(page.locator("[data-error-for=file]")).to_have_text(
        "Abgebrochen. Es wurde nichts übernommen."
    )


async def test_a_zip_comes_as_a_download_and_the_sheet_goes(screen: Opens, site: Site) -> None:
    one: Screen = await screen(site.cast.emil, f"/networks/{site.cast.nrw.network}")
    async with one.page.expect_download() as download:
        await one.page.click("a[data-long]")
    assert (await download.value).suggested_filename == "netzwerk-demografie.zip"
    await expect(one.page.locator("dialog[data-work]")).to_be_hidden()


@pytest.mark.parametrize("page", ["/me", "/me/erasure"])
async def test_what_is_known_of_me_comes_so_too(screen: Opens, site: Site, page: str) -> None:
    one: Screen = await screen(site.cast.emil, page)
    async with one.page.expect_download() as download:
        await one.page.click("a[data-long]")
    assert (await download.value).suggested_filename == "my-export.zip"
    await expect(one.page.locator("dialog[data-work]")).to_be_hidden()


async def test_a_file_made_before_the_first_look_leaves_no_sheet(screen: Opens, site: Site) -> None:
    one: Screen = await screen(site.cast.emil, "/me")
    done = asyncio.Event()

    async def look(route: Route) -> None:
        await done.wait()
        await route.continue_()

    await one.page.route("**/works/*", look)
    await one.page.evaluate(f"({FIRST_DONE})(document.querySelector('{SHEET}'))")
    async with one.page.expect_download() as download, one.page.expect_response("**/works/*"):
        await one.page.click("a[data-long]")
        assert await (await download.value).path()
        done.set()
    await expect(one.page.locator(SHEET)).to_have_attribute("data-done", "close")


def stopping_at(part: str) -> str:
    """A script that presses the button as soon as the sheet says so."""
    return SEEING.replace("SEEN", f"if (said.startsWith('{part}')) sheet.querySelector('button').click();")
