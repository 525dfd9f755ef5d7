"""The small ones: texts, folds, light and dark, signing out, stages on a phone, the year strip."""

from typing import Any

import pytest
from playwright.async_api import Dialog

from tests.browser.modules.conftest import QUICK, OpenBoard
from tests.browser.modules.fixture_board import BOARD, BoardPage, Card, Stage
from tests.waiting import until

SHOWN = "() => document.querySelector('.stage--shown').id"


async def test_texts_are_filled_and_counted_and_nothing_is_inherited(board: OpenBoard) -> None:
    assert await board.call("texts", "text", "unsent", {"n": 1}) == "1 unsent"
    assert (
        await board.call("texts", "text", "moved", {"title": "{stage} $&"})
        == "{stage} $&: {stage}, {position} of {of}"
    )
    assert await board.call("texts", "text", "constructor") == "constructor"


async def test_the_frame_is_open_at_the_first_visit_and_folded_from_then_on(board: OpenBoard) -> None:
    frame = "() => document.querySelector('details').open"
    assert await board.run(frame)
    await board.open()
    assert not await board.run(frame)
    await board.page.locator("summary").click()
    await board.open()
    assert await board.run(frame)


async def test_on_a_phone_the_frame_is_folded_until_somebody_opens_it(board: OpenBoard) -> None:
    frame = "() => document.querySelector('details').open"
    await board.page.context.clear_cookies()
    await board.page.set_viewport_size({"width": 390, "height": 800})
    await board.open()
    assert not await board.run(frame)
    await board.page.locator("summary").click()
    await board.open()
    assert await board.run(frame)


async def test_light_or_dark_is_kept(board: OpenBoard) -> None:
    look = "() => document.documentElement.dataset.look"
    button = '<button type="button" data-look-switch>look</button>'
    board.server.pages[BOARD] = BoardPage(html_attributes=QUICK, extra=button).html
    await board.open()
    await board.page.locator("[data-look-switch]").click()
    assert await board.run(look) == "dark"
    await board.open()
    assert await board.run(look) == "dark"
    await board.page.locator("[data-look-switch]").click()
    assert await board.run(look) == "light"


async def test_signing_out_asks_for_what_is_unsent_and_forgets_everything_private(board: OpenBoard) -> None:
    form = '<form method="get" action="/out" data-sign-out><button>out</button></form>'
    board.server.pages |= {BOARD: BoardPage(html_attributes=QUICK, extra=form).html, "/out": lambda: "out"}
    await board.open()
    keep = """() => {
        localStorage.setItem('tracker:outbox:m:anna:plan:other:k1', '{"key":"k1"}');
        localStorage.setItem('tracker:outbox:m:anna:plan:other:k2', '{"key":"k2"}');
        document.cookie = 'look=dark; path=/';
        document.cookie = 'folds=plan-; path=/';
        localStorage.setItem('somebody', 'else');
        sessionStorage.setItem('tracker:draft:x', '{}');
    }"""
    await board.run(keep)
    asked: list[str] = []
    willing = False

    async def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        await (dialog.accept() if willing else dialog.dismiss())

    board.page.on("dialog", answer)
    await board.page.locator("[data-sign-out] button").click()
    await until(lambda: asked == ["2 unsent"], what="the question")
    names = "() => [localStorage, sessionStorage].flatMap((kept) => Object.keys(kept)).sort()"
    own = {f"tracker:outbox:m:anna:plan:other:{key}" for key in ("k1", "k2")}
    assert own | {"somebody", "tracker:draft:x"} <= set(await board.run(names))
    willing = True
    await board.page.locator("[data-sign-out] button").click()
    await board.page.wait_for_url("**/out**")
    assert await board.run(names) == ["somebody"]
    assert await board.run("() => document.cookie") == "look=dark"


