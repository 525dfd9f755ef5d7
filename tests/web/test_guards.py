"""Who may knock, and what every answer carries."""

import asyncio
import socket

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.web.guards import COMMANDS_AT_ONCE

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


async def test_every_kind_of_answer_carries_the_security_headers(
    here: Making, site: Site, anna: Browser
) -> None:
    page = f"/plans/{here.plan}"
    static = (await anna.get("/")).text.partition('href="/static/')[2].partition('"')[0]
    answers = [
        await anna.get("/"),
        await anna.get(page),
        await anna.get(page + ".json"),
        await anna.get(page + ".md"),
        await anna.get("/static/" + static),
        await anna.get("/static/nothing"),
        await anna.get("/nothing"),
        await anna.get(here.step_address + "/placement"),
        await anna.get("/", Host="evil.example"),
        await anna.client.post(page),
        await anna.client.put(page, headers={"Origin": anna.origin}),
        await anna.post(page, "no object"),
        await anna.form(here.step_address + "/completion", {}),
        await anna.form(here.step_address + "/completion", {}, **{"HX-Request": "true"}),
        await anna.client.head(page),
    ]
    assert [answer.status_code for answer in answers] == [
        *[200, 200, 200, 200, 200, 404, 404, 405, 400, 403, 405, 400, 303, 303, 200]
    ]  # fmt: skip
    for answer in answers:
        assert HEADERS.items() <= dict(answer.headers).items(), answer.url
        assert "server" not in answer.headers
        assert answer.headers["permissions-policy"].startswith("camera=()")
        kept = "immutable" in answer.headers["cache-control"]
        assert kept == (answer.url.path.startswith("/static/") and answer.status_code == 200)
        assert kept or answer.headers["cache-control"] == "private, no-store"


async def test_only_our_own_name_is_answered(site: Site) -> None:
    port = site.base_url.rpartition(":")[2]
    hosts = [
        "evil.example",
        "127.0.0.1",
        f"localhost:{port}",
        f"evil.example:{port}",
        "",
        f"127.0.0.1:{port}.evil",
    ]
    async with site.client() as client:
        for host in hosts:
            answer = await client.get("/", headers={"Host": host})
            assert answer.status_code == 400, host
            assert host not in answer.text or not host
        forwarded = await client.get(
            "/", headers={"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil"}
        )
    assert (forwarded.status_code, "evil" in forwarded.text) == (200, False)


@pytest.mark.parametrize(
    "target", [b"http://evil.example/", b"//evil.example/", b"*", b"/%0a", b"/" + b"x" * 9000]
)
async def test_a_request_line_that_is_no_path_of_ours_is_refused(site: Site, target: bytes) -> None:
    host = site.base_url.removeprefix("http://")
    reader, writer = await asyncio.open_connection(*host.split(":"))
    writer.write(b"GET " + target + b" HTTP/1.1\r\nHost: " + host.encode() + b"\r\nConnection: close\r\n\r\n")
    status = (await asyncio.wait_for(reader.readline(), 5)).split()[1]
    writer.close()
    await writer.wait_closed()
    assert status in (b"400", b"404")


def origins(own: str) -> dict[str, str | None]:
    port = own.rpartition(":")[2]
    return {
        "foreign": "https://evil.example",
        "null": "null",
        "look-alike": own + ".evil.example",
        "as user": own.replace("//", "//127.0.0.1@"),
        "other port": "http://127.0.0.1:1",
        "other scheme": own.replace("http", "https"),
        "no port": "http://127.0.0.1",
        "other name": f"http://localhost:{port}",
        "with path": own + "/",
        "empty": "",
        "missing": None,
    }


@pytest.mark.parametrize("kind", origins("http://127.0.0.1:9"))
async def test_a_cookie_counts_only_from_our_own_pages(here: Making, bernd: Browser, kind: str) -> None:
    origin, before = origins(bernd.origin)[kind], here.rev
    headers = {"X-Token": await bernd.token()} | ({} if origin is None else {"Origin": origin})
    answer = await bernd.client.post(here.step_address + "/trashing", json={}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "origin")
    assert here.rev == before


async def test_a_script_without_any_credentials_is_asked_to_sign_in(here: Making, site: Site) -> None:
    before, address = here.rev, here.step_address + "/trashing"
    async with site.client() as script:
        answers = [await script.post(path, json={}) for path in (address, "/plans/k7m2p9x4wd3h/steps")]
        damaged = await script.post(address, json={}, headers={"Authorization": "Bearer nobodys"})
    assert [(one.status_code, one.json()["code"]) for one in (*answers, damaged)] == [(401, "sign_in")] * 3
    assert answers[0].content == answers[1].content
    assert here.rev == before


