"""P39 in the browser: whoever is erased goes from every board while it is looked at, and their own tabs close."""

from datetime import timedelta

from playwright.async_api import expect
from sqlmodel import Session

from tests.cast import Person
from tests.web.site import Site
from tracker.commands import memberships, networks, sign_ins
from tracker.domain.member import Member

NAME, ADDRESS = "Toni Abschied", "toni@example.org"


async def toni_joins(site: Site) -> Person:
    """Somebody who edits the region of the plan; nobody of the cast is missed afterwards."""
    database, now = site.cast.database, site.cast.clock.now()

    def add(session: Session) -> Member:
        member = networks.member_by_address(session, ADDRESS, NAME, now)
        memberships.put_membership(session, member, "editor", region_id=site.cast.nrw.region)
        return member

    member = (await database.write(add)).value
    ends = now + timedelta(days=1)
    started = await database.write(
        lambda session: sign_ins.start_session(session, now, member_id=member.id, expires_at=ends)
    )
    return Person("toni", None, member.as_participant(), started.value)


async def test_a_name_goes_live_and_the_open_tabs_of_the_erased_lead_out(screen, site, board) -> None:
    person = await toni_joins(site)
    anna, tab = await screen(site.cast.anna, board), await screen(person, board)
    card = f"#step-{site.cast.nrw.other_step}"
    async with site.browser(person) as script:
        await script.post(f"{board}/steps/{site.cast.nrw.other_step}/ownerships", {"take": True})
    await expect(anna.page.locator(card)).to_contain_text(NAME)
    before = await anna.counts()

    account = await screen(person, "/me")
    await account.page.click("a[href='/me/erasure']")
    await account.page.fill("#erasure-address", "toni@example.com")
    await account.page.click("#erasure-form .button--main")
    await expect(account.page.locator("#erasure-address-error")).to_be_visible()
    await expect(account.page.locator("#erasure-address")).to_have_value("toni@example.com")
    await account.page.fill("#erasure-address", ADDRESS)
    await account.page.click("#erasure-form .button--main")
    await account.page.wait_for_url("**/me/erased")

    await expect(anna.page.locator(card)).to_contain_text("Wer übernimmt?")
    await expect(anna.page.locator("body")).not_to_contain_text(NAME)
    after = await anna.counts()
    assert after["messages"] > before["messages"]
    assert after["polls"] == 0
    await tab.connected("signed_out")
    await tab.page.reload()
    await expect(tab.page.locator(card)).to_have_count(0)
    await expect(tab.page.locator("body")).not_to_contain_text(NAME)
