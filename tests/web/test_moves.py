"""Moving a step to another plan, from a page and as JSON."""

from tests.web.making import Making
from tests.web.site import Browser


async def test_a_form_goes_on_to_the_step_in_the_other_plan_and_the_old_one_says_where_it_went(
    here: Making, bernd: Browser, guel: Browser
) -> None:
    to = here.plan_beside()
    page = (await bernd.get(f"{here.step_address}/moves")).text
    assert f'<option value="{to}"' in page
    assert f'href="{here.step_address}/moves"' in (await bernd.get(here.step_address)).text
    answer = await bernd.form(f"{here.step_address}/moves", {"plan": to})
    assert answer.status_code == 303
    there = answer.headers["location"]
    assert there.startswith(f"/plans/{to}/steps/")
    assert "Ein Schritt" in (await bernd.get(there)).text
    for page in [(await one.get(here.step_address)).text for one in (bernd, guel)]:
        assert "Verschoben in einen anderen Plan." in page
        assert f'href="{there}"' in page
    old, new = [(await bernd.get(f"/plans/{plan}/history")).text for plan in (here.plan, to)]
    for said in ("in einen anderen Plan verschoben", "Noch ein Plan</ins>"):
        assert said in old
    assert "aus einem anderen Plan hierher verschoben" in new
    answer = await bernd.form(f"{here.step_address}/restoring", {})
    assert answer.status_code == 303
    assert here.step in (await bernd.plan(here.plan))["step"]


async def test_both_boards_are_told(here: Making, bernd: Browser) -> None:
    to = here.plan_beside()
    plan = (await bernd.get(f"/plans/{to}.json")).json()
    answer = (await bernd.post(f"{here.step_address}/moves", {"plan": to})).json()
    assert [(op["op"], op["id"]) for op in answer["ops"] if op.get("id") == here.step] == [("del", here.step)]
    told = (await bernd.get(f"/plans/{to}/changes?since={plan['rev']}&epoch={plan['epoch']}")).json()
    assert answer["made"] in {op.get("id") for op in told["ops"]}


async def test_a_missing_or_impossible_plan_is_said_at_the_form(here: Making, bernd: Browser) -> None:
    for plan in ("", here.plan):
        answer = await bernd.form(
            f"{here.step_address}/moves", {"_key": f"k{plan}" + "k" * 20 + "-move", "plan": plan}
        )
        assert answer.status_code == 422
        assert 'id="move-plan-error" data-error-for="plan">' in answer.text
    assert here.step in (await bernd.plan(here.plan))["step"]
