"""Bold and lists by button in the text of a step; what they make is shown to everybody."""

from playwright.async_api import expect


async def test_buttons_write_marks_and_what_is_saved_is_shown(screen, site, board, bernd) -> None:
    step = await bernd.add("Auftakt", site.cast.nrw.stages["gathered"])
    anna, gül = await screen(site.cast.anna, board), await screen(site.cast.guel, board)
    for one in (anna, gül):
        await one.see_step(step)
    page = anna.page
    await page.fill("#step-text", "Saal\nKaffee")
    await anna.until("() => document.querySelector('[data-mark=list]').getClientRects().length > 0")
    await page.eval_on_selector("#step-text", "(field) => field.setSelectionRange(0, field.value.length)")
    await page.click("#drawer [data-mark=list]")
    await anna.until("() => document.querySelector('#step-text').value === '- Saal\\n- Kaffee'")
    await page.eval_on_selector("#step-text", "(field) => field.setSelectionRange(2, 6)")
    await page.focus("#step-text")
    await page.keyboard.press("Control+b")
    assert await page.input_value("#step-text") == "- **Saal**\n- Kaffee"
    await page.keyboard.press("Control+b")
    assert await page.input_value("#step-text") == "- Saal\n- Kaffee"
    await page.click("#drawer [data-mark=bold]")
    start = await anna.rev()
    await page.click("#drawer .editor__save button")
    await anna.reaches(start + 1)
    await page.wait_for_selector("#fresh-said li strong")
    await gül.page.wait_for_selector("#drawer .said li strong")
    assert await gül.page.inner_text("#drawer .said") == "Saal\nKaffee"


async def test_a_text_is_shown_once_and_its_box_comes_when_it_is_wanted(screen, site, board, bernd) -> None:
    step = await bernd.add("Nur einmal", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    page = anna.page
    box, said = page.locator("#step-text"), page.locator("#drawer .said")
    save = page.locator("#drawer .editor__save button")
    await expect(save).to_be_hidden()
    await box.fill("Erst der **Saal**")
    await expect(save).to_be_visible()
    await page.focus("#step-words")
    await expect(save).to_be_visible()
    await save.click()
    await expect(said.locator("strong")).to_have_text("Saal")
    await expect(box).to_be_hidden()
    await page.focus("#drawer [data-write] > summary")
    await page.keyboard.press("Enter")
    await expect(box).to_be_focused()
    await expect(said).to_be_hidden()
    await page.keyboard.press("Control+End")
    await page.keyboard.type(", dann der Kaffee")
    await bernd.do(f"/steps/{step}", needed="Kannen")
    await expect(page.locator("#step-needed")).to_have_value("Kannen")
    await expect(box).to_have_value("Erst der **Saal**, dann der Kaffee")
    await page.reload()
    await expect(box).to_have_value("Erst der **Saal**, dann der Kaffee")
    await expect(box).to_be_visible()
