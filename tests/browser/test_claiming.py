"""Without account: taking a step back, being taken out on a step's own page, and claiming it all with an account."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, expect
from sqlmodel import Session

from tests.browser.screens import Script, acting
from tests.browser.test_phone import PHONE
from tests.web.doors import address_of, guests, make_link
from tests.web.site import Site
from tracker.commands import sign_ins
from tracker.domain.member import Member


@pytest.fixture
async def anna(site: Site) -> AsyncIterator[Script]:
    """Anna, who facilitates without a window."""
    async with acting(site, site.cast.anna, site.cast.nrw.plan) as script:
        yield script


async def come(page: Page, site: Site, name: str) -> None:
    """Through the door."""
    await page.goto(site.base_url + address_of(site, make_link(site)))
    await page.get_by_label("Ihr Name").fill(name)
    await page.get_by_role("button", name="Hineingehen").click()
    await page.wait_for_url(f"**/plans/{site.cast.nrw.plan}")


async def take(page: Page, step: str) -> None:
    """In the drawer, with consent."""
    await page.locator(f"#step-{step} [data-open-step]").click()
    drawer = page.locator("#drawer")
    await drawer.locator("summary", has_text="Ich übernehme das").click()
    await drawer.get_by_label("Mein Name bleibt an diesem Schritt stehen").check()
    await drawer.get_by_role("button", name="Ich übernehme das").click()


async def taken_by(screen, site: Site, board: str, bernd: Script, name: str) -> tuple[Page, Locator]:
    """The phone of somebody without account who took a step, and who has it on a board that is open."""
    step = await bernd.add("Plakate kleben", site.cast.nrw.stages["gathered"])  # what a phone shows first
    anna = (await screen(site.cast.anna, board)).page
    phone = await screen(site.cast.nobody, **PHONE)
    await come(phone.page, site, name)
    await phone.connected()
    await take(phone.page, step)
    owner = anna.locator(f"#step-{step} .owner--accepted")
    await expect(owner).to_contain_text(f"{name} (ohne Konto)")
    return phone.page, owner


async def test_who_took_a_step_without_account_takes_it_back_by_the_toast(screen, site, board, bernd) -> None:
    kim, owner = await taken_by(screen, site, board, bernd, "Kim")
    await kim.locator("#undo button").click()
    await expect(owner).to_have_count(0)


async def test_who_is_taken_out_on_a_steps_own_page_is_told_and_what_they_typed_stays(
    screen, site, board, bernd, anna
) -> None:
    step = await bernd.add("Raum suchen", site.cast.nrw.stages["agreed"])
    lou = await screen(site.cast.nobody)
    page = lou.page
    await come(page, site, "Lou")
    await page.goto(f"{site.base_url}{board}/steps/{step}")
    await lou.connected()
    comment = page.locator("form[action$='/comments'] textarea")
    await comment.fill("Ich frage in der Aula")
    [guest] = guests(site, "Lou (ohne Konto)")
    await anna.do(f"/guests/{guest.id}/ending")
    await expect(page.locator("[data-let-out]")).to_contain_text("Ihr Zugang ist zu Ende", timeout=5_000)
    await expect(comment).to_have_value("Ich frage in der Aula")
    await expect(comment).not_to_be_editable()
    assert await page.locator("main button:enabled").count() == 0
    await page.locator("[data-let-out] a", has_text="Mit Code wieder herein").click()
    await expect(page.get_by_label("Code")).to_be_visible()
    await page.goto(f"{site.base_url}{board}/steps/{step}")
    await expect(page.get_by_role("heading", name="Mit Code wieder herein")).to_be_visible()


async def test_who_reads_a_public_plan_without_account_sees_no_control_for_writing(
    screen, site, board, anna
) -> None:
    await anna.do("/visibility", visibility="public")
    page = (await screen(site.cast.nobody, board)).page
    await expect(page.get_by_text("Öffentlich: Alle können mitlesen")).to_be_visible()
    await expect(page.locator(":is(.for-writers, .for-editors, .for-facilitators):visible")).to_have_count(0)
    await anna.do("/visibility", visibility="members")


async def test_the_board_of_whoever_was_taken_out_has_no_active_buttons(screen, site, board, anna) -> None:
    ali = await screen(site.cast.nobody)
    page = ali.page
    await come(page, site, "Ali")
    await ali.connected()
    [guest] = guests(site, "Ali (ohne Konto)")
    await anna.do(f"/guests/{guest.id}/ending")
    await expect(page.locator("[data-let-out]")).to_be_visible(timeout=5_000)
    assert await page.locator("main button:enabled:visible").count() == 0
    await expect(page.locator("[data-connection]")).to_contain_text("Mit Code wieder herein")


async def test_what_was_done_without_account_is_claimed_and_stands_on_open_boards_at_once(
    screen, site, board, bernd
) -> None:
    page, owner = await taken_by(screen, site, board, bernd, "Toni")

    def link(session: Session) -> str:
        member = session.get_one(Member, site.cast.bernd.participant.id)
        return sign_ins.make_link(session, member, site.cast.clock.now())

    secret = site.cast.database.write_now(link).value
    await page.goto(f"{site.base_url}/sign-in/{secret}")
    await page.locator("main button").click()
    await page.wait_for_url(site.base_url + "/")
    await expect(page.get_by_role("heading", name="Waren Sie Toni?")).to_be_visible()
    await page.get_by_role("link", name="Ansehen").click()
    await expect(page.get_by_text("übernommen: Plakate kleben")).to_be_visible()
    await page.get_by_role("button", name="Das war ich").click()
    await page.wait_for_url(f"**{board}")
    await expect(owner).to_contain_text("Bernd")
    await expect(owner).not_to_contain_text("Toni")
