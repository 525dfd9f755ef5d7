"""Reopening a step."""

from tests.web.making import Making
from tests.web.site import Browser


async def test_a_step_goes_back_to_where_it_was_completed_from(here: Making, bernd: Browser) -> None:
    await bernd.post(here.step_address + "/placement", {"stage": here.place.stages["waiting"]})
    await bernd.post(here.step_address + "/completion", {})
    answer = await bernd.form(here.step_address + "/reopening", {})
    assert answer.status_code == 303
    step = (await bernd.plan(here.plan))["step"][here.step]
    assert (step["stage"], step["done"]) == (here.place.stages["waiting"], None)


async def test_or_into_the_stage_named(here: Making, bernd: Browser) -> None:
    await bernd.post(here.step_address + "/completion", {})
    await bernd.post(here.step_address + "/reopening", {"stage": here.place.stages["agreed"]})
    assert (await bernd.plan(here.plan))["step"][here.step]["stage"] == here.place.stages["agreed"]


async def test_what_is_not_done_stays_as_it_is(here: Making, bernd: Browser) -> None:
    before = here.rev
    answer = await bernd.post(here.step_address + "/reopening", {})
    assert (answer.status_code, answer.json()["ops"], here.rev) == (200, [], before)
