"""Completing a step."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser


async def test_a_step_is_completed_with_what_came_of_it(here: Making, bernd: Browser) -> None:
    answer = await bernd.form(here.step_address + "/completion", {"result": "Zwölf Zusagen"})
    assert answer.status_code == 303
    step = (await bernd.plan(here.plan))["step"][here.step]
    assert step["stage"] == here.place.stages["done"]
    assert step["done"] == {"day": "2026-04-14", "by": "Bernd", "result": "Zwölf Zusagen"}


async def test_one_tap_is_enough(here: Making, deniz: Browser) -> None:
    delta = (await deniz.post(here.step_address + "/completion", {})).json()
    assert [op["list"] for op in delta["ops"] if op["id"] == here.step] == [here.place.stages["done"]]


async def test_completing_again_only_rewrites_the_result(here: Making, bernd: Browser) -> None:
    await bernd.post(here.step_address + "/completion", {"result": "eins"})
    await bernd.post(here.step_address + "/completion", {"result": "zwei", "base": here.rev})
    assert (await bernd.plan(here.plan))["step"][here.step]["done"]["result"] == "zwei"


async def test_done_without_a_word_leaves_what_was_said(here: Making, bernd: Browser, anna: Browser) -> None:
    await anna.post(here.step_address + "/completion", {"result": "Annas Ergebnis"})
    before = here.rev
    for said in ({}, {"result": ""}, {"result": "", "base": before - 1}):
        assert (await bernd.post(here.step_address + "/completion", said)).status_code == 200
    assert here.rev == before
    assert (await bernd.plan(here.plan))["step"][here.step]["done"]["result"] == "Annas Ergebnis"


@pytest.mark.parametrize("based", [True, False])
async def test_two_who_say_what_came_of_it_see_both(
    here: Making, bernd: Browser, anna: Browser, based: bool
) -> None:
    base = {"base": here.rev} if based else {}
    await anna.post(here.step_address + "/completion", {"result": "Annas Ergebnis"} | base)
    answer = await bernd.post(here.step_address + "/completion", {"result": "Bernds Ergebnis"} | base)
    assert answer.status_code == 409
    [clash] = answer.json()["clashes"]
    assert (clash["field"], clash["theirs"], clash["mine"]) == ("result", "Annas Ergebnis", "Bernds Ergebnis")
    assert (await bernd.plan(here.plan))["step"][here.step]["done"]["result"] == "Annas Ergebnis"
    page = await bernd.form(
        here.step_address + "/completion", {"result": "Bernds Ergebnis", "_key": "k" * 20 + "-completion"}
    )
    assert "Anna hat gesagt, was herausgekommen ist" in page.text
    both = {"result": "Annas Ergebnis / Bernds Ergebnis", "base": here.rev}
    assert (await bernd.post(here.step_address + "/completion", both)).status_code == 200
    assert (await bernd.plan(here.plan))["step"][here.step]["done"]["result"] == both["result"]


async def test_a_result_that_is_too_long_is_said_at_its_field(here: Making, bernd: Browser) -> None:
    key = {"_key": "k" * 20 + "-completion"}
    answer = await bernd.form(here.step_address + "/completion", {"result": "x" * 10_001} | key)
    assert answer.status_code == 422
    assert "Höchstens 10.000 Zeichen, es sind 10.001." in answer.text
