"""Test 10: who may only read meets no control, and the server says no."""

REACHABLE = """() => [...document.querySelectorAll(':is(#board, #drawer) :is(button, a, input, textarea, select)')]
  .filter((el) => el.checkVisibility({ visibilityProperty: true }) && !el.closest('[data-filter]'))
  .map((el) => el.getAttribute('href') ?? el.className)"""


async def test_a_reader_reaches_no_control(screen, site, board) -> None:
    guel = await screen(site.cast.guel, board)
    reachable = await guel.page.evaluate(REACHABLE)
    assert [one for one in reachable if not one.startswith(("/plans/", "/regions/", "/networks/"))] == []
    assert [one for one in reachable if one.endswith(("/edit", "/trash")) or "stage=" in one] == []
    await guel.see_step(site.cast.nrw.step)
    assert await guel.page.locator("#drawer form").count() == 0


async def test_the_server_says_no_to_a_reader(screen, site, board) -> None:
    guel = await screen(site.cast.guel, board)
    nrw = site.cast.nrw
    status = await guel.page.evaluate(
        """async ([url, stage]) => (await fetch(url, { method: 'POST', body: JSON.stringify({ stage }),
          headers: { 'Content-Type': 'application/json', 'X-Token': document.body.dataset.token } })).status""",
        [f"/plans/{nrw.plan}/steps/{nrw.step}/placement", nrw.stages["working"]],
    )
    assert status == 403


async def test_alt_and_arrows_do_nothing_for_a_reader(screen, site, board, bernd) -> None:
    guel = await screen(site.cast.guel, board)
    before = await bernd.lists()
    await guel.page.focus(f"#step-{site.cast.nrw.step} [data-open-step]")
    await guel.page.keyboard.press("Alt+ArrowRight")
    assert await guel.page.locator(".step--pending").count() == 0
    assert await bernd.lists() == before
