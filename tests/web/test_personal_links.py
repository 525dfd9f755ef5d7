"""A personal link gives no other right, for 60 days, until it is revoked, and is written down nowhere (P7, P10)."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from tests.cast import TODAY
from tests.web.making import Making
from tests.web.personal import CHANGES, new_link, step_of, taken
from tests.web.site import Browser, Site
from tracker.commands import memberships
from tracker.domain.member import Member, Membership
from tracker.domain.network import Region
from tracker.domain.reminding import LINK_LIFE, PersonalLink
from tracker.domain.sign_in import hash_of
from tracker.routes import ROUTES
from tracker.store.personal_links import end_personal_links


@pytest.mark.parametrize("noun", CHANGES)
async def test_what_is_not_mine_looks_like_what_is_not_there(
    site: Site, nobody: Browser, link: str, noun: str
) -> None:
    taken(site, "Meins")
    hers = taken(site, "Annas", by="anna")
    before = step_of(site, hers)
    texts = set()
    for step in (hers, "0" * 12, site.cast.hessen.step, site.cast.foreign.step):
        answer = await nobody.form(f"/my-steps/{link}/{step}/{noun}", CHANGES[noun])
        assert answer.status_code == 404
        texts.add(re.sub(r"[0-9a-z]{20}-", "", answer.text.replace(step, "step")))
    assert len(texts) == 1
    assert step_of(site, hers) == before


async def test_it_ends_after_sixty_days_and_when_it_is_revoked(
    site: Site, nobody: Browser, link: str
) -> None:
    step, other = taken(site), new_link(site, "bernd")
    site.cast.clock.moment = TODAY + LINK_LIFE - timedelta(seconds=1)
    assert (await nobody.get(f"/my-steps/{link}")).status_code == 200
    site.cast.clock.moment = TODAY + LINK_LIFE
    await refused(nobody, link, step)
    site.cast.clock.moment = TODAY
    bernd = site.cast.bernd.participant.id
    site.cast.database.write_now(lambda s: end_personal_links(s, bernd))
    for secret in (link, other, "x" * 22):
        await refused(nobody, secret, step)


async def refused(browser: Browser, secret: str, step: str) -> None:
    assert (await browser.get(f"/my-steps/{secret}")).status_code == 404
    for noun, fields in CHANGES.items():
        answer = await browser.form(f"/my-steps/{secret}/{step}/{noun}", fields)
        assert (answer.status_code, "Einladen" in answer.text) == (404, False)


async def test_who_was_taken_out_of_the_plan_sees_nothing_of_it(site: Site, nobody: Browser) -> None:
    step = taken(site, by="bernd")
    link, bernd = new_link(site, "bernd"), site.cast.bernd.participant.id

    def leave(session):
        held = next(one for one in session.exec(select(Membership)).all() if one.member_id == bernd)
        session.delete(held)

    site.cast.database.write_now(leave)
    try:
        page = await nobody.get(f"/my-steps/{link}")
        assert (page.status_code, "Einladen" in page.text) == (200, False)
        assert (await nobody.form(f"/my-steps/{link}/{step}/completion", {})).status_code == 404
    finally:

        def back(session):
            region = session.get_one(Region, site.cast.nrw.region)
            memberships.put_membership(session, session.get_one(Member, bernd), "editor", region_id=region.id)

        site.cast.database.write_now(back)


READS = [
    route.path
    for route in ROUTES
    if "GET" in route.methods and not route.path.startswith(("/my-steps", "/static"))
]


async def test_it_gives_no_other_right(site: Site, link: str) -> None:
    """As a cookie, as a token, as any other link: whatever it is shown to takes it for nothing."""
    step = taken(site)
    made = Making(site.cast, site.cast.nrw)
    async with site.browser(site.cast.nobody) as plain, site.browser(site.cast.nobody) as other:
        other.client.cookies.set("session", link)
        for path in READS:
            address = re.sub(r"\{(secret|ending|work)\}", link, path)
            address = made.address(address) if "{" in address else address
            with_it = await other.get(address)
            without = await plain.get(address)
            assert with_it.status_code == without.status_code, path
            assert "Bernd" not in with_it.text or "Bernd" in without.text
        for noun in ("completion", "trashing"):
            assert (
                await other.form(f"/plans/{site.cast.nrw.plan}/steps/{step}/{noun}", {})
            ).status_code == 401
        assert (await plain.form(f"/sign-in/{link}", {})).status_code == 404
        assert (await plain.form(f"/digests/ending/{link}", {})).status_code == 404
        token = await plain.get(f"/plans/{site.cast.nrw.plan}.json", Authorization=f"Bearer {link}")
        assert token.status_code == 401
    assert step_of(site, step)["done"] is None


async def test_only_its_hash_is_kept(site: Site, link: str) -> None:
    rows = site.cast.database.read_now(lambda s: s.exec(select(PersonalLink)).all())
    assert hash_of(link) in {row.hash for row in rows}
    assert not any(link in str(row.model_dump()) for row in rows)


async def test_nothing_of_it_is_written_into_the_log(site: Site, nobody: Browser, link: str, caplog) -> None:
    step = taken(site)
    await nobody.get(f"/my-steps/{link}")
    await nobody.form(f"/my-steps/{link}/{step}/completion", {})
    await nobody.get(f"/my-steps/{link}/nowhere")
    assert link not in caplog.text


async def test_a_form_of_another_site_does_nothing(site: Site, nobody: Browser, link: str) -> None:
    step = taken(site)
    answer = await nobody.form(f"/my-steps/{link}/{step}/completion", {}, Origin="https://evil.example")
    assert answer.status_code == 403
    assert step_of(site, step)["done"] is None
