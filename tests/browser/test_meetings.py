"""A meeting on every board that is open: in the head, around the steps, and with what is due by it."""

from playwright.async_api import expect


async def test_a_new_meeting_and_what_follows_it_stand_on_all_boards_at_once(
    screen, site, board, bernd
) -> None:
    stage = site.cast.nrw.stages["gathered"]
    sent = {"title": "Folgt dem Treffen", "stage": stage, "words": "bis zum nächsten Treffen"}
    step = (await bernd.do("/steps", **sent))["made"]
    boards = [await screen(person, board) for person in (site.cast.anna, site.cast.emil)]
    meeting = await bernd.do("/meetings", words="4. Mai 2027", starts="18 Uhr", place="IHK Köln")
    for day in ("4. Mai 2027", "11. Mai 2027", ""):
        if day.startswith("11"):
            await bernd.do(f"/meetings/{meeting['made']}", words=day)
        elif not day:
            await bernd.do(f"/meetings/{meeting['made']}/trashing")
        for one in boards:
            head = one.page.locator("[data-frag=plan-head]")
            if day:
                await expect(head).to_contain_text(f"Nächstes Treffen: {day}, 18:00 Uhr, IHK Köln")
                await expect(one.page.locator(f"#step-{step} .deadline")).to_contain_text(day)
            else:
                await expect(head).not_to_contain_text("IHK Köln")
                await expect(one.page.locator(f"#step-{step} .deadline")).not_to_contain_text("Mai 2027")


async def test_a_meeting_is_made_and_changed_on_its_page(screen, site, board) -> None:
    anna = await screen(site.cast.anna)
    page = anna.page
    await page.goto(f"{site.base_url}{board}/meetings")
    await page.fill("#meeting-new-words", "3. Oktober 2027")
    await expect(page.locator("#meeting-new-words-read")).to_contain_text("Feiertag in NRW")
    await page.fill("#meeting-new-starts", "abends")
    await page.fill("#meeting-new-agenda", "1. Begrüßung")
    await page.get_by_role("button", name="Treffen anlegen").click()
    await expect(page.locator("#meeting-new-starts-error")).to_contain_text("zum Beispiel 18:00")
    await expect(page.locator("#meeting-new-agenda")).to_have_value("1. Begrüßung")
    await page.fill("#meeting-new-starts", "18 Uhr")
    await page.get_by_role("button", name="Treffen anlegen").click()
    made = page.locator("li.meeting", has_text="3. Okt. 2027, 18:00 Uhr")
    await expect(made).to_contain_text("1. Begrüßung")
    await made.locator("summary").click()
    await made.get_by_label("Ort", exact=True).fill("Rathaus")
    await made.get_by_role("button", name="Speichern").click()
    await expect(page.locator("li.meeting", has_text="18:00 Uhr, Rathaus")).to_have_count(1)
