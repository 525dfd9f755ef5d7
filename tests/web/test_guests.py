"""Without account: taking a step by consent, and what is left a day after the end (P38)."""

from datetime import timedelta

import pytest
from sqlmodel import select

from tests.cast import TODAY
from tests.web.doors import guests, joined, make_link
from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.domain.join_link import JoinLink
from tracker.domain.member import Guest
from tracker.domain.party import Party
from tracker.domain.sign_in import SignInSession
from tracker.store.guests import due_guests, forget_guests
from tracker.store.schema import METADATA

TAKE = {"take": "1", "consent": "1"}

pytestmark = pytest.mark.usefixtures("as_before")


def party(site: Site, name: str) -> Party:
    with site.cast.database.reading() as session:
        return session.exec(select(Party).where(Party.name == name)).one()


async def taken(nobody: Browser, site: Site, here: Making, name: str, **left: str) -> JoinLink:
    """Somebody came in by a link and has taken the step."""
    link = make_link(site)
    await joined(nobody, site, link, name)
    answer = await nobody.form(here.step_address + "/ownerships", TAKE | left)
    assert answer.status_code == 303
    return link


async def test_nobody_takes_a_step_without_account_and_consent(
    nobody: Browser, site: Site, door: JoinLink, here: Making
) -> None:
    await joined(nobody, site, door, "Mara")
    before = here.rev
    page = await nobody.get(here.step_address)
    assert "Mein Name bleibt an diesem Schritt stehen" in page.text
    for sent in ({"take": True}, {"take": True, "consent": False}):
        answer = await nobody.post(here.step_address + "/ownerships", sent)
        assert (answer.status_code, list(answer.json()["fields"])) == (422, ["consent"])
    again = await nobody.form(here.step_address + "/ownerships", {"take": "1", "_key": "k" * 20 + "-take"})
    assert "Ohne dieses Häkchen" in again.text
    assert here.rev == before


async def test_a_step_that_somebody_has_accepted_asks_nobody_in_large(
    nobody: Browser, bernd: Browser, site: Site, door: JoinLink, here: Making
) -> None:
    await joined(nobody, site, door, "Ova")
    address, large = f"/plans/{here.plan}/steps/{here.another_step()}", '<details class="take"'
    assert large in (await nobody.get(address)).text
    assert (await bernd.post(f"{address}/ownerships", {"take": True})).status_code == 200
    page = (await nobody.get(address)).text
    assert large not in page
    assert "Mein Name bleibt an diesem Schritt stehen" in page  # one may still join in


async def test_who_takes_a_step_becomes_a_party_of_the_plan_and_is_asked_once(
    nobody: Browser, anna: Browser, site: Site, here: Making
) -> None:
    await taken(nobody, site, here, "Nele")
    plan = await anna.plan(here.plan)
    mine = party(site, "Nele (ohne Konto)").id
    [ownership] = [one["id"] for one in plan["step"][here.step]["owners"] if one["party"] == mine]
    other = f"/plans/{here.plan}/steps/{here.another_step()}"
    assert "Mein Name bleibt" not in (await nobody.get(other)).text
    assert (await nobody.post(other + "/ownerships", {"take": True})).status_code == 200
    back = await nobody.post(f"{here.step_address}/ownerships/{ownership}/answer", {"answer": "declined"})
    assert back.status_code == 200


async def test_who_took_a_step_without_account_takes_it_back(
    nobody: Browser, deniz: Browser, bernd: Browser, site: Site, here: Making
) -> None:
    await taken(nobody, site, here, "Tilda")
    taking = here.rev
    reversals = f"/plans/{here.plan}/reversals"
    assert (await deniz.post(reversals, {"rev": taking})).status_code == 403
    assert (await nobody.post(reversals, {"rev": taking})).status_code == 200
    names = [one["name"] for one in (await bernd.plan(here.plan))["parties"]]
    assert "Tilda (ohne Konto)" not in names
    assert (await nobody.post(reversals, {"rev": here.rev})).status_code == 200
    assert "Tilda (ohne Konto)" in (await bernd.get(here.step_address)).text


async def test_what_was_taken_stands_on_the_start_page(nobody: Browser, site: Site, here: Making) -> None:
    await taken(nobody, site, here, "Quirin")
    page = (await nobody.get("/")).text
    assert f'id="step-{here.step}"' in page


