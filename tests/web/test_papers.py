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
