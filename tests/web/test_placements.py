"""Placing a step: by form, as JSON, by htmx."""

from tests.web.making import Making
from tests.web.site import Browser, Site


async def test_without_script_the_step_moves_and_the_page_before_comes_again(
    here: Making, bernd: Browser
) -> None:
    page, working = here.step_address, here.place.stages["working"]
    answer = await bernd.form(page + "/placement", {"stage": working}, Referer=bernd.origin + page)
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert (await bernd.plan(here.plan))["step"][here.step]["stage"] == working


async def test_before_itself_it_stays_where_it_is(here: Making, bernd: Browser) -> None:
    gathered, waiting = here.place.stages["gathered"], here.place.stages["waiting"]
    here.another_step()  # it is not the last, so the end would be another place
    before = here.rev
    answer = await bernd.post(here.step_address + "/placement", {"stage": gathered, "before": here.step})
    assert (answer.status_code, here.rev) == (200, before)
    answer = await bernd.post(here.step_address + "/placement", {"stage": waiting, "before": here.step})
    assert (answer.status_code, here.rev) == (200, before + 1)
    assert (await bernd.plan(here.plan))["step"][here.step]["stage"] == waiting


async def test_a_script_hears_the_delta_since_its_page(here: Making, bernd: Browser) -> None:
    before, waiting = here.rev, here.place.stages["waiting"]
    answer = await bernd.post(
        here.step_address + "/placement", {"stage": waiting}, **{"Feed-Rev": str(before - 1)}
    )
    delta = answer.json()
    assert (answer.status_code, answer.headers["feed-rev"]) == (200, str(before + 1))
    assert (delta["t"], delta["feed"], delta["frm"], delta["rev"]) == (
        "delta",
        here.place.feed,
        before - 1,
        before + 1,
    )
    put = next(op for op in delta["ops"] if op["id"] == here.step)
    assert (put["op"], put["list"]) == ("put", waiting)


async def test_without_feed_rev_the_delta_is_that_of_the_command_alone(here: Making, bernd: Browser) -> None:
    before = here.rev
    delta = (
        await bernd.post(here.step_address + "/placement", {"stage": here.place.stages["waiting"]})
    ).json()
    assert (delta["frm"], delta["rev"]) == (before, before + 1)


async def test_htmx_is_answered_like_a_form(here: Making, bernd: Browser) -> None:
    page = here.step_address
    headers = {"HX-Request": "true", "HX-Request-Type": "full", "Referer": bernd.origin + page}
    answer = await bernd.form(page + "/placement", {"stage": here.place.stages["working"]}, **headers)
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    refused = await bernd.form(
        page + "/placement", {"stage": "nowhere", "_key": "k" * 20 + "-placement"}, **headers
    )
    assert (refused.status_code, refused.text.startswith("<!doctype html>")) == (422, True)
    assert 'id="step-stage-error" data-error-for="stage">Das steht hier nicht zur Wahl.' in refused.text
    assert f'hx-post="{page}/placement"' in refused.text


async def test_a_step_is_placed_before_another(here: Making, bernd: Browser) -> None:
    other = here.another_step()
    await bernd.post(here.step_address + "/placement", {"stage": here.place.stages["agreed"]})
    await bernd.post(
        f"/plans/{here.plan}/steps/{other}/placement",
        {"stage": here.place.stages["agreed"], "before": here.step},
    )
    steps = (await bernd.plan(here.plan))["steps"]
    order = [step["id"] for step in steps if step["stage"] == here.place.stages["agreed"]]
    assert order.index(other) == order.index(here.step) - 1


async def test_a_stage_of_another_plan_is_not_there(here: Making, bernd: Browser, site: Site) -> None:
    answer = await bernd.post(here.step_address + "/placement", {"stage": site.cast.hessen.stages["working"]})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_a_stage_that_is_none_is_said_at_the_field_on_the_page(here: Making, bernd: Browser) -> None:
    answer = await bernd.form(
        here.step_address + "/placement", {"stage": "nowhere", "_key": "k" * 20 + "-placement"}
    )
    assert answer.status_code == 422
    assert 'id="step-stage-error" data-error-for="stage">Das steht hier nicht zur Wahl.' in answer.text
