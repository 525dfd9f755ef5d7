"""Searching while one types: in the masthead of every page, and on the page of hits; by keyboard alone."""

import re

import pytest

from tests.browser.screens import Screen

FIELD = ".seek input"
HITS = ".seek__hits"


@pytest.fixture
async def step(site, bernd) -> str:
    """A step with an umlaut."""
    return await bernd.add("Ärztehäuser besuchen", site.cast.nrw.stages["agreed"])


@pytest.fixture
async def anna(screen, site, board) -> Screen:
    return await screen(site.cast.anna, board)


@pytest.mark.parametrize(
    ("typed", "shown"), [("aerzteh", "Ärzteh"), ("arzteh", "Ärzteh"), ("ÄRZTEH", "Ärzteh"), ("haeus", "häus")]
)
async def test_a_few_hits_stand_below_the_field_while_one_types(anna, step, typed, shown) -> None:
    await anna.page.locator(FIELD).press_sequentially(typed)
    hit = anna.page.locator(f"{HITS} a[href$='{step}']")
    await hit.locator("mark", has_text=re.compile(f"^{shown}$")).wait_for()
    assert "Treffer" in await anna.page.inner_text(f"{HITS} [role=status]")


async def test_keys_lead_to_a_hit_and_back(anna, step) -> None:
    await anna.page.focus(FIELD)
    await anna.page.keyboard.type("ärztehäuser besuchen")
    await anna.page.wait_for_selector(f"{HITS} a")
    await anna.page.keyboard.press("ArrowDown")
    assert "/steps/" in await anna.page.evaluate("() => document.activeElement.href")
    await anna.page.keyboard.press("Escape")
    assert await anna.page.is_hidden(HITS)
    assert await anna.page.evaluate("() => document.activeElement.name") == "q"
    await anna.page.keyboard.type(" ")
    await anna.page.wait_for_selector(f"{HITS} a")
    await anna.page.keyboard.press("ArrowDown")
    await anna.page.keyboard.press("Enter")
    await anna.page.wait_for_url("**/steps/**")


async def test_one_letter_asks_nothing_and_leaving_the_field_closes_it(anna, step) -> None:
    asked: list[str] = []
    anna.page.on("request", lambda request: asked.append(request.url))
    await anna.page.focus(FIELD)
    await anna.page.keyboard.type("ä")
    await anna.page.keyboard.type("rzte")
    await anna.page.wait_for_selector(f"{HITS} a")
    assert [url for url in asked if "q=%C3%A4&" in url] == []
    await anna.page.keyboard.press("Shift+Tab")
    assert await anna.page.is_hidden(HITS)


async def test_enter_leads_to_all_hits_where_typing_goes_on_in_place(anna, step) -> None:
    await anna.page.fill(FIELD, "gibtesnicht")
    await anna.page.press(FIELD, "Enter")
    await anna.page.get_by_text("Nichts gefunden zu „gibtesnicht“").wait_for()
    await anna.page.evaluate("() => { window.stayed = true; }")
    await anna.page.fill(".search-page input", "aerztehaeuser")
    await anna.page.wait_for_selector(f".hits a[href$='{step}']")
    assert anna.page.url.endswith("/search?q=aerztehaeuser")
    assert await anna.page.evaluate("() => window.stayed === true")


async def test_a_phone_has_a_link_to_the_page_of_hits(screen, site) -> None:
    anna = await screen(site.cast.anna, "/", viewport={"width": 320, "height": 600})
    assert await anna.page.is_hidden(FIELD)
    await anna.page.click(".seek__link")
    await anna.page.wait_for_url("**/search")
    assert await anna.page.evaluate("() => document.documentElement.scrollWidth") == 320


async def test_without_script_the_form_leads_to_the_hits(screen, site, step) -> None:
    anna = await screen(site.cast.anna, java_script_enabled=False)
    await anna.open("/")
    await anna.page.fill(FIELD, "arztehaus")
    await anna.page.press(FIELD, "Enter")
    await anna.page.wait_for_url("**/search?q=arztehaus")
