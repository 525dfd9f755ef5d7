"""Test 6: everything by keyboard; focus stays on the card, and the live region says what happened."""

import pytest
from playwright.async_api import expect

from tracker.language.texts import text


@pytest.mark.parametrize("to_menu", [("m",), ("Tab", "Enter")], ids=["by a letter", "without letters"])
async def test_a_card_is_moved_to_any_stage_in_at_most_six_keys(screen, site, board, bernd, to_menu) -> None:
    stages = site.cast.nrw.stages
    step = await bernd.add("Mit Tasten", stages["gathered"])
    anna = await screen(site.cast.anna, board)
    for n, (kind, stage) in enumerate(stages.items(), start=1):
        await anna.page.focus(f"#step-{step} [data-open-step]")
        keys = [*to_menu, str(n)]
        for key in keys[:-1]:
            await anna.page.keyboard.press(key)
        named = anna.page.locator("#move-menu:visible [role=menuitem]").nth(n - 1)
        await expect(named).to_contain_text(text("de", f"stage.{kind}"))
        await anna.page.keyboard.press(keys[-1])
        await anna.until(
            "([id, to]) => { const card = document.getElementById(`step-${id}`);"
            " return card.parentNode.dataset.list === to && !card.classList.contains('step--pending'); }",
            [step, stage],
        )
        inside = "(id) => document.activeElement.closest('.step')?.id === `step-${id}`"
        assert await anna.page.evaluate(inside, step)
        assert len(keys) <= 6
    await anna.page.locator("#announcer", has_text="Mit Tasten: Erledigt").wait_for(state="attached")


async def test_alt_and_arrows_move_and_keep_the_focus(screen, site, board, bernd) -> None:
    stages = site.cast.nrw.stages
    first, second = await bernd.add("Oben", stages["waiting"]), await bernd.add("Unten", stages["waiting"])
    anna = await screen(site.cast.anna, board)
    await anna.page.focus(f"#step-{second} [data-open-step]")
    await anna.page.keyboard.press("Alt+ArrowUp")
    await anna.until("() => !document.querySelector('.step--pending')")
    assert (await bernd.lists())[stages["waiting"]][-2:] == [second, first]
    await anna.page.keyboard.press("Alt+ArrowRight")
    await anna.until("() => !document.querySelector('.step--pending')")
    assert await anna.stage_of(second) == stages["done"]
    assert await anna.page.evaluate(
        "(id) => document.activeElement.closest('.step').id === `step-${id}`", second
    )


async def test_what_others_do_is_said_politely(screen, site, board, bernd) -> None:
    anna = await screen(site.cast.anna, board)
    await bernd.add("Von Bernd", site.cast.nrw.stages["gathered"])
    await anna.until("() => document.getElementById('announcer').innerText.includes('Bernd')")
    assert await anna.page.get_attribute("#announcer", "aria-live") == "polite"


async def test_a_step_is_opened_and_closed_by_keyboard(screen, site, board, bernd) -> None:
    step = await bernd.add("Auf und zu", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.page.focus(f"#step-{step} [data-open-step]")
    await anna.page.keyboard.press("Enter")
    await anna.page.wait_for_selector(f"#drawer [data-step='{step}']")
    assert anna.page.url.endswith(f"/steps/{step}")
    assert await anna.page.evaluate("document.getElementById('drawer').contains(document.activeElement)")
    await anna.page.keyboard.press("Escape")
    await anna.until("() => document.getElementById('drawer').hidden")
    assert anna.page.url.endswith(board)
    await anna.until("(id) => document.activeElement.closest('.step')?.id === `step-${id}`", step)
    # and stays there, whatever the browser does when it has gone back
    await anna.page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    await anna.until("(id) => document.activeElement.closest('.step')?.id === `step-${id}`", step)
