"""Somebody new, from the invitation to the day they leave: mails through a real SMTP server, and three windows."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import icalendar
import pytest
from playwright.async_api import Browser, expect
from sqlmodel import Session, col, func, select

from tests.browser.screens import Screen, window
from tests.cast import MovableClock, gather
from tests.databases import copied
from tests.postmaster import Postmaster, postmaster
from tests.waiting import until
from tests.web.site import Site, running
from tracker.domain.mail import Mail
from tracker.mail.reminding import Reminding
from tracker.store.database import Database

HANNA = "hanna@example.org"
STEP, DUE = "Einladung verschicken", "30. April 2026"
TWO_WEEKS_BEFORE = datetime(2026, 4, 16, 5, 30, tzinfo=UTC)  # half past seven in Berlin


@dataclass
class People:
    """Who is there: Emil coordinates, Anna facilitates, her plan stands on the wall, Hanna is new."""

    site: Site
    post: Postmaster
    emil: Screen
    anna: Screen
    wall: Screen
    hanna: Screen
    step: str = ""
    calendar: str = ""

    @property
    def board(self) -> str:
        return f"/plans/{self.site.cast.nrw.plan}"

    def mails_to_hanna(self, subject: str) -> list[int]:
        """Which mails to her have a subject that begins like this."""
        found = [n for n, to in enumerate(self.post.to) if to == [HANNA]]
        return [n for n in found if str(self.post.mails[n]["Subject"]).startswith(subject)]


@pytest.fixture
async def people(browser: Browser, migrated: Path, tmp_path: Path) -> AsyncIterator[People]:
    clock = MovableClock()
    database = Database(copied(migrated, tmp_path), clock.both)
    async with (
        postmaster() as post,
        running(gather(database, clock), tmp_path, mail_url=f"smtp://127.0.0.1:{post.port}") as site,
        window(browser, site, site.cast.emil) as emil,
        window(browser, site, site.cast.anna) as anna,
        window(browser, site, site.cast.anna, viewport={"width": 1920, "height": 1080}) as wall,
        window(browser, site, site.cast.nobody) as hanna,
    ):
        yield People(site, post, emil, anna, wall, hanna)
        assert [trouble for one in (emil, anna, wall, hanna) for trouble in one.troubles] == []
    database.close()


async def test_somebody_new_comes_says_yes_is_reminded_once_and_leaves(people: People) -> None:
    await people.anna.open(people.board)
    await people.wall.open(f"{people.board}/beamer")
    await she_is_invited(people)
    await she_clicks_the_link(people)
    await she_is_asked(people)
    await she_says_yes_and_the_wall_shows_it(people)
    await her_calendar_has_it(people)
    await she_is_reminded_once(people)
    await she_is_taken_out_and_her_tab_closes(people)


async def she_is_invited(people: People) -> None:
    """By the coordinator, with a role in the region."""
    page = people.emil.page
    await people.emil.open(f"/regions/{people.site.cast.nrw.region}")
    await page.wait_for_selector("form[hx-post][data-htmx-powered]", state="attached")
    await page.get_by_text("Person hinzufügen").first.click()
    await page.fill("#membership-email", HANNA)
    await page.fill("#membership-name", "Hanna")
    await page.select_option("#membership-role", "editor")
    await page.press("#membership-name", "Enter")
    await expect(page.locator("section[aria-labelledby=members] li", has_text="Hanna")).to_have_count(1)


async def she_clicks_the_link(people: People) -> None:
    """The mail has come; its link shows a button, the button signs in."""
    [mail] = await until(lambda: people.mails_to_hanna("Emil lädt Sie ein"), what="the invitation")
    link = re.search(r"http\S+/sign-in/\S+", people.post.text(mail))
    assert link
    await people.hanna.page.goto(link[0])
    await people.hanna.page.click("main form button")
    await expect(people.hanna.page.locator("h1")).to_have_text("Ihre nächsten Schritte")
    await people.hanna.connected()


async def she_is_asked(people: People) -> None:
    """By the facilitator, by her name: it stands on her page at once."""
    page = people.anna.page
    await page.keyboard.press("n")
    await page.wait_for_selector(".quick-add [name=lines]:focus")
    await page.keyboard.type(f"{STEP} bis {DUE}")
    await page.keyboard.press("Enter")
    card = page.locator(".step", has_text=STEP)
    people.step = str(await card.get_attribute("data-id"))
    await page.keyboard.press("Escape")
    await people.anna.see_step(people.step)
    await page.click("#drawer details:has(#ask-name) > summary")
    await page.fill("#ask-name", "Hanna")
    await page.press("#ask-name", "Enter")
    await expect(people.wall.page.locator(f"#step-{people.step} .owner--asked")).to_have_count(1)
    await expect(people.hanna.page.locator(f"[data-rows=asked] #step-{people.step}")).to_contain_text(STEP)


async def she_says_yes_and_the_wall_shows_it(people: People) -> None:
    """One tap; Anna's board and the wall show it without a reload."""
    await people.hanna.page.click(f"#step-{people.step} button[value=accepted]")
    for one in (people.wall, people.anna):
        await expect(one.page.locator(f"#step-{people.step} .owner--accepted")).to_have_count(1)


async def her_calendar_has_it(people: People) -> None:
    """The address is made in her account; her phone fetches it without being signed in."""
    page = people.hanna.page
    await people.hanna.open("/me")
    await page.click("form[action='/me/calendars'] button")
    people.calendar = await page.locator("#calendar-address").input_value()
    [event] = [one for one in await events(people) if STEP in str(one["SUMMARY"])]
    assert str(event["DTSTART"].dt) == "2026-04-30"


async def she_is_reminded_once(people: People) -> None:
    """Two weeks before; whoever looks again, on that day and the next, finds it told."""
    clock, database = people.site.cast.clock, people.site.cast.database
    reminding = Reminding(database, clock, people.site.app.state.parts.wake_mailing)
    clock.moment = TWO_WEEKS_BEFORE
    for _ in range(2):
        await reminding.remind_due()
    [mail] = await until(lambda: people.mails_to_hanna("Erinnerung"), what="the reminder")
    assert STEP in people.post.text(mail)
    clock.moment += timedelta(days=1)
    await reminding.remind_due()
    await until(lambda: not database.read_now(unsent), what="all mails to be sent")
    assert people.mails_to_hanna("Erinnerung") == [mail]


async def she_is_taken_out_and_her_tab_closes(people: People) -> None:
    """Her open board says so at once; nothing of the plan is left to her."""
    await people.hanna.open(people.board)
    page = people.emil.page
    row = page.locator("section[aria-labelledby=members] li", has_text="Hanna")
    await row.locator("summary", has_text="Ändern").click()
    await row.locator("summary", has_text="Herausnehmen …").click()
    await row.get_by_role("button", name="Hanna herausnehmen").click()
    await expect(row).to_have_count(0)
    await people.hanna.connected("gone")
    await people.hanna.page.goto(people.site.base_url + people.board)
    await expect(people.hanna.page.locator("body[data-page=error]")).to_have_count(1)
    assert not [one for one in await events(people) if STEP in str(one["SUMMARY"])]


async def events(people: People) -> list[icalendar.Component]:
    """What her calendar holds."""
    async with httpx.AsyncClient() as phone:
        answer = await phone.get(people.calendar)
    return icalendar.Calendar.from_ical(answer.text).walk("VEVENT")


def unsent(session: Session) -> int:
    """Mails that have still to be sent."""
    return session.exec(select(func.count()).select_from(Mail).where(col(Mail.due_at).is_not(None))).one()
