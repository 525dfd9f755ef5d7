"""No log holds a secret, an address, a name or a title, also where something goes wrong (P10)."""

import logging
from collections.abc import AsyncIterator

import httpx
import pytest
from sqlalchemy import select

from tests.calendars.subscribing import feed, new_address
from tests.cast import Cast
from tests.postmaster import postmaster
from tests.waiting import until
from tests.web.doors import address_of, make_link
from tests.web.making import Making
from tests.web.personal import new_link
from tests.web.site import Browser, Site, running
from tracker.domain.sign_in import SignInSession

OURS = ("tracker", "uvicorn.error", "asyncio")

pytestmark = pytest.mark.usefixtures("as_before")


@pytest.fixture(scope="module")
async def site(cast: Cast, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """One whose relay refuses all mails and says for whom they were: so there is something to log."""
    async with postmaster() as post:
        post.refusal = "450 yolanda@example.org of Yolanda Quendel is not here"
        url = f"smtp://127.0.0.1:{post.port}"
        async with running(cast, tmp_path_factory.mktemp("site"), mail_url=url) as one:
            yield one


def lines(caplog: pytest.LogCaptureFixture) -> str:
    """What our server has said, and what it runs in."""
    heard = [one for one in caplog.records if one.name.startswith(OURS)]
    return "\n".join(f"{one.getMessage()} {one.exc_info or ''}" for one in heard)


async def test_no_log_holds_a_secret_an_address_a_name_or_a_title(
    site: Site, here: Making, nobody: Browser, guel: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    assert not logging.getLogger("uvicorn.access").isEnabledFor(logging.INFO)  # addresses of requests
    for logger in OURS:
        caplog.set_level(logging.DEBUG, logger)
    link, title, name, address = make_link(site), "Kanarienvogel", "Yolanda Quendel", "yolanda@example.org"
    door, own, calendar = address_of(site, link), new_link(site, "bernd"), await new_address(guel, "/me")
    async with site.browser(site.cast.anna) as anna:
        await anna.post(f"/plans/{here.plan}/steps", {"title": title})
        await anna.client.get(f"/search?q={title}")
    async with site.script(site.cast.anna) as script:
        assert (await script.post(f"/plans/{here.plan}/steps", json={"title": title})).status_code == 200
        assert (await script.post(f"/plans/{here.plan}/steps", content=b"{broken")).status_code >= 400
    for path in (door, f"/my-steps/{own}", f"/sign-in/{'k' * 22}"):
        await nobody.get(path)
        await nobody.form(path, {"name": name})
    await feed(site, calendar)
    async with site.browser(site.cast.emil) as emil, site.browser(site.cast.nobody) as invited:
        new = {"email": address, "name": name, "role": "editor"}
        assert (await emil.post(f"/regions/{here.place.region}/memberships", new)).status_code == 200
        assert (await invited.form("/sign-in/mails", {"email": address})).status_code == 200
        await invited.form("/sign-in/codes", {"email": address, "code": "kana-rien"})
    async with httpx.AsyncClient(base_url=site.base_url, cookies={"session": "kanarien-cookie"}) as forged:
        await forged.get(
            f"/plans/{here.plan}?words={title}", headers={"Authorization": "Bearer kanarien-token"}
        )
    tried = lambda: " was not sent: " in lines(caplog)  # noqa: E731
    await until(tried, what="the refused mail to be told")
    with site.cast.database.reading() as session:
        sessions = [one.hash for one in session.execute(select(SignInSession)).scalars()]
    secrets = [door, own, calendar, "k" * 22, "kana-rien", "kanarien-cookie", "kanarien-token", *sessions]
    secrets += [site.cast.anna.token, site.cast.anna.session]
    said = lines(caplog)
    for hidden in (*(one.rpartition("/")[2].removesuffix(".ics") for one in secrets), title, name, address):
        assert hidden not in said, hidden
