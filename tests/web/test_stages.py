"""Stages: added, renamed, ordered and removed, with their steps."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser
from tracker.domain.stage import MOST_STAGES


async def names(browser: Browser, here: Making) -> list[tuple[str, str | None]]:
    return [(one["id"], one["name"]) for one in (await browser.plan(here.plan))["stages"]]


async def test_a_new_stage_stands_before_the_one_for_what_is_done(here: Making, bernd: Browser) -> None:
    made = (await bernd.post(f"/plans/{here.plan}/stages", {"name": "Beim Amt"})).json()["made"]
    found = [id for id, _ in await names(bernd, here)]
    assert found.index(made) == found.index(here.place.stages["done"]) - 1


async def test_a_stage_is_renamed_and_its_usual_name_typed_again_changes_nothing(
    here: Making, bernd: Browser
) -> None:
    address = f"/plans/{here.plan}/stages/{here.place.stages['waiting']}"
    rev = here.rev
    await bernd.form(address, {"name": "Wartet auf …", "_base": rev})
    assert here.rev == rev
    await bernd.form(address, {"name": "Liegt beim Amt", "_base": rev})
    assert (here.place.stages["waiting"], "Liegt beim Amt") in await names(bernd, here)


async def test_an_empty_stage_with_a_name_of_its_own_says_nothing_of_its_kind(
    here: Making, bernd: Browser
) -> None:
    made = (await bernd.post(f"/plans/{here.plan}/stages", {"name": "Beim Amt"})).json()["made"]
    page = (await bernd.get(f"/plans/{here.plan}")).text
    assert f'data-empty-of="{made}">Noch nichts in „Beim Amt“.<' in page
    assert f'data-empty-of="{here.place.stages["done"]}">Was erledigt ist, steht dann hier.<' in page


async def test_two_who_rename_one_stage_see_both_names(here: Making, bernd: Browser, anna: Browser) -> None:
    address, rev = f"/plans/{here.plan}/stages/{here.place.stages['agreed']}", here.rev
    await anna.post(address, {"name": "Beschlossen", "base": rev})
    clash = await bernd.post(address, {"name": "Abgemacht", "base": rev})
    assert clash.status_code == 409
    assert [(one["mine"], one["theirs"]) for one in clash.json()["clashes"]] == [("Abgemacht", "Beschlossen")]


async def test_a_stage_goes_to_another_place_and_to_the_end(here: Making, bernd: Browser) -> None:
    stages = here.place.stages
    await bernd.post(f"/plans/{here.plan}/stages/{stages['waiting']}/placement", {"before": stages["agreed"]})
    found = [id for id, _ in await names(bernd, here)]
    assert found.index(stages["waiting"]) == found.index(stages["agreed"]) - 1
    rev = here.rev
    await bernd.post(f"/plans/{here.plan}/stages/{stages['waiting']}/placement", {"before": stages["agreed"]})
    assert here.rev == rev
    await bernd.post(f"/plans/{here.plan}/stages/{stages['waiting']}/placement", {})
    assert (await names(bernd, here))[-1][0] == stages["waiting"]


async def test_before_itself_a_stage_stays_where_it_is(here: Making, bernd: Browser, guel: Browser) -> None:
    stage, rev, order = here.place.stages["agreed"], here.rev, await names(bernd, here)
    address = f"/plans/{here.plan}/stages/{stage}/placement"
    assert (await bernd.post(address, {"before": stage})).status_code == 200
    assert (here.rev, await names(bernd, here)) == (rev, order)
    assert (await guel.post(address, {"before": stage})).status_code == 403


async def test_a_removed_stages_steps_go_first_in_the_same_change_and_come_back_with_undo(
    here: Making, bernd: Browser
) -> None:
    stage = (await bernd.post(f"/plans/{here.plan}/stages", {"name": "Kurz"})).json()["made"]
    for step in (here.step, trashed := here.another_step()):
        await bernd.post(f"/plans/{here.plan}/steps/{step}/placement", {"stage": stage})
    await bernd.post(f"/plans/{here.plan}/steps/{trashed}/trashing", {})
    rev, address = here.rev, f"/plans/{here.plan}/stages/{stage}/trashing"
    assert (await bernd.post(address, {})).json()["fields"].keys() == {"into"}
    assert (await bernd.post(address, {"into": stage})).status_code == 422
    assert here.rev == rev
    delta = (await bernd.post(address, {"into": here.place.stages["done"]})).json()
    assert here.rev == rev + 1
    assert ("del", "stage", stage) in [(op["op"], op.get("kind"), op["id"]) for op in delta["ops"]]
    assert (await bernd.plan(here.plan))["step"][here.step]["done"]
    assert (await bernd.post(address, {})).status_code == 200  # twice changes nothing
    await bernd.post(f"/plans/{here.plan}/reversals", {"rev": rev + 1})
    back = (await bernd.plan(here.plan))["step"][here.step]
    assert (back["stage"], back["done"]) == (stage, None)
    await bernd.post(f"/plans/{here.plan}/steps/{trashed}/restoring", {})
    assert (await bernd.plan(here.plan))["step"][trashed]["stage"] == stage


async def test_what_was_removed_takes_no_step_and_no_name(here: Making, bernd: Browser) -> None:
    stage = here.spare_stage()
    await bernd.post(f"/plans/{here.plan}/stages/{stage}/trashing", {})
    placed = await bernd.post(here.step_address + "/placement", {"stage": stage})
    assert (placed.status_code, placed.json()["fields"]) == (
        422,
        {"stage": "Diese Spalte gibt es nicht mehr."},
    )
    named = await bernd.post(f"/plans/{here.plan}/stages/{stage}", {"name": "Neu", "base": here.rev})
    assert named.status_code == 422


@pytest.mark.parametrize("kind", ["done"])
async def test_the_last_stage_for_what_is_done_stays(here: Making, bernd: Browser, kind: str) -> None:
    address = f"/plans/{here.plan}/stages/{here.place.stages[kind]}/trashing"
    answer = await bernd.form(address, {"into": here.place.stages["gathered"], "_key": "k" * 20 + "-x"})
    assert answer.status_code == 422
    assert here.place.stages[kind] in [id for id, _ in await names(bernd, here)]


async def test_a_guest_arranges_nothing(here: Making, deniz: Browser) -> None:
    assert (await deniz.post(f"/plans/{here.plan}/stages", {"name": "Meine"})).status_code == 403


async def test_the_edit_page_has_it_all_in_forms(here: Making, bernd: Browser) -> None:
    page = (await bernd.get(f"/plans/{here.plan}/edit")).text
    stage = f'action="/plans/{here.plan}/stages/{here.place.stages["agreed"]}'
    for noun in ('"', '/placement"', '/trashing"'):
        assert stage + noun in page


async def test_there_are_at_most_thirty(here: Making, bernd: Browser) -> None:
    while len(await names(bernd, here)) < MOST_STAGES:
        here.spare_stage()
    answer = await bernd.post(f"/plans/{here.plan}/stages", {"name": "Eine zu viel"})
    assert (answer.status_code, answer.json()["code"]) == (422, "full")
