"""Stages that come, go, move and get other names on boards that are open."""

from playwright.async_api import expect

NAMES = "() => [...document.querySelectorAll('.stage__name')].map((name) => name.textContent)"
IS_LONG = """(id) => { const name = document.getElementById(`name-${id}`);
  return name.offsetHeight > 1.5 * parseFloat(getComputedStyle(name).lineHeight); }"""
AT_ONE_HEIGHT = """() => new Set([...document.querySelectorAll('.stage__head')].map(
  (head) => Math.round(head.getBoundingClientRect().bottom))).size === 1"""
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


async def test_a_stage_is_renamed_where_it_stands(screen, site, board, bernd) -> None:
    stage = site.cast.nrw.stages["waiting"]
    anna = await screen(site.cast.anna, board)
    head, field = anna.page.locator(f"#stage-{stage} .stage__name"), anna.page.locator("[data-naming] input")
    was = await head.text_content()
    await head.dblclick()
    await expect(field).to_be_focused()
    await field.fill("Verworfen")
    await anna.page.keyboard.press("Escape")
    await expect(field).to_have_count(0)
    await expect(head).to_have_text(was)
    await anna.page.locator(f"#stage-{stage} [data-stage-menu]").click()
    await anna.page.get_by_role("menuitem", name="Umbenennen").click()
    await expect(field).to_be_focused()
    await field.fill(" ")
    await anna.page.keyboard.press("Enter")
    await expect(anna.page.locator("[data-naming] .field__error")).to_be_visible()
    await field.fill("Liegt beim Amt")
    await anna.page.keyboard.press("Enter")
    await expect(anna.page.locator("#undo")).to_contain_text("Liegt beim Amt")
    names = {one["id"]: one["name"] for one in (await bernd.plan_json())["stages"]}
    assert names[stage] == "Liegt beim Amt"


async def test_two_who_rename_a_stage_see_both_names(screen, site, board, bernd) -> None:
    stage = site.cast.nrw.stages["working"]
    anna = await screen(site.cast.anna, board)
    head, field = anna.page.locator(f"#stage-{stage} .stage__name"), anna.page.locator("[data-naming] input")
    await head.dblclick()
    await field.fill("Läuft")
    await bernd.do(f"/stages/{stage}", name="Im Gange", base=(await bernd.plan_json())["rev"])
    await expect(head).to_have_text("Im Gange")
    await anna.page.keyboard.press("Enter")
    await expect(anna.page.locator("[data-naming] .field__error")).to_contain_text("Bitte wählen Sie")
    await expect(field).to_have_value("Läuft")
    await expect(head).to_have_text("Im Gange")
    await expect(head).to_be_visible()
    await anna.page.keyboard.press("Enter")
    await expect(field).to_have_count(0)
    await expect(head).to_have_text("Läuft")


async def test_who_may_not_rename_a_stage_gets_no_field(screen, site, board) -> None:
    guel = await screen(site.cast.guel, board)
    await guel.page.locator(".stage__name").first.dblclick()
    await guel.connected()
    await expect(guel.page.locator("[data-naming]")).to_have_count(0)


async def test_cards_of_all_stages_begin_at_one_height(screen, site, board, bernd) -> None:
    stage = site.cast.nrw.stages["agreed"]
    name = "Verabredet, aber noch ohne Zusage aller Beteiligten"
    await bernd.do(f"/stages/{stage}", name=name, base=(await bernd.plan_json())["rev"])
    anna = await screen(site.cast.anna, board)
    await anna.until(IS_LONG, stage)
    await anna.until(AT_ONE_HEIGHT)
    await bernd.do(f"/stages/{stage}", name="Vereinbart", base=(await bernd.plan_json())["rev"])
    await expect(anna.page.locator(f"#name-{stage}")).to_have_text("Vereinbart")
    await anna.until(AT_ONE_HEIGHT)
