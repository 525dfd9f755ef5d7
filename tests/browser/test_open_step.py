"""An open step keeps up with the board: choices nobody touched follow, choices somebody touched stay."""


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
