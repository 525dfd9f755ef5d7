"""Who asks whom, from the form and as JSON."""

from tests.web.making import Making
from tests.web.site import Browser


async def test_it_is_agreed_shown_and_ticked_without_script(
    here: Making, bernd: Browser, guel: Browser
) -> None:
    club = (await bernd.post(f"/plans/{here.plan}/parties", {"name": "Sportverein <b>"})).json()["made"]
    place = f"{here.step_address}/followups"
    sent = {"party": here.place.party, "asker": club, "until": "12.5.2026"}
    assert (await bernd.form(place, sent)).status_code == 303
    [one] = (await bernd.plan(here.plan))["step"][here.step]["follow_ups"]
    assert (one["party"], one["asker"], one["until"]) == (here.place.party, club, "2026-05-12")
    page = (await guel.get(here.step_address)).text
    assert "Sportverein &lt;b&gt; fragt bis 12. Mai 2026 bei Handwerkskammer nach." in page
    assert "/followups" not in page
    await bernd.form(f"{place}/{one['id']}/completion", {})
    assert (await bernd.plan(here.plan))["step"][here.step]["follow_ups"] == []


async def test_a_day_that_cannot_be_read_is_said_at_its_field(here: Making, bernd: Browser) -> None:
    sent = {"party": here.place.party, "asker": here.place.party, "until": "irgendwann"}
    answer = await bernd.form(f"{here.step_address}/followups", {**sent, "_key": "k" * 20 + "-followup"})
    assert answer.status_code == 422
    assert "Bitte einen Tag oder einen Zeitraum nennen" in answer.text
    assert 'value="irgendwann"' in answer.text


async def test_who_names_no_asker_asks_themselves_and_becomes_a_party(here: Making, bernd: Browser) -> None:
    fresh = (await bernd.get(here.step_address)).text
    assert '<option value="" selected>Bernd</option>' in fresh
    answer = await bernd.form(f"{here.step_address}/followups", {"party": here.place.party, "asker": ""})
    assert answer.status_code == 303
    plan = await bernd.plan(here.plan)
    me = next(party["id"] for party in plan["parties"] if party["name"] == "Bernd")
    [one] = plan["step"][here.step]["follow_ups"]
    assert one["asker"] == me
    assert f'<option value="{me}" selected>Bernd</option>' in (await bernd.get(here.step_address)).text


async def test_who_may_not_ask_leaves_no_party_behind(here: Making, guel: Browser, bernd: Browser) -> None:
    before = here.rev
    answer = await guel.post(f"{here.step_address}/followups", {"party": here.place.party})
    assert answer.status_code == 403
    assert here.rev == before
