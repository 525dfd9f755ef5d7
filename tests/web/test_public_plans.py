"""A plan that everybody reads, and members of one plan alone."""

import asyncio
import json

from sqlmodel import select
from websockets.asyncio.client import connect

from tests.web.doors import joined, make_link
from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.domain.mail import Mail
from tracker.domain.member import Member, Membership

FILES = (".json", ".md", ".csv", ".xlsx")
READ = ("", "/timeline", "/print", "/progress", "/beamer", "/meetings", "/history")


async def test_a_plan_is_read_by_everybody_only_while_it_is_public(
    anna: Browser, nobody: Browser, site: Site, here: Making
) -> None:
    plan = f"/plans/{here.plan}"
    assert (await nobody.get(plan)).status_code == 401
    assert (await anna.form(f"{plan}/visibility", {"visibility": "public"})).status_code == 303
    url = f"{site.base_url.replace('http', 'ws')}/live?v=1&view=board&feed={here.place.feed}@0.x"
    cookie = {"Cookie": f"session={site.cast.clara.session}"}
    async with (
        connect(url, origin=site.base_url, proxy=None) as socket,
        connect(url, origin=site.base_url, additional_headers=cookie, proxy=None) as of_clara,
    ):
        for one in (socket, of_clara):
            assert json.loads(await one.recv())["feeds"][0]["role"] == "visitor"
        for path in READ:
            page = await nobody.get(plan + path)
            assert page.status_code == 200
            assert "@example.org" not in page.text
            assert page.headers["x-robots-tag"] == "noindex"
        assert (await nobody.get(here.step_address)).status_code == 200
        assert (await nobody.post(f"{plan}/steps", {"title": "Einladen"})).status_code == 401
        assert (await nobody.get(f"{plan}/links")).status_code == 401
        assert (await nobody.get(f"/plans/{site.cast.hessen.plan}")).status_code == 401
        assert (await anna.form(f"{plan}/visibility", {"visibility": "members"})).status_code == 303
        async with asyncio.timeout(5):
            await socket.wait_closed()
            await of_clara.wait_closed()
        assert socket.close_code == of_clara.close_code == 4409
    assert (await nobody.get(plan)).status_code == 401


async def test_who_opened_a_plan_to_all_stands_in_its_history_and_can_be_undone(
    anna: Browser, bernd: Browser, nobody: Browser, site: Site, here: Making
) -> None:
    plan = f"/plans/{here.plan}"
    links, asked = (await anna.get(f"{plan}/links")).text, (await anna.get(f"{plan}/visibility")).text
    assert f'href="{plan}/visibility"' in links
    assert 'name="visibility" value="public"' in asked
    assert "mit den Namen der Beteiligten" in asked
    assert (await bernd.get(f"{plan}/visibility")).status_code == 403
    before = here.rev
    assert (await anna.post(f"{plan}/visibility", {"visibility": "public"})).status_code == 200
    assert here.rev == before + 1
    assert (await anna.post(f"{plan}/visibility", {"visibility": "public"})).status_code == 200
    assert here.rev == before + 1, "it was public already"
    history = (await bernd.get(f"{plan}/history")).text
    assert "Anna hat geändert, wer den Plan ohne Konto lesen darf" in history
    assert "alle, auch ohne Konto" in history
    assert "Öffentlich: Alle können mitlesen" in (await bernd.get(plan)).text
    assert (await bernd.post(f"{plan}/reversals", {"rev": before + 1})).status_code == 403
    url = f"{site.base_url.replace('http', 'ws')}/live?v=1&view=board&feed={here.place.feed}@0.x"
    async with connect(url, origin=site.base_url, proxy=None) as socket:
        assert json.loads(await socket.recv())["t"] == "hello"
        assert (await anna.post(f"{plan}/reversals", {"rev": before + 1})).status_code == 200
        async with asyncio.timeout(5):
            await socket.wait_closed()
        assert socket.close_code == 4409
    assert (await nobody.get(plan)).status_code == 401


async def test_a_plan_is_public_or_for_its_members(anna: Browser, here: Making) -> None:
    for visibility in ("link", "all", ""):
        answer = await anna.post(f"/plans/{here.plan}/visibility", {"visibility": visibility})
        assert (answer.status_code, list(answer.json()["fields"])) == (422, ["visibility"])


