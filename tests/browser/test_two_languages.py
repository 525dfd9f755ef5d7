"""Test 11: German and English on one plan at once, each told in their own."""


async def test_each_is_told_in_their_own_language(screen, site, board, bernd) -> None:
    german = await screen(site.cast.anna, board)
    english = await screen(site.cast.emil)
    await english.open("/")
    await english.page.click("button[name=language][value=en]")
    await english.page.wait_for_selector("html[lang=en]")
    await english.open(board)
    step = await bernd.add("Bleibt deutsch", site.cast.nrw.stages["gathered"])
    rev = (await bernd.do(f"/steps/{step}/deadline", words="voraussichtlich im Mai 2027"))["rev"]
    said = []
    for one in (german, english):
        await one.reaches(rev)
        said.append(await one.page.inner_text(f"#step-{step} .deadline"))
        assert await one.title_of(step) == "Bleibt deutsch"
        assert (await one.counts())["polls"] == 0
    assert "Mai 2027, voraussichtlich" in said[0]
    assert "May 2027" in said[1]
    assert "voraussichtlich" not in said[1]
    assert (
        await english.page.inner_text(f"#stage-{site.cast.nrw.stages['gathered']} .stage__name") == "Gathered"
    )
