"""The start page is live: my next steps follow what others do, by the socket alone."""

from typing import Any

import pytest
from playwright.async_api import expect
from sqlmodel import Session, select

from tests.browser.screens import Screen, Script, acting
from tests.cast import Person
from tests.web.newcomers import a_newcomer
from tracker.commands.memberships import put_membership
from tracker.domain.member import Member, Membership

SHOWN = """() => [
  ...[...document.querySelectorAll('[data-rows]')].map((list) => [list.dataset.rows, list.closest('section').hidden,
    list.closest('section').querySelector('.stage__count').textContent,
    [...list.children].map((row) => [row.id, row.dataset.pos, row.dataset.rev, row.innerText])]),
  document.querySelector('[data-no-rows]').hidden, document.querySelector('[data-beside]').outerHTML]"""
IN = "([part, id]) => Boolean(document.querySelector(`[data-rows=${part}] > #step-${id}`))"


@pytest.fixture
async def home(screen, site) -> Screen:
    """Anna's start page, and what it asks the server for from then on in `asked`."""
    nrw = site.cast.nrw
    async with acting(site, site.cast.anna, nrw.plan) as anna:  # who has taken a step is a party of the plan
        taken = await anna.add("Schon Annas", nrw.stages["gathered"])
        await anna.do(f"/steps/{taken}/ownerships", take=True)
    one = await screen(site.cast.anna, "/")
    await one.connected()
    one.asked = []
    one.page.on("request", lambda request: one.asked.append(request.url.removeprefix(site.base_url)))
    return one


async def ask_anna(bernd, step: str) -> str:
    parties = (await bernd.plan_json())["parties"]
    anna = next(party["id"] for party in parties if party["name"] == "Anna")
    return str((await bernd.do(f"/steps/{step}/ownerships", party=anna, role="with"))["made"])


async def test_what_others_do_moves_my_rows_by_socket_alone(home, site, bernd) -> None:
    step = await bernd.add("Live auf der Startseite", site.cast.nrw.stages["gathered"])
    await ask_anna(bernd, step)
    await home.until(IN, ["asked", step])
    # whatever was fetched, it was rows, and a message of the socket had said so
    counts = await home.counts()
    assert counts["messages"] > 0
    assert (counts["pulls"], counts["polls"], counts["gaps"]) == (0, 0, 0)
    assert home.asked
    assert all(path.startswith("/?only=") for path in home.asked)
    assert any(step in path for path in home.asked)
    await home.page.click(f"#step-{step} button[value=accepted]")
    await home.until(IN, ["undated", step])
    await bernd.do(f"/steps/{step}/deadline", words="1. April 2026")
    await home.until(IN, ["late", step])
    await bernd.do(f"/steps/{step}/completion")
    await home.until("(id) => !document.getElementById(`step-${id}`)", step)
    await told_is_reloaded(home)


async def test_told_is_reloaded_for_all_that_happens_to_my_steps(home, site, bernd) -> None:
    stage = site.cast.nrw.stages["gathered"]
    mine = [await bernd.add(f"Reihe {n}", stage) for n in range(3)]
    for step, words in zip(mine, ("im Mai 2027", "am 3. März 2027", ""), strict=True):
        await bernd.do(f"/steps/{step}/deadline", words=words)
        await ask_anna(bernd, step)
    await bernd.retitle(mine[0], "Heißt jetzt anders")
    await bernd.do(f"/steps/{mine[1]}/themes", themes=[site.cast.nrw.theme])
    await bernd.do("/meetings", title="Auftakt", words="20. Juni 2026")
    await told_is_reloaded(home)
    await bernd.do(f"/steps/{mine[1]}/trashing")
    await told_is_reloaded(home)
    await bernd.do(f"/steps/{mine[1]}/restoring")
    await bernd.do(f"/steps/{mine[2]}/drop", reason="Doch nicht")
    await told_is_reloaded(home)


async def test_told_is_reloaded_for_what_others_are_asked_and_say(home, site, bernd) -> None:
    step = await bernd.add("Bei anderen", site.cast.nrw.stages["gathered"])
    parties = {one["name"]: one["id"] for one in (await bernd.plan_json())["parties"]}
    kammer = parties["Handwerkskammer"]
    await bernd.do(f"/steps/{step}/ownerships", party=kammer, role="lead")
    await bernd.do(f"/steps/{step}/ownerships", party=parties["Anna"], role="with")
    async with acting(site, site.cast.anna, bernd.plan) as anna:
        mine = next(one for one in (await owners_of(anna, step)) if one["party"] == parties["Anna"])
        await anna.do(f"/steps/{step}/ownerships/{mine['id']}/answer", answer="accepted")
    await home.until(IN, ["waiting", step])
    asks = (await bernd.do(f"/steps/{step}/followups", party=kammer, asker=parties["Anna"]))["made"]
    said = (await bernd.do(f"/steps/{step}/comments", text="@Anna, @Handwerkskammer?"))["made"]
    await home.page.locator(f"[data-rows=to_ask] > #ask-{asks}").wait_for()
    await home.page.locator("[data-rows=mentioned] > li").wait_for()
    await told_is_reloaded(home)
    await bernd.do(f"/steps/{step}/comments/{said}/removal")
    rev = (await bernd.plan_json())["rev"]
    await home.page.locator("[data-rows=mentioned] > li").wait_for(state="detached")
    await told_is_reloaded(home)
    await bernd.do("/reversals", rev=rev)
    await bernd.do(f"/steps/{step}/followups/{asks}/completion")
    await home.page.locator(f"#ask-{asks}").wait_for(state="detached")
    await told_is_reloaded(home)
    assert await home.page.locator("[data-rows=mentioned] > li").count() == 1


