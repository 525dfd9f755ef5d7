"""Bold and lists by button in the text of a step; what they make is shown to everybody."""


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
