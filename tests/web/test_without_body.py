"""Commands without fields: what a token may leave out, and a cookie may not."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser, Site

JSON = "application/json"


@pytest.mark.parametrize("kind", ["", JSON])
async def test_a_token_needs_no_body_where_there_are_no_fields(here: Making, site: Site, kind: str) -> None:
    headers = {"Content-Type": kind} if kind else {}
    async with site.script(site.cast.bernd) as script:
        for noun in ("trashing", "restoring"):
            before = here.rev
            answer = await script.post(f"{here.step_address}/{noun}", headers=headers)
            assert (answer.status_code, answer.headers["content-type"]) == (200, JSON)
            assert (answer.json()["rev"], here.rev) == (before + 1, before + 1)


async def test_a_token_that_sends_nothing_does_not_empty_a_set(here: Making, site: Site) -> None:
    before = here.rev
    async with site.script(site.cast.bernd) as script:
        answer = await script.post(f"{here.step_address}/themes")
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["themes"])
    assert here.rev == before


async def test_a_token_that_sends_something_without_its_type_is_told_so_in_json(
    here: Making, site: Site
) -> None:
    before = here.rev
    async with site.script(site.cast.bernd) as script:
        answer = await script.post(f"{here.step_address}/completion", content=b'{"result": "x"}')
        large = await script.post(f"{here.step_address}/completion", content=b"x" * 70_000)
    assert (answer.status_code, answer.json()["code"]) == (415, "content_type")
    assert (large.status_code, large.json()["code"]) == (413, "too_large")
    assert here.rev == before


async def test_a_cookie_needs_a_type_and_its_proofs_without_a_body_too(here: Making, bernd: Browser) -> None:
    address, before = f"{here.step_address}/trashing", here.rev
    own, token = {"Origin": bernd.origin}, {"X-Token": await bernd.token()}
    answers = [
        await bernd.client.post(address, headers=own | token),
        await bernd.client.post(address, headers=own | {"Content-Type": JSON}),
        await bernd.client.post(address, headers=token | {"Content-Type": JSON}),
        await bernd.client.post(
            address, headers={"Content-Type": JSON, "Origin": "https://evil.example"} | token
        ),
    ]
    assert [answer.status_code for answer in answers] == [415, 403, 403, 403]
    assert here.rev == before
    taken = await bernd.client.post(address, headers=own | token | {"Content-Type": JSON})
    assert (taken.status_code, here.rev) == (200, before + 1)
