"""The pages beside the board: their forms change them in place, and nothing typed is lost by it."""

import pytest

from tests.browser.screens import Screen

STAYED = "() => window.stayed === true"  # the page was not loaded anew


async def opened(screen, person, path: str) -> Screen:
    one = await screen(person, path)
    await one.page.wait_for_selector("form[hx-post][data-htmx-powered]", state="attached")
    await one.page.evaluate("() => { window.stayed = true; }")
    return one


async def press(screen: Screen, form: str) -> None:
    await screen.page.click(f"form[action$='{form}'] button:not([type=button])")


async def said(screen: Screen) -> None:
    """Wait for the confirmation; the page is the one it was."""
    await screen.until("() => document.getElementById('announcer').textContent === 'Gespeichert'")
    assert await screen.page.evaluate(STAYED)


@pytest.fixture
async def anna(screen, site, board) -> Screen:
    """Anna on the page where NRW's plan is edited."""
    return await opened(screen, site.cast.anna, f"{board}/edit")


@pytest.mark.parametrize(
    ("form", "field", "text", "shown"),
    [
        ("/notes", "#note-new-text", "Eine Karte an Ort und Stelle", ".note--edit"),
        ("/parties", "#party-name", "Sparkasse Ort", ".note--edit"),
        ("/themes", "#theme-name", "Thema am Ort", ".note--edit"),
    ],
)
async def test_what_is_added_is_there_and_its_field_is_empty(anna, form, field, text, shown) -> None:
    await anna.page.fill(field, text)
    await press(anna, form)
    await said(anna)
    assert await anna.page.locator(shown, has_text=text).count() == 1
    assert await anna.page.input_value(field) == ""


async def test_a_meetings_words_are_read_while_they_are_typed(screen, site, board) -> None:
    anna = await opened(screen, site.cast.anna, f"{board}/meetings")
    read = anna.page.locator("#meeting-new-words-read")
    await anna.page.fill("#meeting-new-words", "9.6.2026")
    await read.get_by_text("verstanden als Di, 09.06.2026 (KW 24)").wait_for()
    await anna.page.fill("#meeting-new-words", "wenn es passt")
    await read.get_by_text("Kein lesbarer Termin").wait_for()
    await anna.page.fill("#meeting-new-words", "10. Juni 2026")
    await press(anna, "/meetings")
    await said(anna)
    assert await anna.page.locator("li.meeting", has_text="10. Juni 2026").count() == 1


async def test_a_refused_form_keeps_its_text_and_says_why_at_the_field(anna) -> None:
    await anna.page.fill("#party-name", "  ")
    await press(anna, "/parties")
    await anna.page.get_by_text("Hier fehlt noch etwas.").wait_for()
    assert await anna.page.input_value("#party-name") == "  "
    assert await anna.page.evaluate("() => document.activeElement.id") == "party-name"
    assert await anna.page.get_attribute("#party-name", "aria-invalid") == "true"
    await anna.page.fill("#party-name", "Nun doch")
    await press(anna, "/parties")
    await said(anna)
    assert await anna.page.is_hidden("#party-name-error")


async def test_what_stands_in_other_forms_stays_and_clashes_as_it_would_have(anna, site, bernd) -> None:
    note = site.cast.nrw.note
    await anna.page.fill("#plan-goal", "Halb getippt")
    await anna.page.fill(f"#note-{note}-text", "Annas Fassung")
    await bernd.do(f"/notes/{note}", text="Bernds Fassung")
    await anna.page.fill("#theme-name", "Noch ein Thema")
    await press(anna, "/themes")
    await said(anna)
    assert await anna.page.input_value("#plan-goal") == "Halb getippt"
    assert await anna.page.input_value(f"#note-{note}-text") == "Annas Fassung"
    await press(anna, f"/notes/{note}")
    await anna.page.get_by_text("Bernd hat die Karte geändert").wait_for()
    assert await anna.page.input_value(".clash textarea[hidden]") == "Annas Fassung"
    assert await anna.page.input_value("#plan-goal") == "Halb getippt"
    await anna.page.fill("[data-clash-merged]", "Unsere Fassung")
    await anna.page.click(".clash .button--main")
    await said(anna)
    assert await anna.page.input_value(f"#note-{note}-text") == "Unsere Fassung"
    assert await anna.page.locator(".clash").count() == 0


