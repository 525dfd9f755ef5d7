"""What one has accepted is given back on the start page, with a word; and what was done is said in one place."""

from playwright.async_api import expect

from tests.browser.screens import acting

RECORD = """() => {
  const place = document.getElementById("announcer");
  window.seen = [];
  const note = () => {
    const undo = document.getElementById("undo");
    if (!undo || undo.hidden || !place.textContent) return;
    window.seen.push({ words: place.textContent, clip: getComputedStyle(place).clipPath });
  };
  new MutationObserver(note).observe(document.body, { childList: true, subtree: true, attributes: true });
}"""


async def test_what_i_have_is_given_back_in_its_row_with_a_word(screen, site, bernd) -> None:
    step = await bernd.add("Doch zu viel", site.cast.nrw.stages["agreed"])
    async with acting(site, site.cast.anna, bernd.plan) as anna:
        await bernd.do(f"/steps/{step}/ownerships", take=True)
        [owner] = [one["owners"][0] for one in (await bernd.plan_json())["steps"] if one["id"] == step]
        await anna.do(f"/steps/{step}/ownerships/{owner['id']}/ending")
        party = owner["party"]
        asked = (await anna.do(f"/steps/{step}/ownerships", party=party, role="lead"))["made"]
        await bernd.do(f"/steps/{step}/ownerships/{asked}/answer", answer="accepted")
    home = await screen(site.cast.bernd, "/")
    await home.connected()
    waiting = await screen(site.cast.anna, "/")
    await waiting.connected()
    row = home.page.locator(f"#step-{step}")
    await row.get_by_role("link", name="Nicht ich …").click()
    await expect(row.locator("textarea")).to_be_focused()
    await home.page.keyboard.press("Escape")
    await expect(row.get_by_role("link", name="Nicht ich …")).to_be_focused()
    await home.page.keyboard.press("Enter")
    await row.locator("textarea").fill("Im Mai bin ich weg")
    await row.get_by_role("button", name="Nicht ich").click()
    await row.wait_for(state="detached")
    heard = waiting.page.locator("[data-rows=mentioned] > li", has_text="Doch zu viel")
    await expect(heard).to_contain_text("Bernd übernimmt das nicht")
    await expect(heard).to_contain_text("Im Mai bin ich weg")
    owners = next(one["owners"] for one in (await bernd.plan_json())["steps"] if one["id"] == step)
    assert [one["answer"] for one in owners] == ["declined"]


async def test_beside_how_to_undo_it_nothing_says_it_once_more(screen, site, bernd) -> None:
    step = await bernd.add("Nur einmal gesagt", site.cast.nrw.stages["agreed"])
    await bernd.do(f"/steps/{step}/ownerships", take=True)
    home = await screen(site.cast.bernd, "/")
    await home.connected()
    await home.page.evaluate(RECORD)
    await home.page.click(f"#step-{step} button[formaction$='/completion']")
    await home.until("() => window.seen.some(({ words }) => words.includes('Strg'))")
    assert await home.page.evaluate("() => window.seen.filter(({ clip }) => clip === 'none')") == []


MIDDLES = """(row) => [...row.querySelectorAll(".step__answers .button")].map((one) => {
  const { top, bottom } = one.getBoundingClientRect();
  return Math.round((top + bottom) / 2);
})"""


async def test_on_a_phone_all_that_can_be_answered_stands_in_one_line(screen, site, bernd) -> None:
    step = await bernd.add("In einer Zeile", site.cast.nrw.stages["agreed"])
    await bernd.do(f"/steps/{step}/ownerships", take=True)
    home = await screen(site.cast.bernd, "/", viewport={"width": 390, "height": 800}, has_touch=True)
    middles = await home.page.locator(f"#step-{step}").evaluate(MIDDLES)
    assert (len(middles), len(set(middles))) == (4, 1)
