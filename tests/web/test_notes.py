"""Notes of a plan's frame."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser

KINDS = ("challenge", "goal", "idea", "question", "need", "offer", "wish", "parked")


@pytest.mark.parametrize("kind", KINDS)
async def test_a_note_of_each_kind_is_added(here: Making, deniz: Browser, bernd: Browser, kind: str) -> None:
    answer = await deniz.form(f"/plans/{here.plan}/notes", {"kind": kind, "text": f"Etwas: {kind}"})
    assert answer.status_code == 303
    notes = (await bernd.plan(here.plan))["notes"]
    assert (kind, f"Etwas: {kind}") in [(note["kind"], note["text"]) for note in notes]


async def test_a_note_is_rewritten(here: Making, bernd: Browser) -> None:
    note = f"/plans/{here.plan}/notes/{here.made.note}"
    assert (await bernd.form(note, {"text": "Anders", "_base": here.rev})).status_code == 303
    assert "Anders" in [note["text"] for note in (await bernd.plan(here.plan))["notes"]]


async def test_an_empty_note_comes_back_with_a_sentence(here: Making, bernd: Browser) -> None:
    fields = {"text": "  ", "_base": here.rev, "_key": f"{'k' * 20}-note-{here.made.note}"}
    answer = await bernd.form(f"/plans/{here.plan}/notes/{here.made.note}", fields)
    assert (answer.status_code, "Hier fehlt noch etwas." in answer.text) == (422, True)


async def test_two_who_rewrite_it_at_once_choose_on_the_page(
    here: Making, bernd: Browser, anna: Browser
) -> None:
    note, base = f"/plans/{here.plan}/notes/{here.made.note}", here.rev
    await anna.post(note, {"text": "Eine Karte von Anna", "base": base})
    answer = await bernd.form(note, {"text": "Eine bunte Karte", "_base": base})
    assert answer.status_code == 409
    assert 'data-clash="note"' in answer.text
    assert "Eine bunte Karte von Anna</textarea>" in answer.text


async def test_a_note_becomes_a_step_with_and_without_script(here: Making, bernd: Browser) -> None:
    at = f"/plans/{here.plan}"
    by_script = await bernd.post(f"{at}/notes/{here.made.note}/step", {})
    step = by_script.json()["made"]
    plan = await bernd.plan(here.plan)
    assert plan["step"][step]["title"] == "Eine Karte"
    assert [note["step"] for note in plan["notes"] if note["id"] == here.made.note] == [step]
    need, offer = [
        (await bernd.post(f"{at}/notes", {"kind": kind, "text": f"Karte {kind}"})).json()["made"]
        for kind in ("need", "offer")
    ]
    page = (await bernd.get(f"{at}/edit")).text
    assert f'<option value="{offer}">Karte offer</option>' in page
    assert f'href="{at}/steps/{step}"' in page
    answer = await bernd.form(f"{at}/notes/{need}/step", {"offer": offer})
    assert answer.status_code == 303
    found = next(one for one in (await bernd.plan(here.plan))["steps"] if one["title"] == "Karte need")
    assert found["text"] == "Karte offer"
    again = await bernd.post(f"{at}/notes/{offer}/step", {})
    assert (again.status_code, again.json()["code"]) == (422, "invalid")
