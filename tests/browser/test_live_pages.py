"""The pages of meetings and of the history follow what others do, and take nothing away from whoever is typing."""

from playwright.async_api import expect

MAIN = "() => document.getElementById('main').innerText"


async def test_a_meeting_that_others_set_stands_on_the_open_page(screen, site, board, bernd) -> None:
    anna = await screen(site.cast.anna, f"{board}/meetings")
    await anna.connected()
    page = anna.page
    await page.fill("#meeting-new-words", "morgen in")
    await page.fill("#meeting-new-agenda", "1. Begrü")
    made = (await bernd.do("/meetings", words="4. Mai 2027", place="IHK Köln"))["made"]
    row = page.locator(f"#meeting-{made}")
    await expect(row).to_contain_text("4. Mai 2027, IHK Köln")
    await expect(page.locator("#meeting-new-agenda")).to_have_value("1. Begrü")
    await expect(page.locator("#meeting-new-agenda")).to_be_focused()
    await row.locator("summary").click()
    other = (await bernd.do("/meetings", words="5. Mai 2027", place="Rathaus"))["made"]
    await expect(page.locator(f"#meeting-{other}")).to_contain_text("Rathaus")
    await expect(row.get_by_label("Ort", exact=True)).to_be_visible()  # unfolded as before
    await row.get_by_label("Ort", exact=True).fill("IHK Bonn")
    await bernd.do(f"/meetings/{made}", place="Gürzenich", base=(await bernd.plan_json())["rev"])
    await bernd.do(f"/meetings/{other}/trashing")
    await expect(page.locator("#ahead")).not_to_contain_text("Rathaus")
    await expect(row.get_by_label("Ort", exact=True)).to_have_value("IHK Bonn")
    await row.get_by_role("button", name="Speichern").click()
    clash = page.locator(".clash")
    await expect(clash).to_contain_text("Gürzenich")
    await expect(clash).to_contain_text("IHK Bonn")
    counts = await anna.counts()
    assert counts["messages"] > 0
    assert (counts["pulls"], counts["polls"], counts["gaps"]) == (0, 0, 0)
    await anna.connected()
    await bernd.do(f"/meetings/{made}/trashing")


async def test_what_is_typed_into_a_meeting_stays_when_others_take_it_away(
    screen, site, board, bernd
) -> None:
    made = (await bernd.do("/meetings", words="6. Juni 2027", place="Saal"))["made"]
    anna = await screen(site.cast.anna, f"{board}/meetings")
    await anna.connected()
    row = anna.page.locator(f"#meeting-{made}")
    await row.locator("summary").click()
    await row.get_by_label("Ort", exact=True).fill("Garten")
    await bernd.do(f"/meetings/{made}/trashing")
    await expect(anna.page.locator("#removed")).to_contain_text("6. Juni 2027")
    await expect(row.get_by_label("Ort", exact=True)).to_have_value("Garten")


async def test_the_open_history_grows_and_is_what_a_reload_shows(screen, site, board, bernd) -> None:
    anna = await screen(site.cast.anna, f"{board}/history")
    await anna.connected()
    step = await bernd.add("Live im Verlauf", site.cast.nrw.stages["gathered"])
    rev = await bernd.retitle(step, "Live im Verlauf, ganz")
    first = anna.page.locator(".past__lines > li").first
    await expect(first).to_contain_text("Live im Verlauf, ganz")
    await bernd.do("/reversals", rev=rev)
    await expect(anna.page.locator(".past__lines > li").nth(1)).to_have_class("past__line past__line--undone")
    told = await anna.page.evaluate(MAIN)
    await anna.page.reload()
    await anna.connected()
    assert await anna.page.evaluate(MAIN) == told


async def test_the_page_of_one_meeting_follows_its_steps_and_itself(screen, site, board, bernd) -> None:
    made = (await bernd.do("/meetings", words="20. April 2026", title="Frühjahr"))["made"]
    anna = await screen(site.cast.anna, f"{board}/meetings/{made}")
    await anna.connected()
    stage = site.cast.nrw.stages["gathered"]
    sent = {"title": "Saal mieten", "stage": stage, "words": "bis zum nächsten Treffen"}
    step = (await bernd.do("/steps", **sent))["made"]
    due, done = (anna.page.locator(f"section[aria-labelledby=meeting-{part}]") for part in ("due", "done"))
    await expect(due).to_contain_text("Saal mieten")
    await bernd.do(f"/steps/{step}/completion", result="Ging gut")
    await expect(done).to_contain_text("Ging gut")
    await expect(due).not_to_contain_text("Saal mieten")
    await bernd.do(f"/meetings/{made}", place="Rathaus")
    await expect(anna.page.locator(".due-facts")).to_contain_text("Rathaus")
    told = await anna.page.evaluate(MAIN)
    await anna.page.reload()
    await anna.connected()
    assert await anna.page.evaluate(MAIN) == told
    await bernd.do(f"/meetings/{made}/trashing")
    await expect(anna.page.locator(".ending--away")).to_contain_text("Endgültig weg ist es am")
