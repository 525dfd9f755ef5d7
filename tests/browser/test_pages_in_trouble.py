"""The pages beside the board without server, without session and without script."""

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial

import pytest

from tests.browser.screens import Screen, window
from tracker.commands import sign_ins
from tracker.domain.sign_in import hash_of

NOTE = "form[action$='/notes']"


@pytest.fixture
async def far_anna(browser, far_site) -> AsyncIterator[Screen]:
    """Anna on the page where the plan is edited, beyond a network that can break."""
    async with window(browser, far_site, far_site.cast.anna) as one:
        yield await one.open(f"/plans/{far_site.cast.nrw.plan}/edit")
        assert one.troubles == []


async def write(screen: Screen, text: str) -> None:
    await screen.page.fill("#note-new-text", text)
    await screen.page.click(f"{NOTE} button")


@pytest.mark.parametrize(
    "answer", [(), ("502 Bad Gateway", "<main id=main>Gateway</main>"), ("200 OK", "<h1>Welcome, guest</h1>")]
)
async def test_without_server_it_says_so_and_keeps_the_text(far_anna, network, answer) -> None:
    await far_anna.page.wait_for_selector(f"{NOTE}[data-htmx-powered]")
    if answer:
        network.stand_in(*answer)
    else:
        network.cut()
    await write(far_anna, "Darf nicht verloren gehen")
    message = far_anna.page.locator(f"{NOTE} [role=alert]")
    await message.get_by_text("Das ist nicht angekommen.").wait_for()
    assert await far_anna.page.input_value("#note-new-text") == "Darf nicht verloren gehen"
    network.heal()
    await far_anna.page.click(f"{NOTE} button")
    await far_anna.until("() => document.getElementById('announcer').textContent === 'Gespeichert'")
    assert await message.count() == 0
    texts = "() => [...document.querySelectorAll('.note--edit textarea')].map((field) => field.value)"
    assert (await far_anna.page.evaluate(texts)).count("Darf nicht verloren gehen") == 1


async def test_whoever_signs_in_again_elsewhere_saves_what_stands_here(screen, site, board) -> None:
    known, clock, database = site.cast.emil, site.cast.clock, site.cast.database
    emil = await screen(known, f"{board}/edit")
    await emil.page.wait_for_selector(f"{NOTE}[data-htmx-powered]")
    await database.write(lambda session: sign_ins.sign_out(session, hash_of(known.session)))
    site.app.state.parts.visitors.forget()
    await write(emil, "Vor dem Abmelden getippt")
    await emil.page.get_by_text("Bitte melden Sie sich an.").wait_for()
    assert await emil.page.input_value("#note-new-text") == "Vor dem Abmelden getippt"
    wanted = {"member_id": known.participant.id, "expires_at": clock.now() + timedelta(days=1)}
    start = partial(sign_ins.start_session, now=clock.now(), **wanted)
    session = (await database.write(start)).value
    await emil.page.context.add_cookies([{"name": "session", "value": session, "url": site.base_url}])
    await emil.page.click(f"{NOTE} button")
    await emil.until("() => document.getElementById('announcer').textContent === 'Gespeichert'")


@pytest.mark.parametrize(
    ("page", "form", "field", "wrong", "why", "text"),
    [
        ("/edit", "/notes", "#note-new-text", " ", "Hier fehlt noch etwas.", "Eine Karte ohne Skript"),
        ("/edit", "/parties", "#party-name", " ", "Hier fehlt noch etwas.", "Kreis ohne Skript"),
        ("/edit", "/themes", "#theme-name", " ", "Hier fehlt noch etwas.", "Thema ohne Skript"),
        ("/meetings", "/meetings", "#meeting-new-words", " ", "Hier fehlt noch etwas.", "16. Juni 2031"),
    ],
)
async def test_without_script_the_same_forms_do_the_same(
    screen, site, board, page, form, field, wrong, why, text
) -> None:
    anna = await screen(site.cast.anna, board + page, java_script_enabled=False)

    async def send(typed: str) -> None:
        await anna.page.fill(field, typed)
        async with anna.page.expect_navigation():
            await anna.page.click(f"form[action$='{form}'] button")

    await send(wrong)
    assert await anna.page.inner_text(f"{field}-error") == why
    assert await anna.page.input_value(field) == wrong
    await send(text)
    assert text in await anna.page.content()
    assert await anna.page.input_value(field) == ""
    assert await anna.page.is_hidden(f"{field}-error")


async def test_without_script_one_tap_accepts_and_another_completes(screen, site, bernd) -> None:
    mine = await bernd.add("Gefragt ohne Skript", site.cast.nrw.stages["agreed"])
    await bernd.do(f"/steps/{mine}/ownerships", take=True)
    [owner] = [step["owners"][0] for step in (await bernd.plan_json())["steps"] if step["id"] == mine]
    await bernd.do(f"/steps/{mine}/ownerships/{owner['id']}/answer", answer="asked")
    home = await screen(site.cast.bernd, "/", java_script_enabled=False)
    await home.page.click(f"[data-rows=asked] #step-{mine} button[value=accepted]")
    async with home.page.expect_navigation():
        await home.page.click(f"[data-rows=undated] #step-{mine} button[formaction$='/completion']")
    assert await home.page.locator(f"#step-{mine}").count() == 0
    assert home.page.url == f"{site.base_url}/"


async def test_a_refused_form_that_is_mended_in_one_field_still_sends_the_others(screen, site, board) -> None:
    anna = await screen(site.cast.anna, f"{board}/edit")
    form = "form:has(#plan-goal)"
    # a change of somebody else may put the page anew, and the mark of one form with it
    await anna.page.wait_for_selector("form[hx-post][data-htmx-powered]", state="attached")
    await anna.page.fill("#plan-title", " ")
    await anna.page.fill("#plan-goal", "Ein Ziel, das nicht verloren gehen darf")
    await anna.page.click(f"{form} button")
    await anna.page.wait_for_selector("#plan-title[aria-invalid=true]")
    await anna.page.fill("#plan-title", "Ein neuer Titel")
    await anna.page.click(f"{form} button")
    await anna.until("() => document.getElementById('announcer').textContent === 'Gespeichert'")
    assert await anna.page.input_value("#plan-goal") == "Ein Ziel, das nicht verloren gehen darf"
