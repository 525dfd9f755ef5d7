"""Placing a step: by form, as JSON, by htmx."""

from tests.web.site import Browser, Site


def address(site: Site) -> str:
    here = site.cast.nrw
    return f"/plans/{here.plan}/steps/{here.step}/placement"


async def test_without_script_the_step_moves_and_its_page_comes_again(site: Site, bernd: Browser) -> None:
    here = site.cast.nrw
    page = f"/plans/{here.plan}/steps/{here.step}"
    answer = await bernd.form(address(site), {"stage": here.stages["working"]}, Referer=site.base_url + page)
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    plan = (await bernd.get(f"/plans/{here.plan}.json")).json()
    assert {step["id"]: step["stage"] for step in plan["steps"]}[here.step] == here.stages["working"]


async def test_a_script_hears_the_delta_since_its_page(site: Site, bernd: Browser) -> None:
    here = site.cast.nrw
    before = (await bernd.get(f"/plans/{here.plan}.json")).json()["rev"]
    answer = await bernd.post(address(site), {"stage": here.stages["waiting"]}, **{"Feed-Rev": str(before)})
    delta = answer.json()
    assert (answer.status_code, answer.headers["feed-rev"]) == (200, str(before + 1))
    assert (delta["t"], delta["feed"], delta["frm"], delta["rev"]) == ("delta", here.feed, before, before + 1)
    [put] = delta["ops"]
    assert (put["op"], put["id"], put["list"]) == ("put", here.step, here.stages["waiting"])
