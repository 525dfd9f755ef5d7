"""The checklist of a step."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.planning import Planning
from tracker.commands import checklists, steps
from tracker.domain.check import MOST_CHECKS, Check
from tracker.domain.order_key import LONGEST
from tracker.domain.refusals import Clash, Forbidden, Full, Gone, Invalid, NotFound
from tracker.store.cards import find_cards
from tracker.store.checks import checks_of
from tracker.store.step_counts import StepCounts


def add(planning: Planning, step: str, *texts: str) -> list[str]:
    return [planning.do(checklists.add, step, text).made for text in texts]


def shown(planning: Planning, step: str) -> list[str]:
    found = planning.database.read_now(checks_of, step)
    return [f"{'x' if check.done else '-'} {check.text}" for check in found]


def test_lines_are_added_ticked_renamed_ordered_and_removed(planning: Planning) -> None:
    step = planning.step()
    one, two, three = add(planning, step, "Saal", "  Einladung \n schreiben ", "Kaffee")
    assert shown(planning, step) == ["- Saal", "- Einladung schreiben", "- Kaffee"]
    planning.do(checklists.tick, step, two)
    planning.do(checklists.rename, step, three, "Kaffee & Kuchen", None)
    planning.do(checklists.place, step, three, one)
    assert shown(planning, step) == ["- Kaffee & Kuchen", "- Saal", "x Einladung schreiben"]
    planning.do(checklists.place, step, three)
    planning.do(checklists.untick, step, two)
    planning.do(checklists.remove, step, one)
    assert shown(planning, step) == ["- Einladung schreiben", "- Kaffee & Kuchen"]


def test_each_effect_holds_the_whole_line_before_and_after(planning: Planning) -> None:
    """So that swapping both is undoing."""
    step = planning.step()
    [check] = add(planning, step, "Saal")
    effects = []
    commands: list[Callable[[], Any]] = [
        lambda: planning.do(checklists.tick, step, check),
        lambda: planning.do(checklists.rename, step, check, "Halle", None),
        lambda: planning.do(checklists.remove, step, check),
    ]
    for run in commands:
        run()
        effects += planning.last_effects()
    assert {(e.kind, e.id, e.field) for e in effects} == {("step", step, "check")}
    assert [e.was["id"] for e in effects] == [check] * 3
    assert [(e.was["done"], e.was["text"]) for e in effects] == [
        (False, "Saal"),
        (True, "Saal"),
        (True, "Halle"),
    ]
    assert effects[0].now == effects[1].was
    assert effects[2].now is None
    assert set(effects[0].was) == {"id", "text", "done", "order_key"}


def test_what_changes_nothing_takes_no_rev(planning: Planning) -> None:
    step = planning.step()
    one, two = add(planning, step, "Saal", "Kaffee")
    before = planning.rev
    planning.do(checklists.untick, step, one)
    planning.do(checklists.rename, step, one, " Saal ", None)
    planning.do(checklists.place, step, one, one)
    assert planning.rev == before
    assert [check.id for check in planning.database.read_now(checks_of, step)] == [one, two]


def test_a_card_counts_its_lines_and_those_ticked(planning: Planning) -> None:
    step, other = planning.step(), planning.step("ohne")
    one, *_ = add(planning, step, "a", "b", "c")
    planning.do(checklists.tick, step, one)
    cards = {card.id: card for card in planning.database.read_now(find_cards, planning.plan_id)}
    assert cards[step].counts == StepCounts(3, 1, 0)
    assert cards[other].counts == StepCounts()
    assert cards[step].rev == planning.rev


def test_two_who_rename_one_line_clash_and_a_tick_between_does_not(planning: Planning) -> None:
    step = planning.step()
    [check] = add(planning, step, "Saal")
    base = planning.rev
    planning.do(checklists.tick, step, check, by=planning.people.bernd)
    planning.do(checklists.rename, step, check, "Halle", base)
    with pytest.raises(Clash) as refused:
        planning.do(checklists.rename, step, check, "Aula", base, by=planning.people.bernd)
    [clash] = refused.value.clashes
    assert (clash.kind, clash.id, clash.mine, clash.theirs, clash.was, clash.by) == (
        "check", check, "Aula", "Halle", "Saal", "Anna"
    )  # fmt: skip
    planning.do(checklists.rename, step, check, "Saal", base)  # left alone by whoever sends it as it was
    assert planning.one(Check, check).text == "Halle"
    with pytest.raises(Invalid):
        planning.do(checklists.rename, step, check, "Zukunft", planning.rev + 1)


def test_a_line_has_a_text_of_at_most_200_characters(planning: Planning) -> None:
    step = planning.step()
    for text, reason in (("", "empty"), ("  \n", "empty"), ("x" * 201, "too_long")):
        with pytest.raises(Invalid) as refused:
            planning.do(checklists.add, step, text)
        assert (refused.value.field, refused.value.reason) == ("text", reason)


def test_a_checklist_is_full_at_its_limit(planning: Planning, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_CHECKS == 200
    monkeypatch.setattr("tracker.domain.check.MOST_CHECKS", 2)
    step = planning.step()
    add(planning, step, "a", "b")
    with pytest.raises(Full):
        planning.do(checklists.add, step, "c")


def test_a_line_is_found_at_its_own_step_only(planning: Planning) -> None:
    step, other = planning.step(), planning.step("anderer")
    [check], [theirs] = add(planning, step, "a"), add(planning, other, "b")
    for command in (checklists.tick, checklists.untick, checklists.remove, checklists.place):
        with pytest.raises(NotFound):
            planning.do(command, other, check)
    with pytest.raises(Invalid):
        planning.do(checklists.place, step, check, theirs)


def test_a_step_off_the_board_keeps_its_checklist_as_it_is(planning: Planning) -> None:
    step = planning.step()
    [check] = add(planning, step, "a")
    planning.do(steps.trash, step)
    for command, args in ((checklists.tick, ()), (checklists.remove, ()), (checklists.rename, ("b", None))):
        with pytest.raises(Gone):
            planning.do(command, step, check, *args)
    with pytest.raises(Gone):
        planning.do(checklists.add, step, "b")


def test_guests_write_and_readers_do_not(planning: Planning) -> None:
    step = planning.step()
    check = planning.do(checklists.add, step, "a", by=planning.people.deniz).made
    planning.do(checklists.tick, step, check, by=planning.people.deniz)
    for command, args in ((checklists.untick, ()), (checklists.remove, ()), (checklists.rename, ("b", None))):
        with pytest.raises(Forbidden):
            planning.do(command, step, check, *args, by=planning.people.guel)


def test_keys_stay_short_however_often_one_place_is_taken(planning: Planning) -> None:
    step = planning.step()
    first, last, *rest = add(planning, step, "a", "z", "m", "n")
    for turn in range(120):
        planning.do(checklists.place, step, rest[turn % 2], rest[1 - turn % 2] if turn else last)
    found = planning.database.read_now(checks_of, step)
    assert [found[0].id, found[-1].id] == [first, last]
    assert max(len(check.order_key) for check in found) <= LONGEST
