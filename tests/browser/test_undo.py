"""One's own change can be taken back for a while: by button, by keys, and everybody sees it."""

from playwright.async_api import expect

from tests.browser.screens import Screen
from tests.browser.test_quick_line import opened


async def moved_by_key(screen: Screen, step: str) -> None:
    """Move the step to the next stage with Alt and the right arrow."""
    await screen.page.focus(f"#step-{step} [data-open-step]")
    await screen.page.keyboard.press("Alt+ArrowRight")


async def test_the_button_takes_a_move_back_and_the_second_browser_sees_it(screen, site, board) -> None:
    anna, bernd = await screen(site.cast.anna, board), await screen(site.cast.bernd, board)
    step, stages = site.cast.nrw.step, site.cast.nrw.stages
    await moved_by_key(anna, step)
    await expect(anna.page.locator("#undo")).to_be_visible()
    await bernd.until(
        f"() => document.getElementById('step-{step}').closest('section').dataset.kind === 'working'"
    )
    assert await bernd.page.locator("#undo").count() == 0
    before = await bernd.counts()
    await anna.page.click("#undo button")
    await bernd.until(
        f"() => document.getElementById('step-{step}').closest('section').dataset.kind === 'agreed'"
    )
    after = await bernd.counts()
    assert (after["messages"] > before["messages"], after["polls"], after["pulls"]) == (
        True,
        0,
        before["pulls"],
    )
    assert await anna.stage_of(step) == stages["agreed"]
    await expect(anna.page.locator("#announcer")).to_have_text("Rückgängig gemacht")


async def test_control_z_undoes_and_again_redoes_but_not_while_typing(screen, site, board) -> None:
    anna = await screen(site.cast.anna, board)
    step, stages = site.cast.nrw.step, site.cast.nrw.stages
    await moved_by_key(anna, step)
    await expect(anna.page.locator("#undo")).to_be_visible()
    search = anna.page.locator("[data-filter] input[name=words]")
    await search.fill("Auftakt")
    await search.press("Control+z")
    await anna.page.locator(f"#step-{step} [data-open-step]").focus()
    assert await anna.stage_of(step) == stages["working"]
    rev = await anna.rev()
    await anna.page.keyboard.press("Control+z")
    await anna.reaches(rev + 1)
    assert await anna.stage_of(step) == stages["agreed"]
    await expect(anna.page.locator("#undo button")).to_have_text("Wiederholen")
    await anna.page.keyboard.press("Control+z")
    await anna.reaches(rev + 2)
    assert await anna.stage_of(step) == stages["working"]


async def test_it_goes_by_itself_but_not_while_it_has_the_focus(screen, site, board) -> None:
    anna = await screen(site.cast.anna, board)
    # read when the script comes, which is with the first change
    for name in ("undo", "undo_after"):
        await anna.page.evaluate(f"() => document.documentElement.setAttribute('data-live-{name}', 400)")
    await moved_by_key(anna, site.cast.nrw.other_step)
    await anna.page.wait_for_selector("#undo:not([hidden]) button")
    await anna.page.focus("#undo button")
    await anna.page.evaluate("() => new Promise((over) => setTimeout(over, 900))")
    await expect(anna.page.locator("#undo")).to_be_visible()
    await anna.page.focus("[data-filter] input[name=words]")
    await expect(anna.page.locator("#undo")).to_be_hidden()


async def test_what_somebody_changed_since_is_not_taken_back_and_it_says_why(
    screen, site, board, bernd
) -> None:
    anna = await screen(site.cast.anna, board)
    step, stages = site.cast.nrw.other_step, site.cast.nrw.stages
    await moved_by_key(anna, step)
    await anna.page.wait_for_selector("#undo:not([hidden]) button")
    await bernd.place(step, stages["waiting"])
    await anna.until(
        f"() => document.getElementById('step-{step}').closest('section').dataset.kind === 'waiting'"
    )
    await anna.page.click("#undo button")
    await expect(anna.page.locator("#alert")).to_contain_text("Bernd hat es seitdem geändert")
    assert await anna.stage_of(step) == stages["waiting"]


async def test_long_words_neither_break_the_button_nor_cover_a_refusal(screen, site, board, bernd) -> None:
    step = await bernd.add("Wandert", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.page.evaluate("() => document.documentElement.setAttribute('data-live-undo', 600000)")
    await moved_by_key(anna, step)
    button = anna.page.locator("#undo button")
    await button.wait_for()
    await anna.page.set_viewport_size({"width": 390, "height": 800})
    low = (await button.bounding_box())["height"]
    long = "Neuer Schritt: Unternehmen Schritt für Schritt einbinden, die es noch nicht sind. " * 2
    await anna.page.evaluate(
        """(long) => {
          document.querySelector("#undo span").textContent = long;
          document.getElementById("alert").textContent = long;
          document.getElementById("alert").hidden = false;
        }""",
        long,
    )
    assert (await button.bounding_box())["height"] == low
    above, below = [await anna.page.locator(one).bounding_box() for one in ("#undo", "#alert")]
    assert above["y"] + above["height"] < below["y"]


async def test_it_says_the_steps_title_cut_and_not_the_line_it_was_typed_in(screen, site, board) -> None:
    anna = await opened(screen, site, board)
    title = "Unternehmen Schritt für Schritt einbinden, die es noch nicht sind, und das bald"
    await anna.page.keyboard.insert_text(f"{title} @Landkreis im Juni")
    await anna.page.keyboard.press("Enter")
    await expect(anna.page.locator("#undo span")).to_have_text(f"Neuer Schritt: {title[:59]}…")


async def test_it_says_what_was_done_and_not_what_stands_on_the_button(screen, site, board, bernd) -> None:
    step = await bernd.add("Logo entwerfen", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.page.fill("#check-new", "Skizze")
    await anna.page.press("#check-new", "Enter")
    said = anna.page.locator("#undo span")
    await expect(said).to_contain_text("Logo entwerfen")
    await expect(said).not_to_contain_text("Hinzufügen")
    await expect(said).to_contain_text("Anna")
