"""Adding a step, its page, its texts."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser

ALL = {"title": "Kick-off", "words": "voraussichtlich im Mai", "text": "Mit Kaffee"}


async def test_a_step_is_added_without_script_with_all_that_was_typed(here: Making, bernd: Browser) -> None:
    answer = await bernd.form(f"/plans/{here.plan}/steps", ALL | {"stage": here.place.stages["working"]})
    place, _, made = answer.headers["location"].partition("#step-")
    assert (answer.status_code, place) == (303, f"/plans/{here.plan}")
    step = (await bernd.plan(here.plan))["step"][made]
    assert (step["title"], step["text"], step["stage"]) == (
        "Kick-off",
        "Mit Kaffee",
        here.place.stages["working"],
    )
    assert step["deadline"]["first"] == "2026-05-01"
    assert step["deadline"]["tentative"] is True


async def test_htmx_goes_on_to_a_page_with_another_address(here: Making, bernd: Browser) -> None:
    new = f"/plans/{here.plan}/steps"
    by_htmx = {"HX-Request": "true", "HX-Request-Type": "full", "Referer": bernd.origin + new}
    answer = await bernd.form(new, {"title": "Mit htmx"}, **by_htmx)
    assert answer.status_code == 204
    assert answer.headers["hx-redirect"].startswith(f"/plans/{here.plan}#step-")


async def test_a_script_is_told_the_id_of_what_it_made(here: Making, bernd: Browser) -> None:
    answer = await bernd.post(f"/plans/{here.plan}/steps", {"title": "Einladen"})
    made = answer.json()["made"]
    assert made in [op["id"] for op in answer.json()["ops"]]
    assert (await bernd.plan(here.plan))["step"][made]["stage"] == here.place.stages["gathered"]


async def test_a_step_without_title_comes_back_with_what_was_typed(here: Making, bernd: Browser) -> None:
    key = {"_key": "k" * 20 + "-step-new"}
    rest = {name: said for name, said in ALL.items() if name != "title"}
    sent = rest | key | {"lines": "  ", "text": "behalten <b>"}
    answer = await bernd.form(f"/plans/{here.plan}/steps", sent)
    assert answer.status_code == 422
    assert "Hier fehlt noch etwas." in answer.text
    assert "behalten &lt;b&gt;" in answer.text
    assert 'value="voraussichtlich im Mai"' in answer.text


async def test_the_form_for_a_new_step_knows_where_it_goes(here: Making, bernd: Browser) -> None:
    page = await bernd.get(f"/plans/{here.plan}/steps?stage={here.place.stages['waiting']}")
    assert f'<option value="{here.place.stages["waiting"]}" selected>' in page.text


async def test_title_and_text_are_changed(here: Making, bernd: Browser) -> None:
    answer = await bernd.form(
        here.step_address, {"title": "Neu", "text": "Zwei\r\nZeilen", "_base": here.rev}
    )
    assert answer.status_code == 303
    step = (await bernd.plan(here.plan))["step"][here.step]
    assert (step["title"], step["text"]) == ("Neu", "Zwei\nZeilen")


async def test_what_is_not_sent_stays(here: Making, bernd: Browser) -> None:
    await bernd.post(here.step_address, {"text": "nur der Text", "base": here.rev})
    step = (await bernd.plan(here.plan))["step"][here.step]
    assert (step["title"], step["text"]) == ("Ein Schritt", "nur der Text")


async def test_a_browser_that_does_not_say_what_it_read_is_refused(here: Making, bernd: Browser) -> None:
    answer = await bernd.post(here.step_address, {"title": "Neu"})
    assert (answer.status_code, answer.json()["code"]) == (422, "base_missing")


async def test_a_script_with_a_token_overwrites_knowingly(here: Making, bernd: Browser, site) -> None:
    await bernd.post(here.step_address, {"title": "von Bernd", "base": here.rev})
    async with site.script(site.cast.anna) as anna:
        answer = await anna.post(here.step_address, json={"title": "von Annas Skript"})
    assert answer.status_code == 200
    assert (await bernd.plan(here.plan))["step"][here.step]["title"] == "von Annas Skript"


async def test_the_drawer_gets_only_the_middle_of_the_page(here: Making, bernd: Browser) -> None:
    page, fragment = (
        await bernd.get(here.step_address),
        await bernd.get(here.step_address, **{"HX-Request": "true"}),
    )
    assert page.text.startswith("<!doctype html>")
    assert "<html" not in fragment.text
    assert f'<article class="editor" data-step="{here.step}"' in fragment.text
    assert ("hx-post" in page.text, "hx-post" in fragment.text) == (True, False)
    assert all(answer.headers["vary"].startswith("HX-Request") for answer in (page, fragment))


async def test_the_page_shows_a_reader_no_form_but_those_of_every_page(here: Making, guel: Browser) -> None:
    page = await guel.get(here.step_address)
    assert "Ein Schritt" in page.text
    assert f'action="{here.step_address}' not in page.text


@pytest.mark.parametrize(
    "extra", ["id", "plan", "plan_id", "role", "author", "by", "rev", "number", "at", "made"]
)
async def test_what_the_server_decides_cannot_be_sent(here: Making, bernd: Browser, extra: str) -> None:
    before = here.rev
    answer = await bernd.post(f"/plans/{here.plan}/steps", {"title": "Mein Schritt", extra: "1"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert here.rev == before


async def test_a_title_and_lines_at_once_are_refused(here: Making, bernd: Browser) -> None:
    before = here.rev
    answer = await bernd.post(f"/plans/{here.plan}/steps", {"title": "C", "lines": "A\nB"})
    assert (answer.status_code, answer.json()["fields"]) == (
        422, {"lines": "Entweder ein Titel oder Zeilen, nicht beides."}
    )  # fmt: skip
    assert here.rev == before
