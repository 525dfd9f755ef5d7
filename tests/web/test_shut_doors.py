"""Links and codes that let nobody in, all alike; who guesses; and that no secret stands where others read it."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from tests.cast import TODAY
from tests.web.doors import address_of, joined, make_link
from tests.web.site import Browser, Site
from tracker.commands import join_links
from tracker.domain.join_link import JoinLink, code_of, secret_of
from tracker.domain.member import Membership

STALE = "Dieser Zugang gilt nicht oder nicht mehr."

pytestmark = pytest.mark.usefixtures("as_before")


async def no_door(browser: Browser, address: str) -> tuple[int, str, dict]:
    page = await browser.get(address)
    headers = {key: value for key, value in page.headers.items() if key not in ("date", "set-cookie")}
    text = re.sub(r"\b[0-9a-f]{32}\b|[0-9a-z]{20}-code|" + re.escape(address), "", page.text)
    return page.status_code, text, headers


async def test_revoked_expired_and_invented_links_are_one_page(site: Site, anna: Browser) -> None:
    revoked, over = make_link(site), make_link(site, expires_at=TODAY + timedelta(minutes=5))
    foreign = make_link(site, by=site.cast.clara.participant, plan=site.cast.hessen.plan)
    for link in (revoked, foreign):
        by = site.cast.anna if link is revoked else site.cast.clara
        async with site.browser(by) as browser:
            answer = await browser.post(f"/plans/{link.plan_id}/links/{link.id}/revocation", {})
            assert answer.status_code == 200
    site.cast.clock.moment = TODAY + timedelta(minutes=6)
    addresses = [address_of(site, link) for link in (revoked, over, foreign)]
    addresses += [f"/join/{'a' * 22}", f"/join/{addresses[0][6:-1]}"]
    async with site.browser(site.cast.nobody, **{"Accept-Encoding": "identity"}) as nobody:
        await nobody.get("/join")  # brings the cookie of signed-out forms
        pages = [await no_door(nobody, address) for address in addresses]
        assert pages[0][0] == 404
        assert STALE in pages[0][1]
        assert {page[1] for page in pages} == {pages[0][1]}
        assert {
            frozenset(page[2].items() - {("content-length", page[2].get("content-length"))}) for page in pages
        }
        for address in addresses:
            answer = await nobody.form(address, {"name": "Kim"})
            assert (answer.status_code, STALE in answer.text) == (404, True)


async def test_a_link_gives_nothing_once_its_maker_could_make_none(nobody: Browser, site: Site) -> None:
    link = make_link(site, by=site.cast.emil.participant, plan=site.cast.hessen.plan)
    assert (await nobody.get(address_of(site, link))).status_code == 200

    def demote(role: str):
        def command(session) -> None:
            held = session.exec(
                select(Membership).where(Membership.member_id == site.cast.emil.participant.id)
            ).one()
            held.role = role

        return command

    site.cast.database.write_now(demote("editor"))
    try:
        assert (await nobody.get(address_of(site, link))).status_code == 404
        assert (await nobody.form(address_of(site, link), {"name": "Kim"})).status_code == 404
    finally:
        site.cast.database.write_now(demote("coordinator"))


async def test_a_typed_code_leads_to_the_door_however_it_is_typed(
    nobody: Browser, site: Site, door: JoinLink
) -> None:
    code = code_of(site.settings.secret_key, door.id)
    assert re.fullmatch(r"[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}", code)
    for typed in (code, code.upper(), code.replace("-", " "), f" {code.replace('-', '')} "):
        answer = await nobody.form("/join/codes", {"code": typed})
        assert (answer.status_code, answer.headers["location"]) == (303, address_of(site, door))


async def test_only_wrong_codes_are_slowed_down_and_no_header_helps(site: Site, door: JoinLink) -> None:
    code = code_of(site.settings.secret_key, door.id)
    async with site.browser(site.cast.nobody) as nobody:
        for _ in range(30):
            assert (await nobody.form("/join/codes", {"code": code})).status_code == 303
        said = []
        for n in range(40):
            forged = {
                "X-Forwarded-For": f"10.0.0.{n}",
                "X-Real-IP": f"10.0.0.{n}",
                "Forwarded": f"for=10.0.0.{n}",
            }
            said.append((await nobody.form("/join/codes", {"code": "zzzz-zzzz"}, **forged)).status_code)
        assert said[:10] == [422] * 10
        assert set(said[12:]) == {429}
        # neither links nor right codes are slowed by the failures of others in the same room
        assert (await nobody.form("/join/codes", {"code": code})).status_code == 303
        assert (await nobody.get(address_of(site, door))).status_code == 200
        await joined(nobody, site, door)


async def test_revoked_expired_and_mistyped_codes_are_refused_alike(nobody: Browser, site: Site) -> None:
    revoked, over = make_link(site), make_link(site, expires_at=TODAY + timedelta(minutes=5))
    site.cast.database.write_now(
        lambda s: join_links.revoke(s, site.cast.anna.participant, revoked.plan_id, revoked.id, TODAY)
    )
    site.cast.clock.moment = TODAY + timedelta(minutes=6)
    key = site.settings.secret_key
    codes = [code_of(key, revoked.id), code_of(key, over.id), "zzzz-zzzz", "", "x" * 200, "k7m2–p9x4"]
    answers = [await nobody.post("/join/codes", {"code": code}) for code in codes]
    assert {(answer.status_code, answer.text) for answer in answers} == {(422, answers[0].text)}


async def test_no_secret_stands_where_others_read_it(
    nobody: Browser, site: Site, door: JoinLink, caplog
) -> None:
    secret = secret_of(site.settings.secret_key, door.id)
    page = await nobody.get(f"/join/{secret}")
    assert page.headers["referrer-policy"] == "strict-origin"
    title = re.search(r"<title>(.*?)</title>", page.text)
    assert title
    assert secret not in title[1]
    await joined(nobody, site, door)
    assert secret not in (await nobody.get(f"/plans/{door.plan_id}/history")).text
    assert secret not in caplog.text
    with site.cast.database.reading() as session:
        kept = session.get_one(JoinLink, door.id).model_dump_json()
    assert secret not in kept
    assert code_of(site.settings.secret_key, door.id) not in kept
