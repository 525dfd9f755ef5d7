"""Coming into a plan without account: the door, the names, and whose account stays as it is."""

import asyncio
import re
from datetime import timedelta

import pytest
from sqlmodel import select

from tests.cast import TODAY
from tests.web.doors import address_of, guests, joined, make_link
from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.domain.join_link import JoinLink, code_of
from tracker.domain.permissions import Role
from tracker.domain.sign_in import SignInSession

pytestmark = pytest.mark.usefixtures("as_before")


async def test_whoever_opens_a_link_sees_where_it_leads_and_nothing_happens(
    nobody: Browser, site: Site, door: JoinLink
) -> None:
    for _ in range(2):
        page = await nobody.get(address_of(site, door))
        assert page.status_code == 200
    assert "NRW lädt Sie ein" in page.text
    assert "Fachkräfte gewinnen" in page.text
    assert not [cookie for cookie in nobody.client.cookies.jar if cookie.name == "session"]
    assert (await nobody.client.head(address_of(site, door))).status_code == 200
    with site.cast.database.reading() as session:
        assert session.get_one(JoinLink, door.id).joined == 0


async def test_a_guest_comes_in_by_a_name_and_is_marked(nobody: Browser, site: Site, door: JoinLink) -> None:
    await joined(nobody, site, door, "Kim Beispiel")
    board = await nobody.get(f"/plans/{door.plan_id}")
    assert 'data-role="guest"' in board.text
    assert "Kim Beispiel (ohne Konto)" in board.text
    [guest] = guests(site, "Kim Beispiel (ohne Konto)")
    assert (guest.role, guest.expires_at) == (Role.GUEST, door.expires_at)
    with site.cast.database.reading() as session:
        kept = session.exec(select(SignInSession).where(SignInSession.guest_id == guest.id)).one()
    # nothing of the device, and no longer than the link (P9, P38)
    assert (kept.device, kept.expires_at) == ("", door.expires_at)


async def test_a_guest_goes_on_in_the_language_of_the_door(site: Site, door: JoinLink) -> None:
    async with site.browser(site.cast.nobody, **{"Accept-Language": "en"}) as nobody:
        assert "NRW invites you" in (await nobody.get(address_of(site, door))).text
        await joined(nobody, site, door)
        assert '<html lang="en"' in (await nobody.get(f"/plans/{door.plan_id}")).text


async def test_a_guests_session_is_dead_when_the_link_has_ended(
    nobody: Browser, site: Site, door: JoinLink
) -> None:
    await joined(nobody, site, door)
    site.cast.clock.moment = door.expires_at
    assert (await nobody.get(f"/plans/{door.plan_id}")).status_code == 401


async def test_a_guest_reaches_no_other_plan(nobody: Browser, site: Site, door: JoinLink) -> None:
    await joined(nobody, site, door)
    for place in (site.cast.hessen, site.cast.foreign):
        assert (await nobody.get(f"/plans/{place.plan}")).status_code == 404


async def test_a_link_to_read_lets_nobody_write(nobody: Browser, site: Site) -> None:
    link = make_link(site, role="reader")
    await joined(nobody, site, link)
    assert (await nobody.get(f"/plans/{link.plan_id}")).status_code == 200
    answer = await nobody.post(f"/plans/{link.plan_id}/steps", {"title": "Einladen"})
    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["Moderation", "moderatorin", "  MODERATION ", "Koordination", "Admin"])
async def test_nobody_calls_themselves_by_an_office(
    nobody: Browser, site: Site, door: JoinLink, name: str
) -> None:
    answer = await nobody.post(address_of(site, door), {"name": name})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["name"])


