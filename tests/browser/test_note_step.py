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
