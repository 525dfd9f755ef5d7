"""What is done in one tap on the start page."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import expect
from sqlmodel import Session

from tests.browser.screens import Screen, Script, acting, hurry
from tests.cast import Person
from tracker.commands import networks
from tracker.commands.sign_ins import make_token, start_session

CHANGED = "Ihre nächsten Schritte haben sich geändert."


async def opened(screen, site, **options) -> Screen:
    """Bernd's start page, live."""
    home = await screen(site.cast.bernd, "/", **options)
    await home.connected()
    return home


async def asked(bernd: Script, title: str, stage: str) -> str:
    """A step that Bernd is asked to take; its id."""
    step = await bernd.add(title, stage)
    await bernd.do(f"/steps/{step}/ownerships", take=True)
    [owner] = [one["owners"][0] for one in (await bernd.plan_json())["steps"] if one["id"] == step]
    await bernd.do(f"/steps/{step}/ownerships/{owner['id']}/answer", answer="asked")
    return step


@pytest.mark.parametrize("clicks", [1, 2])
async def test_one_tap_accepts_and_another_completes(screen, site, bernd, clicks) -> None:
    """A double click is one: the second would meet "Erledigt"."""
    mine = await asked(bernd, f"Gefragt mit {clicks}", site.cast.nrw.stages["agreed"])
    home = await opened(screen, site)
    row = f"#step-{mine}"
    await home.page.click(f"[data-rows=asked] {row} button[value=accepted]", click_count=clicks, delay=60)
    await home.page.wait_for_selector(f"[data-rows=undated] {row}")
    await home.page.locator("#undo").wait_for()
    assert await home.page.evaluate("(row) => document.activeElement.closest(row) !== null", row)
    await home.page.click(f"{row} button[formaction$='/completion']")
    await home.page.locator(row).wait_for(state="detached")
    done = next(step for step in (await bernd.plan_json())["steps"] if step["id"] == mine)
    assert done["done"]["result"] == ""


COUNT_SENT = """() => {
  window.sent = 0;
  document.addEventListener("submit", () => (window.sent += 1));
}"""


async def test_a_second_press_in_the_same_place_is_not_for_the_row_that_moved_up(screen, site, bernd) -> None:
    for n in (1, 2):
        step = await bernd.add(f"Darunter {n}", site.cast.nrw.stages["agreed"])
        await bernd.do(f"/steps/{step}/ownerships", take=True)
    home = await screen(site.cast.bernd)
    await hurry(home.page.context, {"twice": 600_000})  # ms: also where everything is slow
    await home.open("/")
    await home.connected()
    await home.page.evaluate(COUNT_SENT)
    rows = home.page.locator("[data-rows=undated] > [data-id]")
    upper = await rows.first.get_attribute("id")
    lower = await rows.nth(1).get_attribute("id")
    finish = "button[formaction$='/completion']"
    await home.page.locator(f"#{upper} {finish}").scroll_into_view_if_needed()
    box = await home.page.locator(f"#{upper} {finish}").bounding_box()
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await home.page.mouse.click(*at)
    await home.page.locator(f"#{upper}").wait_for(state="detached")
    under = "([x, y]) => document.elementFromPoint(x, y).closest('[data-rows] > *')?.id"
    assert await home.page.evaluate(under, at) == lower
    sent = await home.page.evaluate("() => window.sent")
    await home.page.mouse.click(*at)
    assert await home.page.evaluate("() => window.sent") == sent
    await home.page.click(f"#{lower} {finish}", position={"x": 2, "y": 2})  # elsewhere on it: meant for it
    await home.page.locator(f"#{lower}").wait_for(state="detached")


RECORD = """() => {
  const place = document.getElementById("announcer");
  window.said = [];
  const note = () => place.textContent && window.said.push(place.textContent);
  new MutationObserver(note).observe(place, { childList: true });
}"""


async def test_what_i_did_myself_is_confirmed_and_not_told_as_news(screen, site, bernd) -> None:
    mine, other = [await asked(bernd, f"Selbst {n}", site.cast.nrw.stages["agreed"]) for n in (1, 2)]
    home = await opened(screen, site)
    await home.page.evaluate(RECORD)
    await home.page.click(f"#step-{mine} button[value=accepted]")
    await home.page.wait_for_selector(f"[data-rows=undated] #step-{mine}")
    await home.page.locator("#undo").wait_for()
    async with acting(site, site.cast.anna, bernd.plan) as anna:
        await anna.retitle(other, "Anders gesagt")
    await home.page.locator(f"#step-{other}", has_text="Anders gesagt").wait_for()
    await home.until("(changed) => window.said.includes(changed)", CHANGED)
    said = await home.page.evaluate("() => window.said")
    assert said.count(CHANGED) == 1
    assert said.index(CHANGED) == len(said) - 1 > 0


async def test_no_with_a_word_keeps_it_as_a_comment_and_can_be_undone(screen, site, bernd) -> None:
    mine = await asked(bernd, "Lieber nicht", site.cast.nrw.stages["agreed"])
    home = await opened(screen, site)
    row = home.page.locator(f"#step-{mine}")
    await row.locator(".step__word summary").click()
    await row.locator("textarea").fill("Fragt @Anna")
    await bernd.retitle(mine, "Lieber nicht, auch so")  # a row that comes anew keeps what is being typed
    await expect(row.locator("h3")).to_have_text("Lieber nicht, auch so")
    await expect(row.locator("textarea")).to_have_value("Fragt @Anna")
    await expect(row.locator("textarea")).to_be_focused()
    await row.locator("button[value=declined]").click()
    await row.wait_for(state="detached")
    step = await step_of(bernd, mine)
    assert [one["text"] for one in step["comments"]] == ["Fragt @Anna"]
    assert [owner["answer"] for owner in step["owners"]] == ["declined"]
    await home.page.click("#undo button")
    await home.page.locator(f"[data-rows=asked] #step-{mine}").wait_for()
    step = await step_of(bernd, mine)
    assert (step["comments"], step["owners"][0]["answer"]) == ([], "asked")


