"""An open step keeps up with the board: choices nobody touched follow, choices somebody touched stay."""

import asyncio

from playwright.async_api import Route, expect


async def choices(screen) -> list[str]:
    script = "() => [...document.querySelectorAll('#drawer [name=themes]:checked')].map((box) => box.value)"
    return await screen.page.evaluate(script)


async def test_themes_of_two_people_add_up(screen, site, board, bernd) -> None:
    nrw = site.cast.nrw
    step = await bernd.add("Zwei Themen", nrw.stages["gathered"])
    other = (await bernd.do("/themes", name="Vernetzung"))["made"]
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.page.check(f"#drawer [name=themes][value='{nrw.theme}']")
    rev = (await bernd.do(f"/steps/{step}/themes", themes=[other]))["rev"]
    await anna.reaches(rev)
    await anna.until(f"() => document.querySelector('#drawer [name=themes][value=\"{other}\"]').checked")
    assert sorted(await choices(anna)) == sorted([nrw.theme, other])
    await anna.page.click("#drawer form[action$='/themes'] button")
    await anna.reaches(rev + 1)
    kept = next(one for one in (await bernd.plan_json())["steps"] if one["id"] == step)
    assert sorted(kept["themes"]) == sorted([nrw.theme, other])
    assert sorted(await choices(anna)) == sorted([nrw.theme, other])


