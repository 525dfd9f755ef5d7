"""Steps typed in a line each: read while typing, made with and without script."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser

LINE = "Kick-off voraussichtlich im Juni @Neuverband #Neuthema"


async def test_a_line_is_shown_as_it_would_be_understood(here: Making, bernd: Browser) -> None:
    ask = {"lines": "Kick-off im Juni @Kreisverwaltung\nFlyer"}
    told = await bernd.client.get(f"/plans/{here.plan}/readings", params=ask, headers={"HX-Request": "true"})
    text = " ".join(told.text.split())
    assert "→ <strong>Kick-off</strong> · Juni 2026 · Kreisverwaltung angefragt (neue Organisation)" in text
    assert "→ <strong>Flyer</strong></li>" in text.replace(" </li>", "</li>")
    assert text.count("quick-read__more") == 1
    said = (
        await bernd.client.get(
            f"/plans/{here.plan}/readings", params=ask, headers={"Accept": "application/json"}
        )
    ).json()
    assert [line["title"] for line in said["lines"]] == ["Kick-off", "Flyer"]
    assert said["lines"][0]["owners"] == [{"id": "", "name": "Kreisverwaltung", "sort": "organisation"}]


async def test_words_of_people_stay_words(here: Making, bernd: Browser) -> None:
    ask = {"lines": '<b>x</b> im Mai @<i>y</i> @"<u>z</u>"'}
    told = await bernd.client.get(f"/plans/{here.plan}/readings", params=ask, headers={"HX-Request": "true"})
    assert told.status_code == 200
    assert not {"<b>", "<i>", "<u>"} & {told.text[at : at + 3] for at in range(len(told.text))}


async def test_a_line_is_added_by_script(here: Making, bernd: Browser) -> None:
    sent = {"lines": LINE, "stage": here.place.stages["agreed"]}
    answer = await bernd.post(f"/plans/{here.plan}/steps", sent)
    step = (await bernd.plan(here.plan))["step"][answer.json()["made"]]
    assert (step["title"], step["deadline"]["words"]) == ("Kick-off", "voraussichtlich im Juni")
    assert [owner["answer"] for owner in step["owners"]] == ["asked"]
    assert len(step["themes"]) == 1


async def test_of_several_lines_the_first_is_what_was_made_and_all_are_in_the_delta(
    here: Making, bernd: Browser
) -> None:
    stage = here.place.stages["agreed"]
    said = (await bernd.post(f"/plans/{here.plan}/steps", {"lines": "Erste\nZweite", "stage": stage})).json()
    step = (await bernd.plan(here.plan))["step"]
    assert step[said["made"]]["title"] == "Erste"
    put = {op["id"] for op in said["ops"] if op["op"] == "put" and op["list"] == stage}
    assert {"Erste", "Zweite"} <= {step[id]["title"] for id in put}


async def test_a_line_is_added_without_script(here: Making, bernd: Browser) -> None:
    fields = {"lines": "Flyer bis Freitag", "words": "", "text": "Bunt", "stage": here.place.stages["agreed"]}
    answer = await bernd.form(f"/plans/{here.plan}/steps", fields)
    step_id = answer.headers["location"].partition("#step-")[2]
    step = (await bernd.plan(here.plan))["step"][step_id]
    assert (step["title"], step["deadline"]["words"], step["text"]) == ("Flyer", "bis Freitag", "Bunt")


@pytest.mark.parametrize("lines", [" ", "x" * 300])
async def test_a_line_that_is_no_step_is_shown_again(here: Making, bernd: Browser, lines: str) -> None:
    fields = {"lines": lines, "_key": "k" * 20 + "-step-new"}
    answer = await bernd.form(f"/plans/{here.plan}/steps", fields)
    assert answer.status_code == 422
    assert 'id="step-new-lines-error" data-error-for="lines">' in answer.text


async def test_lines_of_a_table_are_asked_about_in_a_form(here: Making, bernd: Browser) -> None:
    at, table = f"/plans/{here.plan}", "Was\tWer\nPlakate\tIHK"
    fields = {"lines": table, "_key": "k" * 20 + "-step-new"}
    answer = await bernd.form(f"{at}/steps", fields)
    assert answer.status_code == 422
    assert 'data-error-for="lines">Das sieht nach einer Tabelle aus.' in answer.text
    assert f'action="{at}/imports"' in answer.text
    assert f'name="text" value="{table}"' in answer.text
    assert 'name="each"' in answer.text
    read = await bernd.form(f"{at}/imports", {"text": table, "_key": "k" * 20 + "-paste"})
    assert "/imports/" in read.headers["location"]
    added = await bernd.form(f"{at}/steps", fields | {"each": "1", "_key": "j" * 20 + "-step-new"})
    assert added.status_code == 303
    assert {"Was Wer", "Plakate IHK"} <= {step["title"] for step in (await bernd.plan(here.plan))["steps"]}
