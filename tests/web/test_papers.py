"""The page that is printed: everything a plan holds, for whoever reads it."""

from tests.web.making import Making
from tests.web.site import Browser


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
    assert 'class="paper__table"' in (await anna.get(f"/plans/{here.plan}/print?as=%00")).text


async def test_paper_is_in_the_readers_language(guel: Browser, here: Making) -> None:
    await guel.form("/language", {"language": "en"})
    try:
        page = await guel.get(f"/plans/{here.plan}/print")
        assert "As of 14 Apr 2026" in page.text
        assert "By when" in page.text
    finally:
        await guel.form("/language", {"language": "de"})


async def test_who_has_no_login_gets_a_slip_with_what_is_left_to_do(anna: Browser, here: Making) -> None:
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
    page = (await anna.get(f"/plans/{here.plan}/print?as=slips")).text
    slips = page.split('class="paper__slip"')[1:]
    assert [("Kim Berg" in slip, "Kuchen backen" in slip) for slip in slips] == [(True, True)]
    assert not [title for title in ("Saal", "Schon fertig", "Annas Schritt") if title in slips[0]]
