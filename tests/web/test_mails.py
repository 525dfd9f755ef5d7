"""What I get by mail: chosen at /me/mails, seen before it is sent, ended by one click without sign-in (P41)."""

import re

import pytest
from sqlmodel import select

from tests.web.personal import new_link, taken
from tests.web.site import Browser, Site
from tracker.domain.mail import Mail
from tracker.domain.member import Member
from tracker.domain.reminding import ending_of


def me(site: Site, name: str = "bernd") -> Member:
    return site.cast.database.read_now(lambda s: s.get_one(Member, site.cast.people[name].participant.id))


@pytest.fixture(autouse=True)
def as_before(site: Site):
    yield

    def reset(session) -> None:
        for member in session.exec(select(Member)).all():
            member.digest, member.reminders = "weekly", True

    site.cast.database.write_now(reset)


async def test_it_is_chosen_how_often_and_what(site: Site) -> None:
    async with site.browser(site.cast.bernd) as bernd:
        answer = await bernd.form("/me/mails", {"digest": "monthly"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/me/mails?said=saved")
        assert (me(site).digest, me(site).reminders) == ("monthly", False)
        assert (me(site, "anna").digest, me(site, "anna").reminders) == ("weekly", True)
        await bernd.form("/me/mails", {"digest": "none", "reminders": "1"})
        assert (me(site).digest, me(site).reminders) == ("none", True)
        again = await bernd.form("/me/mails", {"digest": "hourly"})
        assert (again.status_code, me(site).digest) == (422, "none")


async def test_the_page_says_what_would_be_sent_and_when(site: Site) -> None:
    taken(site, "Jetzt dran sein", "April 2026")
    taken(site, "Erst im Sommer", "bis 30. Juni 2026")
    async with site.browser(site.cast.bernd, **{"Accept-Language": "de"}) as bernd:
        page = (await bernd.get("/me/mails")).text
    texts = re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", page))
    assert "Die nächste kommt am Mo, 20.04.2026" in texts
    assert "Jetzt dran Jetzt dran sein: April 2026 (NRW, Fachkräfte gewinnen)" in texts
    assert "Jetzt dran sein Fr, 01.05.2026: Überfällig" in texts
    assert "Erst im Sommer Di, 16.06.2026: Noch höchstens zwei Wochen" in texts
    assert "Hier steht, was bis Mi, 15.07.2026 kommt; Späteres erscheint, wenn es näher rückt." in texts
    assert '<p class="plan__region"><a href="/me">Mein Zugang</a> · ' in page


async def test_one_is_sent_to_look_at_and_not_a_second_one_at_once(site: Site) -> None:
    def trials() -> list[Mail]:
        return site.cast.database.read_now(lambda s: s.exec(select(Mail).where(Mail.kind == "trial")).all())

    before = len(trials())
    async with site.browser(site.cast.guel) as guel:
        answer = await guel.form("/me/mails/trial", {})
        assert answer.headers["location"] == "/me/mails?said=asked"
        again = await guel.form("/me/mails/trial", {})
        assert (again.status_code, "gerade verschickt worden" in again.text) == (422, True)
        assert "In einer Minute" in again.text
    assert len(trials()) == before + 1


async def test_all_personal_links_are_revoked_by_one_button(site: Site, nobody: Browser) -> None:
    mine, hers = new_link(site, "bernd"), new_link(site, "anna")
    async with site.browser(site.cast.bernd) as bernd:
        await bernd.form("/me/personal-links/ending", {})
        assert "/me/personal-links/ending" not in (await bernd.get("/me/mails")).text
    assert (await nobody.get(f"/my-steps/{mine}")).status_code == 404
    assert (await nobody.get(f"/my-steps/{hers}")).status_code == 200


def ending(site: Site, kind: str) -> str:
    return f"/{kind}/ending/{ending_of(site.settings.secret_key, site.cast.bernd.participant.id, kind)}"


@pytest.mark.parametrize("kind", ["digests", "reminders"])
async def test_opening_the_address_that_ends_them_changes_nothing(
    site: Site, nobody: Browser, kind: str
) -> None:
    for _ in range(2):
        page = await nobody.get(ending(site, kind))
        await nobody.client.head(ending(site, kind))
        assert (page.status_code, page.headers["referrer-policy"]) == (200, "strict-origin")
        assert f'action="{ending(site, kind)}"' in page.text
    assert (me(site).digest, me(site).reminders) == ("weekly", True)


@pytest.mark.parametrize(("kind", "then"), [("digests", ("none", True)), ("reminders", ("weekly", False))])
async def test_a_mail_program_ends_them_with_one_post(site: Site, kind: str, then: tuple[str, bool]) -> None:
    """RFC 8058: without cookie, Origin or token; the form may come as multipart."""
    async with site.client() as program:
        answer = await program.post(ending(site, kind), data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert (me(site).digest, me(site).reminders) == then
        multipart = await program.post(ending(site, kind), files={"List-Unsubscribe": (None, "One-Click")})
        assert (multipart.status_code, "action=" in multipart.text.split("<main")[1]) == (200, False)


async def test_a_forged_one_ends_nothing(site: Site, nobody: Browser) -> None:
    good = ending(site, "digests")
    forged = [
        good[:-1] + ("0" if good[-1] != "0" else "1"),
        good.replace("/digests/", "/reminders/"),
        good.replace(site.cast.bernd.participant.id, site.cast.anna.participant.id),
        "/digests/ending/x",
        "/digests/ending/" + "ä" * 44,
        good + "0",
    ]
    for address in forged:
        assert (await nobody.client.post(address)).status_code == 404
        assert (await nobody.get(address)).status_code == 404
    for name in ("anna", "bernd"):
        assert (me(site, name).digest, me(site, name).reminders) == ("weekly", True)
