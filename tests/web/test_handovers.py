"""Handing over through the front door: what the page says before, whoever is invited, and the way back."""

import re

from sqlmodel import select

from tests.web.making import Making
from tests.web.newcomers import a_newcomer
from tests.web.site import Browser, Site
from tracker.domain.mail import Mail
from tracker.domain.member import Member
from tracker.domain.network import Region


async def owners(browser: Browser, here: Making) -> dict[str, str]:
    plan = await browser.plan(here.plan)
    names = {party["id"]: party["name"] for party in plan["parties"]}
    return {names[one["party"]]: one["answer"] for one in plan["step"][here.step]["owners"]}


async def test_somebody_new_takes_over_by_mail_and_an_undo_gives_it_back(
    site: Site, here: Making, anna: Browser
) -> None:
    zoe = await a_newcomer(site, "Zora")
    async with site.browser(zoe) as browser:
        await browser.form(f"{here.step_address}/ownerships", {"take": "1"})
    before, address = await owners(anna, here), f"/plans/{here.plan}/handovers"
    new = {"member": zoe.participant.id, "email": "nora@example.org", "name": "Nora Neu"}
    page = (await anna.client.get(address, params=new)).text
    for said in (
        "Zora Nurhier übergibt an Nora Neu",
        "1 offener Schritt",
        "Ein Schritt (",
        "Nora Neu bekommt hier die Rolle „Schreibt mit“.",
        "Nora Neu bekommt eine Einladung per E-Mail.",
        "Zora Nurhier behält die Rolle aus der Region",
        "hält hier nichts",
    ):
        assert (said in page) is (said != "hält hier nichts"), said
    done = await anna.form(address, new)
    then = done.headers["location"]
    assert (done.status_code, then.partition("?")[0]) == (303, address)
    after = (await anna.get(then)).text
    assert "Die Koordination ist übergeben." in after
    assert f'href="/plans/{here.plan}/history"' in after
    assert "ist übergeben" not in (await anna.get(address)).text
    assert await owners(anna, here) == {**without(before, "Zora Nurhier"), "Nora Neu": "asked"}
    with site.cast.database.reading() as session:
        nora = session.exec(select(Member).where(Member.email == "nora@example.org")).one()
        invited = session.exec(select(Mail).where(Mail.address == nora.email)).all()
    assert [mail.kind for mail in invited] == ["invitation"]
    back = await anna.post(f"/plans/{here.plan}/reversals", {"rev": (await anna.plan(here.plan))["rev"]})
    assert back.status_code == 200
    assert await owners(anna, here) == before
    links = (await anna.get(f"/plans/{here.plan}/links")).text
    assert "nora@example.org" not in links  # the role has gone with it


async def test_it_is_said_at_the_field_what_makes_no_sense(site: Site, here: Making, anna: Browser) -> None:
    address, bernd = f"/plans/{here.plan}/handovers", site.cast.bernd.participant.id
    sent = {"member": bernd, "successor": site.cast.guel.participant.id, "email": "n@example.org"}
    for fields, field in (
        (sent, "email"),
        ({"member": bernd, "email": "keine Adresse"}, "email"),
        ({"member": bernd, "email": "bernd@example.org"}, "email"),
        ({"member": bernd}, "successor"),
        ({"member": site.cast.frida.participant.id, "successor": bernd}, "member"),
    ):
        answer = await anna.post(address, fields)
        assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])
    above = {"member": site.cast.emil.participant.id, "successor": bernd}
    assert (await anna.post(address, above)).status_code == 403
    page = await anna.client.get(address, params=above)
    assert "mit einer höheren Rolle" in re.search(r'data-error-for="member">([^<]*)<', page.text)[1]
    page = await anna.form(address, {**sent, "_key": "k" * 20 + "-handover"})
    assert page.status_code == 422
    assert "nicht beides" in page.text
    assert 'value="n@example.org"' in page.text


async def test_a_step_of_somebody_without_account_is_handed_over_too(here: Making, anna: Browser) -> None:
    name = "Frau Ohnekonto"
    added = await anna.post(f"/plans/{here.plan}/parties", {"name": name, "sort": "person"})
    party = added.json()["made"]
    await anna.form(f"{here.step_address}/ownerships", {"party": party, "role": "with"})
    address = f"/plans/{here.plan}/handovers"
    assert f"{name}: Ein Schritt</option>" in (await anna.get(address)).text
    bernd = here.cast.bernd.participant.id
    assert (await anna.form(address, {"member": party, "successor": bernd})).status_code == 303
    said = await owners(anna, here)
    assert (name in said, said["Bernd"]) == (False, "asked")


def without(owners: dict[str, str], name: str) -> dict[str, str]:
    """All but one."""
    return {one: answer for one, answer in owners.items() if one != name}


async def test_a_successor_who_is_here_hears_of_it_and_the_page_says_so(here: Making, anna: Browser) -> None:
    cast, address = here.cast, f"/plans/{here.plan}/handovers"
    bernd, me = cast.bernd.participant.id, cast.anna.participant.id
    said = "erfährt es durch eine Mail"
    chosen = {"member": me, "successor": bernd}
    page = (await anna.client.get(address, params=chosen)).text
    assert f"Bernd {said}" in page
    assert "Einladung per E-Mail" not in page
    to_me = (await anna.client.get(address, params={"member": bernd, "successor": me})).text
    assert said not in to_me, "whoever does it knows"


async def test_afterwards_the_address_names_nobody_any_more(site: Site, here: Making, anna: Browser) -> None:
    tove = await a_newcomer(site, "Tove")
    async with site.browser(tove) as browser:
        await browser.form(f"{here.step_address}/ownerships", {"take": "1"})
    address = f"/plans/{here.plan}/handovers"
    chosen = {"member": tove.participant.id, "successor": here.cast.bernd.participant.id}
    stands_on = {"Referer": f"{anna.origin}{address}?member={tove.participant.id}", "HX-Request": "true"}
    done = await anna.form(address, chosen, **stands_on)
    assert done.status_code == 204
    assert re.fullmatch(rf"{address}\?done=\w+", done.headers["hx-redirect"])


async def test_all_roles_and_posts_are_said_by_place_and_so_it_happens(site: Site, here: Making) -> None:
    cast = site.cast
    async with site.browser(cast.emil) as emil:
        for who in ("anna", "clara", "guel"):
            fields = {"email": f"{who}@example.org", "role": "editor"}
            await emil.post(f"/networks/{cast.nrw.network}/memberships", fields)
        address = f"/networks/{cast.nrw.network}/handovers"
        wanted = {
            "member": cast.anna.participant.id,
            "successor": cast.clara.participant.id,
            "deputy": cast.guel.participant.id,
        }
        page = (await emil.client.get(address, params=wanted)).text
        for said in (
            "Netzwerk Demografie: Schreibt mit",
            "Region NRW: Moderation",
            "Netzwerk Demografie: Kontakt Clara",
            "Region NRW: Kontakt Clara",
            "Region NRW: Vertretung Gül",
        ):
            assert said in page, said
        assert (await emil.form(address, wanted)).status_code == 303
    with site.cast.database.reading() as session:
        region = session.get_one(Region, cast.nrw.region)
    posts = (region.contact_id, region.deputy_id)
    assert posts == (cast.clara.participant.id, cast.guel.participant.id)
