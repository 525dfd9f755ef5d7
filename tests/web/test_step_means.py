"""What a step takes and the goal it serves, from the form and as JSON."""

from tests.web.making import Making
from tests.web.site import Browser


async def test_both_are_kept_shown_and_given_out(here: Making, bernd: Browser, guel: Browser) -> None:
    goal = here.place.note
    answer = await bernd.form(here.step_address, {"needed": "einen <Raum>", "goal": goal, "_base": here.rev})
    assert answer.status_code == 303
    step = (await bernd.plan(here.plan))["step"][here.step]
    assert (step["needed"], step["goal"]) == ("einen <Raum>", goal)
    page, read = await bernd.get(here.step_address), await guel.get(here.step_address)
    assert 'value="einen &lt;Raum&gt;"' in page.text
    assert f'<option value="{goal}" selected>' in page.text
    assert "einen &lt;Raum&gt;" in read.text
    assert "Zwanzig Betriebe machen mit" in read.text
    text = (await bernd.get(f"/plans/{here.plan}.md")).text
    assert "Wir brauchen: einen <Raum>" in text
    assert "Ziel: Zwanzig Betriebe machen mit" in text


async def test_a_goal_of_another_plan_is_refused_at_its_field(here: Making, bernd: Browser, site) -> None:
    foreign = site.cast.hessen.note
    answer = await bernd.post(here.step_address, {"goal": foreign, "base": here.rev})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["goal"])


async def test_two_choices_stand_side_by_side_and_neither_is_lost(
    here: Making, bernd: Browser, anna: Browser
) -> None:
    two = (await bernd.post(f"/plans/{here.plan}/notes", {"kind": "goal", "text": "Mehr <Betriebe>"})).json()
    base = here.rev
    await anna.post(here.step_address, {"goal": here.place.note, "base": base})
    answer = await bernd.form(here.step_address, {"goal": two["made"], "_base": base})
    assert answer.status_code == 409
    assert 'data-clash="serves"' in answer.text
    assert "Anna hat ein anderes Ziel gewählt" in answer.text
    assert "<p>Mehr &lt;Betriebe&gt;</p>" in answer.text
    assert "<p>Zwanzig Betriebe machen mit</p>" in answer.text
    assert "merged-serves" not in answer.text
