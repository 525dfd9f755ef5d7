"""A feed that has not changed is neither put together nor sent; whatever may change it makes it another one."""

from contextlib import AbstractContextManager
from datetime import date

import pytest
from sqlmodel import Session, delete

from tests.calendars.reading import days_of, events_of, said
from tests.calendars.subscribing import feed, new_address
from tests.statements import statements
from tests.web.making import Making
from tests.web.personal import taken
from tests.web.site import Browser, Site
from tracker.commands import contact_persons, parties, steps
from tracker.domain.calendar_address import CalendarAddress
from tracker.domain.member import Member, Membership
from tracker.domain.party import Party

PLACES = ["/me", "/plans/{}"]


@pytest.fixture(autouse=True)
def afresh(site: Site) -> None:
    """No address is left from the test before."""
    site.cast.database.write_now(lambda s: s.exec(delete(CalendarAddress)))


def asked_for(site: Site) -> AbstractContextManager[list[str]]:
    """What the database is asked from where an address is looked up."""
    return statements(of=site.cast.database._reader, since="calendar_address")


async def status(site: Site, address: str, tag: str) -> int:
    return (await feed(site, address, **{"If-None-Match": tag})).status_code


async def known(site: Site, address: str) -> str:
    """The tag under which somebody keeps it, which is good right now."""
    tag = (await feed(site, address)).headers["etag"]
    assert await status(site, address, tag) == 304
    return tag


@pytest.mark.parametrize("place", PLACES)
async def test_nobody_looks_at_the_steps_of_a_feed_that_has_not_changed(
    site: Site, here: Making, bernd: Browser, place: str
) -> None:
    address = await new_address(bernd, place.format(here.plan))
    tag = await known(site, address)
    with asked_for(site) as asked:
        assert await status(site, address, tag) == 304
    assert 2 <= len(asked) <= 4
    assert [one for one in asked if " step" in one or " meeting" in one] == []


@pytest.mark.parametrize("place", PLACES)
async def test_a_changed_step_makes_it_another(site: Site, here: Making, bernd: Browser, place: str) -> None:
    step, address = taken(site, "Bald"), await new_address(bernd, place.format(here.plan))
    tag = await known(site, address)
    here._do(steps.set_deadline, step, "9. Juni 2026", None)
    changed = await feed(site, address, **{"If-None-Match": tag})
    [one] = [one for one in events_of(changed.content) if step in said(one, "UID")]
    assert days_of(one) == (date(2026, 6, 9), date(2026, 6, 10))
    tag = await known(site, address)
    here._do(parties.rename, Party, here.made.party, f"Umbenannt {here.step}")
    assert await status(site, address, tag) == 200


async def test_a_changed_right_makes_it_another_or_none(site: Site, here: Making) -> None:
    database, clara = site.cast.database, site.cast.clara
    who, region = clara.participant.id, here.place.region

    def let_in(session: Session) -> None:
        session.add(Membership(member_id=who, region_id=region, role="reader"))

    def take_out(session: Session) -> None:
        session.exec(delete(Membership).where(Membership.member_id == who, Membership.region_id == region))

    async with site.browser(clara) as browser:
        own = await new_address(browser, "/me")
        alone = await known(site, own)
        database.write_now(let_in)
        assert await status(site, own, alone) == 200
        plan = await new_address(browser, f"/plans/{here.plan}")
    tags = await known(site, own), await known(site, plan)
    database.write_now(take_out)
    assert [await status(site, *one) for one in zip((own, plan), tags, strict=True)] == [200, 404]


async def test_so_does_answering_for_an_organisation_and_another_language(
    site: Site, here: Making, bernd: Browser
) -> None:
    anna, me = site.cast.anna.participant, site.cast.bernd.participant.id
    speak, write = (here.plan, here.place.party, me), site.cast.database.write_now
    address = await new_address(bernd, "/me")
    tag = await known(site, address)
    write(lambda s: contact_persons.add_contact_person(s, anna, *speak))
    try:
        assert await status(site, address, tag) == 200
    finally:
        write(lambda s: contact_persons.remove_contact_person(s, anna, *speak))
    assert await status(site, address, tag) == 304  # as it was before
    write(lambda s: setattr(s.get_one(Member, me), "language", "en"))
    try:
        assert await status(site, address, tag) == 200
    finally:
        write(lambda s: setattr(s.get_one(Member, me), "language", "de"))


@pytest.mark.parametrize("place", PLACES)
async def test_a_renewed_secret_knows_nothing_of_the_one_before(
    site: Site, here: Making, bernd: Browser, place: str
) -> None:
    page = place.format(here.plan)
    made = (await bernd.post(f"{page}/calendars", {})).json()
    old = made["address"].removeprefix(site.base_url)
    tag = await known(site, old)
    new = (await bernd.post(f"{page}/calendars/{made['made']}/renewal", {})).json()["address"]
    assert await status(site, old, tag) == 404
    assert await status(site, new.removeprefix(site.base_url), tag) == 200
