"""The checklist of an open step: by mouse and keys, live for others who look at it."""

from tracker.boards.checks import FEW


async def shown(screen) -> list[str]:
    script = "() => [...document.querySelectorAll('#drawer .check')].map((one) => one.innerText.trim())"
    return await screen.page.evaluate(script)


async def test_lines_are_typed_one_after_the_other_and_seen_by_others(screen, site, board, bernd) -> None:
    step = await bernd.add("Auftakt", site.cast.nrw.stages["gathered"])
    anna, gül = await screen(site.cast.anna, board), await screen(site.cast.guel, board)
    for one in (anna, gül):
        await one.see_step(step)
    start = await anna.rev()
    await anna.page.focus("#check-new")
    for n, text in enumerate(("Saal", "Einladung", "Kaffee"), 1):
        await anna.page.keyboard.type(text)
        await anna.page.keyboard.press("Enter")
        await anna.reaches(start + n)
        await anna.until("() => document.querySelector('#check-new').value === ''")
    assert await anna.page.evaluate("() => document.activeElement.id") == "check-new"
    await gül.until("() => document.querySelectorAll('#drawer .check').length === 3")
    assert await shown(gül) == ["Saal", "Einladung", "Kaffee"]
    assert await gül.page.locator("#drawer .checklist button").count() == 0
    await gül.page.wait_for_selector(f"#step-{step} .step__counts")
    assert "0 von 3" in await gül.page.inner_text(f"#step-{step} .step__counts")


async def test_ticking_and_ordering_by_keys_keeps_the_focus_on_the_line(screen, site, board, bernd) -> None:
    step = await bernd.add("Auftakt", site.cast.nrw.stages["gathered"])
    one, two = [
        (await bernd.do(f"/steps/{step}/checklist", text=text))["made"] for text in ("Saal", "Kaffee")
    ]
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.until("() => document.querySelectorAll('#drawer .check').length === 2")
    start = await anna.rev()
    await anna.page.focus(f"#tick-{one}")
    await anna.page.keyboard.press("Space")
    # it shows before the server has answered, and after
    assert await anna.page.get_attribute(f"#tick-{one}", "aria-checked") == "true"
    await anna.reaches(start + 1)
    await anna.page.wait_for_selector(f"#check-{one}.check--done")
    assert await anna.page.evaluate("() => document.activeElement.id") == f"tick-{one}"
    await anna.page.keyboard.press("Alt+ArrowDown")
    await anna.reaches(start + 2)
    await anna.until(f"() => document.querySelector('#drawer .check').id === 'check-{two}'")
    assert await anna.page.evaluate("() => document.activeElement.id") == f"tick-{one}"
    kept = next(found for found in (await bernd.plan_json())["steps"] if found["id"] == step)["checklist"]
    assert [(line["text"], line["done"]) for line in kept] == [("Kaffee", False), ("Saal", True)]


async def test_a_line_being_renamed_stays_while_others_tick(screen, site, board, bernd) -> None:
    step = await bernd.add("Auftakt", site.cast.nrw.stages["gathered"])
    one, two = [
        (await bernd.do(f"/steps/{step}/checklist", text=text))["made"] for text in ("Saal", "Kaffee")
    ]
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.page.click(f"#check-{one} summary")
    await anna.page.fill(f"#name-{one}", "Aula")
    rev = (await bernd.do(f"/steps/{step}/checklist/{two}/completion"))["rev"]
    await anna.reaches(rev)
    assert await anna.page.input_value(f"#name-{one}") == "Aula"
    await anna.page.focus(f"#name-{one}")
    await anna.page.keyboard.press("Enter")
    await anna.reaches(rev + 1)
    await anna.page.wait_for_selector(f"#check-{two}.check--done")
    assert await shown(anna) == ["Aula", "Kaffee"]


async def test_a_refused_tick_goes_back(screen, site, board, bernd) -> None:
    step = await bernd.add("Auftakt", site.cast.nrw.stages["gathered"])
    one = (await bernd.do(f"/steps/{step}/checklist", text="Saal"))["made"]
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    form = f"#check-{one} .check__tick"
    await anna.page.eval_on_selector(
        form, "(form) => form.setAttribute('action', form.action.replace(/.$/, 'x'))"
    )
    await anna.page.click(f"#tick-{one}")
    await anna.page.wait_for_selector("#alert:not([hidden])")
    await anna.until(f"() => document.querySelector('#tick-{one}').ariaChecked === 'false'")


async def test_an_open_step_counts_its_parts_as_they_are_done(screen, site, board, bernd) -> None:
    nrw = site.cast.nrw
    step = await bernd.add("Für alle", nrw.stages["gathered"])
    rev = (await bernd.do(f"/steps/{step}/parts", parties=[nrw.party], states=["NRW"]))["rev"]
    plan = await bernd.plan_json()
    part = next(one["id"] for one in plan["steps"] if one["part_of"] == step)
    anna = await screen(site.cast.anna, board)
    await anna.reaches(rev)
    await anna.see_step(step)
    assert "0 von 2 erledigt" in await anna.page.inner_text("#fresh-parts")
    await anna.reaches((await bernd.do(f"/steps/{part}/completion"))["rev"])
    await anna.until("() => document.querySelector('#fresh-parts').innerText.includes('1 von 2 erledigt')")


async def test_all_lines_of_a_long_list_come_on_demand_and_stay(screen, site, board, bernd) -> None:
    step = await bernd.add("Lange Liste", site.cast.nrw.stages["gathered"])
    for n in range(FEW + 2):
        await bernd.do(f"/steps/{step}/checklist", text=f"Punkt {n}")
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    lines = anna.page.locator("#drawer .check")
    assert await lines.count() == FEW
    await anna.page.focus("#drawer [hx-get$='lines=all']")
    await anna.page.keyboard.press("Enter")
    await anna.page.locator("#drawer .check", has_text=f"Punkt {FEW + 1}").wait_for()
    assert await anna.page.evaluate("() => document.activeElement.matches('.checks')")
    await anna.page.locator("#drawer .check__box").last.click()
    await anna.page.locator("#drawer .check--done", has_text=f"Punkt {FEW + 1}").wait_for()
    await bernd.do(f"/steps/{step}/checklist", text="Noch einer")
    await anna.page.locator("#drawer .check", has_text="Noch einer").wait_for()
    assert await lines.count() == FEW + 3