async def test_a_phone_shows_one_stage_and_follows_stages_that_come_and_go(board: OpenBoard) -> None:
    await board.page.set_viewport_size({"width": 390, "height": 800})
    assert await board.run(SHOWN) == "stage-idea"
    await board.page.locator(".stage__switch a", has_text="Work").click()
    assert await board.run(SHOWN) == "stage-work"
    assert board.page.url.endswith(BOARD)
    await board.page.locator("[data-stage-after]").click()
    assert await board.run(SHOWN) == "stage-done"
    assert await board.page.locator("[data-stage-after]").is_disabled()
    await board.server.delta(
        Stage("new", "New", "z", rev=2).put(), {"op": "del", "kind": "stage", "id": "done", "rev": 2}
    )
    await board.rev(2)
    assert await board.run(SHOWN) == "stage-idea"
    names = "() => [...document.querySelectorAll('.stage__switch a')].map((link) => link.textContent)"
    assert await board.run(names) == ["Idea 4", "Work 2", "New 0"]


def dated(id: str, first: str, last: str, shape: str, more: str = "") -> Card:
    return Card(id, id, id, more=f'data-first="{first}" data-last="{last}" data-shape="{shape}" {more}')


async def test_the_year_is_drawn_from_the_cards_and_drawn_again(board: OpenBoard) -> None:
    cards = [
        dated("d1", "2026-05-12", "2026-05-12", "day"),
        dated("d2", "2026-05-01", "2026-05-31", "month", "data-tentative"),
        dated("d3", "2026-01-01", "2026-03-31", "quarter", 'data-lateness="late"'),
        dated("d4", "2026-05-12", "2026-05-12", "day"),
    ]
    stages = [Stage("s", "S", "b", cards)]
    board.server.pages[BOARD] = BoardPage(stages=stages, html_attributes=QUICK, day="2026-04-14").html
    await board.open()
    strip = board.page.locator("[data-year] svg[role=img]")
    assert await strip.get_attribute("aria-label") == "January 2026 to May 2026, today 14 April 2026"
    drawn = """() => [...document.querySelectorAll('[data-year] .bar')]
        .map((bar) => `${bar.localName} ${bar.getAttribute('class')}`)"""
    quarter = ["path bar bar--late"] * 2
    assert await board.run(drawn) == [*quarter, "rect bar bar--tentative", "circle bar bar--solid"]
    await board.server.delta(dated("d5", "2026-06-01", "2026-06-07", "week").put("s"))
    await board.until("() => document.querySelectorAll('[data-year] .bar').length === 5")


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-04-15", ["Jan 2026", "Feb", "Mar", "Apr", "May", "15 April"]),
        ("2026-04-04", ["Jan 2026", "Feb", "Mar", "May", "4 April"]),
        ("2026-01-01", ["Feb", "Mar", "Apr", "May", "1 January"]),
    ],
)
async def test_a_month_gives_way_to_today(board: OpenBoard, today: str, said: list[str]) -> None:
    cards = [dated("d1", "2026-01-01", "2026-05-31", "half")]
    stages = [Stage("s", "S", "b", cards)]
    board.server.pages[BOARD] = BoardPage(stages=stages, html_attributes=QUICK, day=today).html
    await board.open()
    await board.page.locator("[data-year] svg").wait_for()
    names = "() => [...document.querySelectorAll('[data-year] text')].map((name) => name.textContent)"
    assert await board.run(names) == said
    inside = """() => [...document.querySelectorAll('[data-year] text')].every((name) =>
        name.getBoundingClientRect().left >= name.ownerSVGElement.getBoundingClientRect().left - 1)"""
    assert await board.run(inside)


@pytest.mark.parametrize(
    ("spans", "lanes"),
    [
        ([[0, 10], [12, 20], [14, 30]], [0, 1, 0]),
        ([[0, 50], [1, 9], [2, 8], [3, 7], [4, 5]], [0, 1, 2, 3, 3]),
    ],
)
async def test_a_span_takes_the_lowest_free_lane_of_four(
    board: OpenBoard, spans: Any, lanes: list[int]
) -> None:
    script = """async (spans) => {
        const { laneOf } = await import('/static/behaviours/year_scale.js');
        const ends = [-Infinity, -Infinity, -Infinity, -Infinity];
        return spans.map(([from, to]) => laneOf(from, to, ends));
    }"""
    assert await board.run(script, spans) == lanes
