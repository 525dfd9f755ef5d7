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
