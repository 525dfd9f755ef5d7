"""Test 2: dragging with mouse and finger while the board changes under it."""

from tests.browser.screens import Screen

GHOST = ".ghost, .step--ghost, [data-ghost]"


async def middle(screen: Screen, selector: str) -> tuple[float, float]:
    box = await screen.page.locator(selector).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def grab(screen: Screen, step: str, stage: str) -> None:
    """Press on the card and move over the stage, in several moves as a hand does."""
    await screen.page.locator(f"#step-{step}").scroll_into_view_if_needed()
    x, y = await middle(screen, f"#step-{step}")
    await screen.page.mouse.move(x, y)
    await screen.page.mouse.down()
    await over(screen, stage)


async def over(screen: Screen, stage: str) -> None:
    x, y = await middle(screen, f"#stage-{stage} .stage__head")
    await screen.page.mouse.move(x, y + 60, steps=8)


async def test_a_card_is_dragged_with_the_mouse_while_five_changes_arrive(screen, site, board, bernd) -> None:
    stages = site.cast.nrw.stages
    step, other = (
        await bernd.add("Wird gezogen", stages["gathered"]),
        await bernd.add("Nachbar", stages["gathered"]),
    )
    anna = await screen(site.cast.anna, board)
    await grab(anna, step, stages["working"])
    for n in range(3):
        await bernd.retitle(step, f"Wird gezogen, Fassung {n}")
    await bernd.place(other, stages["working"])
    await anna.reaches((await bernd.do(f"/steps/{other}/trashing"))["rev"])
    await over(anna, stages["waiting"])
    await anna.page.mouse.up()
    await anna.until(
        "(id) => !document.getElementById(`step-${id}`).classList.contains('step--pending')", step
    )
    assert await anna.stage_of(step) == stages["waiting"]
    assert step in (await bernd.lists())[stages["waiting"]]
    assert await anna.title_of(step) == "Wird gezogen, Fassung 2"
    counts = await anna.counts()
    assert counts["messages"] > 1
    assert (counts["polls"], counts["pulls"]) == (0, 0)


async def test_the_dragged_card_is_deleted_by_somebody_else(screen, site, board, bernd) -> None:
    stages = site.cast.nrw.stages
    step = await bernd.add("Verschwindet in der Hand", stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await grab(anna, step, stages["working"])
    await anna.reaches((await bernd.do(f"/steps/{step}/trashing"))["rev"])
    await anna.page.mouse.up()
    await anna.until("() => document.getElementById('alert').hidden === false")
    assert "Verschwindet in der Hand" in await anna.page.inner_text("#alert")


async def test_escape_puts_the_card_back(screen, site, board, bernd) -> None:
    stages = site.cast.nrw.stages
    step = await bernd.add("Bleibt hier", stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await grab(anna, step, stages["working"])
    await anna.page.keyboard.press("Escape")
    await anna.page.mouse.up()
    assert await anna.stage_of(step) == stages["gathered"]
    assert step in (await bernd.lists())[stages["gathered"]]
    assert await anna.page.is_hidden("#drawer")


async def test_a_refused_move_goes_back_and_is_named(screen, site, board, bernd) -> None:
    stages = site.cast.nrw.stages
    step = await bernd.add("Geht nicht", stages["gathered"])
    anna = await screen(site.cast.anna, board)
    refusal = '{"code": "forbidden", "sentence": "Das dürfen Sie hier nicht.", "fields": {}}'
    await anna.page.route(
        "**/placement", lambda route: route.fulfill(status=403, content_type="application/json", body=refusal)
    )
    await grab(anna, step, stages["working"])
    await anna.page.mouse.up()
    await anna.until(
        "() => document.querySelector('#outbox').innerText.includes('Das dürfen Sie hier nicht.')"
    )
    await anna.until(
        "([id, stage]) => document.getElementById(`step-${id}`).parentNode.dataset.list === stage",
        [step, stages["gathered"]],
    )
    assert "Geht nicht" in await anna.page.inner_text("#outbox")


async def test_a_finger_drags_by_the_grip_while_the_card_changes(screen, site, board, bernd) -> None:
    stages = site.cast.nrw.stages
    step = await bernd.add("Mit dem Finger", stages["gathered"])
    anna = await screen(site.cast.anna, board, has_touch=True)
    touch = await anna.page.context.new_cdp_session(anna.page)
    await anna.page.locator(f"#step-{step}").scroll_into_view_if_needed()
    x, y = await middle(anna, f"#step-{step} [data-grip]")
    to_x, to_y = await middle(anna, f"#stage-{stages['working']} .stage__head")

    async def send(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": px, "y": py} for px, py in points]
        await touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    await send("touchStart", (x, y))
    for n in range(1, 9):
        await send("touchMove", (x + (to_x - x) * n / 8, y + (to_y + 60 - y) * n / 8))
    await anna.reaches(await bernd.retitle(step, "Mit dem Finger, umbenannt"))
    await send("touchEnd")
    await anna.until(
        "(id) => !document.getElementById(`step-${id}`).classList.contains('step--pending')", step
    )
    assert await anna.stage_of(step) == stages["working"]
    assert step in (await bernd.lists())[stages["working"]]
    assert await anna.title_of(step) == "Mit dem Finger, umbenannt"
