"""Dropping a step."""

from tests.web.making import Making
from tests.web.site import Browser


async def test_a_dropped_step_leaves_the_board_and_keeps_its_reason(here: Making, bernd: Browser) -> None:
    answer = await bernd.form(here.step_address + "/drop", {"reason": "Das macht jetzt das Land"})
    assert answer.status_code == 303
    assert here.step not in (await bernd.plan(here.plan))["step"]
    trash = await bernd.get(f"/plans/{here.plan}/trash")
    assert "Das macht jetzt das Land" in trash.text


async def test_a_script_is_told_that_the_card_goes(here: Making, bernd: Browser) -> None:
    delta = (await bernd.post(here.step_address + "/drop", {"reason": "zu teuer"})).json()
    assert [(op["op"], op["id"]) for op in delta["ops"]] == [("del", here.step)]


async def test_what_is_gone_says_so(here: Making, bernd: Browser) -> None:
    await bernd.post(here.step_address + "/drop", {"reason": "zu teuer"})
    answer = await bernd.post(here.step_address + "/placement", {"stage": here.place.stages["done"]})
    assert (answer.status_code, answer.json()["code"]) == (410, "gone")
    assert "Ein Schritt" in answer.json()["sentence"]
    assert 'class="gone"' in answer.json()["html"]
    form = await bernd.form(here.step_address + "/placement", {"stage": here.place.stages["done"]})
    assert (form.status_code, "Das gibt es nicht mehr" in form.text) == (410, True)


async def test_the_drawer_gets_what_is_gone_as_markup(here: Making, bernd: Browser) -> None:
    await bernd.post(here.step_address, {"title": "<img src=x>", "base": here.rev})
    await bernd.post(here.step_address + "/drop", {"reason": "zu teuer"})
    answer = await bernd.form(
        here.step_address + "/drop", {"reason": "noch einmal"}, **{"HX-Request": "true"}
    )
    assert answer.status_code == 410
    assert "&lt;img src=x&gt;" in answer.text
    assert "<img" not in answer.text
