"""Test 4: the author's own change is applied once, whatever others do meanwhile and whatever gets lost."""

from tests.waiting import until


async def test_three_foreign_changes_under_way_are_no_gap(screen, site, board, bernd) -> None:
    stages = site.cast.nrw.stages
    step = await bernd.add("Annas Schritt", stages["gathered"])
    others = [await bernd.add(f"Bernds Schritt {n}", stages["gathered"]) for n in range(3)]
    anna = await screen(site.cast.anna, board)

    async def with_company(route) -> None:
        for other in others:
            await bernd.place(other, stages["waiting"])
        await route.continue_()

    await anna.page.route("**/placement", with_company)
    start, before = await anna.rev(), await anna.counts()
    await anna.page.focus(f"#step-{step} [data-move-menu]")
    await anna.page.keyboard.press("Alt+ArrowRight")
    await anna.reaches(start + 4)
    await anna.until(
        "(id) => !document.getElementById(`step-${id}`).classList.contains('step--pending')", step
    )
    shown, kept = await anna.lists(), await bernd.lists()
    assert {stage: shown[stage] for stage in kept} == kept
    after = await anna.counts()
    assert (after["pulls"], after["gaps"], after["polls"]) == (before["pulls"], before["gaps"], 0)
    assert after["messages"] > before["messages"]


async def test_a_lost_answer_is_asked_for_again_and_takes_effect_once(screen, site, board, bernd) -> None:
    stages = site.cast.nrw.stages
    anna = await screen(site.cast.anna, board)
    seen = []

    async def lose_the_first(route) -> None:
        seen.append(route.request.headers["idempotency-key"])
        if len(seen) == 1:
            await route.fetch()  # the server has done it, the browser never hears
            await route.abort()
        else:
            await route.continue_()

    await anna.page.route("**/steps", lose_the_first)
    before = (await bernd.plan_json())["rev"]
    await anna.page.click(f"[data-quick-add='{stages['gathered']}']")
    await anna.page.fill(".quick-add [name=lines]", "Nur einmal")
    await anna.page.keyboard.press("Enter")
    await anna.until("() => document.querySelector('#board').innerText.includes('Nur einmal')")
    await until(lambda: len(seen) == 2, timeout=20, what="the command to be sent again")
    await anna.until("() => document.getElementById('outbox').hidden")
    whole = await bernd.plan_json()
    assert [one["title"] for one in whole["steps"]].count("Nur einmal") == 1
    assert whole["rev"] == before + 1
    assert len(set(seen)) == 1
