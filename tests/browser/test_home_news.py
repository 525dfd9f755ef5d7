"""What is new since somebody looked at a board last stands on their start page, too; only this browser knows."""

import pytest
from playwright.async_api import expect

from tests.browser.screens import acting


@pytest.fixture
async def mine(site) -> str:
    """A step that Anna has."""
    async with acting(site, site.cast.anna, site.cast.nrw.plan) as anna:
        step = await anna.add("Annas eigener", site.cast.nrw.stages["gathered"])
        await anna.do(f"/steps/{step}/ownerships", take=True)
    return step


async def test_news_of_a_board_that_was_looked_at_are_counted_and_marked(
    screen, site, board, bernd, mine
) -> None:
    anna = await screen(site.cast.anna, "/")
    await anna.connected()
    news = anna.page.locator("[data-home-news]")
    await expect(news).to_be_hidden()  # nobody has looked at the board yet
    await anna.open(board)
    rev = await anna.rev()
    await anna.open("/")
    await expect(news).to_be_hidden()
    await bernd.retitle(mine, "Von Bernd umbenannt")
    await expect(news.locator("a")).to_have_text("Eine Änderung")
    await anna.open("/")
    row = anna.page.locator(f"#step-{mine}")
    await expect(row).to_have_attribute("data-news", "neu")
    await row.hover()
    await expect(anna.page.locator(f"#step-{mine}[data-news]")).to_have_count(0)
    await news.locator("a").click()
    await anna.page.wait_for_url(f"**/history?since={rev}")


async def test_what_i_do_here_myself_is_no_news(screen, site, board, bernd, mine) -> None:
    anna = await screen(site.cast.anna, board)
    await anna.open("/")
    await anna.connected()
    await anna.page.click(f"#step-{mine} button[formaction$='/completion']")
    await anna.page.locator(f"#step-{mine}").wait_for(state="detached")
    await anna.open("/")
    await anna.connected()
    await expect(anna.page.locator("[data-home-news]")).to_be_hidden()
    await bernd.retitle(site.cast.nrw.step, "Noch ein Titel")
    await expect(anna.page.locator("[data-home-news] a")).to_have_text("Eine Änderung")
