"""What is done in one tap on the start page."""

import pytest

from tests.browser.screens import Screen, Script, acting

CHANGED = "Ihre nächsten Schritte haben sich geändert."


async def opened(screen, site, **options) -> Screen:
    """Bernd's start page, live."""
    home = await screen(site.cast.bernd, "/", **options)
    await home.connected()
    return home


async def asked(bernd: Script, title: str, stage: str) -> str:
    """A step that Bernd is asked to take; its id."""
    step = await bernd.add(title, stage)
    await bernd.do(f"/steps/{step}/ownerships", take=True)
    [owner] = [one["owners"][0] for one in (await bernd.plan_json())["steps"] if one["id"] == step]
    await bernd.do(f"/steps/{step}/ownerships/{owner['id']}/answer", answer="asked")
    return step


@pytest.mark.parametrize("clicks", [1, 2])
async def test_one_tap_accepts_and_another_completes(screen, site, bernd, clicks) -> None:
    """A double click is one: the second would meet "Erledigt"."""
    mine = await asked(bernd, f"Gefragt mit {clicks}", site.cast.nrw.stages["agreed"])
    home = await opened(screen, site)
    row = f"#step-{mine}"
    await home.page.click(f"[data-rows=asked] {row} button[value=accepted]", click_count=clicks, delay=60)
    await home.page.wait_for_selector(f"[data-rows=undated] {row}")
    await home.page.locator("#undo").wait_for()
    assert await home.page.evaluate("(row) => document.activeElement.closest(row) !== null", row)
    await home.page.click(f"{row} button[formaction$='/completion']")
    await home.page.locator(row).wait_for(state="detached")
    done = next(step for step in (await bernd.plan_json())["steps"] if step["id"] == mine)
    assert done["done"]["result"] == ""


RECORD = """() => {
  const place = document.getElementById("announcer");
  window.said = [];
  const note = () => place.textContent && window.said.push(place.textContent);
  new MutationObserver(note).observe(place, { childList: true });
}"""


async def test_what_i_did_myself_is_confirmed_and_not_told_as_news(screen, site, bernd) -> None:
    mine, other = [await asked(bernd, f"Selbst {n}", site.cast.nrw.stages["agreed"]) for n in (1, 2)]
    home = await opened(screen, site)
    await home.page.evaluate(RECORD)
    await home.page.click(f"#step-{mine} button[value=accepted]")
    await home.page.wait_for_selector(f"[data-rows=undated] #step-{mine}")
    await home.page.locator("#undo").wait_for()
    async with acting(site, site.cast.anna, bernd.plan) as anna:
        await anna.retitle(other, "Anders gesagt")
    await home.page.locator(f"#step-{other}", has_text="Anders gesagt").wait_for()
    await home.until("(changed) => window.said.includes(changed)", CHANGED)
    said = await home.page.evaluate("() => window.said")
    assert said.count(CHANGED) == 1
    assert said.index(CHANGED) == len(said) - 1 > 0
