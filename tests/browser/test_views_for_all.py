"""Other ways to look at a plan: no width makes a page scroll sideways (P33)."""

import pytest

VIEWS = ("/timeline", "/progress", "/print", "/print?as=board", "/beamer")


@pytest.mark.parametrize("width", [320, 700, 1000])
async def test_no_width_makes_the_board_or_its_views_scroll_sideways(screen, site, board, width) -> None:
    anna = await screen(site.cast.anna, viewport={"width": width, "height": 700})
    for path in ("", *VIEWS):
        await anna.open(board + path)
        assert await anna.page.evaluate("() => document.documentElement.scrollWidth") == width, path


async def test_a_plans_title_keeps_its_room_beside_the_ways_to_look_at_it(screen, site, board) -> None:
    anna = await screen(site.cast.anna, board, viewport={"width": 1000, "height": 700})
    assert await anna.page.evaluate("() => document.querySelector('.plan__title').clientWidth") > 350
