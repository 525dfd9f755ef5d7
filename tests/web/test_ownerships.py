"""Who does it: taking, asking, answering, ending."""

import asyncio

import pytest

from tests.web.making import Making
from tests.web.site import Browser, Site


async def test_i_take_a_step(here: Making, bernd: Browser) -> None:
    answer = await bernd.form(here.step_address + "/ownerships", {"take": "1"})
    assert answer.status_code == 303
    plan = await bernd.plan(here.plan)
    me = next(party["id"] for party in plan["parties"] if party["name"] == "Bernd")
    assert (me, "accepted") in [(one["party"], one["answer"]) for one in plan["step"][here.step]["owners"]]


@pytest.mark.parametrize("beside", [{"role": "with"}, {"name": "Verein"}, {"sort": "person"}, {"party": ""}])
async def test_taking_a_step_for_somebody_else_is_refused_and_said(
    here: Making, bernd: Browser, beside: dict[str, str]
) -> None:
    before, ((field, said),) = here.rev, beside.items()
    sent = {"take": True, field: said or here.place.party}
    answer = await bernd.post(here.step_address + "/ownerships", sent)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])
    assert "„take“ heißt: Ich übernehme das selbst." in answer.json()["sentence"]
    assert here.rev == before


async def test_a_party_is_asked(here: Making, bernd: Browser) -> None:
    other = here.another_step()
    answer = await bernd.post(
        f"/plans/{here.plan}/steps/{other}/ownerships", {"party": here.place.party, "role": "with"}
    )
    [owner] = (await bernd.plan(here.plan))["step"][other]["owners"]
    assert (owner["id"], owner["role"], owner["answer"]) == (answer.json()["made"], "with", "asked")


async def test_somebody_new_is_asked_by_name_and_known_ones_are_found_by_it(
    here: Making, bernd: Browser
) -> None:
    before, fields = here.rev, {"name": "Verein für Neues", "sort": "organisation", "role": "with"}
    answer = await bernd.post(here.step_address + "/ownerships", fields)
    plan = await bernd.plan(here.plan)
    party = next(one for one in plan["parties"] if one["name"] == "Verein für Neues")
    owner = next(one for one in plan["step"][here.step]["owners"] if one["party"] == party["id"])
    assert (owner["id"], owner["role"], plan["rev"]) == (answer.json()["made"], "with", before + 1)
    other = f"/plans/{here.plan}/steps/{here.another_step()}"
    await bernd.post(other + "/ownerships", {"name": "verein für neues"})
    names = [one["name"] for one in (await bernd.plan(here.plan))["parties"]]
    assert names.count("Verein für Neues") == 1


async def test_a_new_name_that_cannot_be_one_is_said_at_its_field_and_stays(
    here: Making, bernd: Browser
) -> None:
    fields = {"name": "x" * 81, "sort": "person", "_key": "k" * 20 + "-ownerships"}
    answer = await bernd.form(here.step_address + "/ownerships", fields)
    assert answer.status_code == 422
    assert 'data-error-for="name">Höchstens 80 Zeichen' in answer.text
    assert f'value="{"x" * 81}"' in answer.text


async def test_a_group_cannot_own(here: Making, bernd: Browser) -> None:
    group = (await bernd.post(f"/plans/{here.plan}/parties", {"name": "KMU", "sort": "group"})).json()["made"]
    fields = {"party": group, "role": "lead", "_key": "k" * 20 + "-ownerships"}
    answer = await bernd.form(here.step_address + "/ownerships", fields)
    assert answer.status_code == 422
    assert 'data-error-for="asker">„KMU“ ist eine Gruppe' in answer.text
    assert f'<option value="{group}" selected>KMU' in answer.text
    assert (
        await bernd.form(here.step_address + "/ownerships", fields | {"asker": here.place.party, "_key": ""})
    ).status_code == 303
    step = (await bernd.plan(here.plan))["step"][here.step]
    assert (group, "involve") in [(one["party"], one["role"]) for one in step["owners"]]
    assert (group, here.place.party) in [(one["party"], one["asker"]) for one in step["follow_ups"]]


async def test_a_party_that_the_plan_does_not_show_is_unknown(
    here: Making, bernd: Browser, site: Site
) -> None:
    for party in (site.cast.foreign.party, "0" * 12, "", "'; DROP TABLE step; --"):
        answer = await bernd.post(here.step_address + "/ownerships", {"party": party, "role": "with"})
        assert (answer.status_code, list(answer.json()["fields"])) == (422, ["party"])


