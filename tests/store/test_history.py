"""What a field was at a rev, and who changed it last since: read from the history."""

from tests.planning import Planning
from tracker.commands import ownerships, steps
from tracker.commands.plans import edit_head
from tracker.domain.change import ChangeEntity
from tracker.domain.edit import Past
from tracker.domain.member import Guest
from tracker.store.changes import changes_after
from tracker.store.history import past_of


def past(planning: Planning, field: str, base: int, step: str) -> Past:
    return planning.database.read_now(
        lambda session: past_of(session, planning.feed)("step", step, field, base)
    )


def test_the_past_of_a_field_is_what_it_was_at_base_and_who_wrote_it_last(planning: Planning) -> None:
    step_id = planning.step("one")
    planning.do(steps.retell, step_id, "two", None, None, by=planning.people.bernd)
    planning.do(steps.retell, step_id, None, "a text", None, by=planning.people.emil)
    planning.do(steps.retell, step_id, "three", None, None, by=planning.people.deniz)
    assert past(planning, "title", 1, step_id) == Past("one", "Deniz")
    assert past(planning, "title", 2, step_id) == Past("two", "Deniz")
    assert past(planning, "title", 4, step_id) == Past(None, "")
    assert past(planning, "text", 1, step_id) == Past("", "Emil")


def test_another_steps_field_of_the_same_name_does_not_count(planning: Planning) -> None:
    one, other = planning.step("one"), planning.step("other")
    planning.do(steps.retell, other, "changed", None, None)
    planning.do(edit_head, {"title": "Neu"}, None)
    assert past(planning, "title", 2, one) == Past(None, "")


def test_an_author_who_is_gone_has_no_name_any_more(planning: Planning) -> None:
    step_id, deniz = planning.step("one"), planning.people.deniz
    planning.do(steps.retell, step_id, "two", None, None, by=deniz)
    planning.database.write_now(lambda session: session.delete(session.get_one(Guest, deniz.id)))
    assert past(planning, "title", 1, step_id) == Past("one", "")
    assert [one.actor for one in planning.database.read_now(changes_after, planning.feed, 0)] == ["Anna", ""]


def test_changes_are_read_in_order_after_a_rev(planning: Planning) -> None:
    for title in ("a", "b", "c"):
        planning.step(title)
    read = planning.database.read_now
    assert [one.rev for one in read(changes_after, planning.feed, 1)] == [2, 3]
    assert read(changes_after, planning.feed, 3) == []


def test_the_history_of_one_step_holds_what_happened_to_its_owners(planning: Planning) -> None:
    step_id = planning.step()
    planning.do(ownerships.take, step_id)
    mine = [one.rev for one in planning.all(ChangeEntity) if (one.kind, one.id) == ("step", step_id)]
    assert mine == [1, 2]