async def test_only_members_take_a_plan_with_them_as_a_file(
    anna: Browser, nobody: Browser, deniz: Browser, guel: Browser, site: Site, here: Making
) -> None:
    plan = f"/plans/{here.plan}"
    assert (await anna.form(f"{plan}/visibility", {"visibility": "public"})).status_code == 303
    async with site.browser(site.cast.clara) as clara:
        for browser, refused in ((nobody, 401), (deniz, 403), (clara, 403)):
            for ending in FILES:
                assert (await browser.get(plan + ending)).status_code == refused
            board = (await browser.get(plan)).text
            assert not any(f"{plan}{ending}" in board for ending in FILES)
            assert f"{plan}/print" in board
            assert (await browser.get(f"{plan}/print")).status_code == 200
    board = (await guel.get(plan)).text
    for ending in FILES:
        assert (await guel.get(plan + ending)).status_code == 200
        assert f"{plan}{ending}" in board or ending == ".json"
    assert (await anna.form(f"{plan}/visibility", {"visibility": "members"})).status_code == 303


async def test_who_comes_by_a_link_to_read_takes_no_file(nobody: Browser, site: Site) -> None:
    link = make_link(site, role="reader")
    await joined(nobody, site, link)
    assert (await nobody.get(f"/plans/{link.plan_id}")).status_code == 200
    for ending in FILES:
        assert (await nobody.get(f"/plans/{link.plan_id}{ending}")).status_code == 403


def held_by(site: Site, email: str, plan: str) -> str:
    with site.cast.database.reading() as session:
        member = session.exec(select(Member).where(Member.email == email)).one()
        mine = select(Membership).where(Membership.member_id == member.id, Membership.plan_id == plan)
        return session.exec(mine).one().id


async def test_a_facilitator_invites_to_one_plan_by_mail(anna: Browser, site: Site, here: Making) -> None:
    plan = f"/plans/{here.plan}"
    sent = {"email": "rosa@example.org", "name": "Rosa", "role": "editor"}
    answer = await anna.form(f"{plan}/memberships", sent)
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, f"{plan}/links")
    held = held_by(site, "rosa@example.org", here.plan)
    with site.cast.database.reading() as session:
        mail = session.exec(select(Mail).where(Mail.about == held)).one()
        assert (mail.kind, mail.address) == ("invitation", "rosa@example.org")
    assert "rosa@example.org" in (await anna.get(f"{plan}/links")).text
    clara = {"email": "clara@example.org", "role": "reader"}
    assert (await anna.form(f"{plan}/memberships", clara)).status_code == 303
    async with site.browser(site.cast.clara) as browser:
        assert (await browser.get(plan)).status_code == 200
        other = Making(site.cast, site.cast.foreign)
        assert (await browser.get(f"/plans/{other.plan}")).status_code == 404
        one = f"{plan}/memberships/{held_by(site, 'clara@example.org', here.plan)}"
        assert (await anna.form(f"{one}/ending", {})).status_code == 303
        assert (await browser.get(plan)).status_code == 404


async def test_nobody_gives_or_takes_more_than_they_hold(
    anna: Browser, emil: Browser, bernd: Browser, site: Site, here: Making
) -> None:
    path = f"/plans/{here.plan}/memberships"
    sent = {"email": "udo@example.org", "name": "Udo", "role": "coordinator"}
    assert list((await anna.post(path, sent)).json()["fields"]) == ["role"]
    assert (await bernd.post(path, sent | {"role": "reader"})).status_code == 403
    assert (await emil.post(path, sent)).status_code == 200
    one = f"{path}/{held_by(site, 'udo@example.org', here.plan)}"
    for way, fields in (("", {"role": "reader"}), ("/ending", {})):
        answer = await anna.post(one + way, fields)
        assert (answer.status_code, list(answer.json()["fields"])) == (422, ["role"])
    assert list((await anna.post(path, sent | {"role": "reader"})).json()["fields"]) == ["role"]
    assert (await emil.post(f"{one}/ending", {})).status_code == 200
    elsewhere = f"/plans/{site.cast.hessen.plan}/memberships/{one.rpartition('/')[2]}/ending"
    assert (await emil.post(elsewhere, {})).status_code == 404