async def test_another_name_leaves_the_mark(
    nobody: Browser, bernd: Browser, site: Site, here: Making
) -> None:
    await taken(nobody, site, here, "Rosa")
    address = f"/plans/{here.plan}/parties/{party(site, 'Rosa (ohne Konto)').id}"
    assert (await bernd.post(address, {"name": "Rosi"})).status_code == 200
    assert party(site, "Rosi (ohne Konto)").guest_id
    refused = await bernd.post(address, {"name": "Moderation"})
    assert (refused.status_code, list(refused.json()["fields"])) == (422, ["name"])


async def test_a_name_that_is_there_is_never_taken_over(site: Site, here: Making) -> None:
    async with site.browser(site.cast.nobody) as first, site.browser(site.cast.nobody) as second:
        await taken(first, site, here, "Anna")
        await taken(second, site, here, "Anna")
    one, two = party(site, "Anna (ohne Konto)"), party(site, "Anna 2 (ohne Konto)")
    assert one.member_id is two.member_id is None
    assert one.guest_id != two.guest_id


async def test_a_name_of_eighty_signs_keeps_its_mark(nobody: Browser, site: Site, here: Making) -> None:
    await taken(nobody, site, here, "x" * 80)
    assert party(site, "x" * 67 + " (ohne Konto)")


async def test_an_address_is_shown_to_facilitators_alone(
    nobody: Browser, anna: Browser, bernd: Browser, site: Site, here: Making
) -> None:
    bad = make_link(site)
    await joined(nobody, site, bad, "Ole")
    sent = {"take": True, "consent": True, "email": "ole@example.org\nBcc: x@example.org"}
    answer = await nobody.post(here.step_address + "/ownerships", sent)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["email"])
    sent["email"] = "Ole@Example.org"
    assert (await nobody.post(here.step_address + "/ownerships", sent)).status_code == 200
    assert "ole@example.org" in (await anna.get(f"/plans/{here.plan}/links")).text
    for path in ("", ".json", ".csv", "/edit", "/history", f"/steps/{here.step}"):
        for browser in (nobody, bernd, anna):
            assert "ole@example.org" not in (await browser.get(f"/plans/{here.plan}{path}")).text


async def test_a_day_after_the_end_only_the_name_at_the_step_is_left(
    nobody: Browser, anna: Browser, site: Site, here: Making
) -> None:
    link = await taken(nobody, site, here, "Pia")
    other = f"/plans/{here.plan}/steps/{here.another_step()}"
    await nobody.post(other + "/comments", {"text": "Das sagte jemand"})
    await nobody.post(other + "/completion", {})
    [guest] = guests(site, "Pia (ohne Konto)")
    key = guest.as_participant().key

    now = link.expires_at + timedelta(hours=23)
    assert guest.id not in site.cast.database.read_now(due_guests, now)
    now += timedelta(hours=2)
    due = site.cast.database.read_now(due_guests, now)
    assert guest.id in due
    site.cast.database.write_now(lambda session: forget_guests(session, due, now))

    assert not guests(site, "Pia (ohne Konto)")
    with site.cast.database.reading() as session:
        assert not session.exec(select(SignInSession).where(SignInSession.guest_id == guest.id)).all()
        columns = [
            (table.name, column.name)
            for table in METADATA.sorted_tables
            for column in table.columns
            if column.name != "effects"  # names the key by id alone, which leads nowhere now
            for value in session.execute(select(column)).scalars()
            if value in (key, guest.id) or "Pia" in str(value)
        ]
        assert set(columns) <= {("party", "name"), ("party", "name_key")} | {("folded_text", "folded")}
        assert session.get(Guest, guest.id) is None
    site.cast.clock.moment = TODAY + timedelta(days=3)
    history = (await anna.get(f"/plans/{here.plan}/history")).text
    assert "Ohne Konto" in history
    assert "Das sagte jemand" in (await anna.get(other)).text
    assert "Pia" not in str((await anna.plan(here.plan))["step"][other.rpartition("/")[2]])
    assert "Pia (ohne Konto)" in (await anna.get(here.step_address)).text
