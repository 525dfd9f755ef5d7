"""Signing up to a meeting: somebody with a phone and no account, and the host who looks on."""

from playwright.async_api import expect

PHONE = {"width": 390, "height": 844}


async def test_who_signs_up_on_a_phone_stands_on_the_hosts_open_page(screen, site, board, bernd) -> None:
    meeting = (await bernd.do("/meetings", words="4. Mai 2027", title="Auftakt", starts="18 Uhr"))["made"]
    anna = await screen(site.cast.anna)
    page = anna.page
    await page.goto(f"{site.base_url}{board}/meetings/{meeting}")
    await page.locator("#sign-ups summary").click()
    await page.fill("#opening-most", "viele")
    await page.locator("#opening-form button").click()
    await expect(page.locator("#opening-most-error")).to_contain_text("Bitte eine Zahl")
    await page.fill("#opening-most", "40")
    await page.locator("#opening-form button").click()
    address = await page.locator("#sign-up-address").input_value()
    assert address == f"{site.base_url}/meetings/{meeting}"

    somebody = await screen(site.cast.nobody, viewport=PHONE)
    phone = somebody.page
    await phone.goto(address)
    assert await phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    await expect(phone.locator("main")).to_contain_text("Noch 40 Plätze frei.")
    await phone.fill("#sign-up-name", "Gülay")
    await phone.fill("#sign-up-organisation", "Kammer")
    await phone.locator("#sign-up-form").get_by_role("button").click()
    await expect(phone.locator("h1")).to_have_text("Sie sind angemeldet")

    row = page.locator(".sign-ups__row", has_text="Gülay, Kammer")
    await expect(row).to_be_visible()
    await phone.get_by_role("button", name="Ich komme doch nicht").click()
    await expect(phone.locator("h1")).to_have_text("Sie sind abgemeldet")
    await expect(row).to_have_count(0)


async def test_a_calendars_address_is_made_and_copied(screen, site, board) -> None:
    anna = await screen(site.cast.anna)
    page = anna.page
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.goto(f"{site.base_url}{board}/calendar")
    await page.get_by_role("button", name="Adresse anlegen").click()
    field = page.locator("#calendar-address")
    await expect(field).to_be_visible()
    await page.get_by_role("button", name="Kopieren").click()
    await expect(page.get_by_role("button", name="Kopiert")).to_be_visible()
    assert await page.evaluate("navigator.clipboard.readText()") == await field.input_value()
    await page.get_by_role("link", name="Ihre Kalender-Adressen").click()
    await expect(page.get_by_role("button", name="Erneuern")).to_be_visible()
    await expect(field).to_have_count(0)