async def test_a_date_is_moved_with_a_reason_in_the_row(screen, site, bernd) -> None:
    mine = await bernd.add("Verschieben", site.cast.nrw.stages["agreed"])
    await bernd.do(f"/steps/{mine}/ownerships", take=True)
    await bernd.do(f"/steps/{mine}/deadline", words="1. April 2026")
    home = await opened(screen, site, viewport={"width": 390, "height": 800})
    row = home.page.locator(f"#step-{mine}")
    await row.locator("[data-more=deadline]").click()
    assert await home.page.evaluate("() => document.activeElement.name") == "words"
    await home.page.keyboard.type("im Juli 2027")
    await expect(row.locator("[data-understood]")).to_contain_text("1.–31. Juli 2027")
    await home.page.keyboard.press("Tab")
    await home.page.keyboard.type("Der Saal ist belegt")
    await home.page.keyboard.press("Enter")
    await home.page.locator(f"[data-rows=later] #step-{mine}").wait_for()
    await expect(row.locator(".step__panel")).to_have_count(0)
    assert await home.page.evaluate("(id) => document.activeElement.closest(`#step-${id}`) !== null", mine)
    assert (await step_of(bernd, mine))["deadline"]["words"] == "im Juli 2027"
    past = await home.page.request.get(f"{site.base_url}/plans/{bernd.plan}/history")
    assert "Der Saal ist belegt" in await past.text()


async def test_done_with_what_came_of_it(screen, site, bernd) -> None:
    mine = await bernd.add("Mit Ergebnis", site.cast.nrw.stages["agreed"])
    await bernd.do(f"/steps/{mine}/ownerships", take=True)
    home = await opened(screen, site)
    row = home.page.locator(f"#step-{mine}")
    await row.locator("[data-more=deadline]").click()
    await row.locator("[data-more=completion]").click()
    await expect(row.locator(".step__panel")).to_have_count(1)
    await home.page.keyboard.press("Escape")
    await expect(row.locator(".step__panel")).to_have_count(0)
    assert await home.page.evaluate("() => document.activeElement.matches('[data-more=completion]')")
    await home.page.keyboard.press("Enter")
    await row.locator("[name=result]").fill("Zwölf kamen")
    await row.locator("[data-tap=completion] button").first.click()
    await row.wait_for(state="detached")
    assert (await step_of(bernd, mine))["done"]["result"] == "Zwölf kamen"


async def test_whom_i_ask_answers_through_me(screen, site, bernd) -> None:
    stage = site.cast.nrw.stages["agreed"]
    async with acting(site, site.cast.anna, bernd.plan) as anna:
        await anna.do(f"/steps/{await anna.add('Annas', stage)}/ownerships", take=True)
        me = next(one["id"] for one in (await anna.plan_json())["parties"] if one["name"] == "Anna")
        for n, answer in enumerate(("accepted", "declined", "")):
            step, party = await anna.add(f"Anfrage {n}", stage), site.cast.nrw.party
            await anna.do(f"/steps/{step}/ownerships", party=party, role="lead")
            await anna.do(f"/steps/{step}/followups", party=party, asker=me)
            home = await screen(site.cast.anna, "/")
            await home.connected()
            row = home.page.locator("[data-rows=to_ask] > li", has_text=f"Anfrage {n}")
            button = f"button[value={answer}]" if answer else "form[action*=followups] button"
            await row.locator(button).click()
            await row.wait_for(state="detached")
            assert (await step_of(anna, step))["owners"][0]["answer"] == (answer or "asked")
            in_waiting = home.page.locator(f"[data-rows=waiting] #step-{step}")
            await expect(in_waiting).to_have_count(0 if answer else 1)


async def test_who_has_no_plan_yet_hears_of_the_first_one(screen, site) -> None:
    now, database = site.cast.clock.now(), site.cast.database

    def come(session: Session) -> Person:
        network = networks.add_network(session, "Neues Netz", "zoe@example.org", "Zoe", now)
        region = networks.put_region(session, network.id, "Süden")
        zoe = networks.member_by_address(session, "zoe@example.org", "Zoe", now)
        signed_in = start_session(session, now, member_id=zoe.id, expires_at=now + timedelta(days=1))
        token = make_token(session, zoe, "test", now)
        return Person(region.id, None, zoe.as_participant(), signed_in, token)

    zoe = database.write_now(come).value
    home = await screen(zoe, "/")
    await home.connected()
    async with site.script(zoe) as script:
        made = (await script.post(f"/regions/{zoe.name}/plans", json={"title": "Der erste"})).json()["made"]
    await home.page.locator(f"[data-beside] a[href='/plans/{made}']").wait_for()
    await home.until("(feed) => feed in window.tracker.feeds()", f"plan:{made}")


async def step_of(script: Script, id: str) -> dict[str, Any]:
    return next(one for one in (await script.plan_json())["steps"] if one["id"] == id)
