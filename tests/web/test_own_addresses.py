"""Another address for one's account: it counts once the mail to it was answered, and nobody learns whose it is."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import delete
from sqlmodel import Session, col, select

from tests.cast import TODAY, Cast, Person
from tests.postmaster import Postmaster
from tests.waiting import until
from tests.web.newcomers import a_newcomer
from tests.web.site import Browser, Site, running
from tests.web.test_me import sessions
from tests.web.test_sign_in_mails import CODE
from tracker.commands import sign_ins
from tracker.domain.mail import Mail
from tracker.domain.member import Member
from tracker.domain.own_address import NewAddress
from tracker.store.personal_links import make_personal_link

OLD, NEW, TAKEN = "nele@example.org", "nele@neu.example.org", "anna@example.org"
NOT_TOLD = re.compile(r"\b[0-9a-z]{20}-[\w-]+\b")


@pytest.fixture
async def mailing_site(cast: Cast, post: Postmaster, tmp_path) -> AsyncIterator[Site]:
    """A site with a relay, alone at its database: a second one would send some of the mails."""
    async with running(cast, tmp_path, mail_url=f"smtp://127.0.0.1:{post.port}") as one:
        yield one
    cast.clock.moment = TODAY


@pytest.fixture
async def nele(mailing_site: Site) -> AsyncIterator[Person]:
    """Somebody who is nobody of the cast, with the addresses above; afterwards nobody has them any more."""
    who = await a_newcomer(mailing_site, "Nele")
    yield who

    def leave(session: Session) -> None:
        for member in session.exec(select(Member).where(col(Member.email).in_([OLD, NEW]))).all():
            member.email = f"{member.id}@example.org"
        session.exec(delete(NewAddress))
        session.exec(delete(Mail))

    mailing_site.cast.database.write_now(leave)


@pytest.fixture
async def browser(mailing_site: Site, nele: Person) -> AsyncIterator[Browser]:
    async with mailing_site.browser(nele) as one:
        yield one


def to(post: Postmaster, address: str, word: str = "") -> list[str]:
    """The texts of the mails to this address."""
    return [post.text(n) for n, all in enumerate(post.to) if all == [address] and word in post.text(n)]


async def asked(browser: Browser, post: Postmaster, address: str = NEW) -> tuple[str, str]:
    """Path of the link, and the code, in the mail that comes of it."""
    before = len(to(post, address, "/me/address/"))
    assert (await browser.form("/me/address/mails", {"email": address})).status_code == 303
    await until(lambda: len(to(post, address, "/me/address/")) > before, what="the mail")
    text = to(post, address, "/me/address/")[-1]
    return re.search(r"http\S+(/me/address/\S+)", text)[1], CODE.search(text)[0]  # type: ignore[index]


def address_of(site: Site, who: Person) -> str:
    with site.cast.database.reading() as session:
        return session.get_one(Member, who.participant.id).email


async def test_the_link_works_once_and_only_for_whoever_asked(
    mailing_site: Site, nele: Person, browser: Browser, post: Postmaster
) -> None:
    link, _ = await asked(browser, post)
    assert address_of(mailing_site, nele) == OLD
    async with mailing_site.browser(mailing_site.cast.anna) as anna:
        assert (await anna.get(link)).status_code == 404
        assert (await anna.form(link, {})).status_code == 404
    async with mailing_site.browser(mailing_site.cast.nobody) as nobody:
        assert (await nobody.get(link)).status_code == 401
        assert (await nobody.form(link, {})).status_code in (401, 403)
    page = await browser.get(link)
    assert (page.status_code, page.headers["referrer-policy"]) == (200, "strict-origin")
    assert NEW in page.text
    assert address_of(mailing_site, nele) == OLD, "opening it changes nothing"
    answer = await browser.form(link, {})
    assert (answer.status_code, answer.headers["location"]) == (303, "/me?said=address")
    assert address_of(mailing_site, nele) == NEW
    assert (await browser.form(link, {})).status_code == 404
    await until(lambda: to(post, OLD, "andere Adresse"), what="the note to the old address")
    [note] = to(post, OLD, "andere Adresse")
    assert NEW not in note
    assert "/me/address" not in note


async def test_the_code_does_the_same_and_a_wrong_one_nothing(
    mailing_site: Site, nele: Person, browser: Browser, post: Postmaster
) -> None:
    _, code = await asked(browser, post)
    assert NEW in (await browser.get("/me")).text
    wrong = {"code": "aaaa-0000", "_key": f"{'k' * 20}-address-code"}
    answer = await browser.form("/me/address/codes", wrong)
    assert (answer.status_code, "Dieser Code gilt nicht" in answer.text) == (422, True)
    async with mailing_site.browser(mailing_site.cast.anna) as anna:
        assert (await anna.form("/me/address/codes", {"code": code})).status_code == 422
    assert address_of(mailing_site, nele) == OLD
    assert (await browser.form("/me/address/codes", {"code": code.upper()})).status_code == 303
    assert address_of(mailing_site, nele) == NEW
    assert "address-code" not in (await browser.get("/me")).text, "nothing waits any more"


async def test_after_an_hour_neither_counts(
    mailing_site: Site, nele: Person, browser: Browser, post: Postmaster
) -> None:
    link, code = await asked(browser, post)
    mailing_site.cast.clock.moment += timedelta(minutes=61)
    assert (await browser.form(link, {})).status_code == 404
    assert (await browser.form("/me/address/codes", {"code": code})).status_code == 422
    assert address_of(mailing_site, nele) == OLD


async def test_an_address_of_somebody_else_looks_like_any_other_and_stays_theirs(
    mailing_site: Site, nele: Person, browser: Browser, post: Postmaster
) -> None:
    pages = []
    for address in (NEW, TAKEN):
        mailing_site.cast.clock.moment += timedelta(seconds=1)  # the last one asked for is shown
        answer = await browser.form("/me/address/mails", {"email": address})
        page = (await browser.get("/me?said=asked")).text
        pages.append(
            (answer.status_code, answer.headers["location"], NOT_TOLD.sub("", page.replace(address, "…")))
        )
    assert pages[0] == pages[1]
    await until(lambda: to(post, TAKEN, "anderes Konto"), what="the mail to whose address it is")
    [told] = to(post, TAKEN, "anderes Konto")
    assert not re.search(r"/me/address/|Nele", told)
    assert CODE.search(told) is None


async def test_an_address_that_became_somebodys_meanwhile_does_not_count(
    mailing_site: Site, nele: Person, browser: Browser, post: Postmaster
) -> None:
    link, code = await asked(browser, post)
    now = mailing_site.cast.clock.now()
    mailing_site.cast.database.write_now(
        lambda s: s.add(Member(email=NEW, name="Nora", language="de", created_at=now))
    )
    assert (await browser.form(link, {})).status_code == 404
    assert (await browser.form("/me/address/codes", {"code": code})).status_code == 422
    assert address_of(mailing_site, nele) == OLD


async def test_all_other_sessions_end_and_what_was_mailed_to_the_old_address_opens_nothing(
    mailing_site: Site, nele: Person, browser: Browser, post: Postmaster
) -> None:
    site, who, now = mailing_site, nele, mailing_site.cast.clock.now()
    write = site.cast.database.write_now
    until_then = now + timedelta(hours=1)
    phone = write(
        lambda s: sign_ins.start_session(s, now, member_id=who.participant.id, expires_at=until_then)
    ).value
    own = write(lambda s: make_personal_link(s, who.participant.id, now)).value
    with site.cast.database.reading() as session:
        member = session.get_one(Member, who.participant.id)
    to_old = site.cast.database.write_now(lambda s: sign_ins.make_link(s, member, now)).value
    link, _ = await asked(browser, post)
    assert (await browser.form(link, {})).status_code == 303
    assert (await browser.get("/me")).status_code == 200
    assert len(sessions(site, who.participant.id)) == 1
    async with site.browser(Person("phone", who.role, who.participant, phone)) as other:
        assert (await other.get("/me")).status_code == 401
    async with site.browser(site.cast.nobody) as nobody:
        assert (await nobody.get(f"/my-steps/{own}")).status_code == 404
        assert (await nobody.get(f"/sign-in/{to_old}")).status_code == 404
    async with site.script(who) as script:
        assert (await script.get("/")).status_code == 200, "a token is no mail"


async def test_mails_that_wait_go_to_the_new_address(
    mailing_site: Site, nele: Person, browser: Browser, post: Postmaster
) -> None:
    link, _ = await asked(browser, post)
    now, later = mailing_site.cast.clock.now(), timedelta(days=1)
    waits = Mail(kind="trial", address=OLD, created_at=now, due_at=now + later, ends_at=now + 2 * later)
    mailing_site.cast.database.write_now(lambda s: s.add(waits))
    assert (await browser.form(link, {})).status_code == 303
    with mailing_site.cast.database.reading() as session:
        found = session.exec(
            select(Mail.address).where(Mail.kind == "trial", Mail.due_at == now + later)
        ).all()
    assert found == [NEW]


async def test_three_live_ones_are_all_anybody_gets(
    mailing_site: Site, nele: Person, browser: Browser, post: Postmaster
) -> None:
    for n in range(3):
        await asked(browser, post, f"neu{n}@example.org")
    again = {"email": "neu3@example.org", "_key": f"{'k' * 20}-address"}
    answer = await browser.form("/me/address/mails", again)
    assert (answer.status_code, "mehrere Mails" in answer.text) == (422, True)
    own = await browser.form("/me/address/mails", {"email": OLD, "_key": f"{'k' * 20}-address"})
    assert (own.status_code, "schon Ihre Adresse" in own.text) == (422, True)


async def test_no_secret_of_it_stands_in_the_database(
    mailing_site: Site, nele: Person, browser: Browser, post: Postmaster
) -> None:
    link, code = await asked(browser, post)
    with mailing_site.cast.database.reading() as session:
        rows = str(session.connection().exec_driver_sql("SELECT * FROM new_address").all())
        rows += str([row.model_dump() for row in session.exec(select(Mail)).all()])
    assert link.rpartition("/")[2] not in rows
    assert code not in rows
