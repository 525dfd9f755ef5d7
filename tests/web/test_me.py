"""My account: signed-in devices end one by one, tokens are made, shown once and revoked."""

import asyncio
import json
import re
from datetime import timedelta

import httpx
from sqlmodel import select
from websockets.asyncio.client import connect

from tests.cast import Person
from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.commands import sign_ins
from tracker.domain.sign_in import MOST_TOKENS, AccessToken, SignInSession, hash_of

PHONE = "Firefox, Android"


def another_session(site: Site, name: str, device: str = "") -> str:
    """The secret of one more browser of somebody in the cast."""
    who, now = site.cast.people[name].participant, site.cast.clock.now()
    return site.cast.database.write_now(
        lambda s: sign_ins.start_session(
            s, now, member_id=who.id, expires_at=now + timedelta(hours=1), device=device
        )
    ).value


def sessions(site: Site, member_id: str) -> list[str]:
    """The hashes of the member's sessions."""
    mine = select(SignInSession.hash).where(SignInSession.member_id == member_id)
    return sorted(site.cast.database.read_now(lambda s: s.exec(mine).all()))


async def new_token(browser: Browser, name: str, **fields: str) -> str:
    """Made on the page; its secret, as it stands there."""
    page = await browser.form("/me/tokens", {"name": name, **fields})
    assert page.status_code == 200
    return re.search(r'id="secret"[^>]*value="([\w-]{22})"', page.text)[1]


def script(site: Site, token: str) -> httpx.AsyncClient:
    return site.client(headers={"Authorization": f"Bearer {token}"})


async def test_a_device_is_named_by_browser_and_system_and_signed_out_from_elsewhere(
    site: Site, guel: Browser
) -> None:
    secret, who = another_session(site, "guel", PHONE), site.cast.guel
    page = (await guel.get("/me")).text
    assert PHONE in page
    assert page.count("dieses Gerät") == 1
    async with site.browser(Person("phone", who.role, who.participant, secret)) as phone:
        assert (await phone.get("/me")).status_code == 200
        id = hash_of(secret)[:12]
        assert f'action="/me/sessions/{id}/ending"' in page
        answer = await guel.form(f"/me/sessions/{id}/ending", {})
        assert (answer.status_code, answer.headers["location"]) == (303, "/me")
        assert (await phone.get("/me")).status_code == 401
    assert PHONE not in (await guel.get("/me")).text


async def test_signing_out_all_others_leaves_this_one(site: Site, guel: Browser) -> None:
    before = sessions(site, site.cast.guel.participant.id)
    for _ in range(2):
        another_session(site, "guel")
    assert (await guel.form("/me/sessions/ending", {})).status_code == 303
    assert sessions(site, site.cast.guel.participant.id) == before
    assert (await guel.get("/me")).status_code == 200


async def test_what_is_open_on_a_device_closes_when_it_is_signed_out(site: Site, guel: Browser) -> None:
    secret, place = another_session(site, "guel"), site.cast.nrw
    url = f"{site.base_url.replace('http', 'ws')}/live?v=1&view=board&feed={place.feed}@0.x"
    async with connect(
        url, origin=site.base_url, additional_headers={"Cookie": f"session={secret}"}, proxy=None
    ) as socket:
        assert json.loads(await socket.recv())["t"] == "hello"
        await guel.form(f"/me/sessions/{hash_of(secret)[:12]}/ending", {})
        async with asyncio.timeout(5):
            await socket.wait_closed()
        assert socket.close_code == 4409  # come again: then it asks to sign in


async def test_nobody_ends_the_sessions_and_tokens_of_others(
    site: Site, guel: Browser, bernd: Browser
) -> None:
    secret = another_session(site, "guel")
    token = await new_token(guel, "Meiner")
    mine = select(AccessToken.id).where(AccessToken.hash == hash_of(token))
    id = site.cast.database.read_now(lambda s: s.exec(mine).one())
    assert (await bernd.form(f"/me/sessions/{hash_of(secret)[:12]}/ending", {})).status_code == 404
    assert (await bernd.form(f"/me/tokens/{id}/revocation", {})).status_code == 404
    assert hash_of(secret) in sessions(site, site.cast.guel.participant.id)
    async with script(site, token) as client:
        assert (await client.get(f"/plans/{site.cast.nrw.plan}.json")).status_code == 200


