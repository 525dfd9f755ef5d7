"""What the host of a meeting sees of those who sign up, and what others do."""

from sqlmodel import select

from tests.web.making import Making
from tests.web.signing_up import TEXTS, joined, key, opened, rows
from tests.web.site import Browser, Site
from tracker.commands import meetings
from tracker.domain.change import Change


async def test_the_host_opens_it_sees_who_comes_and_strikes_out(
    here: Making, site: Site, bernd: Browser, nobody: Browser
) -> None:
    meeting = here._do(meetings.add, "9.6.2026", TEXTS)
    address = f"/plans/{here.plan}/meetings/{meeting}"
    wrong = await bernd.form(f"{address}/opening", {"most": "viele", "_key": key("opening")})
    assert (wrong.status_code, "Bitte eine Zahl" in wrong.text) == (422, True)
    past = await bernd.form(f"{address}/opening", {"until": "2026-04-13", "_key": key("opening")})
    assert (past.status_code, "schon vorbei" in past.text) == (422, True)
    assert (await bernd.form(f"{address}/opening", {"most": "40", "until": "2026-06-01"})).status_code == 303
    await joined(nobody, meeting, "<b>Gül", organisation="=SUMME(A1)", email="guel@example.net")
    page = (await bernd.get(address)).text
    assert f"{site.base_url}/meetings/{meeting}" in page
    assert "&lt;b&gt;Gül" in page
    id = rows(site, meeting)[0].id
    assert (await bernd.form(f"{address}/sign-ups/{id}/removal", {})).status_code == 303
    assert rows(site, meeting) == []


async def test_names_are_for_those_who_work_on_the_plan_and_addresses_for_its_facilitators(
    here: Making, site: Site, nobody: Browser
) -> None:
    meeting = opened(here)
    await joined(nobody, meeting, "Gülay", email="guelay@example.net")
    address = f"/plans/{here.plan}/meetings/{meeting}"
    seen = {}
    for name in ("anna", "bernd", "deniz", "guel"):
        async with site.browser(site.cast.people[name]) as browser:
            page = (await browser.get(address)).text
            seen[name] = ("Gülay" in page, "guelay@example.net" in page)
            assert "1 angemeldet" in (await browser.get(f"/plans/{here.plan}")).text
    assert seen == {
        "anna": (True, True),
        "bernd": (True, False),
        "deniz": (True, False),
        "guel": (False, False),
    }
    async with site.browser(site.cast.clara) as clara:
        assert (await clara.get(f"{address}/sign-ups.csv")).status_code == 404


async def test_the_list_is_taken_away_as_a_harmless_table(here: Making, site: Site, nobody: Browser) -> None:
    meeting = opened(here)
    await joined(nobody, meeting, "=1+1", organisation="+49;x", email="guel@example.net")
    lists = []
    for name in ("anna", "bernd"):
        async with site.browser(site.cast.people[name]) as browser:
            answer = await browser.get(f"/plans/{here.plan}/meetings/{meeting}/sign-ups.csv")
            lists.append(answer.content.decode("utf-8-sig").splitlines())
    assert lists[0] == ["Name;Organisation;E-Mail", "'=1+1;\"'+49;x\";guel@example.net"]
    assert lists[1] == ["Name;Organisation", "'=1+1;\"'+49;x\""]


async def test_the_history_counts_and_names_nobody(
    here: Making, site: Site, anna: Browser, nobody: Browser
) -> None:
    meeting = opened(here)
    await joined(nobody, meeting, "Vertraulich", email="vertraulich@example.net")
    changes = site.cast.database.read_now(lambda s: [one.effects for one in s.exec(select(Change)).all()])
    assert not [one for one in changes if "ertraulich" in one]
    page = (await anna.get(f"/plans/{here.plan}/history")).text
    assert "die Anmeldungen zu einem Treffen geändert" in page
    assert "Vertraulich" not in page
