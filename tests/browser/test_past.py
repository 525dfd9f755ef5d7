"""The history in a browser: of a step beside the board, and undone in place on its page."""

import asyncio

from playwright.async_api import Route, expect


async def test_a_steps_history_comes_when_it_is_unfolded_and_can_be_undone_there(
    screen, site, board, bernd
) -> None:
    step, stages = site.cast.nrw.step, site.cast.nrw.stages
    await bernd.place(step, stages["waiting"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    assert await anna.page.locator("#drawer .past__line").count() == 0
    await anna.page.click("#drawer .past__fold summary")
    newest = anna.page.locator("#drawer .past__line").first
    await expect(newest).to_contain_text("Bernd hat Schritt 1")
    await newest.locator("button").click()
    await anna.until(
        f"() => document.getElementById('step-{step}').closest('section').dataset.kind === 'agreed'"
    )
    await anna.page.click("#drawer .past__fold summary")
    await expect(newest).to_contain_text("Anna hat eine Änderung rückgängig gemacht")


async def test_a_history_unfolded_before_htmx_has_come_comes_with_it(screen, site, board) -> None:
    anna = await screen(site.cast.anna, board)
    unfolded = asyncio.Event()

    async def late(route: Route) -> None:
        await unfolded.wait()
        await route.continue_()

    await anna.page.route("**/htmx*", late)
    await anna.see_step(site.cast.nrw.step)
    await anna.page.click("#drawer .past__fold summary")
    await anna.until("() => document.querySelector('#drawer .past__fold').open")
    unfolded.set()
    await expect(anna.page.locator("#drawer .past__line").first).to_contain_text("Schritt 1")


async def test_undoing_on_the_page_changes_it_in_place(screen, site, board, bernd) -> None:
    await bernd.retitle(site.cast.nrw.other_step, "Betriebe besuchen")
    rev = (await bernd.plan_json())["rev"]
    anna = await screen(site.cast.anna, f"{board}/history")
    await anna.page.evaluate("() => { window.same = true }")
    await anna.page.click(f"#change-{rev} button")
    await expect(anna.page.locator(f"#change-{rev + 1}")).to_contain_text("rückgängig gemacht")
    await expect(anna.page.locator(f"#change-{rev} .past__mark")).to_have_text("rückgängig gemacht")
    assert await anna.page.evaluate("() => window.same")


async def test_what_no_longer_stands_says_so_at_its_button(screen, site, board, bernd) -> None:
    step = site.cast.nrw.other_step
    await bernd.retitle(step, "Einmal")
    rev = (await bernd.plan_json())["rev"]
    anna = await screen(site.cast.anna, f"{board}/history")
    await bernd.retitle(step, "Zweimal")
    await anna.page.click(f"#change-{rev} button")
    await expect(anna.page.locator(f"#change-{rev} [data-trouble]")).to_contain_text(
        "Bernd hat es seitdem geändert"
    )
