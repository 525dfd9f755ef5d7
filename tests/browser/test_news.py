"""What is new since the last visit: known to this browser alone, gone when seen, gone with signing out."""

from playwright.async_api import expect

KEPT = "() => Object.keys(localStorage).filter((name) => name.startsWith('tracker:seen:'))"


async def test_changes_since_the_last_visit_are_marked_and_counted_until_they_are_seen(
    screen, site, board, bernd
) -> None:
    anna = await screen(site.cast.anna, board)
    assert await anna.page.locator("[data-news], .news").count() == 0
    rev = await anna.rev()
    await anna.open("/imprint")
    step, other = site.cast.nrw.step, site.cast.nrw.other_step
    await bernd.retitle(step, "Ganz neu")
    await bernd.retitle(other, "Auch neu")
    await anna.open(board)
    news = anna.page.locator(".news a")
    await expect(news).to_have_text("2 Änderungen seit Ihrem letzten Besuch")
    await expect(anna.page.locator(f"#step-{step}")).to_have_attribute("data-news", "neu")
    await bernd.retitle(step, "Noch neuer")  # a change by somebody else takes no mark away
    await anna.until(f"() => document.querySelector('#step-{step} h3').textContent === 'Noch neuer'")
    await expect(anna.page.locator(f"#step-{step}")).to_have_attribute("data-news", "neu")
    await anna.page.focus(f"#step-{step} [data-open-step]")
    await expect(anna.page.locator("[data-news]")).to_have_count(1)
    await news.click()
    await expect(anna.page.locator(".past__line")).to_have_count(3)
    assert anna.page.url.endswith(f"/history?since={rev}")


async def test_a_visit_that_was_looked_at_is_where_the_next_one_starts(screen, site, board, bernd) -> None:
    anna = await screen(site.cast.anna, board)
    await anna.open("/imprint")
    await bernd.retitle(site.cast.nrw.step, "Wieder anders")
    # shorter than anybody looks: what is new stays new
    await anna.open(board)
    await expect(anna.page.locator(".news")).to_be_visible()
    await anna.open("/imprint")
    await anna.open(board)
    await expect(anna.page.locator(".news")).to_be_visible()
    await anna.page.click(".news button")
    await expect(anna.page.locator("[data-news], .news")).to_have_count(0)
    await anna.open("/imprint")
    await anna.open(board)
    await expect(anna.page.locator("[data-news], .news")).to_have_count(0)


async def test_signing_out_takes_it_off_this_browser(screen, site, board) -> None:
    anna = await screen(site.cast.anna, board)
    await anna.open("/imprint")
    assert len(await anna.page.evaluate(KEPT)) == 1
    await anna.open(board)
    await anna.page.click(".masthead .menu summary")
    await anna.page.click("[data-sign-out] button")
    await anna.page.wait_for_url(lambda url: not url.endswith(board))
    assert await anna.page.evaluate(KEPT) == []
