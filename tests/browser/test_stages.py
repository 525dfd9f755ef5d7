"""Stages that come, go, move and get other names on boards that are open."""

from playwright.async_api import expect

NAMES = "() => [...document.querySelectorAll('.stage__name')].map((name) => name.textContent)"
TOLD = f"(names) => JSON.stringify(names) === JSON.stringify(({NAMES})())"


async def test_an_open_board_and_an_open_step_follow_the_stages_and_keep_the_filter(
    screen, site, board, bernd
) -> None:
    nrw, anna = site.cast.nrw, await screen(site.cast.anna, board)
    await anna.page.fill("[data-filter] input[name=words]", "Auftakt")
    await anna.see_step(nrw.step)
    before = await anna.counts()
    made = (await bernd.do("/stages", name="Beim Amt"))["made"]
    await bernd.do(f"/stages/{nrw.stages['waiting']}", name="Liegt", base=(await bernd.plan_json())["rev"])
    await bernd.do(f"/stages/{made}/placement", before=nrw.stages["gathered"])
    await anna.until(TOLD, ["Beim Amt", "Gesammelt", "Vereinbart", "In Arbeit", "Liegt", "Erledigt"])
    options = anna.page.locator("#step-stage option")
    await expect(options).to_have_text(
        ["Beim Amt", "Gesammelt", "Vereinbart", "In Arbeit", "Liegt", "Erledigt"]
    )
    await expect(anna.page.locator("#step-stage")).to_have_value(nrw.stages["agreed"])
    await bernd.do(f"/stages/{nrw.stages['agreed']}/trashing", into=made)
    await anna.until(TOLD, ["Beim Amt", "Gesammelt", "In Arbeit", "Liegt", "Erledigt"])
    assert await anna.stage_of(nrw.step) == made
    await expect(anna.page.locator("#step-stage")).to_have_value(made)
    await expect(anna.page.locator(f"#step-{nrw.other_step}")).to_be_hidden()  # the filter still says so
    await bernd.do("/reversals", rev=(await bernd.plan_json())["rev"])
    await anna.until(TOLD, ["Beim Amt", "Gesammelt", "Vereinbart", "In Arbeit", "Liegt", "Erledigt"])
    assert await anna.stage_of(nrw.step) == nrw.stages["agreed"]
    after = await anna.counts()
    assert (after["polls"], after["pulls"], after["gaps"]) == (0, before["pulls"], 0)


async def test_the_menu_of_a_stage_moves_it_by_keyboard(screen, site, board) -> None:
    anna = await screen(site.cast.anna, board)
    before = await anna.page.evaluate(NAMES)
    await anna.page.locator("[data-stage-menu]").first.focus()
    await anna.page.keyboard.press("Enter")
    await anna.page.wait_for_selector("menu[role=menu] [role=menuitem]:focus")
    await anna.page.keyboard.press("Enter")
    await anna.until(TOLD, [before[1], before[0], *before[2:]])
    await anna.page.wait_for_selector("#undo:not([hidden]) button")
    await anna.page.keyboard.press("Control+z")
    await anna.until(TOLD, before)


async def test_on_a_phone_the_switch_follows(screen, site, board, bernd) -> None:
    phone = await screen(site.cast.anna, board, viewport={"width": 390, "height": 800})
    made = (await bernd.do("/stages", name="Unterwegs"))["made"]
    link = phone.page.locator(f".stage__switch [data-to-stage='{made}']")
    await expect(link).to_have_text("Unterwegs 0")
    await link.click()
    await expect(phone.page.locator(f"#stage-{made}")).to_be_visible()
    await bernd.do(f"/stages/{made}/trashing")
    await expect(link).to_have_count(0)
    assert await phone.page.locator(".stage--shown:visible").count() == 1
