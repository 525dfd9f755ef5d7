"""Under "Wen?" stand those who can answer."""

import re

from httpx import Response
from sqlmodel import select

from tests.web.making import Making
from tests.web.newcomers import a_newcomer
from tests.web.site import Browser, Site
from tracker.domain.member import Membership


async def test_whom_to_ask_are_those_who_can_answer_and_nobody_is_chosen_before(
    site: Site, here: Making, anna: Browser
) -> None:
    erased, left = [await a_newcomer(site, name) for name in ("Weg", "Fort")]
    for who in (erased, left):
        async with site.browser(who) as browser:
            await browser.form(f"{here.step_address}/ownerships", {"take": "1"})
    assert {"Weg Nurhier", "Fort Nurhier"} <= asked_of(await anna.get(here.step_address))
    async with site.browser(erased) as browser:
        await browser.form("/me/erasure", {"address": "weg@example.org"})
    with site.cast.database.reading() as session:
        held = session.exec(select(Membership).where(Membership.member_id == left.participant.id)).one()
    async with site.browser(site.cast.emil) as emil:
        await emil.form(f"/regions/{here.place.region}/memberships/{held.id}/ending", {})
    page = await anna.get(here.step_address)
    names = asked_of(page)
    assert names.isdisjoint({"Weg Nurhier", "Fort Nurhier", "Ehemals beteiligt"})
    assert "Bitte wählen" in names
    refused = await anna.post(f"{here.step_address}/ownerships", {"party": "", "role": "lead"})
    assert (refused.status_code, list(refused.json()["fields"])) == (422, ["party"])


async def test_a_member_who_was_never_named_is_offered_by_name_and_is_asked(
    site: Site, here: Making, anna: Browser, bernd: Browser
) -> None:
    new, frida = await a_newcomer(site, "Neu"), site.cast.frida.participant
    page = await anna.get(here.step_address)
    offered = offered_at(page)
    assert offered[new.participant.id] == "Neu Nurhier"
    assert frida.id not in offered
    asking = f"{here.step_address}/ownerships"
    assert (await bernd.post(asking, {"party": new.participant.id, "role": "with"})).status_code == 200
    async with site.browser(new) as browser:
        assert here.step_address in (await browser.get("/")).text
    offered = dict(
        re.findall(r'<option value="([^"]*)">([^<]*)<', choices_of(await anna.get(here.step_address)))
    )
    assert [id for id, name in offered.items() if name == "Neu Nurhier"] != [
        new.participant.id
    ]  # named once, by party
    for id in (frida.id, "nobody000000"):
        refused = await bernd.post(asking, {"party": id, "role": "with"})
        assert (refused.status_code, list(refused.json()["fields"])) == (422, ["party"])


def asked_of(page: Response) -> set[str]:
    """The names to choose from under "Wen?"; the first is what is chosen."""
    choices = choices_of(page)
    assert re.search(r"<option[^>]*>Bitte wählen<", choices)
    assert "selected" not in choices
    return set(re.findall(r"<option[^>]*>([^<]*)<", choices))


def offered_at(page: Response) -> dict[str, str]:
    """The names to choose from, by what is sent for them."""
    return dict(re.findall(r'<option value="([^"]*)">([^<]*)<', choices_of(page)))


def choices_of(page: Response) -> str:
    [choices] = re.findall(r'<select id="ask-party".*?</select>', page.text, re.DOTALL)
    return str(choices)


async def test_whoever_was_erased_is_not_asked_and_answers_nothing(
    site: Site, here: Making, anna: Browser
) -> None:
    steps = f"/plans/{here.plan}/steps"
    step, other = [
        (await anna.post(steps, {"title": title})).json()["made"] for title in ("Ihrer", "Noch einer")
    ]
    toni = await a_newcomer(site, "Toni")
    async with site.browser(toni) as browser:
        await browser.post(f"{steps}/{step}/ownerships", {"take": True})
        await anna.post(f"{steps}/{step}/comments", {"text": "@Toni Nurhier, Toni Nurhiers Liste"})
        await browser.form("/me/erasure", {"address": "toni@example.org"})
    [owner] = (await anna.plan(here.plan))["step"][step]["owners"]
    for noun, sent in (
        (f"{step}/ownerships/{owner['id']}/answer", {"answer": "accepted", "how": "room"}),
        (f"{other}/ownerships", {"party": owner["party"], "role": "with"}),
    ):
        answer = await anna.post(f"{steps}/{noun}", sent)
        assert (answer.status_code, list(answer.json()["fields"])) == (422, ["party"])
    page = (await anna.get(f"{steps}/{step}")).text
    assert "hat zugesagt" not in page
    assert "Toni" not in page
    assert "@…, … Liste" in page
