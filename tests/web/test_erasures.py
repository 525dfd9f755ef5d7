"""P39 through the front door: my data to take away, and my account erased while others look."""

import asyncio
import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from sqlmodel import Session, select
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.cast import Person
from tests.web.making import Making
from tests.web.newcomers import a_newcomer
from tests.web.site import Browser, Site
from tracker.commands import sign_ins
from tracker.commands.erased_again import kept_keys
from tracker.domain.member import Guest, Membership
from tracker.domain.party import Party
from tracker.domain.traces import traces
from tracker.store.schema import METADATA


def unpacked(content: bytes) -> dict[str, str]:
    """The files of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


async def test_everything_that_is_stored_of_me_comes_as_files(site: Site, here: Making) -> None:
    kim = await a_newcomer(site, "Kim")
    async with site.browser(kim) as browser:
        await browser.post(f"{here.step_address}/ownerships", {"take": True})
        await browser.post(f"{here.step_address}/comments", {"text": "Das mache ich"})
        answer = await browser.get("/me/export.zip")
    assert answer.status_code == 200
    assert "no-store" in answer.headers["cache-control"]
    files = unpacked(answer.content)
    said = {
        name.removesuffix(".json"): json.loads(content)
        for name, content in files.items()
        if name.endswith(".json")
    }
    assert said["member"][0]["email"] == "kim@example.org"
    assert said["membership"][0]["role"] == "editor"
    assert said["sign_in_session"][0]["device"] == "Firefox, Linux"
    assert said["access_token"][0]["name"] == "Auswertung"
    assert said["step_comment"][0]["text"] == "Das mache ich"
    assert said["ownership"][0]["step_id"] == here.step
    assert any("Kim Nurhier" in line["line"] for line in said["change"])
    assert "member.json" in files["Lies mich.txt"]
    assert not re.search(r"\b[0-9a-f]{64}\b", "".join(files.values())), "a hash of a secret"
    assert "anna@example.org" not in "".join(files.values())


async def test_plans_i_no_longer_read_are_in_my_files_without_their_words(site: Site, here: Making) -> None:
    lou = await a_newcomer(site, "Lou")
    async with site.browser(lou) as browser:
        await browser.post(f"/plans/{here.plan}/steps", {"title": "Geheimer Titel"})

        def take_out(session: Session) -> None:
            mine = select(Membership).where(Membership.member_id == lou.participant.id)
            session.delete(session.exec(mine).one())

        await site.cast.database.write(take_out)
        files = unpacked((await browser.get("/me/export.zip")).content)
    assert [line["verb"] for line in json.loads(files["change.json"])] == ["step_added"]
    assert "Geheimer Titel" not in "".join(files.values())


async def closing(socket: ClientConnection) -> int:
    """With which code it is closed, after whatever it is told before."""
    try:
        while True:
            await asyncio.wait_for(socket.recv(), 10)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 0


async def test_an_erased_member_is_gone_at_once_everywhere(site: Site, here: Making, anna: Browser) -> None:
    robin = await a_newcomer(site, "Robin")
    async with site.browser(robin) as browser, site.script(robin) as script:
        await browser.post(f"{here.step_address}/ownerships", {"take": True})
        url = f"{site.base_url.replace('http', 'ws')}/live?v=1&view=board&feed={here.place.feed}@0.x"
        cookie = {"Cookie": f"session={robin.session}"}
        async with (
            connect(url, origin=site.base_url, additional_headers=cookie, proxy=None) as socket,
            connect(url, additional_headers={"Authorization": f"Bearer {robin.token}"}, proxy=None) as other,
        ):
            for one in (socket, other):
                assert json.loads(await one.recv())["t"] == "hello"
            page = await browser.get("/me/erasure")
            assert "robin@example.org" in page.text
            answer = await browser.form("/me/erasure", {"address": "robin@example.org"})
            assert (answer.status_code, answer.headers["location"]) == (303, "/me/erased")
            assert answer.headers["clear-site-data"] == '"storage"'
            assert [await closing(one) for one in (socket, other)] == [4409, 4409]
        assert (await browser.get("/me")).status_code == 401
        assert (await script.get(f"/plans/{here.plan}.json")).status_code == 401
    names = {party["name"] for party in (await anna.plan(here.plan))["parties"]}
    assert "Robin Nurhier" not in names
    assert "Ehemals beteiligt" in names
    assert robin.participant.key in kept_keys(site.settings.data_dir)
    history = (await anna.get(f"/plans/{here.plan}/history")).text
    assert "Robin Nurhier" not in history
    assert "Gelöschtes Konto" in history


async def test_what_somebody_erased_was_to_do_is_nobodys_and_can_be_handed_over(
    site: Site, here: Making, anna: Browser
) -> None:
    robin = await a_newcomer(site, "Robin")
    mine, other = [
        (await anna.post(f"/plans/{here.plan}/steps", {"title": title})).json()["made"]
        for title in ("Offen", "Fertig")
    ]
    async with site.browser(robin) as browser:
        for step in (mine, other):
            await browser.post(f"/plans/{here.plan}/steps/{step}/ownerships", {"take": True})
        await browser.post(f"/plans/{here.plan}/steps/{other}/completion", {})
        before = await unowned(anna, here)
        await browser.form("/me/erasure", {"address": "robin@example.org"})
    plan = await anna.plan(here.plan)
    [party] = [one["party"] for one in plan["step"][mine]["owners"]]
    said = {
        step: {one["party"]: one["answer"] for one in plan["step"][step]["owners"]} for step in plan["step"]
    }
    assert (said[mine][party], said[other][party]) == ("declined", "accepted")
    assert await unowned(anna, here) - before == {mine}
    assert "nicht mehr dabei" in (await anna.get(f"/plans/{here.plan}/steps/{mine}")).text
    board = (await anna.get(f"/plans/{here.plan}")).text
    [line] = re.findall(
        r'id="step-' + other + r'".*?class="step__done">.*?<span>(.*?)</span>', board, re.DOTALL
    )
    assert re.fullmatch(r"\d+\. \S+ \d{4}", line)
    handover = {"member": party, "successor": site.cast.anna.participant.id}
    assert (await anna.form(f"/plans/{here.plan}/handovers", handover)).status_code == 303
    owners = (await anna.plan(here.plan))["step"][mine]["owners"]
    assert [(one["party"] == party, one["answer"]) for one in owners] == [(False, "accepted")]


async def unowned(browser: Browser, here: Making) -> set[str]:
    """The steps that the filter for those without owner shows."""
    board = (await browser.get(f"/plans/{here.plan}?unowned=1")).text
    return set(re.findall(r'<li class="step" id="step-(\w+)"', board))


async def test_a_wrong_address_erases_nobody_and_stands_there_again(site: Site, guel: Browser) -> None:
    page = await guel.form("/me/erasure", {"address": "other@example.org", "_key": "k-erasure"})
    assert page.status_code == 422
    assert 'value="other@example.org"' in page.text
    assert (await guel.get("/me")).status_code == 200


async def test_the_last_coordinator_is_told_to_hand_over(site: Site, emil: Browser) -> None:
    page = (await emil.get("/me/erasure")).text
    assert "Netzwerk Demografie" in page
    assert 'action="/me/erasure"' not in page
    answer = await emil.post("/me/erasure", {"address": "emil@example.org"})
    assert answer.status_code == 422
    assert "Netzwerk Demografie" in answer.text
    assert (await emil.get("/me")).status_code == 200


async def test_a_token_erases_and_exports_nobody(site: Site) -> None:
    async with site.script(site.cast.guel) as script:
        for answer in (await script.get("/me/export.zip"), await script.get("/me/erasure")):
            assert answer.status_code == 404
        refused = await script.post("/me/erasure", json={"address": "guel@example.org"})
        assert refused.status_code == 404


async def test_a_coordinator_erases_the_name_of_somebody_without_login(
    site: Site, here: Making, emil: Browser, anna: Browser
) -> None:
    made = await anna.post(f"/plans/{here.plan}/parties", {"name": "Sascha Ohnekonto", "sort": "person"})
    party = made.json()["made"]
    address = f"/plans/{here.plan}/parties/{party}/erasure"
    assert address in (await emil.get(f"/plans/{here.plan}/edit")).text
    assert address not in (await anna.get(f"/plans/{here.plan}/edit")).text
    assert (await anna.post(address, {})).status_code == 403
    assert (await emil.form(address, {})).status_code == 303
    assert "Sascha" not in (await emil.get(f"/plans/{here.plan}/edit")).text
    assert f"p:{party}" in kept_keys(site.settings.data_dir)
    [kept] = site.cast.database.read_now(lambda s: s.exec(select(Party.name).where(Party.id == party)).all())
    assert kept == "Ehemals beteiligt"


async def test_a_facilitator_erases_the_name_of_a_guest(
    site: Site, here: Making, bernd: Browser, anna: Browser
) -> None:
    now = site.cast.clock.now()
    until = now + timedelta(hours=12)
    guest = Guest(plan_id=here.plan, name="Momo Wanderer (ohne Konto)", expires_at=until)
    started = await site.cast.database.write(
        lambda s: sign_ins.start_session(s, now, guest=guest, expires_at=until)
    )
    momo = Person("momo", None, guest.as_participant(), started.value)
    async with site.browser(momo) as browser:
        said = {"text": "Hier ist Momo Wanderer"}
        assert (await browser.post(f"{here.step_address}/comments", said)).status_code == 200
        address = f"/plans/{here.plan}/guests/{guest.id}/erasure"
        assert (await bernd.post(address, {})).status_code == 403
        assert (await anna.post(address.replace(here.plan, site.cast.hessen.plan), {})).status_code == 404
        assert (await anna.post(address, {})).status_code == 200
        assert (await browser.get(f"/plans/{here.plan}")).status_code == 401
    page = (await anna.get(here.step_address)).text
    assert "Hier ist …" in page
    assert "Momo" not in page
    assert "Momo" not in (await anna.get(f"/plans/{here.plan}/history")).text
    assert guest.as_participant().key in kept_keys(site.settings.data_dir)


@pytest.mark.parametrize("language", ["de", "en"])
async def test_the_sheet_names_every_column_of_people(site: Site, nobody: Browser, language: str) -> None:
    page = (await nobody.get("/privacy/sheet", **{"Accept-Language": language})).text
    assert f'lang="{language}"' in page
    sections = dict(
        re.findall(r'<section[^>]*aria-labelledby="sheet-(\w+)">(.*?)</section>', page, re.DOTALL)
    )
    for trace in traces():
        assert f"<code>{trace.column}</code>" in sections[trace.table], trace
    assert sections.keys() <= METADATA.tables.keys()
