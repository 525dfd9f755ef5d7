"""Test 7: on a phone one stage is shown; swiping scrolls, the grip drags, the menu works by taps."""

from typing import Any

PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}


async def finger(screen: Any) -> Any:
    """Sends touches: `await touch("touchStart", (x, y))`."""
    session = await screen.page.context.new_cdp_session(screen.page)

    async def touch(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": x, "y": y} for x, y in points]
        await session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    return touch


async def middle(screen: Any, selector: str) -> tuple[float, float]:
    box = await screen.page.locator(selector).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def show(screen: Any, stage: str) -> None:
    await screen.page.tap(f"[data-to-stage='{stage}']")
    await screen.page.wait_for_selector(f"#stage-{stage}", state="visible")


async def test_one_stage_is_shown_and_nothing_scrolls_sideways(screen, site, board) -> None:
    stages = site.cast.nrw.stages
    anna = await screen(site.cast.anna, board, **PHONE)
    await show(anna, stages["agreed"])
    assert await anna.page.locator(".stage:visible").count() == 1
    assert await anna.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_card_is_moved_by_two_taps(screen, site, board, bernd) -> None:
    stages = site.cast.nrw.stages
    step = await bernd.add("Getippt", stages["gathered"])
    anna = await screen(site.cast.anna, board, **PHONE)
    await show(anna, stages["gathered"])
    await anna.page.tap(f"#step-{step} [data-move-menu]")
    await anna.page.tap("#move-menu [role=menuitem] >> nth=2")
    await anna.until("() => !document.querySelector('.step--pending')")
    assert step in (await bernd.lists())[stages["working"]]


async def test_swiping_over_a_card_scrolls_and_moves_nothing(screen, site, board, bernd) -> None:
    stages = site.cast.nrw.stages
    steps = [await bernd.add(f"Lang {n}", stages["waiting"]) for n in range(9)]
    anna = await screen(site.cast.anna, board, **PHONE)
    await show(anna, stages["waiting"])
    await anna.page.evaluate("scrollTo(0, 0)")
    x, y = await middle(anna, f"#step-{steps[1]}")
    touch = await finger(anna)
    await touch("touchStart", (x, y))
    for n in range(1, 9):
        await touch("touchMove", (x, y - 30 * n))
    await touch("touchEnd")
    await anna.until("() => scrollY > 50")
    assert (await bernd.lists())[stages["waiting"]] == steps


async def test_the_grip_drags_within_a_stage(screen, site, board, bernd) -> None:
    stages = site.cast.nrw.stages
    first, second = await bernd.add("Eins", stages["done"]), await bernd.add("Zwei", stages["done"])
    anna = await screen(site.cast.anna, board, **PHONE)
    await show(anna, stages["done"])
    await anna.page.locator(f"#step-{second}").scroll_into_view_if_needed()
    x, y = await middle(anna, f"#step-{second} [data-grip]")
    _, above = await middle(anna, f"#step-{first}")
    touch = await finger(anna)
    await touch("touchStart", (x, y))
    for n in range(1, 9):
        await touch("touchMove", (x, y + (above - 30 - y) * n / 8))
    await touch("touchEnd")
    await anna.until("() => !document.querySelector('.step--pending')")
    assert (await bernd.lists())[stages["done"]][:2] == [second, first]


async def test_main_actions_are_large_enough_for_a_thumb(screen, site, board, bernd) -> None:
    await bernd.add("Groß genug", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board, **PHONE)
    await show(anna, site.cast.nrw.stages["gathered"])
    small = await anna.page.evaluate(
        """() => [...document.querySelectorAll('.step [data-move-menu], .add .button, .stage__switch a')]
          .filter((el) => el.offsetParent).map((el) => [el.className, el.getBoundingClientRect()])
          .filter(([, box]) => box.width < 43.5 || box.height < 43.5)
          .map(([name, box]) => `${name} ${box.width} ${box.height}`)"""
    )
    assert small == []
