"""The page that is printed: everything a plan holds, for whoever reads it."""

import re

from tests.web.making import Making
from tests.web.site import Browser, Site


async def test_the_table_holds_every_step_with_who_and_by_when(anna: Browser, here: Making) -> None:
    await anna.post(here.step_address + "/deadline", {"words": "KW 24", "base": here.rev})
    await anna.post(here.step_address + "/completion", {"result": "Drei neue Betriebe"})
    page = (await anna.get(f"/plans/{here.plan}/print")).text
    for said in (
        "Nr.",
        "Bis wann",
        "Stand vom 14. Apr. 2026",
        "Drei neue Betriebe",
        "Handwerkskammer",
        "Ein Schritt",
    ):
        assert said in page
    steps = (await anna.plan(here.plan))["steps"]
    assert page.count('<th scope="row">') == len(steps)


async def test_the_board_stands_in_columns_and_anything_else_is_the_table(
    anna: Browser, here: Making
) -> None:
    board = (await anna.get(f"/plans/{here.plan}/print?as=board")).text
    assert board.count('class="paper__card"') == len((await anna.plan(here.plan))["steps"])
    assert "paper_board.css" in board
    assert '<table class="paper__table' in (await anna.get(f"/plans/{here.plan}/print?as=%00")).text


async def test_paper_is_in_the_readers_language(guel: Browser, here: Making) -> None:
    await guel.form("/language", {"language": "en"})
    try:
        page = await guel.get(f"/plans/{here.plan}/print")
        assert "As of 14 Apr 2026" in page.text
        assert "By when" in page.text
    finally:
        await guel.form("/language", {"language": "de"})


async def test_whom_no_mail_reaches_gets_a_slip_with_what_is_left_to_do(
    anna: Browser, here: Making, site: Site
) -> None:
    steps = f"/plans/{here.plan}/steps"
    for title, name, sort in (
        ("Kuchen backen", "Kim Berg", "person"),
        ("Saal", "Turnverein", "organisation"),
    ):
        step = (await anna.post(steps, {"title": title, "stage": here.place.stages["agreed"]})).json()["made"]
        await anna.post(f"{steps}/{step}/ownerships", {"name": name, "sort": sort, "role": "lead"})
    done = (await anna.post(steps, {"title": "Schon fertig", "stage": here.place.stages["done"]})).json()[
        "made"
    ]
    await anna.post(f"{steps}/{done}/ownerships", {"name": "Kim Berg", "sort": "person", "role": "lead"})
    mine = (await anna.post(steps, {"title": "Annas Schritt", "stage": here.place.stages["agreed"]})).json()[
        "made"
    ]
    await anna.post(f"{steps}/{mine}/ownerships", {"take": True})
    slips = await slips_of(anna, here)
    assert (slips["Kim Berg"], slips["Turnverein"], "Anna" in slips) == (["Kuchen backen"], ["Saal"], False)
    # whoever answers for it gets the mails
    parties = {one["name"]: one["id"] for one in (await anna.plan(here.plan))["parties"]}
    bernd = site.cast.bernd.participant.id
    await anna.post(f"/plans/{here.plan}/parties/{parties['Turnverein']}/contacts", {"member": bernd})
    assert "Turnverein" not in await slips_of(anna, here)


async def slips_of(browser: Browser, here: Making) -> dict[str, list[str]]:
    """The titles on each slip, by whose it is."""
    page = (await browser.get(f"/plans/{here.plan}/print?as=slips")).text
    slips = page.split('class="paper__slip"')[1:]
    return {
        re.findall(r"<h2>[^<]*: ([^<]*)</h2>", one)[0]: re.findall(r"<strong lang=[^>]*>(.*?)</strong>", one)
        for one in slips
    }


async def test_paper_tells_who_leads_and_all_that_no_card_says(anna: Browser, here: Making) -> None:
    plan = f"/plans/{here.plan}"
    goal = (await anna.post(f"{plan}/notes", {"kind": "goal", "text": "Zwanzig Lotsen"})).json()["made"]
    stage = here.place.stages["agreed"]
    step = (await anna.post(f"{plan}/steps", {"title": "Ganz gesagt", "stage": stage})).json()["made"]
    address = f"{plan}/steps/{step}"
    texts = {"text": "Mit **Betrieben**\n- zuerst kleine", "needed": "Einen Raum", "goal": goal}
    assert (await anna.post(address, texts | {"base": here.rev})).status_code == 200
    line = (await anna.post(f"{address}/checklist", {"text": "Raum suchen"})).json()["made"]
    await anna.post(f"{address}/checklist/{line}/completion", {})
    await anna.post(f"{address}/checklist", {"text": "Einladen"})
    for name, role in (("Kammer Ost", "lead"), ("Kammer West", "with")):
        await anna.post(f"{address}/ownerships", {"name": name, "sort": "organisation", "role": role})
    page = (await anna.get(f"{plan}/print")).text
    row = next(one for one in page.split("<tr") if "Ganz gesagt" in one)
    for said in (
        "<strong>Kammer Ost</strong>",
        ">mit Kammer West",
        "<strong>Betrieben</strong>",
        "<li>zuerst kleine",
    ):
        assert said in row
    for said in ("Bemerkung", "Einen Raum", "Zwanzig Lotsen"):
        assert said in page
    assert [(mark in row) for mark in ('aria-label="erledigt">☑</span>', 'aria-label="offen">☐</span>')] == [
        True
    ] * 2
