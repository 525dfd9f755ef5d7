"""What may be sent, and what is refused while it is being read."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.processor_time import processor_time
from tests.web.making import Making
from tests.web.site import Browser, Site

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


async def send(
    browser: Browser, path: str, content: object, kind: str = JSON, **headers: str
) -> httpx.Response:
    known = {"Origin": browser.origin, "X-Token": await browser.token(), "Content-Type": kind, "Accept": JSON}
    return await browser.client.post(path, content=content, headers=known | headers)  # type: ignore[arg-type]


async def raw_head(browser: Browser, path: str, *more: str) -> bytes:
    """The head of a request as it stands on the wire."""
    known = {"Host": browser.origin.removeprefix("http://"), "Origin": browser.origin, "Content-Type": JSON}
    known |= {"Cookie": f"session={browser.client.cookies['session']}", "X-Token": await browser.token()}
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in known.items()), *more]
    return "\r\n".join([*lines, "", ""]).encode()


@pytest.mark.parametrize("kind", [JSON, FORM, f"{JSON}; charset=utf-8", f"{FORM};charset=UTF-8"])
async def test_json_and_forms_are_taken(here: Making, bernd: Browser, kind: str) -> None:
    content = b'{"result": "gut"}' if kind.startswith(JSON) else b"result=gut"
    assert (await send(bernd, here.step_address + "/completion", content, kind)).status_code == 200


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/plain",
        "text/json",
        "multipart/form-data; boundary=x",
        f"{JSON}; charset=latin-1",
        "application/xml",
        "*/*",
    ],
)
async def test_no_other_type_is(here: Making, bernd: Browser, kind: str) -> None:
    before = here.rev
    answer = await send(bernd, here.step_address + "/completion", b'{"result": "x"}', kind)
    assert (answer.status_code, answer.json()["code"]) == (415, "content_type")
    assert here.rev == before


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xfe", JSON),
        (b'{"result": "\xe4"}', JSON),
        (b"result=\xe4", FORM),
        (b"result=%E4", FORM),
        (b"{", JSON),
        (b"[]", JSON),
        (b'"text"', JSON),
        (b"null", JSON),
        (b'{"result": NaN}', JSON),
        (b'{"result": ' + b"[" * 20_000 + b"]" * 20_000 + b"}", JSON),
        (b'{"a":' * 9_000 + b"1" + b"}" * 9_000, JSON),
        (json.dumps({f"f{n}": "" for n in range(500)}).encode(), JSON),
        (b"&".join(b"f%d=" % n for n in range(500)), FORM),
        (b'{"base": ' + b"9" * 5_000 + b"}", JSON),
    ],
)
async def test_what_is_no_text_no_object_or_no_form_is_refused(
    here: Making, bernd: Browser, content: bytes, kind: str
) -> None:
    answer = await send(bernd, here.step_address + "/completion", content, kind)
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")


@pytest.mark.parametrize(
    "value", ['"\\ud800"', '"a\\u0000b"', "1", "true", "{}", "[]", '["a", "b"]', "1.5"], ids=str
)
async def test_a_field_of_another_kind_is_refused(here: Making, bernd: Browser, value: str) -> None:
    answer = await send(bernd, here.step_address + "/completion", f'{{"result": {value}}}'.encode())
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["result"])


async def test_nul_and_field_names_from_nowhere_are_refused_in_forms(here: Making, bernd: Browser) -> None:
    for content in (b"result=a%00b", b"result=a&result=b"):
        answer = await send(bernd, here.step_address + "/completion", content, FORM)
        assert (answer.status_code, list(answer.json()["fields"])) == (422, ["result"])
    for name in ("__proto__", "constructor", "%ED%A0%80", "x" * 1000, "result%00"):
        answer = await send(bernd, here.step_address + "/completion", f"{name}=1".encode(), FORM)
        assert answer.status_code in (400, 422)
        assert name not in answer.text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Feed-Rev", "-1"),
        ("Feed-Rev", "x"),
        ("Feed-Rev", "9" * 40),
        ("Idempotency-Key", "x" * 129),
        ("Idempotency-Key", "a b"),
        ("base", "x"),
        ("_rev", "x"),
        ("_seen", "title"),
        ("_base", "x"),
        ("_base", True),
        ("_base", 1.5),
        ("_key", 7),
    ],
)
async def test_what_stands_beside_the_fields_must_be_what_it_is(
    here: Making, bernd: Browser, name: str, value: object
) -> None:
    in_header = name in ("Feed-Rev", "Idempotency-Key")
    answer = await bernd.post(
        here.step_address + "/completion",
        {} if in_header else {name: value},
        **({name: str(value)} if in_header else {}),
    )
    refusal = answer.json()
    assert (answer.status_code, refusal["code"]) == (422, "invalid")
    assert refusal["fields"] == {name: refusal["sentence"]}
    assert name in refusal["sentence"]


async def test_a_megabyte_is_refused_before_it_is_read(here: Making, bernd: Browser) -> None:
    with processor_time() as spent:
        answer = await send(bernd, here.step_address, json.dumps({"title": "x" * 1_000_000}).encode())
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert spent.seconds < 0.5


async def test_so_is_one_that_comes_in_pieces_without_a_length(here: Making, bernd: Browser) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b'{"title": "'
        for _ in range(1_000):
            yield b"x" * 1_000

    assert (await send(bernd, here.step_address, pieces())).status_code == 413


async def test_one_without_end_is_cut_off(here: Making, bernd: Browser) -> None:
    head = await raw_head(bernd, here.step_address, "Transfer-Encoding: chunked")
    _, writer = await asyncio.open_connection(*bernd.origin.removeprefix("http://").split(":"))
    writer.write(head)
    sent = 0
    try:
        while sent < 100 * 1024 * 1024:
            writer.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
            await asyncio.wait_for(writer.drain(), 5)
            sent += 65536
    except ConnectionError:
        pass
    finally:
        writer.close()
    assert sent < 20 * 1024 * 1024


async def test_a_packed_body_is_not_unpacked(here: Making, bernd: Browser) -> None:
    bomb = gzip.compress(b'{"title": "' + b"x" * 10_000_000 + b'"}')
    answer = await send(bernd, here.step_address, bomb, **{"Content-Encoding": "gzip"})
    assert (answer.status_code, answer.json()["code"]) == (415, "content_type")


async def test_a_body_that_never_ends_is_given_up(here: Making, bernd: Browser, monkeypatch) -> None:
    monkeypatch.setattr("tracker.web.bodies.PATIENCE", 0.1)
    reader, writer = await asyncio.open_connection(*bernd.origin.removeprefix("http://").split(":"))
    writer.write(await raw_head(bernd, here.step_address, "Content-Length: 100") + b'{"title": ')
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    await writer.wait_closed()
    assert answer.startswith(b"HTTP/1.1 408 ")


async def test_a_text_of_the_full_length_is_taken_and_one_more_is_not(here: Making, bernd: Browser) -> None:
    family = "👨‍👩‍👧"  # five code points, one picture
    for text, status in (
        ("ß" * 10_000, 200),
        (family * 2_000, 200),
        ("ß" * 10_001, 422),
        (family * 2_001, 422),
    ):
        answer = await bernd.post(here.step_address, {"text": text, "base": here.rev})
        assert answer.status_code == status


async def test_marks_piled_up_and_hidden_direction_signs_do_not_stay(here: Making, bernd: Browser) -> None:
    tower = await bernd.post(here.step_address, {"title": "a" + "\u0301" * 9, "base": here.rev})
    assert (tower.status_code, list(tower.json()["fields"])) == (422, ["title"])
    await bernd.post(here.step_address, {"title": "\u202eabc\u0007\nd", "base": here.rev})
    assert (await bernd.plan(here.plan))["step"][here.step]["title"] == "abc d"


async def test_sql_in_any_field_is_just_text(here: Making, bernd: Browser, site: Site) -> None:
    nasty = "'; DROP TABLE step; --"
    await bernd.post(here.step_address, {"title": nasty, "base": here.rev})
    assert (await bernd.plan(here.plan))["step"][here.step]["title"] == nasty
    for query in (f"/?only={nasty}", f"/plans/{here.plan}/steps?stage={nasty}"):
        assert (await bernd.get(query)).status_code == 200
