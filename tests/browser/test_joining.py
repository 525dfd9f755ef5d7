"""A facilitator shows a QR code; a phone comes in by it, writes, takes a step, and is taken out again."""

from playwright.async_api import expect

from tests.browser.test_phone import PHONE
from tests.browser.test_quick_line import LINE


async def test_a_phone_joins_writes_takes_a_step_and_is_taken_out(screen, site, board) -> None:
    anna = (await screen(site.cast.anna, board + "/links")).page
    await anna.get_by_role("button", name="Link anlegen").click()
    await anna.get_by_role("link", name="An der Wand zeigen").click()
    await expect(anna.get_by_role("img", name="QR-Code zum Mitmachen")).to_be_visible()
    address = await anna.get_by_label("Link").input_value()
    assert address.startswith(site.base_url + "/join/")

    phone = await screen(site.cast.nobody, **PHONE)
    kim = phone.page
    await kim.goto(address)
    await kim.get_by_label("Ihr Name").fill("Moderation")
    await kim.get_by_role("button", name="Hineingehen").tap()
    await expect(kim.get_by_text("So heißt hier ein Amt.")).to_be_visible()
    await kim.get_by_label("Ihr Name").fill("Kim")
    await kim.get_by_role("button", name="Hineingehen").tap()
    await kim.wait_for_url(f"**{board}")
    await phone.connected()

    await anna.goto(site.base_url + board)
    await kim.tap("[data-quick-add-here]")
    await kim.fill(LINE, "Flyer drucken")
    await kim.press(LINE, "Enter")
    card = anna.locator(".step", has_text="Flyer drucken")
    await expect(card).to_be_visible()

    await kim.keyboard.press("Escape")
    await kim.locator(".step", has_text="Flyer drucken").locator("[data-open-step]").tap()
    drawer = kim.locator("#drawer")
    await drawer.locator("summary", has_text="Ich übernehme das").tap()
    await drawer.get_by_label("Mein Name bleibt an diesem Schritt stehen").check()
    await drawer.get_by_role("button", name="Ich übernehme das").tap()
    await expect(card.locator(".owner--accepted")).to_contain_text("Kim (ohne Konto)")

    await anna.goto(site.base_url + board + "/links")
    await anna.locator("summary", has_text="1 Person hat gerade Zugang").click()
    await anna.locator("[id^='guest-'] button").click()
    await expect(kim.locator("[data-connection]")).to_contain_text("Ihr Zugang ist zu Ende")
    await expect(anna.locator("[id^='guest-']")).to_have_count(0)
    await expect(anna.locator("summary", has_text="1 Person ist nicht mehr dabei")).to_be_visible()
    await kim.goto(site.base_url + board)
    await expect(kim.get_by_role("heading", name="Ihr Zugang ist zu Ende")).to_be_visible()
    await anna.goto(site.base_url + board)
    await expect(card).to_contain_text("Kim (ohne Konto)")