async def owners_of(script: Script, id: str) -> list[dict[str, Any]]:
    step = next(one for one in (await script.plan_json())["steps"] if one["id"] == id)
    return list(step["owners"])


async def test_after_a_break_the_rows_are_put_right(home, site, bernd) -> None:
    step = await bernd.add("Während der Pause", site.cast.nrw.stages["gathered"])
    await ask_anna(bernd, step)
    await home.until(IN, ["asked", step])
    await home.page.context.set_offline(True)
    await home.connected("offline")
    await bernd.retitle(step, "In der Pause umbenannt")
    await home.page.context.set_offline(False)
    await home.until("(id) => document.getElementById(`step-${id}`).innerText.includes('umbenannt')", step)
    await told_is_reloaded(home)


async def test_focus_stays_at_a_row_that_changes(home, site, bernd) -> None:
    step = await bernd.add("Behält den Fokus", site.cast.nrw.stages["gathered"])
    await ask_anna(bernd, step)
    await home.until(IN, ["asked", step])
    await home.page.focus(f"#step-{step} a")
    await bernd.retitle(step, "Behält ihn auch so")
    await home.until("(id) => document.getElementById(`step-${id}`).innerText.includes('auch so')", step)
    assert await home.page.evaluate("() => document.activeElement.closest('li')?.id") == f"step-{step}"


async def told_is_reloaded(home: Screen) -> None:
    """What the page shows becomes what a fresh one shows."""
    fresh = await home.page.context.new_page()
    await fresh.goto(home.site.base_url + "/")
    want = await fresh.evaluate(SHOWN)
    await fresh.close()
    await home.until(f"(want) => JSON.stringify(({SHOWN})()) === JSON.stringify(want)", want)


async def test_a_plan_made_elsewhere_appears_and_is_listened_to(home, site) -> None:
    async with site.script(site.cast.emil) as emil:
        made = await emil.post(f"/regions/{site.cast.nrw.region}/plans", json={"title": "Eben begonnen"})
        plan = made.json()["made"]
        await home.page.locator(f"[data-beside] a[href='/plans/{plan}']").wait_for()
        await home.until("(feed) => feed in window.tracker.feeds()", f"plan:{plan}")
        await home.connected()
        async with acting(site, site.cast.anna, plan) as anna:
            step = await anna.add("Der erste Schritt", (await anna.plan_json())["stages"][0]["id"])
            await anna.do(f"/steps/{step}/ownerships", take=True)
        await home.page.locator(f"#step-{step}").wait_for()
    assert await home.page.locator(f"[data-feed='plan:{plan}'][data-epoch]").count() == 1


async def test_who_is_taken_out_of_one_place_goes_on_hearing_of_the_others(screen, site) -> None:
    """The page is left as it would be loaded, and its socket stands on the plans that are left."""
    person, hessen = await a_newcomer(site, "Ronja"), site.cast.hessen
    here, there = (await site.cast.database.write(lambda s: also_in(s, person, hessen.region))).value
    async with acting(site, person, hessen.plan) as ronja:
        step = await ronja.add("Bleibt auf der Startseite", hessen.stages["gathered"])
        await ronja.do(f"/steps/{step}/ownerships", take=True)
    home = await screen(person, "/")
    await home.connected()
    async with acting(site, site.cast.emil, hessen.plan) as emil:
        taken_out = await emil.client.post(f"/regions/{site.cast.nrw.region}/memberships/{here}/ending")
        assert taken_out.status_code == 200
        await home.page.locator(f"[data-beside] a[href='/plans/{site.cast.nrw.plan}']").wait_for(
            state="detached"
        )
        await home.connected()
        await emil.retitle(step, "Wird noch gehört")
        await expect(home.page.locator(f"#step-{step}")).to_contain_text("Wird noch gehört")
        await told_is_reloaded(home)
        # nothing is left: whoever is still known here hears of the first plan that is theirs again
        assert (
            await emil.client.post(f"/regions/{hessen.region}/memberships/{there}/ending")
        ).status_code == 200
        await home.page.locator(f"#step-{step}").wait_for(state="detached")
        await home.connected()


def also_in(session: Session, person: Person, region: str) -> tuple[str, str]:
    """The ids of both memberships: the one they came with, and a new one in this region."""
    here = session.exec(select(Membership).where(Membership.member_id == person.participant.id)).one()
    there = put_membership(session, session.get_one(Member, here.member_id), "editor", region_id=region)
    return here.id, there.id
