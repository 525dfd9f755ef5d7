"""Test 1: what others do never takes away what somebody is typing."""

import pytest
from playwright.async_api import expect

from tests.waiting import until

OLD_BROWSER = "delete Element.prototype.moveBefore"


@pytest.mark.parametrize("script", ["", OLD_BROWSER], ids=["with moveBefore", "without"])
async def test_typing_survives_whatever_others_do(screen, site, board, bernd, script) -> None:
    stages = site.cast.nrw.stages
    mine = await bernd.add("Woran Anna schreibt", stages["gathered"])
    other = await bernd.add("Daneben", stages["gathered"])
    anna = await screen(site.cast.anna, "")
    await anna.page.add_init_script(script or "void 0")
    await anna.open(board)
    before = await anna.counts()
    await anna.see_step(mine)
    await anna.page.fill("#step-text", "Ein angefangener Satz")
    await anna.page.evaluate("document.getElementById('step-text').setSelectionRange(4, 12)")
    await bernd.retitle(other, "Daneben, geändert")
    await bernd.place(mine, stages["working"])
    await bernd.retitle(mine, "Woran Anna schreibt, von Bernd")
    await anna.reaches((await bernd.do(f"/steps/{other}/trashing"))["rev"])
    state = await anna.page.evaluate(
        "() => { const el = document.activeElement; return [el.id, el.value, el.selectionStart, el.selectionEnd] }"
    )
    assert state == ["step-text", "Ein angefangener Satz", 4, 12]
    assert await anna.title_of(mine) == "Woran Anna schreibt, von Bernd"
    assert await anna.stage_of(mine) == stages["working"]
    after = await anna.counts()
    assert after["messages"] > before["messages"]
    assert after["polls"] == 0


