"""live/apply.js: what a message does to the page."""

import pytest

from tests.browser.modules.conftest import OpenBoard
from tests.browser.modules.fixture_board import FEED, Card, Stage

WITHOUT_MOVE_BEFORE = "() => { delete Element.prototype.moveBefore; }"


async def test_a_new_card_goes_to_its_place_by_key_then_id_bytewise(board: OpenBoard) -> None:
    new = [Card("x", "x", "1ia"), Card("a0", "same key as a2, smaller id", "2i"), Card("z", "last", "z")]
    await board.server.delta(*(card.put("idea") for card in reversed(new)))
    await board.rev(2)
    assert await board.cards("idea") == ["a1", "x", "a0", "a2", "a3", "a4", "z"]
    assert await board.page.locator("#stage-idea [data-count-of]").text_content() == "7"


async def test_a_changed_card_keeps_grip_and_menu_button_and_takes_view_and_attributes(
    board: OpenBoard,
) -> None:
    await board.run("() => { window.kept = document.querySelector('#step-a1 [data-grip]'); }")
    changed = Card("a1", "Other", "9", rev=2, more='data-lateness="late" data-owners="p1"')
    await board.server.delta(changed.put("work"))
    await board.rev(2)
    card = board.page.locator("#step-a1")
    assert await card.get_attribute("data-lateness") == "late"
    assert await card.get_attribute("data-owners") == "p1"
    assert await card.locator("a").text_content() == "Other"
    assert await card.locator("[data-grip]").get_attribute("aria-label") == "Grip Other"
    assert await board.run("() => window.kept === document.querySelector('#step-a1 [data-grip]')")
    assert await board.cards("work") == ["b1", "b2", "a1"]


async def test_an_op_older_than_the_card_is_skipped(board: OpenBoard) -> None:
    await board.server.delta(Card("a1", "New", "1i", rev=5).put("idea"))
    await board.rev(2)
    await board.server.delta(
        Card("a1", "Old", "1i", rev=4).put("idea"), {"op": "del", "kind": "step", "id": "a1", "rev": 4}
    )
    await board.rev(3)
    assert await board.page.locator("#step-a1 a").text_content() == "New"


@pytest.mark.parametrize("prepare", ["() => {}", WITHOUT_MOVE_BEFORE], ids=["moveBefore", "insertBefore"])
async def test_focus_and_caret_survive_a_move_and_a_change(board: OpenBoard, prepare: str) -> None:
    await board.run(prepare)
    typing = """() => {
        const line = document.createElement('input');
        document.querySelector('#step-a1').append(line);
        line.value = 'my text';
        line.focus();
        line.setSelectionRange(2, 4);
    }"""
    await board.run(typing)
    await board.server.delta(Card("a1", "Changed", "5", rev=2).put("work"))
    await board.rev(2)
    seen = "() => { const { value, selectionStart, selectionEnd, parentNode } = document.activeElement;"
    seen += " return [value, selectionStart, selectionEnd, parentNode.id]; }"
    assert await board.run(seen) == ["my text", 2, 4, "step-a1"]


async def test_a_focused_title_is_focused_again_when_its_text_changes(board: OpenBoard) -> None:
    await board.page.locator("#step-a1 a").focus()
    await board.server.delta(Card("a1", "Changed", "1i", rev=2).put("idea"))
    await board.rev(2)
    assert await board.run("() => document.activeElement.textContent") == "Changed"


async def test_a_deleted_card_passes_the_focus_on(board: OpenBoard) -> None:
    await board.page.locator("#step-a1 a").focus()
    await board.server.delta({"op": "del", "kind": "step", "id": "a1", "rev": 2})
    await board.rev(2)
    assert await board.run("() => document.activeElement.textContent") == "Title a2"


async def test_a_stage_takes_a_new_head_and_its_cards_move_with_it(board: OpenBoard) -> None:
    await board.server.delta(
        Stage("idea", "Renamed", "e", rev=2).put(), Stage("new", "New", "c", rev=2).put()
    )
    await board.rev(2)
    stages = "() => [...document.querySelectorAll('.stage h2')].map((h2) => h2.textContent)"
    assert await board.run(stages) == ["New", "Work", "Renamed", "Done"]
    assert await board.cards("idea") == ["a1", "a2", "a3", "a4"]
    names = (
        "() => [...document.querySelectorAll('.stage__switch [data-name-of]')].map((one) => one.textContent)"
    )
    assert await board.run(names) == ["New", "Work", "Renamed", "Done"]


