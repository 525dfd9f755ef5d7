"""Signing in by a mail: its link, its code, and what nobody can find out or wear out."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from html import unescape

import pytest
from sqlmodel import select

from tests.cast import TODAY, Cast
from tests.postmaster import Postmaster, postmaster
from tests.waiting import until
from tests.web.site import Browser, Site, running
from tracker.domain.sign_in import SignInLink

CODE = re.compile(r"(?<![\w/-])\w{4}-\w{4}(?![\w-])")  # not within a link, whose secret may look like one
BERND, UNKNOWN = "bernd@example.org", "nobody@example.org"


@pytest.fixture
async def mailing_site(cast: Cast, post: Postmaster, tmp_path) -> AsyncIterator[Site]:
    """A site with a relay, alone at its database: a second one would send some of the mails. The clock goes on two
    hours for each test, so that no link is left."""
    cast.clock.moment += timedelta(hours=2)
    async with running(cast, tmp_path, mail_url=f"smtp://127.0.0.1:{post.port}") as one:
        yield one


@pytest.fixture
async def somebody(mailing_site: Site) -> AsyncIterator[Browser]:
    async with mailing_site.browser(mailing_site.cast.nobody) as browser:
        yield browser


async def asked(browser: Browser, post: Postmaster, address: str = BERND) -> tuple[str, str]:
    """Path of the link and the code in the mail that comes of it."""
    address, before = address.strip().lower(), len(to(post, address))
    assert (await browser.form("/sign-in/mails", {"email": address})).status_code == 200
    await until(lambda: len(to(post, address)) > before, what="the mail")
    return in_mail(post, to(post, address)[-1])


def to(post: Postmaster, address: str) -> list[int]:
    """Which mails to sign in went to this address: reminders come too, and one of another test may have waited."""
    mine = [n for n, all in enumerate(post.to) if all == [address.strip().lower()]]
    return [n for n in mine if "/sign-in/" in post.text(n)]


def in_mail(post: Postmaster, n: int = -1) -> tuple[str, str]:
    text = post.text(n)
    link, code = re.search(r"http\S+(/sign-in/\S+)", text), CODE.search(text)
    assert link
    assert code
    return link[1], code[0]


async def test_the_link_of_the_mail_signs_in_once(somebody, post) -> None:
    link, code = await asked(somebody, post, "  Bernd@Example.org ")
    assert len(to(post, BERND)) == 1
    assert (await somebody.form(link, {})).status_code == 303
    assert "Bernd" in (await somebody.get("/")).text
    assert (await somebody.form(link, {})).status_code in (403, 404)
    again = await somebody.form("/sign-in/codes", {"email": BERND, "code": code})
    assert again.status_code in (403, 422)  # the code went with its link


@pytest.mark.parametrize("typed", [str, str.upper, lambda code: f" {code.replace('-', '  ')} "])
async def test_so_does_its_code_however_it_is_typed(mailing_site, somebody, post, typed) -> None:
    _, code = await asked(somebody, post)
    answer = await somebody.form("/sign-in/codes", {"email": BERND, "code": typed(code)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    async with mailing_site.browser(mailing_site.cast.nobody) as other:
        answer = await other.form("/sign-in/codes", {"email": BERND, "code": code})
        assert (answer.status_code, "session" in other.client.cookies) == (422, False)


async def test_a_code_leads_to_the_page_that_was_wanted(here, somebody, post) -> None:
    wanted = f"/plans/{here.plan}?stage=done"
    refused = await somebody.get(wanted)
    assert (refused.status_code, next_in(refused.text)) == (401, [wanted])
    sent = await somebody.form("/sign-in/mails", {"email": BERND, "next": wanted})
    assert next_in(sent.text) == [wanted] * 2
    await until(lambda: post.mails, what="the mail")
    wrong = {"email": BERND, "code": "aaaa-0000", "next": wanted, "_key": f"{'k' * 20}-code"}
    assert next_in((await somebody.form("/sign-in/codes", wrong)).text) == [wanted] * 2
    right = {"email": BERND, "code": in_mail(post)[1], "next": wanted}
    # by htmx from that very page: all of it is another now
    headers = {"HX-Request": "true", "Referer": f"{somebody.origin}{wanted}"}
    answer = await somebody.form("/sign-in/codes", right, **headers)
    assert (answer.status_code, answer.headers["hx-redirect"]) == (204, wanted)


FOREIGN = (
    "//evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "%2f%2fevil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    " //evil.example",
    "/\n/evil.example",
    "///evil.example",
)


@pytest.mark.parametrize("foreign", FOREIGN)
async def test_signing_in_never_leads_away(somebody, post, foreign) -> None:
    assert next_in((await somebody.client.get("/sign-in", params={"next": foreign})).text) == []
    sent = await somebody.form("/sign-in/mails", {"email": BERND, "next": foreign})
    assert (sent.status_code, next_in(sent.text)) == (200, [])
    _, code = in_mail(post, (await until(lambda: to(post, BERND), what="the mail"))[0])
    wrong = {"email": BERND, "code": "aaaa-0000", "next": foreign, "_key": f"{'k' * 20}-code"}
    assert next_in((await somebody.form("/sign-in/codes", wrong)).text) == []
    answer = await somebody.form("/sign-in/codes", {"email": BERND, "code": code, "next": foreign})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("foreign", FOREIGN)
async def test_nor_does_a_link(mailing_site, somebody, post, foreign) -> None:
    link, _ = await asked(somebody, post)
    answer = await somebody.form(link, {"next": foreign}, **{"HX-Request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (204, "/")


def next_in(page: str) -> list[str]:
    """Where the forms of a sign-in page lead to."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return [unescape(one) for one in re.findall(r'name="next" value="([^"]*)"', main)]


async def test_a_code_is_of_one_person_and_an_hour(mailing_site, somebody, post) -> None:
    _, code = await asked(somebody, post)
    for email in ("anna@example.org", UNKNOWN):
        sent = {"email": email, "code": code, "_key": f"{'k' * 20}-code"}
        answer = await somebody.form("/sign-in/codes", sent)
        assert (answer.status_code, "Dieser Code gilt nicht" in answer.text) == (422, True)
        assert email in answer.text  # the code can be typed again
    mailing_site.cast.clock.moment += timedelta(minutes=61)
    answer = await somebody.form("/sign-in/codes", {"email": BERND, "code": code})
    assert answer.status_code == 422


async def test_scanners_that_open_the_link_use_nothing_up(somebody, post) -> None:
    link, _ = await asked(somebody, post)
    for _ in range(3):
        assert (await somebody.get(link)).status_code == 200
        await somebody.client.head(link)
    assert (await somebody.form(link, {})).status_code == 303


async def test_a_fourth_request_sends_nothing_and_ends_none(mailing_site, somebody, post) -> None:
    sent = [await asked(somebody, post) for _ in range(3)]
    for _ in range(20):
        assert (await somebody.form("/sign-in/mails", {"email": BERND})).status_code == 200
    await asked(somebody, post, "anna@example.org")  # comes after all of them
    assert [mail["To"] for mail in post.mails].count(BERND) == 3
    for link, _ in sent:
        async with mailing_site.browser(mailing_site.cast.nobody) as one:
            assert (await one.form(link, {})).status_code == 303


async def test_known_and_unknown_addresses_look_alike(somebody, post) -> None:
    pages = []
    for address in (BERND, UNKNOWN):
        answer = await somebody.form("/sign-in/mails", {"email": address})
        fresh = re.compile(r"\b[0-9a-z]{20}-(mail|code)\b")
        pages.append((answer.status_code, fresh.sub("", answer.text.replace(address, "address"))))
    assert pages[0] == pages[1]
    told = [await somebody.post("/sign-in/mails", {"email": address}) for address in (BERND, UNKNOWN)]
    assert {(one.status_code, one.text) for one in told} == {(200, '{"made":""}')}


async def test_ten_wrong_codes_a_minute_whatever_address_they_claim_to_come_from(
    mailing_site, somebody, post
) -> None:
    link, _ = await asked(somebody, post)
    answers = []
    for n in range(40):
        forged = {"X-Forwarded-For": f"10.0.0.{n}", "Forwarded": f"for=10.0.0.{n}"}
        answer = await somebody.form("/sign-in/codes", {"email": BERND, "code": f"aaaa-{n:04}"}, **forged)
        answers.append(answer.status_code)
    assert answers[:10] == [422] * 10
    assert set(answers[11:]) == {429}
    assert (await somebody.form(link, {})).status_code == 303  # the victim is not locked out


async def test_right_codes_are_not_slowed_down(mailing_site, post) -> None:
    async with mailing_site.browser(mailing_site.cast.nobody) as one:
        for _ in range(4):
            mailing_site.cast.clock.moment += timedelta(hours=1)
            for address in (BERND, "anna@example.org", "guel@example.org"):
                _, code = await asked(one, post, address)
                async with mailing_site.browser(mailing_site.cast.nobody) as other:
                    sent = {"email": address, "code": code}
                    assert (await other.form("/sign-in/codes", sent)).status_code == 303


@pytest.mark.parametrize("address", ["", "keine", "a@b\r\nBcc: eve@example.org", "a" * 300, "a@b c.de", "@"])
async def test_what_is_no_address_is_told_at_its_field(somebody, post, address) -> None:
    answer = await somebody.form("/sign-in/mails", {"email": address, "_key": f"{'k' * 20}-mail"})
    assert (answer.status_code, 'aria-invalid="true"' in answer.text) == (422, True)
    assert post.mails == []


async def test_no_secret_stands_in_the_database_or_the_log(mailing_site, somebody, post, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    link, code = await asked(somebody, post)
    await somebody.form("/sign-in/codes", {"email": BERND, "code": "wrong"})
    assert (await somebody.form(link, {})).status_code == 303
    secret = link.rpartition("/")[2]
    said = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("tracker"))
    for hidden in (secret, code, code.replace("-", ""), BERND):
        assert hidden not in said
    with mailing_site.cast.database.reading() as session:
        rows = [str(row.model_dump()) for row in session.exec(select(SignInLink)).all()]
    assert [row for row in rows if secret in row or code in row] == []


async def test_a_dead_relay_stops_nothing(cast: Cast, tmp_path) -> None:
    async with postmaster() as post:
        port = post.port
    async with (
        running(cast, tmp_path, mail_url=f"smtp://127.0.0.1:{port}") as one,
        one.browser(one.cast.nobody) as browser,
    ):
        await browser.token()
        answers = await asyncio.gather(
            *(browser.form("/sign-in/mails", {"email": f"{n}@example.org"}) for n in range(20))
        )
        assert {answer.status_code for answer in answers} == {200}
        assert (await browser.get("/imprint")).status_code == 200


async def test_without_a_relay_the_mail_lies_in_a_folder_and_the_page_says_so(site: Site, nobody) -> None:
    site.cast.clock.moment += timedelta(hours=2)
    answer = await nobody.form("/sign-in/mails", {"email": BERND})
    assert "verschickt noch keine Mails" in answer.text
    folder = site.settings.data_dir / "mails"
    await until(lambda: folder.is_dir() and list(folder.glob("*.eml")), what="the file")
    site.cast.clock.moment = TODAY