async def test_what_is_typed_on_while_a_form_is_under_way_stays(anna, board) -> None:
    await anna.page.fill("#plan-period", "Sechs")
    send_and_type_on = """() => { const field = document.querySelector('#plan-period');
      field.form.requestSubmit(); field.value = 'Sechs Monate'; }"""
    await anna.page.evaluate(send_and_type_on)
    await said(anna)
    assert await anna.page.input_value("#plan-period") == "Sechs Monate"
    await press(anna, board)
    await anna.until("() => document.querySelector('#plan-period').defaultValue === 'Sechs Monate'")


async def test_the_focus_stays_in_the_list_when_a_row_goes(anna, bernd) -> None:
    ids = [(await bernd.do("/notes", kind="idea", text=f"Karte {n}"))["made"] for n in range(3)]
    await anna.open(f"/plans/{bernd.plan}/edit")
    await anna.page.evaluate("() => { window.stayed = true; }")
    await anna.page.focus(f"#note-{ids[1]} .note__away button")
    await anna.page.keyboard.press("Enter")
    await said(anna)
    assert await anna.page.locator(f"#note-{ids[1]}").count() == 0
    inside = "(id) => document.activeElement.closest('li')?.id === `note-${id}`"
    assert await anna.page.evaluate(inside, ids[2])


async def test_a_new_step_leads_to_the_board(screen, site, board, bernd) -> None:
    anna = await opened(screen, site.cast.anna, f"{board}/steps?stage={site.cast.nrw.stages['agreed']}")
    await anna.page.fill("#step-new-lines", " ")
    await anna.page.click("main form button")
    await anna.page.wait_for_selector("[aria-invalid=true]")
    assert await anna.page.evaluate(STAYED)
    await anna.page.fill("#step-new-lines", "Aus dem Formular")
    await anna.page.fill("#step-new-words", "KW 25")
    await anna.page.click("main form button")
    await anna.page.wait_for_selector("#board")
    await anna.connected()
    step = next(one for one in (await bernd.plan_json())["steps"] if one["title"] == "Aus dem Formular")
    assert anna.page.url.endswith(f"{board}#step-{step['id']}")


async def test_a_steps_own_page_changes_in_place(screen, site, board, bernd) -> None:
    nrw = site.cast.nrw
    step = await bernd.add("Auf eigener Seite", nrw.stages["gathered"])
    anna = await opened(screen, site.cast.anna, f"{board}/steps/{step}")
    await anna.page.fill("#step-text", "Von der Seite aus")
    await press(anna, f"/steps/{step}")
    await said(anna)
    await anna.page.select_option("#step-stage", nrw.stages["working"])
    await press(anna, "/placement")
    await anna.page.locator("#fresh-place", has_text="In Arbeit").wait_for()
    await anna.open(f"{board}/steps/{step}")
    assert await anna.page.input_value("#step-text") == "Von der Seite aus"
    assert await anna.page.evaluate("() => sessionStorage.length") == 0


async def test_the_board_fetches_htmx_with_the_first_drawer(screen, site, board) -> None:
    anna = await screen(site.cast.anna)
    asked: list[str] = []
    anna.page.on("request", lambda request: asked.append(request.url))
    await anna.open(board)
    assert [url for url in asked if "htmx" in url] == []
    await anna.see_step(site.cast.nrw.step)
    await anna.page.wait_for_selector("#step-words[data-htmx-powered]")
    await anna.page.fill("#step-words", "Ende Juni 2026")
    await anna.page.get_by_text("verstanden als 21.–30. Juni 2026").wait_for()
    assert len([url for url in asked if "htmx" in url]) == 1
    assert await anna.page.locator("form[data-htmx-powered]").count() == 0