@pytest.mark.parametrize("name", ["", "   ", "\u200d", "x" * 200, "a\u0300\u0301\u0302\u0303\u0304"])
async def test_what_is_no_name_is_refused_at_the_field(
    nobody: Browser, site: Site, door: JoinLink, name: str
) -> None:
    page = await nobody.form(address_of(site, door), {"name": name, "_key": "k" * 20 + "-guest"})
    assert page.status_code == 422
    assert re.search(r'id="guest-name"[^>]*aria-invalid', page.text)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\u202eannA\u202c", "annA (ohne Konto)"),
        ("Anna", "Anna (ohne Konto)"),
        ("Eva\nBernd", "Eva Bernd (ohne Konto)"),
        ("<b>Kim</b>", "<b>Kim</b> (ohne Konto)"),
    ],
)
async def test_a_name_is_cleaned_and_always_marked(
    nobody: Browser, site: Site, door: JoinLink, typed: str, shown: str
) -> None:
    await joined(nobody, site, door, typed)
    assert guests(site, shown)
    assert "<b>Kim" not in (await nobody.get(f"/plans/{door.plan_id}")).text


async def test_a_full_link_says_so_and_lets_nobody_in(site: Site) -> None:
    link = make_link(site, most=1)
    async with site.browser(site.cast.nobody) as first, site.browser(site.cast.nobody) as second:
        await joined(first, site, link)
        answer = await second.post(address_of(site, link), {"name": "Zu spät"})
        assert (answer.status_code, answer.json()["code"]) == (422, "link_full")
    assert not guests(site, "Zu spät (ohne Konto)")


async def test_a_link_that_begins_later_says_when_and_nothing_else(nobody: Browser, site: Site) -> None:
    link = make_link(site, starts_at=TODAY + timedelta(days=2), expires_at=TODAY + timedelta(days=3))
    page = (await nobody.get(address_of(site, link))).text
    assert "Beginnt am 16. Apr. 2026" in page
    assert "Fachkräfte" not in page
    assert "NRW" not in page
    assert (await nobody.form(address_of(site, link), {"name": "Früh"})).status_code == 404
    site.cast.clock.moment = TODAY + timedelta(days=2)
    await joined(nobody, site, link)


async def test_an_account_that_is_signed_in_stays_as_it_is(anna: Browser, site: Site, door: JoinLink) -> None:
    page = (await anna.get(address_of(site, door))).text
    assert "Als Anna öffnen" in page
    assert 'name="name"' not in page
    before = [cookie.value for cookie in anna.client.cookies.jar if cookie.name == "session"]
    assert (await anna.form(address_of(site, door), {"name": "Jemand"})).status_code == 403
    assert [cookie.value for cookie in anna.client.cookies.jar if cookie.name == "session"] == before
    assert not guests(site, "Jemand (ohne Konto)")
    assert (await anna.get("/me")).status_code == 200


async def test_a_member_without_a_role_here_is_told_what_to_do(site: Site, door: JoinLink) -> None:
    async with site.browser(site.cast.clara) as clara:
        page = (await clara.get(address_of(site, door))).text
        assert "noch keine Rolle" in page
        assert "Abmelden und ohne Konto hineingehen" in page
        assert (await clara.get(f"/plans/{door.plan_id}")).status_code == 404


async def test_120_people_join_from_one_address_within_half_a_minute(site: Site) -> None:
    link = make_link(site, most=120)
    moment = asyncio.get_running_loop().time()

    async def come(n: int) -> int:
        async with site.browser(site.cast.nobody) as browser:
            await browser.get(address_of(site, link))
            await browser.form("/join/codes", {"code": code_of(site.settings.secret_key, link.id)})
            answer = await browser.form(address_of(site, link), {"name": f"Gast {n}"})
            browser.forget_token()
            board = await browser.get(answer.headers["location"])
            return board.status_code

    assert await asyncio.gather(*(come(n) for n in range(120))) == [200] * 120
    assert asyncio.get_running_loop().time() - moment < 30
    with site.cast.database.reading() as session:
        assert session.get_one(JoinLink, link.id).joined == 120


async def test_a_guest_may_not_do_what_needs_an_account(deniz: Browser, here: Making) -> None:
    for path in ("links", "edit/../links"):
        assert (await deniz.get(f"/plans/{here.plan}/{path}")).status_code == 403
    sent = {"role": "reader", "until": "2026-04-20", "most": 5}
    assert (await deniz.post(f"/plans/{here.plan}/links", sent)).status_code == 403
    assert (await deniz.get("/me")).status_code == 404
