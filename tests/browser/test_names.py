"""Names of parties and themes: changed and removed on the edit page, seen at once on every board."""

from playwright.async_api import expect


async def test_a_new_name_stands_at_once_on_every_board_and_in_its_filter(screen, site, board, bernd) -> None:
    step = await bernd.add("Mit Thema", site.cast.nrw.stages["gathered"])
    theme = (await bernd.do("/themes", name="Werkzeug"))["made"]
    rev = (await bernd.do(f"/steps/{step}/themes", themes=[theme]))["rev"]
    guel = await screen(site.cast.guel, board)
    await guel.reaches(rev)
    before = await guel.counts()
    anna = await screen(site.cast.anna, f"{board}/edit")
    await anna.page.wait_for_selector("form[hx-post][data-htmx-powered]", state="attached")
    name = anna.page.locator(f"#theme-{theme}-name")
    await name.fill("Werkzeuge & Hilfen")
    await anna.page.click(f"#theme-{theme}-form .button")
    new = "Werkzeuge & Hilfen"
    await expect(guel.page.locator(f"#step-{step} .step__themes")).to_have_text(new)
    await expect(guel.page.locator(f"[name=theme] [value='{theme}']")).to_have_text(new)
    after = await guel.counts()
    assert after["messages"] > before["messages"]
    assert (after["pulls"], after["polls"]) == (before["pulls"], 0)


async def test_what_is_named_stays_with_a_sentence_and_what_is_free_goes(screen, site, board, bernd) -> None:
    step = await bernd.add("Mit Kammer", site.cast.nrw.stages["gathered"])
    party = (await bernd.do("/parties", name="Kammer am Rhein"))["made"]
    owner = (await bernd.do(f"/steps/{step}/ownerships", party=party, role="lead"))["made"]
    anna = await screen(site.cast.anna, f"{board}/edit")
    await anna.page.wait_for_selector("form[hx-post][data-htmx-powered]", state="attached")
    removal = f"#party-{party}-removal-form button"
    await anna.page.click(removal)
    await expect(anna.page.locator("#main > .notice")).to_contain_text("steht noch an 1 Schritt")
    await bernd.do(f"/steps/{step}/ownerships/{owner}/ending")
    await anna.page.click(removal)
    await expect(anna.page.locator(f"#party-{party}")).to_have_count(0)
    await expect(anna.page.locator("#main > .notice")).to_have_count(0)
