"""Test 13: when the session has ended the page says so, keeps what was typed, and does not storm the server."""

from playwright.async_api import expect

from tracker.commands import sign_ins
from tracker.domain.sign_in import hash_of


async def test_an_ended_session_leads_to_sign_in_without_a_storm(screen, site, board, bernd) -> None:
    nrw = site.cast.nrw
    emil = await screen(site.cast.emil, board)
    await emil.see_step(nrw.step)
    await emil.page.fill("#step-text", "Getippt, während die Sitzung endet")
    session = hash_of(site.cast.emil.session)
    await site.cast.database.write(lambda s: sign_ins.sign_out(s, session))
    parts = site.app.state.parts
    parts.visitors.forget()
    site.app.state.hub.session_ended(session)
    asked: list[str] = []
    emil.page.on("request", lambda request: asked.append(request.url))
    await emil.connected("signed_out")
    assert await emil.page.input_value("#step-text") == "Getippt, während die Sitzung endet"
    link = await emil.page.get_attribute("[data-connection] a", "href")
    assert link.startswith("/sign-in")
    await bernd.add("Davon erfährt Emil nichts", nrw.stages["gathered"])
    assert len([url for url in asked if "/live" in url or "/changes" in url]) <= 3


async def test_asking_for_a_link_says_what_was_done_and_not_that_it_was_saved(screen, site) -> None:
    nobody = await screen(site.cast.nobody, "/sign-in")
    await nobody.page.wait_for_selector("form[hx-post][data-htmx-powered]", state="attached")
    await nobody.page.fill("#mail-email", "bernd@example.org")
    await nobody.page.click("#mail-form button")
    await nobody.until("() => document.querySelector('#main [data-said]') !== null")
    words = await nobody.page.text_content("#main [data-said]")
    await expect(nobody.page.locator("#announcer")).to_have_text(words)
    assert await nobody.page.locator("#announcer").evaluate("place => place.offsetWidth") <= 1
