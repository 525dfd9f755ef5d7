"""Menus: folds that close as menus do, and what can be done with a card from its own."""

import pytest
from playwright.async_api import expect

from tests.browser.test_phone import PHONE, show

MENU = "#move-menu:visible"


async def test_a_fold_used_as_a_menu_closes_by_a_press_outside_by_escape_and_by_another(
    screen, site, board
) -> None:
    anna = await screen(site.cast.anna, board)
    files, account = (anna.page.locator(f"{at} details.menu") for at in (".views", ".masthead"))
    for leave in (
        lambda: anna.page.mouse.click(300, 700),
        lambda: anna.page.keyboard.press("Escape"),
        lambda: account.locator("summary").click(),
    ):
        await files.locator("summary").click()
        await expect(files).to_have_attribute("open", "")
        # what closes it has come
        await anna.page.wait_for_function(
            "() => performance.getEntriesByType('resource').some((one) => one.name.includes('open_menus'))"
        )
        await leave()
        await expect(files).not_to_have_attribute("open", "")
    await expect(account).to_have_attribute("open", "")


async def test_after_a_move_by_letter_and_digit_enter_opens_the_card(screen, site, board, bernd) -> None:
    stages = site.cast.nrw.stages
    step = await bernd.add("Weiter mit Enter", stages["gathered"])
    anna = await screen(site.cast.anna, board)
    title = anna.page.locator(f"#step-{step} [data-open-step]")
    await title.focus()
    await anna.page.keyboard.press("m")
    await anna.page.keyboard.press("3")
    await expect(title).to_be_focused()
    assert await anna.stage_of(step) == stages["working"]
    await anna.page.keyboard.press("m")
    await anna.page.keyboard.press("Escape")
    await expect(title).to_be_focused()
    await anna.page.keyboard.press("Enter")
    await anna.page.wait_for_selector(f"#drawer [data-step='{step}']")


async def test_a_card_is_taken_and_trashed_from_its_menu_by_keys(screen, site, board, bernd) -> None:
    step = await bernd.add("Aus dem Menü", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    card = anna.page.locator(f"#step-{step}")
    await card.locator("[data-open-step]").focus()
    await anna.page.keyboard.press("m")
    take = anna.page.locator(f"{MENU} [role=menuitem]", has_text="Ich übernehme das")
    await expect(take).to_be_visible()
    await anna.page.keyboard.press("End")
    await expect(anna.page.locator(f"{MENU} [role=menuitem]").last).to_be_focused()
    await take.focus()
    await anna.page.keyboard.press("Enter")
    await expect(card).to_contain_text("Anna")
    await expect(card.locator("[data-open-step]")).to_be_focused()
    await anna.page.keyboard.press("m")
    bin = anna.page.locator(f"{MENU} [role=menuitem]", has_text="In den Papierkorb")
    await bin.focus()
    # who has taken it has nothing to take
    await expect(take).to_have_count(0)
    await anna.page.keyboard.press("Enter")
    await expect(card).to_have_count(0)
    await anna.until("() => document.activeElement.matches('[data-open-step]')")
    await expect(anna.page.locator("#undo")).to_contain_text("Papierkorb")  # and not what was taken before
    await anna.page.locator("#undo button").click()
    await expect(card).to_have_count(1)


@pytest.mark.parametrize(
    ("words", "field"), [("Termin", "#step-words"), ("Erledigt …", "#completion-result")]
)
async def test_what_wants_a_word_opens_the_step_where_the_word_belongs(
    screen, site, board, bernd, words, field
) -> None:
    stages = site.cast.nrw.stages
    step = await bernd.add(f"Wort zu {words}", stages["agreed"])
    anna = await screen(site.cast.anna, **PHONE)
    await anna.open(board)
    await show(anna, stages["agreed"])
    await anna.page.tap(f"#step-{step} [data-move-menu]")
    await anna.page.locator(f"{MENU} [role=menuitem]", has_text=words).tap()
    await expect(anna.page.locator(field)).to_be_focused()


async def test_who_only_reads_or_has_no_account_is_offered_what_they_may(screen, site, board, bernd) -> None:
    step = await bernd.add("Nicht für alle", site.cast.nrw.stages["agreed"])
    async with site.browser(site.cast.guel) as reader:
        assert "data-on-card" not in (await reader.get(f"{board}/steps/{step}")).text
