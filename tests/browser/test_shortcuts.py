"""Single keys on the board: what they do, when they do nothing, and how they are switched off."""

import pytest
from playwright.async_api import expect

from tests.browser.test_phone import PHONE


async def test_a_step_is_added_found_opened_and_moved_by_keys_alone(screen, site, board, bernd) -> None:
    stages = site.cast.nrw.stages
    anna = await screen(site.cast.anna, board)
    press = anna.page.keyboard.press
    await press("n")
    await expect(anna.page.locator(".quick-add [name=lines]")).to_be_focused()
    await anna.page.keyboard.type("Nur mit Tasten/njkm?")
    await press("Enter")
    card = anna.page.locator(".step", has_text="Nur mit Tasten/njkm?")
    await expect(card).to_have_count(1)
    await press("Escape")
    plus = f"#stage-{stages['gathered']} [data-quick-add]"
    await expect(anna.page.locator(plus)).to_be_focused()
    await press("/")
    await expect(anna.page.locator("[data-filter] [name=words]")).to_be_focused()
    await anna.page.keyboard.type("tasten")
    await anna.page.evaluate("document.activeElement.blur()")
    await press("j")
    await expect(card.locator("[data-open-step]")).to_be_focused()
    await press("m")
    await expect(anna.page.locator("#move-menu")).to_be_visible()
    await press("3")
    await anna.until("() => !document.querySelector('.step--pending')")
    step = await card.get_attribute("data-id")
    assert step in (await bernd.lists())[stages["working"]]
    await card.locator("[data-open-step]").focus()
    await press("Enter")
    await expect(anna.page.locator("#drawer")).to_be_visible()
    await press("Escape")
    await expect(anna.page.locator("#drawer")).to_be_hidden()


async def test_what_is_typed_right_after_n_stands_in_the_new_line(screen, site, board) -> None:
    anna = await screen(site.cast.anna, board)
    # nothing may have to be fetched before the field is there
    await anna.page.route("**/later/**", lambda route: route.abort())
    await anna.page.keyboard.type("njmk/? Kaffee")
    await expect(anna.page.locator(".quick-add [name=lines]")).to_have_value("jmk/? Kaffee")


async def test_j_and_k_go_through_the_cards_in_reading_order(screen, site, board, bernd) -> None:
    for title in ("Reihe eins", "Reihe zwei"):
        await bernd.add(title, site.cast.nrw.stages["waiting"])
    anna = await screen(site.cast.anna, board)
    await anna.page.locator(".step", has_text="Reihe eins").locator("[data-open-step]").focus()
    await anna.page.keyboard.press("j")
    await expect(
        anna.page.locator(".step", has_text="Reihe zwei").locator("[data-open-step]")
    ).to_be_focused()
    await anna.page.keyboard.press("k")
    await expect(
        anna.page.locator(".step", has_text="Reihe eins").locator("[data-open-step]")
    ).to_be_focused()


async def test_the_sheet_lists_the_keys_and_switches_them_off(screen, site, board) -> None:
    anna = await screen(site.cast.anna, board)
    sheet = anna.page.locator("dialog.sheet")
    await anna.page.keyboard.press("?")
    await expect(sheet).to_contain_text("neuer Schritt")
    await sheet.locator("input[type=checkbox]").uncheck()
    await anna.page.keyboard.press("Escape")
    await expect(sheet).to_be_hidden()
    for key in "n?":
        await anna.page.keyboard.press(key)
    await anna.page.reload()
    await anna.connected()
    await anna.page.keyboard.press("n")
    # the way back needs no key
    await anna.page.locator("[data-shortcuts]").click()
    await expect(sheet).to_be_visible()
    await expect(anna.page.locator(".quick-add")).to_have_count(0)
    await sheet.locator("input[type=checkbox]").check()
    await sheet.get_by_role("button", name="Schließen").click()
    await anna.page.keyboard.press("n")
    await expect(anna.page.locator(".quick-add")).to_have_count(1)


@pytest.mark.parametrize("combined", ["Control+n", "Alt+j", "Meta+m"])
async def test_keys_of_the_browser_stay_its_own(screen, site, board, combined) -> None:
    anna = await screen(site.cast.anna, board)
    await anna.page.evaluate(
        "() => document.addEventListener('keydown', (event) => (window.taken = event.defaultPrevented))"
    )
    await anna.page.locator("[data-open-step]").first.focus()
    await anna.page.keyboard.press(combined)
    assert await anna.page.evaluate("window.taken") is False


async def test_the_sheet_opens_by_a_tap_and_fits_a_phone(screen, site, board) -> None:
    anna = await screen(site.cast.anna, board, **PHONE)
    await anna.page.locator("[data-shortcuts]").tap()
    sheet = anna.page.locator("dialog.sheet")
    await expect(sheet).to_be_visible()
    assert await anna.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = await sheet.get_by_role("button", name="Schließen").bounding_box()
    assert box["height"] >= 44
