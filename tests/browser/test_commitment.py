"""An answer that came by phone is recorded and stands on the other screen at once; a contact person answers too."""

CARD = "(id) => document.querySelector(`#step-${id} .owner`)?.className ?? ''"
RECORD = ".owner__record:has([name=how])"


async def test_a_yes_by_phone_stands_on_the_second_screen_at_once(screen, site, board, bernd) -> None:
    nrw = site.cast.nrw
    step = await bernd.add("Zusage am Telefon", nrw.stages["gathered"])
    await bernd.do(f"/steps/{step}/ownerships", party=nrw.party, role="lead")
    anna, beamer = await screen(site.cast.anna, board), await screen(site.cast.bernd, board)
    assert "owner--asked" in await beamer.page.evaluate(CARD, step)
    polls = (await beamer.counts())["polls"]
    await anna.see_step(step)
    await anna.page.click(f"#drawer {RECORD} summary")
    await anna.page.select_option(f"#drawer {RECORD} [name=how]", "phone")
    await anna.page.click(f"#drawer {RECORD} [value=accepted]")
    await beamer.until(f"(id) => ({CARD})(id).includes('owner--accepted')", step)
    assert (await beamer.counts())["polls"] == polls
    said = "() => document.querySelector('#drawer #fresh-owners').textContent"
    await anna.until(f"() => ({said})().includes('zugesagt telefonisch')")
    assert "eingetragen von Anna" in await anna.page.evaluate(said)
    assert not anna.troubles + beamer.troubles


async def test_a_contact_person_says_yes_for_the_organisation(screen, site, board, bernd) -> None:
    nrw, guel = site.cast.nrw, site.cast.guel
    step = await bernd.add("Für die Kammer", nrw.stages["gathered"])
    await bernd.do(f"/steps/{step}/ownerships", party=nrw.party, role="lead")
    async with site.script(site.cast.anna) as facilitator:
        named = await facilitator.post(
            f"/plans/{nrw.plan}/parties/{nrw.party}/contacts", json={"member": guel.participant.id}
        )
        assert named.status_code == 200
    anna, hers = await screen(site.cast.anna, board), await screen(guel, board)
    await hers.see_step(step)
    await hers.page.click("#drawer button:text('Für Handwerkskammer zusagen')")
    await anna.until(f"(id) => ({CARD})(id).includes('owner--accepted')", step)
    said = "() => document.querySelector('#drawer #fresh-owners').textContent"
    await hers.until(f"() => ({said})().includes('zuständig: Gül')")
    assert not anna.troubles + hers.troubles
