"""Signing up to a meeting without account: for all while its host lets them, and for nobody else to see (P2, P38)."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from tests.calendars.reading import events_of, lines_of, said
from tests.web.making import Making
from tests.web.signing_up import TEXTS, joined, key, meeting_of, opened, rows
from tests.web.site import Browser, Site
from tracker.allowance import Allowances
from tracker.commands import meetings, sign_ups
from tracker.domain.ids import new_id
from tracker.domain.mail import Mail
from tracker.domain.sign_up import MOST_OF_ADDRESS
from tracker.store.sign_ups import MAILS_AN_HOUR, forget_old_sign_ups


async def test_everybody_sees_what_a_meeting_is_and_nothing_of_its_plan(
    here: Making, nobody: Browser
) -> None:
    page = await nobody.get(f"/meetings/{opened(here)}")
    assert page.status_code == 200
    for words in ("Auftakt", "9. Juni 2026", "18:00 Uhr", "Rathaus", "IHK", "30 Tage nach dem Treffen"):
        assert words in page.text, words
    for words in ("Fachkräfte gewinnen", here.plan, "example.org/room", "Ein Schritt"):
        assert words not in page.text, words


async def test_a_meeting_that_nobody_opened_looks_like_one_that_is_not_there(
    here: Making, site: Site, nobody: Browser, guel: Browser
) -> None:
    closed, never = opened(here), here._do(meetings.add, "9.6.2026", TEXTS)
    here._do(sign_ups.close, closed)
    await nobody.token()  # a browser gets its cookie with the first page
    async with site.browser(site.cast.clara) as clara:
        for browser, status in ((nobody, 401), (clara, 404)):
            answers = [await browser.get(f"/meetings/{id}") for id in (closed, never, "z" * 12)]
            assert [one.status_code for one in answers] == [status] * 3
            posts = [
                await browser.form(f"/meetings/{id}/sign-ups", {"name": "x"})
                for id in (closed, never, "z" * 12)
            ]
            assert [one.status_code for one in posts] == [status] * 3
            for one, other in zip((*answers, *posts), (*answers[1:], *posts[1:]), strict=False):
                assert one.headers.keys() == other.headers.keys()
    assert (await guel.get(f"/meetings/{closed}")).headers["location"].endswith(f"/meetings/{closed}")
    assert rows(site, closed) == rows(site, never) == []


async def test_somebody_signs_up_sees_their_own_page_and_takes_it_back(
    here: Making, site: Site, nobody: Browser
) -> None:
    meeting = opened(here)
    path = await joined(nobody, meeting, organisation="Kammer & Co")
    page = await nobody.get(path)
    assert "Sie sind angemeldet" in page.text
    assert "Gülay, Kammer &amp; Co" in page.text
    assert "https://example.org/room" in page.text
    assert page.headers["referrer-policy"] == "strict-origin"
    secret = path.rpartition("/")[2]
    assert len(secret) == 32
    assert secret not in re.search(r"<title>(.*?)</title>", page.text)[1]
    (event,) = events_of((await nobody.get(f"{path}.ics")).content)
    assert said(event, "SUMMARY") == "Treffen NRW: Auftakt"
    assert "Fachkräfte" not in said(event, "DESCRIPTION")
    assert [one.name for one in rows(site, meeting)] == ["Gülay"]
    assert "Sie sind abgemeldet" in (await nobody.form(f"{path}/ending", {})).text
    assert (rows(site, meeting), meeting_of(site, meeting).signed_up) == ([], 0)
    gone = await nobody.get(path)
    unknown = await nobody.get(f"/sign-ups/{'z' * 12}/{'0' * 32}")
    assert (gone.status_code, unknown.status_code) == (404, 404)
    assert (await nobody.form(f"{path}/ending", {})).status_code == 404


async def test_the_own_page_of_one_is_not_opened_with_the_secret_of_another(
    here: Making, nobody: Browser
) -> None:
    meeting = opened(here)
    one, other = [await joined(nobody, meeting, name) for name in ("Eins", "Zwei")]
    mixed = f"{one.rpartition('/')[0]}/{other.rpartition('/')[2]}"
    assert (await nobody.get(mixed)).status_code == 404
    assert (await nobody.form(f"{mixed}/ending", {})).status_code == 404
    assert (await nobody.get(f"{one}x")).status_code == 404
    assert "Eins" in (await nobody.get(one)).text


async def test_sent_twice_somebody_has_signed_up_once(here: Making, site: Site, nobody: Browser) -> None:
    meeting = opened(here)
    sent = key("sign-up")
    paths = [await joined(nobody, meeting, _key=sent) for _ in range(2)]
    assert paths[0] == paths[1]
    assert len(rows(site, meeting)) == meeting_of(site, meeting).signed_up == 1


async def test_places_run_out_and_come_back(here: Making, site: Site, nobody: Browser) -> None:
    meeting = opened(here, most="2")
    assert "Noch 2 Plätze frei" in (await nobody.get(f"/meetings/{meeting}")).text
    first = await joined(nobody, meeting)
    await joined(nobody, meeting)
    assert "Alle Plätze sind vergeben" in (await nobody.get(f"/meetings/{meeting}")).text
    late = await nobody.form(f"/meetings/{meeting}/sign-ups", {"name": "Spät", "_key": key("sign-up")})
    assert late.status_code == 422
    assert "inzwischen vergeben" in late.text
    assert "Spät" in late.text
    await nobody.form(f"{first}/ending", {})
    await joined(nobody, meeting)
    assert len(rows(site, meeting)) == 2


async def test_one_address_does_not_fill_a_room(here: Making, site: Site, nobody: Browser) -> None:
    meeting, other = opened(here), opened(here)
    for n in range(MOST_OF_ADDRESS):
        await joined(nobody, meeting, name=f"Gül {n}", email="guel@example.org")
    page = await nobody.form(
        f"/meetings/{meeting}/sign-ups", {"name": "Gül", "email": "Guel@example.org", "_key": key("sign-up")}
    )
    assert page.status_code == 422
    assert "schon 5 angemeldet" in re.search(r'data-error-for="email">([^<]*)<', page.text)[1]
    assert len(rows(site, meeting)) == meeting_of(site, meeting).signed_up == MOST_OF_ADDRESS
    await joined(nobody, meeting)
    await joined(nobody, other, email="guel@example.org")


async def test_the_same_name_and_address_is_one_person(here: Making, site: Site, nobody: Browser) -> None:
    meeting = opened(here, most="2")
    path = await joined(nobody, meeting, name="Gül Ärztin", email="guel@example.org")
    again = {"name": "  guel  AERZTIN ", "email": "Guel@Example.org"}
    for locale, words in (("de", "Sie sind schon angemeldet"), ("en", "You have already signed up")):
        page = await nobody.form(
            f"/meetings/{meeting}/sign-ups", {**again, "_key": key("sign-up")}, **{"Accept-Language": locale}
        )
        assert page.status_code == 422
        assert words in page.text
        assert path.rpartition("/")[2] not in page.text
    assert len(rows(site, meeting)) == meeting_of(site, meeting).signed_up == 1
    await joined(nobody, meeting, name="Gül Ärztin", email="office@example.org")
    page = await nobody.form(f"/meetings/{meeting}/sign-ups", {**again, "_key": key("sign-up")})
    assert "Sie sind schon angemeldet" in page.text  # though there is no place left
    assert len(rows(site, meeting)) == 2


async def test_without_address_two_of_one_name_are_two(here: Making, site: Site, nobody: Browser) -> None:
    meeting = opened(here)
    for _ in range(2):
        await joined(nobody, meeting)
    assert len(rows(site, meeting)) == 2


async def test_whoever_signs_up_twice_gets_the_mail_again_within_its_limit(
    here: Making, site: Site, nobody: Browser
) -> None:
    meeting, address = opened(here), f"{new_id()}@example.org"
    await joined(nobody, meeting, email=address)
    for _ in range(MAILS_AN_HOUR + 1):
        await nobody.form(
            f"/meetings/{meeting}/sign-ups", {"name": "Gülay", "email": address, "_key": key("sign-up")}
        )
    of_theirs = select(Mail).where(Mail.address == address)
    assert len(site.cast.database.read_now(lambda s: s.exec(of_theirs).all())) == MAILS_AN_HOUR


async def test_after_the_last_day_and_when_it_is_off_the_page_says_so(
    here: Making, site: Site, nobody: Browser
) -> None:
    meeting, clock = opened(here, until="2026-04-15"), site.cast.clock
    before = clock.moment
    await joined(nobody, meeting)
    try:
        clock.moment += timedelta(days=2)
        assert "Anmeldung ist geschlossen" in (await nobody.get(f"/meetings/{meeting}")).text
        refused = await nobody.form(f"/meetings/{meeting}/sign-ups", {"name": "Spät"})
        assert refused.status_code == 422
    finally:
        clock.moment = before
    here._do(meetings.trash, meeting)
    assert "fällt aus" in (await nobody.get(f"/meetings/{meeting}")).text
    assert (await nobody.form(f"/meetings/{meeting}/sign-ups", {"name": "Spät"})).status_code == 422
    assert len(rows(site, meeting)) == 1


async def test_the_last_day_is_not_after_the_meeting(here: Making, site: Site, anna: Browser) -> None:
    meeting = opened(here, until="2026-06-09")
    late = await anna.post(
        f"/plans/{here.plan}/meetings/{meeting}/opening", {"until": "2026-06-10", "most": ""}
    )
    assert (late.status_code, late.json()["fields"]) == (422, {"until": "Dann ist das Treffen schon vorbei."})
    assert meeting_of(site, meeting).sign_up["until"] == "2026-06-09"


@pytest.mark.parametrize(
    ("fields", "where", "words"),
    [
        ({"name": " "}, "name", "Hier fehlt noch etwas"),
        ({"name": "x" * 81}, "name", "80"),
        ({"name": "Gül", "email": "kein@@ort"}, "email", "E-Mail"),
        ({"name": "Gül", "email": "a@example.org\r\nBcc: b@example.org"}, "email", "E-Mail"),
        ({"name": "Gül", "website": "https://spam.example"}, "website", "leer lassen"),
        ({"name": "Gül", "organisation": "x" * 201}, "organisation", "200"),
    ],
)
async def test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept(
    here: Making, site: Site, nobody: Browser, fields: dict[str, str], where: str, words: str
) -> None:
    meeting = opened(here)
    page = await nobody.form(f"/meetings/{meeting}/sign-ups", {**fields, "_key": key("sign-up")})
    assert page.status_code == 422
    assert words in re.search(rf'data-error-for="{where}">([^<]*)<', page.text)[1]
    assert rows(site, meeting) == []


async def test_thirty_days_after_the_meeting_nothing_is_left_of_anybody(
    here: Making, site: Site, nobody: Browser
) -> None:
    meeting, later = opened(here), opened(here, words="9.7.2026")
    for one in (meeting, later):
        await joined(nobody, one)
    now = site.cast.clock.now() + timedelta(days=365)
    last = meeting_of(site, meeting).deadline_last
    for days, left in ((30, 1), (31, 0)):
        today = last + timedelta(days=days)
        site.cast.database.write_now(lambda s, today=today: forget_old_sign_ups(s, now, today))
        assert (len(rows(site, meeting)), len(rows(site, later))) == (left, 1)


async def test_one_client_signs_up_only_so_often(here: Making, site: Site, nobody: Browser) -> None:
    meeting, parts = opened(here), site.app.state.parts
    before = parts.sign_ups
    object.__setattr__(parts, "sign_ups", Allowances(0, 2))
    try:
        for _ in range(2):
            await joined(nobody, meeting)
        assert (await nobody.form(f"/meetings/{meeting}/sign-ups", {"name": "x"})).status_code == 429
    finally:
        object.__setattr__(parts, "sign_ups", before)


async def test_signing_up_does_not_move_the_meeting_in_calendars(
    here: Making, site: Site, nobody: Browser
) -> None:
    meeting = opened(here)
    before = meeting_of(site, meeting).rev
    path = await joined(nobody, meeting)
    assert meeting_of(site, meeting).rev == before
    assert "METHOD:PUBLISH" in lines_of((await nobody.get(f"{path}.ics")).content)
