"""Signing in by a link, and out again."""

import asyncio
import json
import re
from datetime import timedelta

import pytest
from websockets.asyncio.client import connect

from tests.cast import TODAY
from tests.web.making import Making
from tests.web.site import Browser, Site, running
from tracker.commands import sign_ins
from tracker.domain.member import Member


def new_link(site: Site, *, reusable: bool = False) -> str:
    """A secret that signs Bernd in."""
    bernd, now = site.cast.bernd.participant.id, site.cast.clock.now()

    def make(session) -> str:
        return sign_ins.make_link(session, session.get_one(Member, bernd), now, reusable=reusable)

    return site.cast.database.write_now(make).value


async def test_opening_a_link_changes_nothing_and_shows_a_button(site: Site, nobody: Browser) -> None:
    address = f"/sign-in/{new_link(site)}"
    for _ in range(2):
        page = await nobody.get(address)
        await nobody.client.head(address)
        assert (page.status_code, "Bernd" in page.text) == (200, True)
        assert f'action="{address}"' in page.text
        assert "session" not in nobody.client.cookies
    assert (await nobody.form(address, {})).status_code == 303


async def test_the_button_signs_in_once(site: Site, nobody: Browser) -> None:
    address = f"/sign-in/{new_link(site)}"
    answer = await nobody.form(address, {})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert all(flag in cookie for flag in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=2592000"))
    assert "Bernd" in (await nobody.get("/")).text
    assert (
        "Sie sind hier angemeldet als Bernd" in (await nobody.get(address)).text
    )  # one step back in the browser
    async with site.browser(site.cast.nobody) as other:
        again = await other.form(address, {})
        assert (again.status_code, "session" in other.client.cookies) == (404, False)


async def test_used_old_and_invented_links_look_alike(site: Site, nobody: Browser) -> None:
    used, old = new_link(site), new_link(site)
    async with site.browser(site.cast.nobody) as other:
        await other.form(f"/sign-in/{used}", {})
    site.cast.clock.moment = TODAY + timedelta(minutes=61)
    texts = set()
    for secret in (used, old, "x" * 22):
        answer = await nobody.get(f"/sign-in/{secret}")
        assert answer.status_code == 404
        texts.add(re.sub(r"[0-9a-z]{20}-mail", "", answer.text.replace(secret, "secret")))
        assert (await nobody.form(f"/sign-in/{secret}", {})).status_code == 404
    site.cast.clock.moment = TODAY
    assert len(texts) == 1


async def test_a_link_of_the_demo_may_be_used_again(site: Site) -> None:
    address = f"/sign-in/{new_link(site, reusable=True)}"
    for _ in range(2):
        async with site.browser(site.cast.nobody) as browser:
            assert (await browser.form(address, {})).status_code == 303


async def test_a_session_that_somebody_else_chose_is_not_taken_over(site: Site) -> None:
    async with site.browser(site.cast.nobody) as browser:
        browser.client.cookies.set("session", "a" * 22)
        await browser.form(f"/sign-in/{new_link(site)}", {})
        own = browser.client.cookies.jar
        assert "a" * 22 not in [cookie.value for cookie in own if cookie.domain]


async def test_signing_in_again_ends_the_session_before(site: Site) -> None:
    async with site.browser(site.cast.nobody) as browser, site.browser(site.cast.nobody) as thief:
        await browser.form(f"/sign-in/{new_link(site)}", {})
        first = browser.client.cookies["session"]
        browser._token = ""
        await browser.form(f"/sign-in/{new_link(site)}", {})
        assert browser.client.cookies["session"] != first
        thief.client.cookies.set("session", first)
        assert "Bernd" not in (await thief.get("/")).text


async def test_signing_out_ends_it_on_the_server_and_closes_its_sockets(here: Making, site: Site) -> None:
    async with site.browser(site.cast.nobody) as browser:
        await browser.form(f"/sign-in/{new_link(site)}", {})
        kept, browser._token = browser.client.cookies["session"], ""
        url = f"{site.base_url.replace('http', 'ws')}/live?v=1&view=board&feed={here.place.feed}@0.x"
        headers = {"Cookie": f"session={kept}"}
        async with connect(url, origin=site.base_url, additional_headers=headers, proxy=None) as socket:
            assert json.loads(await socket.recv())["t"] == "hello"
            answer = await browser.form("/sign-out", {})
            assert (answer.status_code, answer.headers["location"]) == (303, "/")
            async with asyncio.timeout(5):
                await socket.wait_closed()
            assert socket.close_code == 4409
        browser.client.cookies.set("session", kept)
        assert (await browser.get(f"/plans/{here.plan}")).status_code == 401


async def test_a_session_ends_by_itself(site: Site, here: Making) -> None:
    async with site.browser(site.cast.deniz) as browser:
        assert (await browser.get(f"/plans/{here.plan}")).status_code == 200
        site.cast.clock.moment = TODAY + timedelta(hours=13)
        assert (await browser.get(f"/plans/{here.plan}")).status_code == 401
        site.cast.clock.moment = TODAY


@pytest.mark.parametrize("value", ["", "x", "a" * 22, "ä" * 22, "a" * 4000, '"; DROP TABLE', "\x01\x02"])
async def test_a_damaged_cookie_means_not_signed_in(site: Site, value: str) -> None:
    headers = {"Cookie": f"session={value}".encode()}
    async with site.client() as client:
        answer = await client.get("/", headers=headers)
    assert (answer.status_code, 'data-me=""' in answer.text) == (200, True)


async def test_with_https_the_cookies_are_bound_to_the_host_and_encryption(site: Site, tmp_path) -> None:
    async with running(site.cast, tmp_path, base_url="https://plans.example.org") as secure:
        sock = secure.listening_at
        host = {"Host": "plans.example.org"}
        async with site.client(base_url=sock, headers=host) as client:
            page = await client.get("/")
            assert page.headers["set-cookie"].startswith("__Host-visit=")
            assert "Secure" in page.headers["set-cookie"]
            assert page.headers["strict-transport-security"] == "max-age=63072000"
            signed_in = {"Cookie": f"__Host-session={site.cast.anna.session}"}
            assert "Anna" in (await client.get("/", headers=signed_in)).text
            plain = {"Cookie": f"session={site.cast.anna.session}"}
            assert "Anna" not in (await client.get("/", headers=plain)).text


async def test_the_secret_of_a_link_stands_in_no_title_and_no_referer(site: Site, nobody: Browser) -> None:
    secret = new_link(site)
    page = await nobody.get(f"/sign-in/{secret}")
    assert secret not in page.text.partition("</title>")[0]
    assert page.headers["referrer-policy"] == "strict-origin"


async def test_what_was_typed_before_the_session_ended_stands_on_the_page(
    here: Making, site: Site, nobody: Browser, anna: Browser
) -> None:
    sent = {"title": "Lange <überlegt>", "text": "Und\nviel geschrieben", "_token": "0" * 32}
    headers = {"Referer": f"{site.base_url}/plans/{here.plan}/steps"}
    for browser, status in ((nobody, 401), (anna, 403)):
        page = await browser.form(f"/plans/{here.plan}/steps", sent, **headers)
        assert page.status_code == status
        assert "<textarea readonly" in page.text
        assert "Lange &lt;überlegt&gt;" in page.text
        assert "Und\nviel geschrieben" in page.text
    foreign = await nobody.form(f"/plans/{here.plan}/steps", sent, Origin="https://evil.example")
    assert "viel geschrieben" not in foreign.text
