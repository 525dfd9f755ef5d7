"""Nothing that is pasted is cut in silence: the text stands, and its field says that it is too long."""

import pytest
from playwright.async_api import expect

from tests.browser.test_quick_line import opened

SAID = {
    "en": "At most 10,000 characters, there are 10,515.",
    "de": "Höchstens 10.000 Zeichen, es sind 10.515.",
}


@pytest.mark.parametrize("locale", SAID)
async def test_a_text_of_a_step_stands_whole_and_its_field_says_so(
    screen, site, board, bernd, locale
) -> None:
    step = await bernd.add("Mit langem Text", site.cast.nrw.stages["gathered"])
    async with site.browser(site.cast.emil) as browser:
        await browser.form("/language", {"language": locale})
    anna = await screen(site.cast.emil, board)
    await anna.see_step(step)
    field, error = anna.page.locator("#step-text"), anna.page.locator("#step-text-error")
    await field.focus()
    await anna.page.keyboard.insert_text("ü" * 10_515)
    await expect(error).to_have_text(SAID[locale])
    await expect(field).to_have_attribute("aria-invalid", "true")
    assert len(await field.input_value()) == 10_515
    await anna.page.click(".editor__save button")
    await anna.until("() => !document.querySelector('.editor__texts').ariaBusy")
    await expect(error).to_have_text(SAID[locale])
    assert len(await field.input_value()) == 10_515
    await field.fill("kurz")
    await expect(error).to_be_hidden()


async def test_a_title_and_a_note_beside_the_board_too(screen, site, board) -> None:
    emil = await screen(site.cast.emil, f"{board}/edit")
    for field, length, said in (
        ("#note-new-text", 10_001, "Höchstens 10.000 Zeichen, es sind 10.001."),
        ("#party-name", 90, "Höchstens 80 Zeichen, es sind 90."),
    ):
        await emil.page.locator(field).focus()
        await emil.page.keyboard.insert_text("x" * length)
        await expect(emil.page.locator(f"{field}-error")).to_have_text(said)
        assert len(await emil.page.input_value(field)) == length


async def test_what_the_line_of_a_stage_was_refused_for_goes_when_it_is_changed(screen, site, board) -> None:
    anna = await opened(screen, site, board)
    line = anna.page.locator(".quick-add [name=lines]")
    await anna.page.keyboard.insert_text("x" * 450)
    assert len(await line.input_value()) == 450
    await anna.page.keyboard.press("Enter")
    error = anna.page.locator(".quick-add [data-error-for=lines]")
    await expect(error).to_have_text("Höchstens 200 Zeichen, es sind 450.")
    await expect(line).to_have_value("x" * 450)
    await line.fill("")
    await expect(error).to_be_hidden()


async def test_search_says_that_its_words_are_too_many(screen, site) -> None:
    anna = await screen(site.cast.anna, "/search")
    await anna.page.locator("main [name=q]").focus()
    await anna.page.keyboard.insert_text("x" * 300)
    await expect(anna.page.locator("[data-search-hits]")).to_have_text("Höchstens 200 Zeichen, es sind 300.")