async def test_the_stage_shown_follows_the_step(screen, site, board, bernd) -> None:
    nrw = site.cast.nrw
    step = await bernd.add("Wandert weiter", nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.reaches(await bernd.place(step, nrw.stages["working"]))
    await anna.until(f"() => document.querySelector('#step-stage').value === '{nrw.stages['working']}'")


async def test_a_reason_is_told_and_nobody_else_is_blamed_for_it(screen, site, board, bernd) -> None:
    step = await bernd.add("Wird später", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.page.fill("#step-words", "Mai 2027")
    await anna.page.click("#drawer [data-reason] summary")
    await anna.page.fill("#step-reason", "Der Saal ist belegt")
    start = await anna.rev()
    await anna.page.keyboard.press("Enter")
    await anna.reaches(start + 1)
    await anna.until("() => document.querySelector('#step-reason').value === ''")
    assert await anna.page.locator("#drawer .field__changed").count() == 0


async def test_a_move_to_done_asks_what_came_of_it(screen, site, board, bernd) -> None:
    step = await bernd.add("Per Taste erledigt", site.cast.nrw.stages["waiting"])
    anna = await screen(site.cast.anna, board)
    await anna.page.focus(f"#step-{step} [data-move-menu]")
    await anna.page.keyboard.press("Alt+ArrowRight")
    await anna.page.click("#alert [data-open-step]")
    await anna.page.wait_for_selector(f"#drawer [data-step='{step}']")


async def test_a_lost_line_is_said_at_once(screen, site, board) -> None:
    anna = await screen(site.cast.anna, board, quick=())
    await anna.page.context.set_offline(True)
    await anna.connected("offline")
    await anna.page.context.set_offline(False)
    await anna.connected()


async def test_a_step_trashed_by_somebody_else_cannot_be_edited_and_keeps_what_was_typed(
    screen, site, board, bernd
) -> None:
    step = await bernd.add("War ein Versehen", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.page.fill("#step-text", "Noch\nnicht gespeichert")
    await anna.reaches((await bernd.do(f"/steps/{step}/trashing"))["rev"])
    await anna.page.wait_for_selector("#drawer .ending--away")
    assert await anna.page.locator("#drawer :is(textarea, input:not([type=hidden]), select)").count() == 0
    assert await anna.page.inner_text("#drawer [data-kept] q") == "Noch\nnicht gespeichert"
    assert "Bernd" in await anna.page.inner_text("#drawer .ending--away")
    assert await anna.page.evaluate(
        "() => document.querySelector('#drawer').contains(document.activeElement)"
    )
    rev = await anna.rev()
    await anna.page.click("#drawer form[action$='/restoring'] button")
    await anna.reaches(rev + 1)
    await anna.page.wait_for_selector("#step-text")
    assert await anna.page.input_value("#step-text") == "Noch\nnicht gespeichert"
    await anna.page.click("#drawer .editor__save button")
    await anna.reaches(rev + 2)
    kept = next(one for one in (await bernd.plan_json())["steps"] if one["id"] == step)
    assert kept["text"] == "Noch\nnicht gespeichert"


async def test_trashing_shows_the_way_back_where_one_stands(screen, site, board, bernd) -> None:
    step = await bernd.add("Doch noch gebraucht", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.page.click("#drawer form[action$='/trashing'] button")
    await anna.page.click("#drawer form[action$='/restoring'] button")
    await anna.page.wait_for_selector("#step-text")
    await anna.page.wait_for_selector(f"#step-{step}", state="attached")


async def test_typed_words_can_be_thrown_away_when_the_step_is_gone(screen, site, board, bernd) -> None:
    step = await bernd.add("Entfällt gleich", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.page.fill("#step-words", "im Mai")
    await anna.reaches((await bernd.do(f"/steps/{step}/drop", reason="Kein Geld"))["rev"])
    await anna.page.click("#drawer [data-kept] button")
    assert await anna.page.locator("#drawer [data-kept]").count() == 0
    await anna.page.click("#drawer form[action$='/restoring'] button")
    await anna.page.wait_for_selector("#step-words")
    assert await anna.page.input_value("#step-words") == ""


async def test_a_step_finished_by_somebody_else_offers_what_can_still_be_done(
    screen, site, board, bernd
) -> None:
    step = await bernd.add("Gleich fertig", site.cast.nrw.stages["working"])
    other = await bernd.add("Auch gleich fertig", site.cast.nrw.stages["working"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.reaches((await bernd.do(f"/steps/{step}/completion", result="Drei Zusagen"))["rev"])
    await anna.page.wait_for_selector("#drawer .ending--done")
    await anna.until("() => !document.querySelector('#drawer form[action$=\"/drop\"]')")
    assert await anna.page.input_value("#drawer [name=result]") == "Drei Zusagen"
    await anna.page.keyboard.press("Escape")
    await anna.see_step(other)
    await anna.page.click("#drawer details:has([name=result]) summary")
    await anna.page.fill("#drawer [name=result]", "Meine Worte")
    await anna.reaches((await bernd.do(f"/steps/{other}/completion", result="Bernds Worte"))["rev"])
    await anna.page.wait_for_selector("#drawer .endings .field__changed")
    assert await anna.page.input_value("#drawer [name=result]") == "Meine Worte"
    assert "Bernds Worte" in await anna.page.inner_text("#drawer .ending--done")


async def test_a_chosen_goal_is_sent_alone_and_follows_what_others_choose(screen, site, board, bernd) -> None:
    nrw = site.cast.nrw
    step = await bernd.add("Dient einem Ziel", nrw.stages["gathered"])
    two = (await bernd.do("/notes", kind="goal", text="Mehr Betriebe"))["made"]
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    start = await anna.rev()
    await anna.page.select_option("#step-goal", nrw.note)
    await anna.page.click("#drawer .editor__save button")
    await anna.reaches(start + 1)
    plan = await bernd.plan_json()
    assert next(one for one in plan["steps"] if one["id"] == step)["goal"] == nrw.note
    rev = (await bernd.do(f"/steps/{step}", goal=two, base=plan["rev"]))["rev"]
    await anna.reaches(rev)
    await anna.until(f"() => document.querySelector('#step-goal').value === '{two}'")
    # she has seen it, so her next choice clashes with nobody
    await anna.page.select_option("#step-goal", "")
    await anna.page.click("#drawer .editor__save button")
    await anna.reaches(rev + 1)
    assert next(one for one in (await bernd.plan_json())["steps"] if one["id"] == step)["goal"] is None


async def test_words_typed_before_htmx_has_come_are_read_with_it(screen, site, board, bernd) -> None:
    step = await bernd.add("Wird später", site.cast.nrw.stages["gathered"])
    await bernd.do(f"/steps/{step}/deadline", words="im Mai 2027")
    anna = await screen(site.cast.anna, board)
    typed = asyncio.Event()

    async def late(route: Route) -> None:
        await typed.wait()
        await route.continue_()

    await anna.page.route("**/htmx*", late)
    await anna.see_step(step)
    await anna.page.fill("#step-words", "im Juni 2027")
    typed.set()
    await anna.page.locator("#step-words-read", has_text="Juni").wait_for()
    await anna.page.locator("#step-reason").wait_for(state="visible")


async def test_words_that_put_the_deadline_off_ask_why(screen, site, board, bernd) -> None:
    step = await bernd.add("Wird später", site.cast.nrw.stages["gathered"])
    await bernd.do(f"/steps/{step}/deadline", words="im Mai 2027")
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    reason = anna.page.locator("#step-reason")
    await anna.page.fill("#step-words", "im Juni 2027")
    await reason.wait_for(state="visible")
    await anna.page.fill("#step-words", "im April 2027")
    await reason.wait_for(state="hidden")
    await anna.page.click("#drawer [data-reason] summary")
    await anna.page.fill("#step-words", "im März 2027")
    await anna.page.locator("#step-words-read", has_text="März").wait_for()
    assert await reason.is_visible()  # opened by hand it stays


async def test_a_title_is_one_line_and_enter_saves_it(screen, site, board, bernd) -> None:
    step = await bernd.add("Sechs", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    title = anna.page.locator("#step-title")
    # as if pasted, until the script has come that makes one line of it
    await anna.until(
        """() => {
          const title = document.getElementById("step-title");
          title.value = "Sechs\\nA";
          title.dispatchEvent(new Event("input", { bubbles: true }));
          return title.value === "Sechs A";
        }"""
    )
    await title.press("End")
    await title.press_sequentially(" ")
    await title.press("Enter")
    await anna.until(f"() => document.querySelector('#step-{step} h3').textContent === 'Sechs A'")
    await expect(anna.page.locator(".toast--undo span").first).to_contain_text("„Sechs A“")