async def test_a_token_is_shown_once_and_counts_until_it_is_revoked(
    here: Making, site: Site, bernd: Browser
) -> None:
    token = await new_token(bernd, "Bericht")
    page = (await bernd.get("/me")).text
    assert "Bericht" in page
    assert token not in page
    async with script(site, token) as client:
        address = f"/plans/{here.plan}/notes"
        assert (await client.post(address, json={"kind": "idea", "text": "Per Skript"})).status_code == 200
        id = re.search(r'Bericht<br>.*?action="/me/tokens/(\w{12})/revocation"', page, re.DOTALL)[1]
        assert (await bernd.form(f"/me/tokens/{id}/revocation", {})).status_code == 303
        assert (await client.get(f"/plans/{here.plan}.json")).status_code == 401
    assert "Bericht" not in (await bernd.get("/me")).text


async def test_a_token_that_only_reads_changes_nothing_anywhere(
    here: Making, site: Site, emil: Browser
) -> None:
    token, before = await new_token(emil, "Nur lesen", reads_only="1"), here.rev
    async with script(site, token) as client:
        assert (await client.get(f"/plans/{here.plan}.json")).status_code == 200
        for address, body in (
            (f"/plans/{here.plan}/notes", {"kind": "idea", "text": "Nein"}),
            (f"{here.step_address}/drop", {"reason": "nein"}),
            (f"/regions/{here.place.region}/plans", {"title": "Nein"}),
            (f"/networks/{here.place.network}/memberships", {"email": "x@example.org", "role": "reader"}),
            ("/language", {"language": "en"}),
            ("/me/tokens", {"name": "Mehr"}),
        ):
            answer = await client.post(address, json=body)
            assert answer.status_code == 403, (address, answer.text)
        page = (await client.get(f"/plans/{here.plan}")).text
        assert 'data-role="reader"' in page
    assert here.rev == before


async def test_a_token_neither_makes_tokens_nor_sees_who_is_signed_in(site: Site, bernd: Browser) -> None:
    async with script(site, await new_token(bernd, "Schreibt")) as client:
        assert (await client.get("/me")).status_code == 404
        assert (await client.post("/me/tokens", json={"name": "Noch einer"})).status_code == 404
        assert (await client.post("/me/sessions/ending", json={})).status_code == 404


async def test_sent_twice_a_token_is_made_once_and_not_shown_again(site: Site, bernd: Browser) -> None:
    sent = {"name": "Einmal", "_key": "k" * 20 + "-token"}
    first, second = [await bernd.form("/me/tokens", sent) for _ in range(2)]
    assert 'id="secret"' in first.text
    assert 'id="secret"' not in second.text
    assert second.text.count("Einmal<br>") == 1
    assert "schon angelegt" in second.text


async def test_a_token_needs_a_name_and_there_is_room_for_fifty(site: Site, emil: Browser) -> None:
    page = await emil.form("/me/tokens", {"name": " "})
    assert page.status_code == 422
    assert "Hier fehlt noch etwas." in page.text
    async with site.browser(site.cast.frida) as frida:
        for n in range(MOST_TOKENS - 1):  # one is there already
            assert (await frida.post("/me/tokens", {"name": f"Nr. {n}"})).status_code == 200
        answer = await frida.post("/me/tokens", {"name": "Einer zu viel"})
    assert answer.json()["code"] == "full"


async def test_a_guest_has_no_account(site: Site, deniz: Browser) -> None:
    assert (await deniz.get("/me")).status_code == 404
    assert 'href="/me"' not in (await deniz.get(f"/plans/{site.cast.nrw.plan}")).text


async def test_a_new_token_is_shown_once_with_a_label_and_a_button_to_copy_it(bernd: Browser) -> None:
    page = (await bernd.form("/me/tokens", {"name": "Zum Kopieren"})).text
    label, field = (
        '<label for="secret">Ihr neuer Schlüssel</label>',
        '<div class="field__row"><input id="secret"',
    )
    assert label in page
    assert re.search(rf'{field}[^>]*><button type="button"[^>]* data-copy="secret"', page)
    assert "wird nur dieses eine Mal gezeigt" in page
