"""Duplicating and splitting a step from forms and as JSON."""

from tests.web.making import Making
from tests.web.site import Browser


async def test_a_form_goes_on_to_the_copy(here: Making, bernd: Browser) -> None:
    answer = await bernd.form(f"{here.step_address}/copies", {})
    assert answer.status_code == 303
    made = answer.headers["location"].rpartition("/")[2]
    assert (await bernd.plan(here.plan))["step"][made]["title"] == "Kopie von Ein Schritt"


async def test_a_split_step_shows_its_parts_and_each_part_where_it_comes_from(
    here: Making, bernd: Browser, guel: Browser
) -> None:
    sent = {"parties": [here.place.party], "states": ["NRW"]}
    assert (await bernd.form(f"{here.step_address}/parts", sent)).status_code == 303
    steps = (await bernd.plan(here.plan))["step"]
    parts = [id for id, step in steps.items() if step["part_of"] == here.step]
    assert sorted(steps[id]["title"] for id in parts) == ["Ein Schritt: Handwerkskammer", "Ein Schritt: NRW"]
    page = (await guel.get(here.step_address)).text
    assert "0 von 2 erledigt" in page
    await bernd.post(f"/plans/{here.plan}/steps/{parts[0]}/completion", {})
    assert "1 von 2 erledigt" in (await guel.get(here.step_address)).text
    part = (await guel.get(f"/plans/{here.plan}/steps/{parts[0]}")).text
    assert f'Teil von <a href="{here.step_address}"' in part


async def test_nothing_chosen_is_said_at_the_form(here: Making, bernd: Browser) -> None:
    answer = await bernd.form(f"{here.step_address}/parts", {"_key": "k" * 20 + "-parts"})
    assert answer.status_code == 422
    assert "Hier fehlt noch etwas." in answer.text
