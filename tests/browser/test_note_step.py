"""A note becomes a step with one tap, on every board that is open."""

from playwright.async_api import expect

from tests.browser.test_phone import PHONE


async def test_one_tap_makes_a_step_of_a_note_on_all_boards(screen, site, board, bernd) -> None:
    note = (await bernd.do("/notes", kind="idea", text="Ein Fest am Fluss"))["made"]
    anna = await screen(site.cast.anna, board, **PHONE)
    emil = await screen(site.cast.emil, board)
    await anna.page.tap(".frame > summary")
    await anna.page.tap(f"#note-{note} [data-take-up]")
    for one in (anna, emil):
        await expect(one.page.locator(f"#note-{note} a.note__step")).to_have_count(1)
        await expect(one.page.locator(".step__title", has_text="Ein Fest am Fluss")).to_have_count(1)
    step = next(one for one in (await bernd.plan_json())["steps"] if one["title"] == "Ein Fest am Fluss")
    href = await emil.page.locator(f"#note-{note} a.note__step").get_attribute("href")
    assert href == f"{board}/steps/{step['id']}"


async def test_the_way_from_note_to_step_is_large_enough_for_a_finger(screen, site, board, bernd) -> None:
    note = (await bernd.do("/notes", kind="wish", text="Mehr Zeit"))["made"]
    anna = await screen(site.cast.anna, board, **PHONE)
    await anna.page.tap(".frame > summary")
    box = await anna.page.locator(f"#note-{note} [data-take-up]").bounding_box()
    assert box["height"] >= 44


async def need_and_offers(bernd, text: str) -> tuple[str, str, str]:
    need = (await bernd.do("/notes", kind="need", text=text))["made"]
    room = (await bernd.do("/notes", kind="offer", text="Ein Saal am Markt\nDienstags frei"))["made"]
    car = (await bernd.do("/notes", kind="offer", text="Ein Lastenrad"))["made"]
    return need, room, car


async def step_called(bernd, title: str) -> dict:
    found = [step for step in (await bernd.plan_json())["steps"] if step["title"] == title]
    assert len(found) == 1
    return found[0]


async def test_a_need_and_an_offer_become_one_step_by_two_taps_on_all_boards(
    screen, site, board, bernd
) -> None:
    need, room, car = await need_and_offers(bernd, "Räume für Beratung")
    phone, emil = await screen(site.cast.anna, board, **PHONE), await screen(site.cast.emil, board)
    await phone.page.tap(".frame > summary")
    await phone.page.tap(f"#note-{need} [data-take-up]")
    menu = phone.page.locator("menu[role=menu]:visible")
    await expect(menu.get_by_role("menuitem")).to_have_text(
        ["Ein Saal am Markt", "Ein Lastenrad", "Nur daraus einen Schritt machen"]
    )
    assert all(
        [(await one.bounding_box())["height"] >= 41 for one in await menu.get_by_role("menuitem").all()]
    )
    await menu.get_by_role("menuitem", name="Ein Saal am Markt").tap()
    for one in (phone, emil):
        await expect(one.page.locator(f"#note-{need} a.note__step")).to_have_count(1)
        await expect(one.page.locator(f"#note-{room} a.note__step")).to_have_count(1)
        await expect(one.page.locator(f"#note-{car} [data-take-up]")).to_have_count(1)
        await expect(one.page.locator(".step__title", has_text="Räume für Beratung")).to_have_count(1)
    assert (await step_called(bernd, "Räume für Beratung"))["text"] == "Ein Saal am Markt\nDienstags frei"
    for note in (need, room):
        await bernd.do(f"/notes/{note}/trashing")
    await bernd.do(f"/notes/{car}/trashing")


async def test_an_offer_is_joined_with_a_need_by_keyboard_and_the_focus_stays(
    screen, site, board, bernd
) -> None:
    need, room, car = await need_and_offers(bernd, "Wege zum Kurs")
    anna = await screen(site.cast.anna, board)
    if await anna.page.locator(".frame").get_attribute("open") is None:
        await anna.page.focus(".frame > summary")
        await anna.page.keyboard.press("Enter")
    await anna.page.focus(f"#note-{car} [data-take-up]")
    await anna.page.keyboard.press("Enter")
    await anna.page.wait_for_selector("menu[role=menu] [role=menuitem]:focus")
    await anna.page.keyboard.press("Escape")
    await expect(anna.page.locator(f"#note-{car} [data-take-up]")).to_be_focused()
    await anna.page.keyboard.press("Enter")
    await expect(anna.page.get_by_role("menuitem", name="Wege zum Kurs")).to_be_focused()
    await anna.page.keyboard.press("Enter")
    await expect(anna.page.locator(f"#note-{need} a.note__step")).to_have_count(1)
    await expect(anna.page.locator(f"#note-{car} a.note__step")).to_be_focused()
    assert (await step_called(bernd, "Wege zum Kurs"))["text"] == "Ein Lastenrad"
    await expect(anna.page.locator(f"#note-{room} [data-take-up]")).to_have_count(1)
