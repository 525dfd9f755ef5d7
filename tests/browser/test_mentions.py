"""An @ offers names, by key and by finger; whom it names sees it on the start page, until they have seen it."""

import pytest
from playwright.async_api import expect

from tests.browser.screens import Screen, acting

FIELD = "#comment-new"
OPTIONS = ".comments [role=option]"


@pytest.fixture
async def named(site, bernd) -> str:
    """A step, in a plan that shows Anna and Bernd."""
    stage = site.cast.nrw.stages["gathered"]
    async with acting(site, site.cast.anna, site.cast.nrw.plan) as anna:
        await anna.do(f"/steps/{await anna.add('Schon Annas', stage)}/ownerships", take=True)
    await bernd.do(f"/steps/{await bernd.add('Schon Bernds', stage)}/ownerships", take=True)
    return await bernd.add("Wer weiß das?", stage)


async def names_offered(screen: Screen, typed: str) -> list[str]:
    await screen.page.locator(FIELD).press_sequentially(typed)
    await screen.page.locator(OPTIONS).first.wait_for()
    return await screen.page.locator(OPTIONS).all_inner_texts()


async def test_names_of_this_plan_are_offered_and_chosen_by_key(screen, site, board, named) -> None:
    anna = await screen(site.cast.anna, f"{board}/steps/{named}")
    assert await names_offered(anna, "Eine Frage\n@ber") == ["Bernd"]
    await anna.page.keyboard.press("ArrowDown")
    chosen = anna.page.locator(f"{OPTIONS}[aria-selected=true]")
    assert await anna.page.get_attribute(FIELD, "aria-activedescendant") == await chosen.get_attribute("id")
    await anna.page.keyboard.press("Enter")
    await anna.page.keyboard.type("bitte @")
    await expect(anna.page.locator(OPTIONS)).to_have_count(3)  # and the chamber that the plan began with
    await anna.page.keyboard.press("Escape")
    await expect(anna.page.locator(OPTIONS).first).to_be_hidden()
    await anna.page.keyboard.press("Enter")  # a line as ever
    assert await anna.page.input_value(FIELD) == "Eine Frage\n@Bernd bitte @\n"
    await anna.page.click(".comment__new button")
    await expect(anna.page.locator(".comment .mention")).to_have_text("@Bernd")


async def test_enter_takes_the_first_name_and_escape_leaves_the_text(screen, site, board, named) -> None:
    anna = await screen(site.cast.anna, f"{board}/steps/{named}")
    await names_offered(anna, "Frag mal @be")
    await expect(anna.page.locator(OPTIONS).first).to_have_attribute("aria-selected", "true")
    await anna.page.keyboard.press("Enter")
    assert await anna.page.input_value(FIELD) == "Frag mal @Bernd "
    await names_offered(anna, "oder @an")
    await anna.page.keyboard.press("Escape")
    await anna.page.keyboard.press("Enter")
    assert await anna.page.input_value(FIELD) == "Frag mal @Bernd oder @an\n"


async def test_on_a_phone_a_name_is_chosen_by_finger_in_the_drawer(screen, site, board, named) -> None:
    phone = {"viewport": {"width": 390, "height": 800}, "has_touch": True}
    anna = await screen(site.cast.anna, board, **phone)
    await anna.page.evaluate("(id) => document.querySelector(`#step-${id} [data-open-step]`).click()", named)
    await anna.page.locator(f"#drawer {FIELD}").wait_for()
    await anna.page.locator(FIELD).focus()
    await names_offered(anna, "@an")
    await anna.page.locator(OPTIONS, has_text="Anna").tap()
    assert await anna.page.input_value(FIELD) == "@Anna "
    assert await anna.page.evaluate("() => document.activeElement.id") == "comment-new"


async def test_whom_it_names_sees_it_at_once_until_it_is_seen(screen, site, board, bernd, named) -> None:
    home = await screen(site.cast.anna, "/")
    await home.connected()
    asked: list[str] = []
    home.page.on("request", lambda request: asked.append(request.url.removeprefix(site.base_url)))
    made = (await bernd.do(f"/steps/{named}/comments", text="Weißt du das, @Anna?"))["made"]
    row = home.page.locator("[data-rows=mentioned] > li", has_text="Weißt du das, @Anna?")
    await row.wait_for()
    counts = await home.counts()
    assert counts["messages"] > 0
    assert (counts["pulls"], counts["polls"]) == (0, 0)
    assert [path for path in asked if not path.startswith("/?only=")] == []
    await row.locator("[data-seen]").click()
    await expect(row).to_be_hidden()
    await home.open("/")
    await expect(row).to_have_count(1)
    await expect(row).to_be_hidden()
    await bernd.do(f"/steps/{named}/comments/{made}/removal")
    await bernd.do(f"/steps/{named}/comments", text="Noch einmal: @Anna")
    again = home.page.locator("[data-rows=mentioned] > li:visible")
    await expect(again).to_have_count(1)
    await expect(row).to_have_count(0)
    await again.locator("h3 a").click()
    await home.page.locator(".comment .mention").first.wait_for()
    await home.open("/")
    await expect(again).to_have_count(0)