async def test_a_frag_is_filled_and_an_older_one_is_not(board: OpenBoard) -> None:
    await board.server.delta({"op": "frag", "id": "plan-head", "rev": 9, "html": "<h1>Nine</h1>"})
    await board.server.delta({"op": "frag", "id": "plan-head", "rev": 8, "html": "<h1>Eight</h1>"})
    await board.rev(3)
    assert await board.page.locator("[data-frag=plan-head]").inner_html() == "<h1>Nine</h1>"


async def test_a_note_arrives_changes_and_goes(board: OpenBoard) -> None:
    note = '<li class="note" id="note-n1" data-id="n1" data-pos="i" data-rev="{}"><p>{}</p></li>'
    put = {"op": "put", "kind": "note", "id": "n1", "list": "notes-goal", "pos": "i"}
    await board.server.delta(put | {"rev": 2, "html": note.format(2, "one")})
    await board.server.delta(put | {"rev": 3, "html": note.format(3, "two")})
    await board.rev(3)
    assert await board.page.locator("[data-list=notes-goal]").inner_html() == note.format(3, "two")
    await board.server.delta({"op": "del", "kind": "note", "id": "n1", "rev": 4})
    await board.rev(4)
    assert await board.page.locator("#note-n1").count() == 0


async def test_a_snapshot_overrides_everything_whatever_the_revs_say(board: OpenBoard) -> None:
    await board.server.delta(Card("a1", "From before the restore", "1i", rev=90).put("idea"))
    await board.rev(2)
    stages = Stage("work", "Work", "b").html(with_cards=False) + Stage("fresh", "Fresh", "c").html(
        with_cards=False
    )
    lists = {"work": Card("a1", "Restored", "2").html() + Card("q", "New", "3").html(), "stages": stages}
    said = {
        "t": "snapshot",
        "feed": FEED,
        "epoch": "e2",
        "rev": 1,
        "lists": lists,
        "frags": {"plan-head": "back"},
    }
    await board.call("live/feeds", "receive", said)
    assert await board.cards("work") == ["a1", "q"]
    assert await board.page.locator(".step").count() == 2
    assert await board.page.locator("#step-a1 a").text_content() == "Restored"
    assert await board.run("() => [...document.querySelectorAll('.stage')].map((one) => one.id)") == [
        "stage-work",
        "stage-fresh",
    ]
    assert await board.page.locator("[data-frag=plan-head]").inner_html() == "back"
    assert await board.run("() => Object.values(window.tracker.feeds())") == [{"rev": 1, "epoch": "e2"}]


async def test_a_change_by_somebody_else_glows_with_a_name_and_a_catching_up_does_not(
    board: OpenBoard,
) -> None:
    await board.server.delta(Card("n1", "New", "z", rev=2).put("idea"))
    await board.rev(2)
    assert await board.page.locator("#step-n1.step--arrived .step__by").text_content() == "Bernd, just now"
    many = [Card(f"m{n}", "Many", f"z{n}", rev=3).put("work") for n in range(21)]
    await board.server.delta(*many)
    await board.rev(3)
    assert await board.page.locator(".step--arrived").count() == 1


async def test_after_midnight_cards_change_without_a_new_rev_and_what_was_deleted_stays_so(
    board: OpenBoard,
) -> None:
    day = {"t": "delta", "feed": FEED, "epoch": "e1", "frm": 1, "rev": 1, "by": []}
    late = Card("a1", "Title a1", "1i", more='data-lateness="late"').put("idea")
    await board.call("live/feeds", "receive", {**day, "ops": [late]})
    assert await board.page.locator("#step-a1").get_attribute("data-lateness") == "late"
    await board.server.delta({"op": "del", "kind": "step", "id": "a2", "rev": 2})
    await board.rev(2)
    await board.call("live/feeds", "receive", {**day, "ops": [Card("a2", "Title a2", "2i").put("idea")]})
    assert await board.page.locator("#step-a2").count() == 0
    await board.rev(2)


async def test_a_part_of_the_page_is_as_new_as_the_page_was_when_it_came(board: OpenBoard) -> None:
    head = {"op": "frag", "id": "plan-head", "html": '<div data-frag="plan-head"><h1>Older</h1></div>'}
    heading = board.page.locator("[data-frag=plan-head] h1")
    await board.server.delta(head | {"rev": 0})
    await board.rev(2)
    assert await heading.text_content() == "Plan"
    await board.server.delta(head | {"rev": 3, "html": "<h1>Newer</h1>"})
    await board.rev(3)
    assert await heading.text_content() == "Newer"