async def test_a_facilitator_writes_down_the_answer_of_others(here: Making, anna: Browser) -> None:
    address = f"{here.step_address}/ownerships/{here.made.ownership}/answer"
    assert (await anna.form(address, {"answer": "accepted"})).status_code == 303
    [owner] = (await anna.plan(here.plan))["step"][here.step]["owners"]
    assert owner["answer"] == "accepted"


async def test_an_ownership_ends(here: Making, bernd: Browser) -> None:
    address = f"{here.step_address}/ownerships/{here.made.ownership}/ending"
    assert (await bernd.post(address, {})).status_code == 200
    assert (await bernd.plan(here.plan))["step"][here.step]["owners"] == []


async def test_who_may_not_decline_for_somebody_does_not_take_their_yes_off(
    here: Making, anna: Browser, bernd: Browser
) -> None:
    address = f"{here.step_address}/ownerships/{here.made.ownership}"
    assert 'class="owner__end"' in (await bernd.get(here.step_address)).text
    assert (await anna.post(f"{address}/answer", {"answer": "accepted"})).status_code == 200
    for finished in (False, True):
        if finished:
            assert (await bernd.post(f"{here.step_address}/completion", {})).status_code == 200
        for noun, fields in (("answer", {"answer": "declined"}), ("ending", {})):
            assert (await bernd.post(f"{address}/{noun}", fields)).status_code == 403, (noun, finished)
        assert 'class="owner__end"' not in (await bernd.get(here.step_address)).text
    assert (await anna.post(f"{address}/ending", {})).status_code == 200
    mine = (await bernd.post(f"{here.step_address}/ownerships", {"take": True})).json()["made"]
    assert (await bernd.post(f"{here.step_address}/ownerships/{mine}/ending", {})).status_code == 200


async def test_an_ownership_of_another_step_is_not_there(here: Making, bernd: Browser) -> None:
    other = f"/plans/{here.plan}/steps/{here.another_step()}"
    for noun, fields in (("answer", {"answer": "accepted"}), ("ending", {})):
        answer = await bernd.post(f"{other}/ownerships/{here.made.ownership}/{noun}", fields)
        assert answer.status_code == 404


async def test_taking_a_step_a_hundred_times_at_once_takes_it_once(
    here: Making, bernd: Browser, long: bool
) -> None:
    other = f"/plans/{here.plan}/steps/{here.another_step()}"
    before, times = here.rev, 100 if long else 30
    answers = await asyncio.gather(*(bernd.post(other + "/ownerships", {"take": True}) for _ in range(times)))
    assert {answer.status_code for answer in answers} == {200}
    owners = (await bernd.plan(here.plan))["step"][other.rpartition("/")[2]]["owners"]
    assert (len(owners), here.rev) == (1, before + 1)


async def test_a_contact_person_answers_for_the_organisation_and_is_in_charge(
    here: Making, anna: Browser, guel: Browser
) -> None:
    plan, who = f"/plans/{here.plan}", here.cast.guel.participant.id
    step, owner = here.step_address, f"{here.step_address}/ownerships/{here.made.ownership}"
    assert "Für Handwerkskammer" not in (await guel.get(step)).text
    named = await anna.form(f"{plan}/parties/{here.place.party}/contacts", {"member": who})
    assert (named.status_code, named.headers["location"].partition("#")[0]) == (303, f"{plan}/edit")
    assert "Gül antwortet nicht mehr für Handwerkskammer" in (await anna.get(f"{plan}/edit")).text
    assert "Für Handwerkskammer zusagen" in (await guel.get(step)).text
    assert (await guel.form(f"{owner}/answer", {"answer": "accepted"})).status_code == 303
    page = (await anna.get(step)).text
    assert "durch Gül" in page
    assert "zuständig: Gül" in page
    assert (await guel.form(f"{owner}/charge", {"member": ""})).status_code == 303
    assert "zuständig: Gül" not in (await anna.get(step)).text
    gone = await anna.form(f"{plan}/parties/{here.place.party}/contacts/{who}/removal", {})
    assert gone.status_code == 303
    assert (await guel.form(f"{owner}/answer", {"answer": "declined"})).status_code == 403
    assert "Für Handwerkskammer" not in (await guel.get(step)).text


async def test_a_facilitator_says_how_the_answer_came(here: Making, anna: Browser) -> None:
    address = f"{here.step_address}/ownerships/{here.made.ownership}/answer"
    await anna.form(address, {"answer": "accepted", "how": "phone"})
    page = (await anna.get(here.step_address)).text
    assert "zugesagt telefonisch, 14. Apr. 2026, eingetragen von Anna" in page
    wrong = await anna.post(address, {"answer": "declined", "how": "smoke"})
    assert (wrong.status_code, list(wrong.json()["fields"])) == (422, ["how"])
