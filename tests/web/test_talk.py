"""Links and comments from forms and as JSON, and what a page shows of them."""

import re

import pytest

from tests.web.making import Making
from tests.web.site import Browser
from tracker.boards.talk import FEW, SHORT

FRAGMENT = {"HX-Request": "true"}


async def test_a_link_is_added_shown_and_taken_away_without_script(
    here: Making, bernd: Browser, guel: Browser
) -> None:
    before = (await bernd.plan(here.plan))["step"][here.step]["links"]
    answer = await bernd.form(
        f"{here.step_address}/links", {"address": "https://www.example.org/plan", "label": "Der <Plan>"}
    )
    assert answer.status_code == 303
    *_, link = (await bernd.plan(here.plan))["step"][here.step]["links"]
    assert (link["label"], link["address"]) == ("Der <Plan>", "https://www.example.org/plan")
    page = (await guel.get(here.step_address)).text
    shown = r' target="_blank" rel="noopener noreferrer"[^>]*>Der &lt;Plan&gt;</a>'
    assert re.search(f'<a href="{link["address"]}"{shown}', page)
    assert '<span class="aside">example.org</span>' in page
    await bernd.form(f"{here.step_address}/links/{link['id']}/removal", {})
    assert (await bernd.plan(here.plan))["step"][here.step]["links"] == before


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", ""])
async def test_what_is_no_link_comes_back_with_a_sentence(here: Making, bernd: Browser, address: str) -> None:
    sent = {"address": address, "label": "Bitte klicken", "_key": "k" * 20 + "-link"}
    answer = await bernd.form(f"{here.step_address}/links", sent)
    assert answer.status_code == 422
    assert f'value="{address}"' in answer.text
    assert 'value="Bitte klicken"' in answer.text
    assert f'href="{address}"' not in answer.text or not address
    told = await bernd.post(f"{here.step_address}/links", {"address": address})
    assert list(told.json()["fields"]) == ["address"]


async def test_a_comment_is_said_edited_and_taken_back_without_script(
    here: Making, bernd: Browser, guel: Browser, anna: Browser
) -> None:
    place = f"{here.step_address}/comments"
    assert (await bernd.form(place, {"text": "Erste\r\nZeile <b>"})).status_code == 303
    *_, said = (await bernd.plan(here.plan))["step"][here.step]["comments"]
    assert (said["text"], said["by"]) == ("Erste\nZeile <b>", "Bernd")
    own = f'action="{place}/{said["id"]}"'
    pages = [(await one.get(here.step_address)).text for one in (bernd, anna, guel)]
    assert [own in page for page in pages] == [True, True, False]
    assert all("Erste<br>\nZeile &lt;b&gt;" in page for page in pages)
    await anna.form(f"{place}/{said['id']}", {"text": "Ruhiger", "_base": here.rev})
    assert "bearbeitet von Anna" in (await guel.get(here.step_address)).text
    await bernd.form(f"{place}/{said['id']}/removal", {})
    assert "Ruhiger" not in (await guel.get(here.step_address)).text


async def test_a_comment_that_is_too_long_comes_back_whole(here: Making, bernd: Browser) -> None:
    sent = {"text": "x" * 10_001, "_key": "k" * 20 + "-comment"}
    answer = await bernd.form(f"{here.step_address}/comments", sent)
    assert answer.status_code == 422
    assert "x" * 10_001 in answer.text
    assert "Höchstens 10.000 Zeichen, es sind 10.001." in answer.text


async def test_beside_the_board_stand_the_last_few_and_a_way_to_all(here: Making, bernd: Browser) -> None:
    address = f"/plans/{here.plan}/steps/{here.another_step()}"
    for n in range(FEW + 2):
        await bernd.post(f"{address}/comments", {"text": f"Kommentar Nummer {n} " + "x" * SHORT})
    drawer = (await bernd.get(address, **FRAGMENT)).text
    assert "Kommentar Nummer 1 " not in drawer
    assert f"Kommentar Nummer {FEW + 1} " in drawer
    assert f"Alle {FEW + 2} Kommentare zeigen" in drawer
    assert "weiterlesen" in drawer
    every = (await bernd.get(f"{address}?comments=all")).text
    assert all(f"Kommentar Nummer {n} " + "x" * SHORT in every for n in range(FEW + 2))


async def test_a_card_says_how_many_comments_there_are(here: Making, bernd: Browser) -> None:
    address = f"/plans/{here.plan}/steps/{here.another_step()}"
    for _ in range(3):
        answer = await bernd.post(f"{address}/comments", {"text": "Noch eins"})
    [op] = answer.json()["ops"]
    assert re.search(r'#talk"/></svg><span>3<span class="unseen"> Kommentare</span>', op["html"])


async def test_a_link_is_changed_in_place_and_both_are_shown_when_two_do_it(
    here: Making, bernd: Browser, anna: Browser
) -> None:
    place = f"{here.step_address}/links"
    [link] = (await bernd.plan(here.plan))["step"][here.step]["links"]
    one, base = f"{place}/{link['id']}", here.rev
    assert f'action="{one}"' in (await bernd.get(here.step_address)).text
    sent = {"address": link["address"], "label": "Unser <Plan>", "_base": base}
    assert (await bernd.form(one, sent)).status_code == 303
    [changed] = (await bernd.plan(here.plan))["step"][here.step]["links"]
    assert (changed["id"], changed["label"]) == (link["id"], "Unser <Plan>")
    answer = await anna.form(one, sent | {"label": "Mein Plan"})
    assert answer.status_code == 409
    for said in ("Unser &lt;Plan&gt;", "Mein Plan", "Bezeichnung des Links", f'action="{one}"'):
        assert said in answer.text
    told = (await anna.post(one, {"label": "Mein Plan", "base": base})).json()
    assert [clash["field"] for clash in told["clashes"]] == ["label"]
    assert (
        await anna.post(one, {"label": "Mein Plan"})
    ).status_code == 422  # a browser says what it had read
    wrong = {"address": "javascript:alert(1)", "_base": here.rev, "_key": "k" * 20 + f"-link-{link['id']}"}
    answer = await anna.form(one, wrong)
    assert answer.status_code == 422
    assert 'value="javascript:alert(1)"' in answer.text


async def test_two_who_change_a_comment_at_once_see_both(here: Making, bernd: Browser, anna: Browser) -> None:
    place, base = f"{here.step_address}/comments/{here.made.comment}", here.rev
    await anna.post(place, {"text": "Ruhig gesagt", "base": base})
    answer = await anna.form(place, {"text": "Laut gesagt", "_base": base})
    assert answer.status_code == 409
    for said in ("Ruhig gesagt", "Laut gesagt", "diesen Kommentar"):
        assert re.sub(r"</?(ins|del)>", "", answer.text).count(said)
