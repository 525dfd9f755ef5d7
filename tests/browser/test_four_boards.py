"""Test 5: four browsers at work, one of them flapping, end equal; told = reloaded in the browser."""

import random

from tests.browser.screens import Screen

SHOWN = """() => {
  const clean = document.getElementById('board').cloneNode(true);
  const main = (parts) => [...clean.querySelectorAll(parts)];
  const ofViewer = '.news, [data-presence], [data-connection], .quick-add, [data-filter], .stage__switch, template';
  for (const el of main(`.step__by, [data-year], ${ofViewer}`)) el.remove();
  for (const el of main('*')) {
    el.classList.remove('step--arrived', 'step--pending');
    for (const name of ['style', 'data-home', 'data-news']) el.removeAttribute(name);
    if (el.matches('.frame')) el.removeAttribute('open');
    if (el.getAttribute('class') === '') el.removeAttribute('class');
  }
  for (const name of ['data-build', 'aria-busy']) clean.removeAttribute(name);
  return clean.innerHTML.replace(/>\\s+</g, '><').trim();
}"""


async def fresh(screen: Screen, board: str) -> str:
    """What a page loaded now shows, before anything arrives on its socket."""
    page = await screen.page.context.new_page()
    await page.goto(screen.site.base_url + board)
    await page.wait_for_selector("html.script")
    shown: str = await page.evaluate(SHOWN)
    await page.close()
    return shown


async def test_told_is_reloaded_for_each_kind_of_change(screen, site, board, bernd) -> None:
    nrw = site.cast.nrw
    german = await screen(site.cast.anna, board)
    english = await screen(site.cast.emil, "")
    await english.page.context.add_cookies([{"name": "language", "value": "en", "url": site.base_url}])
    await english.open(board)
    step = await bernd.add("Schritt für Schritt", nrw.stages["gathered"])
    path = f"/steps/{step}"
    told = [
        ("/notes", {"kind": "idea", "text": "Eine Idee\nmit zwei Zeilen"}),
        (f"/notes/{nrw.note}", {"text": "Dreißig Betriebe & mehr"}),
        (path, {"title": "Ein <neuer> Titel", "text": "Text"}),
        (f"{path}/deadline", {"words": "voraussichtlich im Mai"}),
        (f"{path}/themes", {"themes": [nrw.theme]}),
        (f"{path}/ownerships", {"party": nrw.party, "role": "lead"}),
        (f"{path}/ownerships", {"take": "1"}),
        (f"{path}/placement", {"stage": nrw.stages["working"], "before": ""}),
        (f"{path}/completion", {"result": "Es hat geklappt"}),
        (f"{path}/reopening", {}),
        (f"{path}/drop", {"reason": "doch nicht"}),
        (f"{path}/restoring", {}),
        (f"{path}/trashing", {}),
        (f"{path}/restoring", {}),
        ("/parties", {"name": "Die Kammer", "sort": "organisation"}),
        ("/themes", {"name": "Vernetzung"}),
        ("/meetings", {"title": "Runder Tisch", "words": "12. Juni 2026"}),
        (f"/notes/{nrw.note}/trashing", {}),
    ]
    for noun, fields in told:
        before = [await one.counts() for one in (german, english)]
        rev = (await bernd.do(noun, **fields))["rev"]
        for one, was in zip((german, english), before, strict=True):
            await one.reaches(rev)
            assert await one.page.evaluate(SHOWN) == await fresh(one, board), noun
            now = await one.counts()
            assert (now["pulls"], now["polls"]) == (was["pulls"], 0), noun
            assert now["messages"] > was["messages"], noun


async def test_four_browsers_at_random_end_equal(screen, site, board, bernd) -> None:
    dice = random.Random(7)  # noqa: S311 - dice, not secrets
    stages = list(site.cast.nrw.stages.values())
    for n in range(12):
        await bernd.add(f"Schritt {n}", dice.choice(stages))
    people = [site.cast.anna, site.cast.bernd, site.cast.emil, site.cast.deniz]
    screens = [await screen(person, board) for person in people]
    for turn in range(40):
        one = screens[turn % 4]
        if turn % 13 == 5:
            await screens[3].page.context.set_offline(turn % 2 == 0)
        await at_random(one, dice)
    await screens[3].page.context.set_offline(False)
    for one in screens:
        await one.until("() => document.getElementById('outbox').hidden", timeout=30)
        await one.until("() => !document.querySelector('.step--pending')", timeout=30)
    whole = await bernd.plan_json()
    kept = await bernd.lists()
    for one in screens:
        await one.reaches(whole["rev"])
        shown = await one.lists()
        assert {stage: shown[stage] for stage in kept} == kept
        assert await one.page.evaluate(SHOWN) == await fresh(one, board)


async def at_random(one: Screen, dice: random.Random) -> None:
    """Move a card by keys, or add one."""
    if dice.random() < 0.2:
        await one.page.click(f"[data-quick-add='{dice.choice(list(one.site.cast.nrw.stages.values()))}']")
        await one.page.keyboard.type(f"Neu {dice.randrange(1000)}")
        await one.page.keyboard.press("Enter")
        await one.page.keyboard.press("Escape")
        return
    cards = await one.page.query_selector_all(".step [data-move-menu]")
    await dice.choice(cards).focus()
    await one.page.keyboard.press(f"Alt+Arrow{dice.choice(['Up', 'Down', 'Left', 'Right'])}")
