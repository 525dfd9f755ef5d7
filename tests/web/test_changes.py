"""What a page has missed."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser


async def ask(browser: Browser, here: Making, from_rev: int, **query: str) -> tuple[int, dict]:
    asked = {"since": from_rev, "epoch": (await browser.plan(here.plan))["epoch"], **query}
    answer = await browser.client.get(f"/plans/{here.plan}/changes", params=asked)
    return answer.status_code, answer.json() if answer.content else {}


async def test_nothing_missed(here: Making, guel: Browser) -> None:
    assert await ask(guel, here, here.rev) == (204, {})


async def test_a_delta_from_where_the_page_stands(here: Making, guel: Browser, bernd: Browser) -> None:
    before = here.rev
    await bernd.post(here.step_address + "/placement", {"stage": here.place.stages["waiting"]})
    await bernd.post(here.step_address, {"title": "Anders", "base": before})
    status, delta = await ask(guel, here, before)
    assert (status, delta["t"], delta["frm"], delta["rev"]) == (200, "delta", before, before + 2)
    assert [one["actor"] for one in delta["by"]] == ["Bernd", "Bernd"]


@pytest.mark.parametrize("query", [{"epoch": "another"}, {"since": "999999"}])
async def test_the_whole_where_no_delta_leads(here: Making, guel: Browser, query: dict[str, str]) -> None:
    status, snapshot = await ask(guel, here, 0, **query)
    assert (status, snapshot["t"], snapshot["rev"]) == (200, "snapshot", here.rev)
    assert f'id="step-{here.step}"' in snapshot["lists"][here.place.stages["gathered"]]


async def test_a_view_of_rows_hears_only_which_steps_to_fetch(
    here: Making, guel: Browser, bernd: Browser
) -> None:
    before = here.rev
    await bernd.post(here.step_address, {"title": "Anders", "base": before})
    _, delta = await ask(guel, here, before, view="row")
    assert delta["ops"] == [{"op": "touch", "ids": [here.step], "rev": before + 1}]


@pytest.mark.parametrize(
    "query",
    [{"since": "x"}, {"since": "-1"}, {"since": "9" * 99}, {"epoch": "a b"}, {"epoch": ""}, {"view": "foo"}],
)
async def test_a_question_that_is_none_is_refused(here: Making, guel: Browser, query: dict[str, str]) -> None:
    status, said = await ask(guel, here, 0, **query)
    assert (status, said["code"], list(said["fields"])) == (422, "invalid", list(query))


async def test_somebody_signed_out_is_asked_to_sign_in(here: Making, nobody: Browser) -> None:
    answer = await nobody.get(f"/plans/{here.plan}/changes?since=0&epoch=x", Accept="application/json")
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in")


async def test_a_page_far_behind_gets_an_answer_that_makes_it_pull(here: Making, bernd: Browser) -> None:
    before = here.rev
    for _ in range(201):
        here.another_step()
    answer = await bernd.post(here.step_address + "/completion", {}, **{"Feed-Rev": str(before)})
    assert (answer.status_code, answer.json()["frm"]) == (200, here.rev - 1)
    status, snapshot = await ask(bernd, here, before)
    assert (status, snapshot["t"]) == (200, "snapshot")
