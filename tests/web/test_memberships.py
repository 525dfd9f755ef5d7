"""Giving somebody a role."""

import asyncio
import json

import pytest
from websockets.asyncio.client import connect

from tests.web.making import Making
from tests.web.site import Browser, Site


async def test_a_new_address_becomes_a_member(here: Making, emil: Browser) -> None:
    fields = {"email": "Hanna@Example.org", "name": "Hanna", "role": "editor"}
    answer = await emil.form(f"/regions/{here.place.region}/memberships", fields)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/regions/{here.place.region}")
    page = (await emil.get(f"/regions/{here.place.region}")).text
    assert "hanna@example.org" in page


async def test_without_a_name_the_address_says_one(here: Making, emil: Browser) -> None:
    fields = {"email": "ilse.ohne@example.org", "name": "", "role": "reader"}
    await emil.form(f"/networks/{here.place.network}/memberships", fields)
    assert "ilse.ohne" in (await emil.get(f"/networks/{here.place.network}")).text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "keine", "role": "reader"}, "email"),
        ({"email": "a@example.org\nBcc: b@example.org", "role": "reader"}, "email"),
        ({"email": "a@example.org", "role": "guest"}, "role"),
        ({"email": "a@example.org", "role": "king"}, "role"),
        ({"email": "a@example.org"}, "role"),
    ],
)
async def test_what_cannot_be_a_membership_is_refused(
    here: Making, emil: Browser, fields: dict, field: str
) -> None:
    answer = await emil.post(f"/regions/{here.place.region}/memberships", fields)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])


async def test_a_new_role_counts_at_once_and_sends_open_sockets_back(
    here: Making, emil: Browser, site: Site
) -> None:
    guel, region = site.cast.guel, f"/regions/{here.place.region}/memberships"
    url = f"{site.base_url.replace('http', 'ws')}/live?v=1&view=board&feed={here.place.feed}@0.x"
    headers = {"Cookie": f"session={guel.session}"}
    async with (
        site.browser(guel) as browser,
        connect(url, origin=site.base_url, additional_headers=headers, proxy=None) as socket,
    ):
        assert json.loads(await socket.recv())["feeds"][0]["role"] == "reader"
        assert (await browser.post(here.step_address + "/trashing", {})).status_code == 403
        await emil.post(region, {"email": "guel@example.org", "name": "Gül", "role": "editor"})
        async with asyncio.timeout(5):
            await socket.wait_closed()
        assert socket.close_code == 4409
        assert (await browser.post(here.step_address + "/trashing", {})).status_code == 200
    await emil.post(region, {"email": "guel@example.org", "name": "Gül", "role": "reader"})
