"""Test 14: everything but drag and live works without script."""


async def test_a_step_goes_its_whole_way_without_script(screen, site, board, bernd) -> None:
    nrw = site.cast.nrw
    anna = await screen(site.cast.anna, "", java_script_enabled=False)
    page = anna.page
    await page.goto(site.base_url + board)
    await page.click(f"[data-quick-add='{nrw.stages['gathered']}']")
    await page.fill("main [name=lines]", "Ganz ohne Skript")
    await page.click("main form button")
    whole = await bernd.plan_json()
    step = next(one for one in whole["steps"] if one["title"] == "Ganz ohne Skript")
    await page.goto(f"{site.base_url}{board}/steps/{step['id']}")
    await page.fill("#step-text", "Mit Text")
    await page.click(".editor__save button")
    await page.fill("#step-words", "Mitte Mai 2027")
    await page.click("form[action$='/deadline'] button")
    await page.select_option("form[action$='/placement'] select", nrw.stages["working"])
    await page.click("form[action$='/placement'] button")
    await page.click("form[action$='/ownerships'] button >> nth=0")
    kept = next(one for one in (await bernd.plan_json())["steps"] if one["id"] == step["id"])
    assert (kept["text"], kept["stage"]) == ("Mit Text", nrw.stages["working"])
    assert kept["deadline"]["first"] == "2027-05-11"
    assert [owner["answer"] for owner in kept["owners"]] == ["accepted"]
    await page.click("details:has(form[action$='/completion']) summary")
    await page.fill("form[action$='/completion'] [name=result]", "Es ist etwas herausgekommen")
    await page.click("form[action$='/completion'] button")
    done = next(one for one in (await bernd.plan_json())["steps"] if one["id"] == step["id"])
    assert done["done"]["result"] == "Es ist etwas herausgekommen"


async def test_several_lines_become_steps_without_script(screen, site, board, bernd) -> None:
    anna = await screen(site.cast.anna, "", java_script_enabled=False)
    await anna.page.goto(f"{site.base_url}{board}/steps")
    await anna.page.fill("main [name=lines]", "Saal suchen im Mai 2027\nEinladen #Fachkräfte")
    await anna.page.click("main form button")
    made = {one["title"]: one for one in (await bernd.plan_json())["steps"]}
    assert made["Saal suchen"]["deadline"]["first"] == "2027-05-01"
    assert made["Einladen"]["themes"] == [site.cast.nrw.theme]


async def test_a_refused_form_keeps_what_was_typed_and_says_why(screen, site, board) -> None:
    nrw = site.cast.nrw
    anna = await screen(site.cast.anna, "", java_script_enabled=False)
    await anna.page.goto(f"{site.base_url}{board}/steps/{nrw.step}")
    await anna.page.fill("#step-text", "Bleibt stehen")
    await anna.page.fill("#step-title", " ")
    await anna.page.click(".editor__save button")
    assert await anna.page.input_value("#step-text") == "Bleibt stehen"
    assert await anna.page.is_visible("[data-error-for=title]")


async def test_both_texts_are_shown_without_script_too(screen, site, board, bernd) -> None:
    step = await bernd.add("Zwei ohne Skript", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, "", java_script_enabled=False)
    await anna.page.goto(f"{site.base_url}{board}/steps/{step}")
    await bernd.do(f"/steps/{step}", text="Bernds Fassung")
    await anna.page.fill("#step-text", "Annas Fassung")
    await anna.page.click(".editor__save button")
    said = await anna.page.inner_text(".clash")
    assert "Annas Fassung" in said
    assert "Bernds Fassung" in said
    await anna.page.click("[data-clash-mine]")
    kept = next(one for one in (await bernd.plan_json())["steps"] if one["id"] == step)
    assert kept["text"] == "Annas Fassung"


async def test_what_else_was_typed_goes_along_with_the_decision(screen, site, board, bernd) -> None:
    step = await bernd.add("Viele Felder", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, "", java_script_enabled=False)
    await anna.page.goto(f"{site.base_url}{board}/steps/{step}")
    await bernd.do(f"/steps/{step}", title="Bernds Titel")
    await anna.page.fill("#step-title", "Annas Titel")
    await anna.page.fill("#step-text", "Annas\nText")
    await anna.page.fill("#step-needed", "Annas Bedarf")
    await anna.page.click(".editor__save button")
    await anna.page.click("button[data-clash-theirs]")
    kept = next(one for one in (await bernd.plan_json())["steps"] if one["id"] == step)
    assert (kept["title"], kept["text"], kept["needed"]) == ("Bernds Titel", "Annas\nText", "Annas Bedarf")
