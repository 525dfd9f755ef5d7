"""Taking back a handover: all of it or nothing; and what is done again is whole again."""

import pytest

from tests.commands.handing import Scene, a_scene
from tests.planning import NOON, Planning
from tracker.commands import contacts, memberships, reversals, steps
from tracker.commands.memberships import Place
from tracker.domain.join_link import JoinLink
from tracker.domain.kept_handover import KEPT, KeptHandover
from tracker.domain.meeting import Meeting
from tracker.domain.member import Member, Membership
from tracker.domain.permissions import Role
from tracker.domain.plan import Plan
from tracker.domain.refusals import Irreversible
from tracker.store.kept_handovers import forget_old_handovers
from tracker.store.plans import feed_of


@pytest.fixture
def scene(planning: Planning) -> Scene:
    return a_scene(planning)


def undo(scene: Scene, *feeds: str) -> None:
    planning = scene.planning
    planning.database.write_now(
        lambda s, edit, *edits: reversals.undo(s, edit, planning.plan_id, planning.rev, *edits),
        feeds=(planning.feed, *feeds),
        by=planning.people.emil,
    )


def refused(scene: Scene, **by: object) -> Irreversible:
    with pytest.raises(Irreversible) as why:
        scene.planning.do(reversals.undo, scene.planning.rev, **{"by": scene.planning.people.emil, **by})
    return why.value


def test_an_undo_takes_back_roles_posts_links_and_contacts_too_and_is_undone_itself(scene: Scene) -> None:
    planning, people = scene.planning, scene.planning.people
    before, owners = scene.beside(), scene.owners
    scene.hand_over(deputy=people.guel.id)
    after, given = scene.beside(), scene.owners
    assert {link.made_by for link in planning.all(JoinLink)} == {people.bernd.id}
    assert after != before
    for _ in range(2):
        undo(scene)
        assert (scene.beside(), scene.owners) == (before, owners)
        assert planning.one(Plan, planning.plan_id).contact_id == people.anna.id
        assert [one.host for one in planning.all(Meeting)] == ["Anna"]
        undo(scene)
        assert (scene.beside(), scene.owners) == (after, given)


def test_what_lies_in_several_plans_comes_back_in_all_of_them(scene: Scene) -> None:
    planning, people = scene.planning, scene.planning.people
    first, second = planning.plan_id, planning.another_plan()
    planning.enter(second)
    planning.do(contacts.name_contacts, {"deputy": people.anna.id})
    planning.enter(first)
    scene.hand_over()
    assert planning.one(Plan, second).deputy_id == people.bernd.id
    assert planning.database.read_now(reversals.plans_beside, first, planning.rev) == [second]
    undo(scene, feed_of(second))
    assert planning.one(Plan, second).deputy_id == people.anna.id


def test_only_those_who_could_hand_over_there_take_it_back(scene: Scene) -> None:
    scene.hand_over()
    assert refused(scene, by=scene.planning.people.bernd).reason == "handed_over_elsewhere"


def test_a_role_that_was_changed_since_is_in_the_way(scene: Scene) -> None:
    planning, people = scene.planning, scene.planning.people
    scene.hand_over()
    [held] = [one for one in planning.all(Membership) if one.member_id == people.bernd.id]
    at = Place("", scene.region)
    planning.database.write_now(lambda s: memberships.set_role(s, people.emil, at, held.id, "reader"))
    before = scene.beside()
    assert refused(scene).reason == "changed_by_somebody"
    assert scene.beside() == before


def test_a_step_that_went_on_keeps_all_of_it(scene: Scene) -> None:
    planning = scene.planning
    scene.hand_over()
    rev, before = planning.rev, scene.beside()
    planning.do(steps.complete, scene.owned, "", by=planning.people.bernd)
    planning.do(steps.trash, scene.asked, by=planning.people.bernd)
    planning.do(contacts.name_contacts, {"contact": ""}, by=planning.people.bernd)
    with pytest.raises(Irreversible):
        planning.do(reversals.undo, rev, by=planning.people.emil)
    assert scene.beside() == before


def test_after_thirty_days_it_says_that_it_is_too_late(scene: Scene) -> None:
    scene.hand_over()
    database = scene.planning.database
    database.write_now(lambda s: forget_old_handovers(s, NOON + KEPT))
    assert len(scene.planning.all(KeptHandover)) == 1
    database.write_now(lambda s: forget_old_handovers(s, NOON + KEPT * 2))
    assert refused(scene).reason == "handed_over_long_ago"


def test_who_was_invited_for_it_has_no_role_any_more_and_whoever_was_there_all_of_it(scene: Scene) -> None:
    planning = scene.planning
    before = scene.beside()
    scene.hand_over("plan", email="neu@example.org")
    [heir] = [one.as_participant() for one in planning.all(Member) if one.email == "neu@example.org"]
    assert scene.role_of(heir) == Role.FACILITATOR
    undo(scene)
    assert (scene.role_of(heir), scene.beside()) == (None, before)
