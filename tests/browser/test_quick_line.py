"""A step in one line: what it is understood as, names to choose, several lines pasted at once."""

import re

from playwright.async_api import expect

from tests.browser.test_phone import PHONE

SLOW = 60_000  # ms: processes of their own read a table
LINE = ".quick-add [name=lines]"
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const how = { clipboardData: data, bubbles: true, cancelable: true };
  return !document.activeElement.dispatchEvent(new ClipboardEvent("paste", how)); // whether somebody has taken it
}"""


async def opened(screen, site, board, **options):
    anna = await screen(site.cast.anna, board, **options)
    if options:
        await anna.page.tap("[data-quick-add-here]")
    else:
        await anna.page.click(f"[data-quick-add='{site.cast.nrw.stages['gathered']}']")
    await expect(anna.page.locator(LINE)).to_have_attribute("role", "combobox")
    return anna


async def test_what_is_typed_is_shown_as_it_is_understood_and_becomes_that(
    screen, site, board, bernd
) -> None:
    anna = await opened(screen, site, board)
    line = "Kick-off voraussichtlich im Juni @Landkreis #Vernetzung"
    await anna.page.keyboard.type(line)
    read = anna.page.locator("[data-quick-read]")
    await expect(read).to_contain_text(
        "→ Kick-off · Juni 2026, voraussichtlich · Landkreis angefragt (neue Organisation)"
    )
    await anna.page.keyboard.press("Enter")
    await expect(anna.page.locator(".step__title", has_text="Kick-off").first).to_be_visible()
    await expect(read).to_be_empty()
    step = next(one for one in (await bernd.plan_json())["steps"] if one["title"] == "Kick-off")
    assert (step["deadline"]["words"], len(step["owners"]), len(step["themes"])) == (
        "voraussichtlich im Juni",
        1,
        1,
    )


async def test_names_are_chosen_by_keys(screen, site, board, bernd) -> None:
    await bernd.do("/parties", name="Bäckerinnung zu Köln")
    anna = await opened(screen, site, board)
    await anna.page.keyboard.type("Flyer @baecker")
    field, list = anna.page.locator(LINE), anna.page.locator("[role=listbox]")
    await expect(list.get_by_role("option")).to_have_text(["Bäckerinnung zu Köln"])
    await expect(field).to_have_attribute("aria-expanded", "true")
    await anna.page.keyboard.press("ArrowDown")
    active = await list.get_by_role("option").get_attribute("id")
    await expect(field).to_have_attribute("aria-activedescendant", str(active))
    await anna.page.keyboard.press("Enter")
    await expect(field).to_have_value("Flyer @Bäckerinnung zu Köln ")
    await expect(list).to_be_hidden()
    await anna.page.keyboard.type("@inn")
    await anna.page.keyboard.press("Escape")
    await expect(list).to_be_hidden()
    await expect(field).to_be_visible()


async def test_names_are_chosen_by_a_finger(screen, site, board, bernd) -> None:
    await bernd.do("/parties", name="Volkshochschule Fingerhut")
    anna = await opened(screen, site, board, **PHONE)
    await anna.page.keyboard.type("Kurs @finger")
    option = anna.page.locator("[role=listbox] [role=option]")
    box = await option.bounding_box()
    assert box["height"] >= 44
    await option.tap()
    await expect(anna.page.locator(LINE)).to_have_value("Kurs @Volkshochschule Fingerhut ")
    await expect(anna.page.locator(LINE)).to_be_focused()


async def test_several_pasted_lines_are_asked_about_and_come_at_once(screen, site, board, bernd) -> None:
    anna = await opened(screen, site, board)
    before = await bernd.plan_json()
    await anna.page.evaluate(PASTE, "- Zeile eins\n- Zeile zwei im Juni\n\n- Zeile drei @Landkreis")
    read = anna.page.locator("[data-quick-read]")
    await expect(read).to_contain_text("3 Schritte anlegen?")
    await expect(read).to_contain_text("→ Zeile zwei · Juni 2026")
    await expect(anna.page.locator(".quick-add .button--main:visible")).to_have_text(["3 Schritte anlegen"])
    assert (await bernd.plan_json())["rev"] == before["rev"]
    await anna.page.keyboard.press("Enter")
    await expect(anna.page.locator(".step__title", has_text="Zeile drei").first).to_be_visible()
    await expect(anna.page.locator("#undo span")).to_have_text("3 neue Schritte")
    after = await bernd.plan_json()
    assert (after["rev"], len(after["steps"])) == (before["rev"] + 1, len(before["steps"]) + 3)


async def test_pasted_lines_that_are_not_wanted_make_nothing(screen, site, board, bernd) -> None:
    anna = await opened(screen, site, board)
    rev = (await bernd.plan_json())["rev"]
    await anna.page.evaluate(PASTE, "eins\nzwei")
    await anna.page.get_by_role("button", name="Nicht anlegen").click()
    await expect(anna.page.locator("[data-quick-read]")).to_be_empty()
    await expect(anna.page.locator(LINE)).to_be_focused()
    assert (await bernd.plan_json())["rev"] == rev


async def test_a_pasted_table_is_read_as_one_if_wanted(screen, site, board, bernd) -> None:
    anna = await opened(screen, site, board)
    rev = (await bernd.plan_json())["rev"]
    await anna.page.evaluate(PASTE, "Was\tWer\tBis wann\nPlakate\tAnna\t12.3.2027\nFlyer\tIHK\t")
    read = anna.page.locator("[data-quick-read]")
    await expect(read).to_contain_text("Das sieht nach einer Tabelle aus. Als Tabelle einlesen?")
    await expect(read.locator(".button")).to_have_text(
        ["Als Tabelle einlesen", "3 Schritte anlegen", "Nicht anlegen"]
    )
    await expect(anna.page.get_by_role("button", name="Als Tabelle einlesen")).to_be_focused()
    await anna.page.keyboard.press("Enter")
    titles = anna.page.locator(".preview__title")
    await expect(titles).to_have_text(["Plakate", "Flyer"], timeout=SLOW)
    await expect(anna.page.locator(".preview__facts").first).to_contain_text("Anna")
    assert (await bernd.plan_json())["rev"] == rev
    await anna.page.get_by_role("button", name="Übernehmen").click()
    await expect(anna.page.locator("#undo span")).to_have_text("2 Schritte übernommen", timeout=SLOW)
    await anna.page.locator("#undo button").focus()  # then it stays
    await expect(anna.page).to_have_url(re.compile("/plans/[^/?]+$"))
    await expect(anna.page.locator("details.frame")).not_to_have_attribute("open", "")
    await expect(anna.page.locator(".step__title", has_text="Plakate").first).to_be_visible()
    await anna.page.keyboard.press("Enter")
    await expect(anna.page.locator("#undo span")).to_have_text("Rückgängig gemacht")
    await expect(anna.page.locator(".step__title", has_text="Plakate")).to_have_count(0)


async def test_its_lines_can_be_steps_all_the_same(screen, site, board, bernd) -> None:
    anna = await opened(screen, site, board)
    await anna.page.evaluate(PASTE, "Plakate\tkleben\nFlyer\tdrucken")
    await anna.page.get_by_role("button", name="2 Schritte anlegen").click()
    await expect(anna.page.locator(".step__title", has_text="Flyer drucken").first).to_be_visible()


async def test_what_a_line_was_refused_for_goes_when_several_are_pasted(screen, site, board) -> None:
    anna = await opened(screen, site, board)
    await anna.page.keyboard.insert_text("x" * 201)
    await anna.page.keyboard.press("Enter")
    error = anna.page.locator(".quick-add [data-error-for=lines]")
    await expect(error).to_have_text("Höchstens 200 Zeichen, es sind 201.")
    await anna.page.evaluate(PASTE, "eins\nzwei")
    await expect(anna.page.locator("[data-quick-read]")).to_contain_text("3 Schritte anlegen?")
    await expect(error).to_be_hidden()


async def test_pasted_lines_that_are_refused_are_listed_and_not_lost(screen, site, board) -> None:
    anna = await opened(screen, site, board)
    await anna.until(PASTE, "Zeile eins\n" + "x" * 201)
    await anna.page.get_by_role("button", name="2 Schritte anlegen").click()
    await expect(anna.page.locator("#outbox")).to_contain_text("Zeile eins")
    await expect(anna.page.locator("#outbox")).to_contain_text("x" * 201)


async def test_a_line_is_there_after_a_reload_and_gone_after_signing_out(screen, site, board) -> None:
    anna = await opened(screen, site, board)
    await anna.page.keyboard.type("Saal suchen vor Ostern")
    await anna.page.reload()
    await expect(anna.page.locator(LINE)).to_have_value("Saal suchen vor Ostern")
    await anna.page.evaluate(
        "document.querySelector('form[data-sign-out]').dispatchEvent(new Event('submit'))"
    )
    assert (
        await anna.page.evaluate("Object.keys(sessionStorage).filter((name) => name.includes('draft'))") == []
    )


async def test_a_new_note_that_is_not_added_yet_survives_a_reload(screen, site, board) -> None:
    emil = await screen(site.cast.emil, f"{board}/edit")
    await emil.page.fill("#note-new-text", "Noch nicht fertig")
    await emil.page.reload()
    await expect(emil.page.locator("#note-new-text")).to_have_value("Noch nicht fertig")
    await emil.page.wait_for_selector("form[action$='/notes'][data-htmx-powered]")
    await emil.page.click("form[action$='/notes'] button")
    await emil.until("() => document.getElementById('announcer').textContent === 'Gespeichert'")
    await emil.page.reload()
    await expect(emil.page.locator("#note-new-text")).to_have_value("")