@pytest.mark.parametrize(
    "told",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Cookie": "a=b"},
    ],
)
async def test_what_a_browser_sends_from_elsewhere_is_no_script(
    here: Making, site: Site, told: dict[str, str]
) -> None:
    async with site.client() as browser:
        answer = await browser.post(here.step_address + "/trashing", json={}, headers=told)
        form = await browser.post(here.step_address + "/trashing", data={"a": "b"})
    assert (answer.status_code, answer.json()["code"]) == (403, "origin")
    assert form.status_code == 403


@pytest.mark.parametrize(
    ("site_of_origin", "status"),
    [("same-origin", 200), ("same-site", 403), ("cross-site", 403), ("none", 403)],
)
async def test_without_origin_the_browsers_own_word_counts(
    here: Making, bernd: Browser, site_of_origin: str, status: int
) -> None:
    headers = {"X-Token": await bernd.token(), "Sec-Fetch-Site": site_of_origin}
    answer = await bernd.client.post(here.step_address + "/completion", json={}, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize("token", ["", "x", "0" * 32, "ä" * 32, None])
async def test_a_command_needs_the_token_of_its_session(
    here: Making, bernd: Browser, token: str | None
) -> None:
    sent = {"result": ""} if token is None else {"_token": token}
    answer = await bernd.client.post(
        here.step_address + "/completion",
        data=sent,
        headers={"Origin": bernd.origin, "Accept": "application/json"},
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "origin")


async def test_the_token_of_somebody_else_is_none(here: Making, bernd: Browser, anna: Browser) -> None:
    answer = await bernd.post(here.step_address + "/completion", {}, **{"X-Token": await anna.token()})
    assert answer.status_code == 403


async def test_a_session_that_ended_while_somebody_typed_asks_to_sign_in(
    here: Making, bernd: Browser
) -> None:
    await bernd.token()
    bernd.client.cookies.clear()
    answer = await bernd.post(here.step_address, {"title": "getippt", "base": here.rev})
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in")


async def test_a_script_with_a_token_needs_neither_origin_nor_form_token(here: Making, site: Site) -> None:
    async with site.script(site.cast.bernd) as script:
        assert (await script.post(here.step_address + "/completion", json={})).status_code == 200


async def test_a_wrong_bearer_token_is_nobody_even_beside_a_good_cookie(here: Making, bernd: Browser) -> None:
    wrong = {"Authorization": "Bearer nonsense"}
    assert (await bernd.get(f"/plans/{here.plan}", **wrong)).status_code == 401
    assert (await bernd.post(here.step_address + "/completion", {}, **wrong)).status_code == 401


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
async def test_there_is_only_get_and_post(here: Making, bernd: Browser, method: str) -> None:
    answer = await bernd.client.request(method, here.step_address, headers={"Origin": bernd.origin})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
async def test_no_header_or_field_makes_another_method_of_it(here: Making, bernd: Browser, name: str) -> None:
    assert (await bernd.get(here.step_address + "/trashing", **{name: "POST"})).status_code == 405
    answer = await bernd.post(here.step_address, {"_method": "DELETE"})
    assert answer.status_code == 422
    assert here.step in (await bernd.plan(here.plan))["step"]


async def test_a_guest_is_slowed_down_and_others_are_not(
    here: Making, deniz: Browser, bernd: Browser
) -> None:
    asked = [deniz.post(here.step_address + "/completion", {}) for _ in range(int(COMMANDS_AT_ONCE) + 15)]
    answers = await asyncio.gather(*asked)
    refused = [answer for answer in answers if answer.status_code == 429]
    assert 1 <= len(refused) <= 15
    assert {answer.headers["retry-after"] for answer in refused} == {"1"}
    assert refused[0].json()["code"] == "too_many"
    assert (await deniz.get(f"/plans/{here.plan}")).status_code == 200
    assert (await bernd.post(here.step_address + "/completion", {})).status_code == 200


@pytest.mark.parametrize("kind", [kind for kind in origins("http://127.0.0.1:9") if kind != "empty"])
async def test_a_socket_with_a_cookie_opens_only_from_our_own_pages(
    here: Making, site: Site, kind: str
) -> None:
    url = f"{site.base_url.replace('http', 'ws')}/live?v=1&view=board&feed={here.place.feed}@0.x"
    headers = {"Cookie": f"session={site.cast.bernd.session}"}
    with pytest.raises(InvalidStatus) as refused:
        async with connect(url, origin=origins(site.base_url)[kind], additional_headers=headers, proxy=None):
            pass
    assert refused.value.response.status_code == 403


async def test_a_socket_under_another_name_does_not_open(here: Making, site: Site) -> None:
    host, port = site.base_url.removeprefix("http://").split(":")
    url = f"ws://localhost:{port}/live?v=1&view=board&feed={here.place.feed}@0.x"
    headers = {"Authorization": f"Bearer {site.cast.bernd.token}"}
    with socket.create_connection((host, int(port))) as sock, pytest.raises(InvalidStatus) as refused:
        async with connect(url, additional_headers=headers, sock=sock, proxy=None):
            pass
    assert refused.value.response.status_code == 403
