"""filter.js and folding.js: what is shown, by words and marks; and the order by deadline for one viewer."""

import pytest

from tests.browser.modules.conftest import QUICK, OpenBoard
from tests.browser.modules.fixture_board import BOARD, BoardPage, Card, Stage
from tests.waiting import until

SHOWN = "() => [...document.querySelectorAll('.step:not([hidden])')].map((card) => card.dataset.id)"
CARDS = [
    Card(
        "c1",
        "Ärzte fragen",
        "1",
        more='data-answer="accepted" data-owners="p1 p2" data-themes="t1" data-lateness="late" data-shape="day"',
    ),
    Card(
        "c2",
        "Straße sperren",
        "2",
        more='data-answer="asked" data-owners="p2" data-last="2026-05-01" data-first="2026-05-01" data-shape="day"',
    ),
    Card("c3", "Nichts", "3"),
    Card("c4", "Fertig", "4", more="data-done"),
]


@pytest.fixture
async def filtered(board: OpenBoard) -> OpenBoard:
    page = BoardPage(stages=[Stage("s", "S", "b", CARDS), Stage("e", "E", "d")], html_attributes=QUICK)
    board.server.pages[BOARD] = page.html
    await board.open()
    return board


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("arzte", ["c1"]),
        ("ÄRZTE", ["c1"]),
        ("aerzte", ["c1"]),
        ("strasse", ["c2"]),
        ("sperr STRASSE", ["c2"]),
        ("strasse arzte", []),
        ("7", ["c1", "c2", "c3", "c4"]),
        (" ", ["c1", "c2", "c3", "c4"]),
    ],
)
async def test_words_find_umlauts_however_they_are_typed(
    filtered: OpenBoard, words: str, ids: list[str]
) -> None:
    await filtered.page.locator("[name=words]").fill(words)
    assert await filtered.run(SHOWN) == ids


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("mine", ["c1"]),
        ("late", ["c1"]),
        ("unowned", ["c3"]),
        ("unaccepted", ["c2", "c3"]),
        ("undated", ["c3"]),
    ],
)
async def test_each_mark_shows_its_cards_and_stands_in_the_address(
    filtered: OpenBoard, name: str, ids: list[str]
) -> None:
    await filtered.page.locator(f"[name={name}]").check()
    assert await filtered.run(SHOWN) == ids
    assert filtered.page.url.endswith(f"?{name}=1")
    await filtered.page.reload()
    await until(lambda: filtered.run(SHOWN), what="cards")
    await filtered.until(f"() => document.querySelectorAll('.step:not([hidden])').length === {len(ids)}")
    await filtered.page.locator("[data-filter-reset]").click()
    await filtered.until("() => document.querySelectorAll('.step:not([hidden])').length === 4")
    assert filtered.page.url.endswith(BOARD)


async def test_long_lists_come_back_whole_unless_something_else_is_typed_meanwhile(board: OpenBoard) -> None:
    many = [Card(f"c{n}", f"Number {n:03}", f"k{n:03}") for n in range(350)]
    board.server.pages[BOARD] = BoardPage(stages=[Stage("s", "S", "b", many)], html_attributes=QUICK).html
    await board.open()
    typed = """(all) => { for (const words of all) {
      const field = document.querySelector('[name=words]');
      field.value = words;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    } return document.querySelectorAll('.step:not([hidden])').length; }"""
    assert await board.run(typed, ["nothing", ""]) == 100
    await board.until("() => document.querySelectorAll('.step:not([hidden])').length === 350")
    found = [f"c{n}" for n in range(350) if "30" in f"{n:03}"]
    assert await board.run(typed, ["nothing", "", "number 30"]) == len(found)
    await board.run("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert await board.run(SHOWN) == found


async def test_theme_and_owner_together_and_the_counts(filtered: OpenBoard) -> None:
    await filtered.page.locator("[name=owner]").select_option("p1")
    assert await filtered.run(SHOWN) == ["c1"]
    await filtered.page.locator("[name=theme]").select_option("t1")
    assert await filtered.run(SHOWN) == ["c1"]
    assert await filtered.page.locator("[data-filter-shown]").text_content() == "1 of 4"
    counts = {
        name: await filtered.page.locator(f"[data-filter-count={name}]").text_content()
        for name in ("late", "unowned")
    }
    assert counts == {"late": "1", "unowned": "1"}


async def test_what_arrives_is_filtered_too(filtered: OpenBoard) -> None:
    await filtered.page.locator("[name=mine]").check()
    mine = Card("n1", "Mine", "5", rev=2, more='data-owners="p1"').put("s")
    await filtered.server.delta(mine, Card("n2", "Not mine", "6", rev=2).put("s"))
    await filtered.rev(2)
    assert await filtered.run(SHOWN) == ["c1", "n1"]


async def test_by_deadline_changes_the_order_for_this_viewer_only(filtered: OpenBoard) -> None:
    await filtered.page.locator("[name=sort]").check()
    assert await filtered.cards("s") == ["c2", "c1", "c3", "c4"]
    early = Card("n1", "Early", "9", rev=2, more='data-last="2026-04-01" data-first="2026-04-01"')
    await filtered.server.delta(early.put("s"))
    await filtered.rev(2)
    assert await filtered.cards("s") == ["n1", "c2", "c1", "c3", "c4"]
    await filtered.page.locator("#step-c1 a").focus()
    await filtered.page.keyboard.press("Alt+ArrowDown")
    await filtered.page.locator("#alert", has_text="sorted by deadline").wait_for()
    assert filtered.server.posted == []
    await filtered.page.locator("[name=sort]").uncheck()
    assert await filtered.cards("s") == ["c1", "c2", "c3", "c4", "n1"]


async def test_a_filter_without_hits_says_so_and_offers_to_clear_it(filtered: OpenBoard) -> None:
    await filtered.page.locator("[name=words]").fill("nothing is called that")
    assert await filtered.page.locator("[data-filter-shown]").text_content() == "no step matches"
    await filtered.page.locator("[data-filter-reset]").click()
    await filtered.until("() => document.querySelector('[data-filter-shown]').textContent === ''")
    assert await filtered.page.locator("[data-filter-reset]").is_hidden()
