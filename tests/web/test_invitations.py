"""Inviting by mail: who is new gets one link in, and who was taken out before it left gets none."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from tests.cast import TODAY, Cast
from tests.postmaster import Postmaster
from tests.waiting import until
from tests.web.making import Making
from tests.web.site import Browser, Site, running
from tracker.domain.mail import Mail
from tracker.domain.member import Member, Membership


@pytest.fixture
async def mailing(cast: Cast, post: Postmaster, tmp_path: Path) -> AsyncIterator[Site]:
    """A site with a relay, alone at its database: a second one would send some of the mails."""
    async with running(cast, tmp_path, mail_url=f"smtp://127.0.0.1:{post.port}") as one:
        yield one
    cast.clock.moment = TODAY


@pytest.fixture
async def emil(mailing: Site) -> AsyncIterator[Browser]:
    """Emil's browser; not the one of the site without a relay."""
    async with mailing.browser(mailing.cast.emil) as one:
        yield one


async def test_who_is_new_is_invited_by_mail_and_the_link_lets_them_in_once(
    here: Making, mailing: Site, emil: Browser, post: Postmaster
) -> None:
    region, clock = f"/regions/{here.place.region}", here.cast.clock
    sent = {"email": "kim@example.org", "name": "Kim", "role": "editor"}
    await emil.form(f"{region}/memberships", sent)
    first = (await until(lambda: to(post, "kim@example.org"), what="the invitation"))[0]
    assert post.mails[first]["Subject"] == "Emil lädt Sie ein: NRW, Netzwerk Demografie"
    # a second role is no second invitation, and not every minute one more
    await emil.form(f"{region}/memberships", sent | {"role": "reader"})
    held = membership_of(here.cast, "kim@example.org")
    again = await emil.post(f"{region}/memberships/{held}/invitation", {})
    assert (again.status_code, again.json()["code"]) == (422, "invalid")
    clock.moment += timedelta(minutes=11)
    await emil.post(f"{region}/memberships/{held}/invitation", {})
    await until(lambda: len(to(post, "kim@example.org")) == 2, what="one more")
    link = re.search(r"http\S+(/sign-in/[\w-]{22})", post.text(first))
    assert link
    async with mailing.browser(mailing.cast.nobody) as kim:
        assert "Kim" in (await kim.get(link[1])).text
        clock.moment += timedelta(days=13)
        assert (await kim.form(link[1], {})).status_code == 303
        assert (await kim.get(f"/plans/{here.plan}")).status_code == 200
        await kim.form("/sign-out", {})
    async with mailing.browser(mailing.cast.nobody) as somebody:
        assert (await somebody.form(link[1], {})).status_code == 404


async def test_who_was_taken_out_before_the_mail_left_gets_none(
    here: Making, mailing: Site, emil: Browser, post: Postmaster
) -> None:
    post.refusal = "450 later"
    region, lou = f"/regions/{here.place.region}", "lou@example.org"
    await emil.form(f"{region}/memberships", {"email": lou, "name": "Lou", "role": "reader"})
    held = membership_of(here.cast, lou)
    await until(lambda: any(one.trouble for one in waiting(here.cast, lou)), what="the vain attempt")
    await emil.post(f"{region}/memberships/{held}/ending", {})
    post.refusal = ""
    here.cast.clock.moment += timedelta(minutes=2)
    mailing.app.state.parts.wake_mailing()
    await until(lambda: not waiting(here.cast, lou), what="the mail to be dropped")
    assert to(post, lou) == []


async def test_who_has_an_account_is_told_where_they_are_in_and_gets_no_link(
    here: Making, mailing: Site, emil: Browser, post: Postmaster
) -> None:
    frida = "frida@example.org"
    page = f"/plans/{here.plan}/links"
    new = {"email": frida, "role": "reader", "next": page}
    answer = await emil.form(f"/plans/{here.plan}/memberships", new)
    assert answer.headers["location"].partition("?")[0] == page
    assert (
        "Frida ist dabei und erfährt es durch eine Mail." in (await emil.get(answer.headers["location"])).text
    )
    [n] = await until(lambda: to(post, frida), what="the letter")
    assert post.mails[n]["Subject"].startswith("Sie sind jetzt dabei: ")
    assert f"/plans/{here.plan}" in post.text(n)
    assert "/sign-in/" not in post.text(n)


async def test_who_may_as_much_already_gets_no_mail_and_the_page_says_so(
    here: Making, mailing: Site, emil: Browser, post: Postmaster
) -> None:
    before = waiting(here.cast, "bernd@example.org")
    new = {"email": "bernd@example.org", "role": "reader"}  # an editor by the region
    answer = await emil.form(f"/plans/{here.plan}/memberships", new)
    said = "Bernd ist dabei. Eine Mail geht nicht hinaus, denn für Bernd ändert sich hier nichts."
    assert said in (await emil.get(answer.headers["location"])).text
    about = {mail.about for mail in waiting(here.cast, "bernd@example.org")}
    assert about == {mail.about for mail in before}
    assert said not in (await emil.get(f"/plans/{here.plan}/links")).text


def to(post: Postmaster, address: str) -> list[int]:
    """Which mails went to this address: reminders may go to others."""
    return [n for n, all in enumerate(post.to) if all == [address]]


def membership_of(cast: Cast, email: str) -> str:
    with cast.database.reading() as session:
        member = session.exec(select(Member).where(Member.email == email)).one()
        return session.exec(select(Membership).where(Membership.member_id == member.id)).one().id


def waiting(cast: Cast, address: str) -> list[Mail]:
    with cast.database.reading() as session:
        return list(session.exec(select(Mail).where(Mail.address == address)).all())
