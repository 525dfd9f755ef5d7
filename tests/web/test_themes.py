"""Themes of a plan and of a step."""

from tests.web.making import Making
from tests.web.site import Browser, Site


async def test_a_plan_shows_a_new_theme(here: Making, bernd: Browser) -> None:
    answer = await bernd.form(f"/plans/{here.plan}/themes", {"name": "Netzwerkarbeit"})
    assert answer.status_code == 303
    assert "Netzwerkarbeit" in [theme["name"] for theme in (await bernd.plan(here.plan))["themes"]]


async def test_the_same_name_is_the_same_theme(here: Making, bernd: Browser) -> None:
    first = await bernd.post(f"/plans/{here.plan}/themes", {"name": "Öffentlichkeit"})
    again = await bernd.post(f"/plans/{here.plan}/themes", {"name": "  öffentlichkeit "})
    assert (again.status_code, again.json()["ops"], again.json()["made"]) == (200, [], first.json()["made"])


async def test_a_step_gets_the_whole_set(here: Making, bernd: Browser) -> None:
    made = (await bernd.post(f"/plans/{here.plan}/themes", {"name": "Aktionen"})).json()["made"]
    both = {"themes": [made, here.place.theme]}
    assert (await bernd.form(here.step_address + "/themes", both)).status_code == 303
    assert set((await bernd.plan(here.plan))["step"][here.step]["themes"]) == {made, here.place.theme}
    await bernd.post(here.step_address + "/themes", {"themes": [made]})
    assert (await bernd.plan(here.plan))["step"][here.step]["themes"] == [made]
    await bernd.form(here.step_address + "/themes", {})
    assert (await bernd.plan(here.plan))["step"][here.step]["themes"] == []


async def test_a_theme_that_the_plan_does_not_show_is_unknown(
    here: Making, bernd: Browser, site: Site
) -> None:
    answer = await bernd.post(
        here.step_address + "/themes", {"themes": [here.place.theme, site.cast.foreign.theme]}
    )
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["themes"])
    assert (await bernd.plan(here.plan))["step"][here.step]["themes"] == []


async def test_a_script_that_says_no_themes_has_forgotten_them(here: Making, bernd: Browser) -> None:
    address = here.step_address + "/themes"
    await bernd.post(address, {"themes": [here.place.theme]})
    before = here.rev
    answer = await bernd.post(address, {})
    assert (answer.status_code, answer.json()["fields"].keys()) == (422, {"themes"})
    assert here.rev == before
    assert (await bernd.form(address, {})).status_code == 303
    assert here.rev == before + 1
