"""P23: a step stands where it was put, and order keys stay short however often one inserts at the same place."""

import pytest
from sqlalchemy import insert
from sqlmodel import Session

from tests.planning import NOON, Planning
from tracker.commands import steps
from tracker.domain.change import Verb
from tracker.domain.edit import Edit
from tracker.domain.order_key import LONGEST
from tracker.domain.refusals import Invalid
from tracker.domain.stage import Stage
from tracker.domain.step import Step
from tracker.store.history import table_of
from tracker.store.steps import first_in, key_before

LONGEST_PROMISED = 64  # bytes


def a_list(planning: Planning, *titles: str) -> dict[str, str]:
    return {title: planning.step(title) for title in titles}


def place(planning: Planning, step: str, before: str = "", stage: str = "gathered") -> None:
    planning.do(steps.place, step, planning.stages[stage], before)


def test_new_steps_stand_at_the_end_in_the_order_in_which_they_came(planning: Planning) -> None:
    titles = [str(number) for number in range(12)]
    a_list(planning, *titles)
    assert planning.titles("gathered") == titles


def test_a_step_goes_before_another_to_the_front_and_to_the_end(planning: Planning) -> None:
    ids = a_list(planning, "a", "b", "c")
    place(planning, ids["c"], ids["b"])
    assert planning.titles("gathered") == ["a", "c", "b"]
    place(planning, ids["b"], ids["a"])
    assert planning.titles("gathered") == ["b", "a", "c"]
    place(planning, ids["b"])
    assert planning.titles("gathered") == ["a", "c", "b"]


def test_a_step_goes_into_another_stage(planning: Planning) -> None:
    ids = a_list(planning, "a", "b")
    place(planning, ids["a"], stage="working")
    place(planning, ids["b"], ids["a"], stage="working")
    assert (planning.titles("gathered"), planning.titles("working")) == ([], ["b", "a"])


def test_a_neighbour_that_is_not_there_any_more_means_the_end(planning: Planning) -> None:
    ids = a_list(planning, "a", "b", "c", "d", "e")
    place(planning, ids["b"], stage="working")
    planning.do(steps.trash, ids["c"])
    planning.do(steps.drop, ids["d"], "fehlt Geld")
    for gone in (ids["b"], ids["c"], ids["d"]):
        place(planning, ids["a"], ids["e"])
        place(planning, ids["a"], gone)
        assert planning.titles("gathered") == ["e", "a"]


def test_a_neighbour_that_never_was_one_is_refused(planning: Planning) -> None:
    """P6"""
    ids, here = a_list(planning, "a", "b"), planning.plan_id
    planning.plan_id = planning.another_plan()
    foreign = planning.do(steps.add, "c").made
    planning.plan_id = here
    for wrong in (foreign, "000000000000", "nonsense"):
        with pytest.raises(Invalid) as refused:
            place(planning, ids["a"], wrong)
        assert refused.value.field == "before"
    assert planning.titles("gathered") == ["a", "b"]


def test_a_step_put_where_it_stands_does_not_move(planning: Planning) -> None:
    ids = a_list(planning, "a", "b", "c")
    rev = planning.rev
    place(planning, ids["a"], ids["b"])
    place(planning, ids["b"], ids["c"])
    place(planning, ids["c"])
    assert planning.rev == rev


def test_a_restored_step_may_share_a_key_and_still_there_is_room_around_it(planning: Planning) -> None:
    ids = a_list(planning, "a", "b", "c", "d")
    key = planning.one(Step, ids["b"]).order_key
    planning.do(steps.trash, ids["b"])
    planning.database.write_now(lambda session: set_key(session, ids["c"], key))
    planning.do(steps.restore, ids["b"])
    assert planning.one(Step, ids["b"]).order_key == planning.one(Step, ids["c"]).order_key
    twins = planning.titles("gathered")[1:3]
    place(planning, ids["d"], ids[twins[1]])
    assert planning.titles("gathered") == ["a", twins[0], "d", twins[1]]
    keys = [step.order_key for step in planning.all(Step)]
    assert len(set(keys)) == 4


def test_spreading_a_list_anew_is_told_as_part_of_the_command(planning: Planning) -> None:
    ids = a_list(planning, "a", "b", "c")
    for title, key in (("a", "1"), ("b", "1" + "0" * 60 + "1"), ("c", "2")):
        planning.database.write_now(lambda session, id=ids[title], key=key: set_key(session, id, key))
    place(planning, ids["c"], ids["b"])
    assert planning.titles("gathered") == ["a", "c", "b"]
    moved = {effect.id for effect in planning.last_effects() if effect.field == "order_key"}
    assert moved == set(ids.values())
    assert {step.rev for step in planning.all(Step)} == {planning.rev}
    assert max(len(step.order_key) for step in planning.all(Step)) <= 3


def test_the_first_of_a_stage_is_found_beside_the_step_itself(planning: Planning) -> None:
    ids = a_list(planning, "a", "b")
    find, stage = planning.database.read_now, planning.stages["gathered"]
    assert find(first_in, stage, "") == ids["a"]
    assert find(first_in, stage, ids["a"]) == ids["b"]
    assert find(first_in, planning.stages["done"], "") == ""


def test_many_inserts_at_one_place_keep_keys_short_and_in_order(planning: Planning, long: bool) -> None:
    inserts = 5_000 if long else 600
    _, last = planning.step("first"), planning.step("last")
    longest, spreads = planning.database.write_now(
        lambda session, edit: insert_before(session, edit, planning, last, inserts), feeds=(planning.feed,)
    ).value
    assert longest <= LONGEST < LONGEST_PROMISED
    assert spreads >= inserts // 300
    assert planning.titles("gathered") == ["first", *map(str, range(inserts)), "last"]


def insert_before(session: Session, edit: Edit, planning: Planning, last: str, times: int) -> tuple[int, int]:
    """The length of the longest key given, and how often the list was spread anew."""
    stage = session.get_one(Stage, planning.stages["gathered"])
    longest = spreads = 0
    edit.say(Verb.STEP_PLACED)
    for turn in range(times):
        before = len(edit.effects)
        key = key_before(session, edit, stage, "", last)
        spreads += len(edit.effects) > before
        longest = max(longest, len(key))
        session.flush()
        session.connection().execute(insert(table_of(Step)), row(planning, stage, str(turn), key, turn + 3))
    return longest, spreads


def row(planning: Planning, stage: Stage, title: str, key: str, number: int) -> dict[str, object]:
    step = Step(
        plan_id=planning.plan_id, number=number, title=title, stage_id=stage.id, order_key=key, rev=1,
        created_at=NOON,
    )  # fmt: skip
    return step.model_dump()


def set_key(session: Session, step_id: str, key: str) -> None:
    session.get_one(Step, step_id).order_key = key
    session.flush()
