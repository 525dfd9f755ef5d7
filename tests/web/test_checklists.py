"""The checklist, from forms and as JSON."""

import re
from typing import Any

import pytest

from tests.web.making import Making
from tests.web.site import Browser
from tracker.boards.checks import FEW


@pytest.fixture
def address(here: Making) -> str:
    """Of a step without a checklist."""
    return f"/plans/{here.plan}/steps/{here.another_step()}"


async def made(browser: Browser, address: str, text: str = "Saal anfragen") -> str:
    return (await browser.post(f"{address}/checklist", {"text": text})).json()["made"]


async def lines(browser: Browser, address: str) -> list[dict[str, Any]]:
    _, _, plan, _, step = address.split("/")
    return (await browser.plan(plan))["step"][step]["checklist"]


def said(lines: list[dict[str, Any]]) -> list[tuple[str, bool]]:
    return [(line["text"], line["done"]) for line in lines]


async def test_everything_can_be_done_without_script(address: str, here: Making, bernd: Browser) -> None:
    place = f"{address}/checklist"
    for text in ("Saal", "Einladung", "Kaffee"):
        assert (await bernd.form(place, {"text": text})).status_code == 303
    ids = [line["id"] for line in await lines(bernd, address)]
    await bernd.form(f"{place}/{ids[0]}/completion", {})
    await bernd.form(f"{place}/{ids[1]}", {"text": "Einladung & Plakat", "_base": here.rev})
    await bernd.form(f"{place}/{ids[2]}/placement", {"before": ids[0]})
    await bernd.form(f"{place}/{ids[2]}/placement", {"before": ""})
    await bernd.form(f"{place}/{ids[2]}/removal", {})
    assert said(await lines(bernd, address)) == [("Saal", True), ("Einladung & Plakat", False)]
    page = (await bernd.get(address)).text
    assert "1 von 2" in page
    assert 'aria-checked="true" aria-labelledby="text-' in page
    assert f'action="{place}/{ids[0]}/reopening"' in page
    await bernd.form(f"{place}/{ids[0]}/reopening", {})
    assert said(await lines(bernd, address)) == [("Saal", False), ("Einladung & Plakat", False)]


async def test_a_reader_sees_the_list_and_no_button(address: str, bernd: Browser, guel: Browser) -> None:
    check = await made(bernd, address, "Saal <b>")
    page = (await guel.get(address)).text
    assert "Saal &lt;b&gt;" in page
    assert check in page
    assert "/checklist" not in page


async def test_the_card_says_how_much_of_it_is_done(address: str, bernd: Browser) -> None:
    check = await made(bernd, address)
    answer = await bernd.post(f"{address}/checklist/{check}/completion", {})
    [op] = answer.json()["ops"]
    assert "1 von 1" in op["html"]


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "Hier fehlt noch etwas."), ("x" * 201, "Höchstens 200 Zeichen")]
)
async def test_what_cannot_be_a_line_is_said_at_its_field(
    address: str, here: Making, bernd: Browser, text: str, sentence: str
) -> None:
    key = {"_key": "k" * 20 + "-check-new"}
    answer = await bernd.form(f"{address}/checklist", {"text": text, **key})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{text}"' in answer.text


async def test_both_wordings_stand_side_by_side(
    address: str, here: Making, bernd: Browser, anna: Browser
) -> None:
    check = await made(bernd, address)
    place, base = f"{address}/checklist/{check}", here.rev
    await anna.post(place, {"text": "Aula anfragen", "base": base})
    answer = await bernd.form(place, {"text": "Saal <mieten>", "_base": base})
    assert answer.status_code == 409
    assert 'data-clash="check"' in answer.text
    assert f'action="{place}"' in answer.text
    assert "Anna hat diesen Punkt geändert" in answer.text
    assert "&lt;mieten&gt;" in answer.text
    told = await bernd.post(place, {"text": "Saal mieten", "base": base})
    assert told.json()["clashes"][0]["theirs"] == "Aula anfragen"


async def test_a_drawer_shows_the_lines_to_go_on_with_and_moves_them_among_all(
    address: str, bernd: Browser
) -> None:
    place = f"{address}/checklist"
    ids = [await made(bernd, address, f"Punkt {n}") for n in range(FEW + 3)]
    for id in (ids[1], ids[3]):
        await bernd.post(f"{place}/{id}/completion", {})
    drawer = (await bernd.get(address, **{"HX-Request": "true"})).text
    shown = [id for id in ids if f'id="check-{id}"' in drawer]
    assert shown == [id for id in ids if id not in (ids[1], ids[3])][:FEW]
    # one down from the first: behind the one shown next, in front of what follows that in the whole list
    assert re.search(f'id="down-{ids[0]}" name="before" value="{ids[3]}"', drawer)
    assert re.search(f'id="up-{ids[2]}" name="before" value="{ids[0]}"', drawer)
    page = (await bernd.get(address)).text
    assert all(f'id="check-{id}"' in page for id in ids)