async def test_a_foreign_move_never_makes_a_clash(screen, site, board, bernd) -> None:
    stages = site.cast.nrw.stages
    step = await bernd.add("Wird verschoben", stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.page.fill("#step-text", "Annas Bemerkung")
    await anna.reaches(await bernd.place(step, stages["working"]))
    await anna.page.click(".editor__save button")
    await anna.until(
        "() => !document.querySelector('.editor__texts').ariaBusy && !document.querySelector('.clash')"
    )
    kept = next(one for one in (await bernd.plan_json())["steps"] if one["id"] == step)
    assert (kept["text"], kept["stage"]) == ("Annas Bemerkung", stages["working"])


async def test_two_people_in_one_field_both_keep_their_text(screen, site, board, bernd) -> None:
    step = await bernd.add("Zwei schreiben", site.cast.nrw.stages["gathered"])
    await bernd.do(f"/steps/{step}", text="Wir laden alle ein. Ort: Erfurt.")
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.page.click("#drawer [data-write] > summary")
    await anna.page.fill("#step-text", "Wir laden alle ein, auch die Kammer. Ort: Erfurt.")
    await bernd.do(f"/steps/{step}", text="Wir laden alle ein. Ort: Jena, Rathaus.")
    await anna.page.click(".editor__save button")
    panel = await anna.page.wait_for_selector("#drawer .clash")
    said = await panel.inner_text()
    for text in ("auch die Kammer", "Jena, Rathaus", "Bernd"):
        assert text in said
    merged = await anna.page.input_value("[data-clash-merged]")
    assert "auch die Kammer" in merged
    assert "Jena, Rathaus" in merged
    await anna.page.click(".clash .button--main")
    await anna.until("() => !document.querySelector('.clash')")
    kept = next(one for one in (await bernd.plan_json())["steps"] if one["id"] == step)
    assert kept["text"] == merged


async def test_the_step_says_who_changed_it_while_it_is_open(screen, site, board, bernd) -> None:
    step = await bernd.add("Wird umbenannt", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.page.fill("#step-title", "Annas Titel, noch nicht gespeichert")
    await bernd.retitle(step, "Bernds Titel")
    await anna.until("() => document.querySelector('#drawer').innerText.includes('Bernd')")
    assert await anna.page.input_value("#step-title") == "Annas Titel, noch nicht gespeichert"


async def test_what_was_saved_beside_a_clash_goes_with_the_decision(screen, site, board, bernd) -> None:
    step = await bernd.add("Titel am Anfang", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.page.fill("#drawer [name=title]", "Annas Titel")
    await anna.page.fill("#step-text", "Annas Bemerkung")
    await bernd.do(f"/steps/{step}", title="Bernds Titel")
    await anna.page.click("#drawer .editor__save button")
    await anna.page.click("#drawer [data-clash-mine]")

    async def kept() -> bool:
        [one] = [one for one in (await bernd.plan_json())["steps"] if one["id"] == step]
        return (one["title"], one["text"]) == ("Annas Titel", "Annas Bemerkung")

    await until(kept, 10, what="both texts on the server")
    await anna.until("() => document.getElementById('step-text').value === 'Annas Bemerkung'")


async def test_what_can_be_undone_after_a_clash_is_said_in_a_sentence(screen, site, board, bernd) -> None:
    step = await bernd.add("Titel am Anfang", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.page.fill("#drawer [name=title]", "Annas Titel")
    await bernd.do(f"/steps/{step}", title="Bernds Titel")
    await anna.page.click("#drawer .editor__save button")
    await anna.page.click("#drawer [data-clash-mine]")
    undo = anna.page.locator("#undo span")
    await undo.get_by_text("In „Annas Titel“ gilt Ihre Fassung", exact=True).wait_for()
    await anna.page.locator("#drawer h1", has_text="Annas Titel").wait_for()
    await anna.page.fill("#step-text", "Eine Bemerkung")
    await anna.page.click("#drawer .editor__save button")
    await undo.get_by_text("„Annas Titel“ geändert", exact=True).wait_for()


async def test_two_who_say_what_came_of_a_step_see_both(screen, site, board, bernd) -> None:
    step = await bernd.add("Von beiden erledigt", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.page.click("#drawer .endings summary >> nth=0")
    await anna.page.fill("#drawer [name=result]", "Annas Ergebnis")
    await bernd.do(f"/steps/{step}/completion", result="Bernds Ergebnis")
    await anna.page.click("#drawer form[action$='/completion'] button.button--main")
    panel = anna.page.locator("#drawer .clash")
    await panel.get_by_text("hat gesagt, was herausgekommen ist").wait_for()
    await panel.locator(".button--main").click()

    async def kept() -> bool:
        [one] = [one for one in (await bernd.plan_json())["steps"] if one["id"] == step]
        return "Annas" in one["done"]["result"] and "Bernds" in one["done"]["result"]

    await until(kept, 10, what="both results on the server")


async def test_a_clash_heard_of_after_being_offline_is_decided_in_the_step(
    screen, site, board, bernd
) -> None:
    step = await bernd.add("Ohne Netz umgeschrieben", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    page, entry = anna.page, anna.page.locator("#outbox li")
    await anna.see_step(step)
    await page.context.set_offline(True)
    await page.fill("#step-text", "Annas Text von unterwegs")
    await page.click("#drawer .editor__save button")
    await page.keyboard.press("Escape")
    await expect(page.locator("#drawer")).to_be_hidden()
    await bernd.do(f"/steps/{step}", text="Bernds Text vom Schreibtisch")
    await page.context.set_offline(False)
    await entry.get_by_text("Bernd hat denselben Text geändert").wait_for()
    await page.reload()
    await entry.get_by_role("link", name="Beide ansehen").click()
    panel = page.locator("#drawer .clash")
    await expect(panel).to_contain_text("Bernds Text vom Schreibtisch")
    await expect(panel).to_contain_text("Annas Text von unterwegs")
    await expect(page.locator("#outbox")).to_be_hidden()
    await bernd.do(f"/steps/{step}", text="Bernds dritter Text")
    # whatever way it is opened, with the text as it is by now
    await anna.open(board)
    await expect(entry).to_contain_text("Annas Text von unterwegs")
    await anna.see_step(step)
    await expect(panel).to_contain_text("Bernds dritter Text")
    await panel.locator("[data-clash-mine]").click()
    await expect(entry).to_have_count(0)
    await expect(panel).to_have_count(0)

    async def kept() -> bool:
        [one] = [one for one in (await bernd.plan_json())["steps"] if one["id"] == step]
        return one["text"] == "Annas Text von unterwegs"

    await until(kept, 10, what="her text on the server")
    await anna.open(board)
    await expect(page.locator("#outbox")).to_be_hidden()


async def test_a_late_clash_ends_with_their_text_as_well(screen, site, board, bernd) -> None:
    step = await bernd.add("Ohne Netz umbenannt", site.cast.nrw.stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.see_step(step)
    await anna.page.context.set_offline(True)
    await anna.page.fill("#step-text", "Annas Text")
    await anna.page.click("#drawer .editor__save button")
    await anna.page.keyboard.press("Escape")
    await bernd.do(f"/steps/{step}", text="Bernds Text")
    await anna.page.context.set_offline(False)
    await anna.page.get_by_role("link", name="Beide ansehen").click()
    await anna.page.click("#drawer [data-clash-theirs]")
    await expect(anna.page.locator("#outbox li")).to_have_count(0)
    await anna.until("() => document.getElementById('step-text').value === 'Bernds Text'")
