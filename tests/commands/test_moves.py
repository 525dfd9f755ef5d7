"""Steps that go to another plan of the network."""

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from tests.planning import NOON, Planning
from tracker.boards.plain import plan_json
from tracker.commands import (
    checklists,
    follow_ups,
    meetings,
    notes,
    ownerships,
    parties,
    reversals,
    steps,
    talk,
)
from tracker.commands.networks import put_region
from tracker.commands.plans import put_plan
from tracker.domain.change import Change, Verb
from tracker.domain.member import Membership
from tracker.domain.network import Network, Region
from tracker.domain.participant import Participant
from tracker.domain.permissions import Role
from tracker.domain.plan import Plan
from tracker.domain.refusals import Forbidden, Gone, Invalid, NotFound, Refusal
from tracker.domain.step import Step
from tracker.store.moves import plans_beside, went_to


def plan_in(planning: Planning, region: str) -> str:
    """The id of a plan in another region; one that is not there belongs to the other network."""

    def command(session: Session) -> str:
        known = session.execute(select(Region).where(col(Region.name) == region)).scalar_one_or_none()
        network = session.execute(select(Network).where(col(Network.name) == "Anderswo")).scalar_one()
        return put_plan(session, known or put_region(session, network.id, region), "Ein dritter", NOON).id

    return str(planning.database.write_now(command).value)


def allow(planning: Planning, who: Participant, role: Role, plan: str) -> None:
    """Give a role in the region of a plan, also one that no member has yet."""
    region = planning.one(Plan, plan).region_id
    given = Membership(member_id=who.id, role=role, region_id=region)
    planning.database.write_now(lambda session: session.add(given))


def a_step(planning: Planning) -> str:
    """With everything on it."""
    step = planning.step("Auftakt", "working", "bis zum nächsten Treffen")
    goal = planning.do(notes.add, "goal", "Mehr Treffen").made
    theme = planning.do(parties.add_theme, "Netzwerk").made
    planning.do(steps.retell, step, None, "Mit Kaffee", None, "einen Raum", goal)
    planning.do(steps.set_themes, step, [theme])
    party = planning.do(parties.add_party, "Kammer").made
    planning.do(ownerships.ask, step, party, "lead")
    planning.do(ownerships.take, step, by=planning.people.bernd)
    asker = planning.do(parties.add_party, "Fragende").made
    planning.do(follow_ups.agree, step, party, asker)
    check = planning.do(checklists.add, step, "Saal").made
    planning.do(checklists.add, step, "Kaffee")
    planning.do(checklists.tick, step, check)
    planning.do(talk.link, step, "https://example.org", "Der Raum")
    planning.do(talk.comment, step, "Ich frage nach", by=planning.people.bernd)
    planning.do(talk.comment, step, "Gut")
    return step


def shown(planning: Planning, plan: str, step: str) -> dict[str, object]:
    """The step as scripts read it, without what a step in another plan cannot share."""
    read = planning.database.read_now(plan_json, plan)
    names = {one["id"]: one["name"] for kind in ("parties", "themes") for one in read[kind]}
    [found] = [one for one in read["steps"] if one["id"] == step]
    own = {"id", "rev", "number", "stage", "goal", "pos", "deadline"}
    kept = {name: value for name, value in found.items() if name not in own}
    return _named(kept, names)


def _named(value: object, names: dict[str, str]) -> object:
    if isinstance(value, dict):
        return {key: _named(one, names) for key, one in value.items() if key not in ("id", "rev")}
    if isinstance(value, list):
        return [_named(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


def test_a_step_goes_on_with_all_that_hangs_on_it_in_one_change_of_each_plan(planning: Planning) -> None:
    other = planning.another_plan()
    step = a_step(planning)
    before = shown(planning, planning.plan_id, step)
    assert all(before[name] for name in ("checklist", "links", "comments", "follow_ups", "owners"))
    revs = planning.rev, planning.one(Plan, other).rev
    written = planning.move(step, other)
    assert (planning.rev, planning.one(Plan, other).rev) == (revs[0] + 1, revs[1] + 1)
    assert shown(planning, other, written.made) == before
    assert planning.titles("working") == []
    assert planning.one(Step, step).trashed_at is not None
    verbs = {
        one.feed: one.verb for one in planning.all(Change) if one.verb.startswith(("step_left", "step_arr"))
    }
    assert verbs == {planning.feed: Verb.STEP_LEFT, f"plan:{other}": Verb.STEP_ARRIVED}


def test_its_deadline_follows_the_next_meeting_of_the_other_plan_and_its_goal_the_one_of_the_same_words(
    planning: Planning,
) -> None:
    step, here = a_step(planning), (planning.plan_id, planning.stages)
    planning.do(meetings.add, "12.6.2026", {"title": "Hier"})
    other = planning.another_plan()
    planning.enter(other)
    planning.do(meetings.add, "3.7.2026", {"title": "Dort"})
    goal = planning.do(notes.add, "goal", "mehr  treffen").made
    planning.plan_id, planning.stages = here
    new = planning.one(Step, planning.move(step, other).made)
    assert str(new.deadline_last) == "2026-07-03"
    assert new.goal_id == goal


def test_what_is_done_stays_done_on_its_day_with_what_came_of_it(planning: Planning) -> None:
    step = planning.step()
    planning.do(steps.complete, step, "40 waren da", by=planning.people.bernd)
    planning.time.jump(days=3)
    other = planning.another_plan()
    new = planning.move(step, other).made
    done = shown(planning, other, new)["done"]
    assert done == {"day": str(NOON.date()), "by": "Bernd", "result": "40 waren da"}
    assert planning.titles("done") == []
    planning.enter(other)
    planning.do(steps.reopen, new)
    assert planning.titles("gathered") == ["Kick-off"]


def test_restored_it_stands_in_both_plans_and_an_undo_is_the_same(planning: Planning) -> None:
    step, other = planning.step(), planning.another_plan()
    new = planning.move(step, other).made
    planning.do(steps.restore, step)
    assert planning.titles("gathered") == ["Kick-off"]
    assert planning.one(Step, new).trashed_at is None
    planning.move(step, other)
    planning.do(reversals.undo, planning.rev)
    assert planning.titles("gathered") == ["Kick-off"]


def test_a_right_that_is_missing_in_either_plan_changes_neither(planning: Planning) -> None:
    people, step, other = planning.people, planning.step(), planning.another_plan()
    away, foreign = plan_in(planning, "Hessen"), plan_in(planning, "Anderswo am Meer")
    revs = planning.rev, *(planning.one(Plan, id).rev for id in (other, away, foreign))
    refused: list[tuple[Participant, str, type[Refusal]]] = [
        (people.guel, other, Forbidden), (people.deniz, other, Forbidden), (people.clara, other, NotFound),
        (people.bernd, away, NotFound), (people.anna, foreign, NotFound), (people.anna, "000000000000", NotFound),
    ]  # fmt: skip
    for by, to, kind in refused:
        with pytest.raises(kind):
            planning.move(step, to, by=by)
    for too_little in (Role.READER, Role.GUEST):
        allow(planning, people.anna, too_little, away)
        with pytest.raises(Forbidden):
            planning.move(step, away)
    allow(planning, people.anna, Role.FACILITATOR, foreign)
    with pytest.raises(Invalid):
        planning.move(step, foreign)
    planning.do(steps.trash, step)
    with pytest.raises(Gone):
        planning.move(step, other)
    assert (planning.rev - 1, *(planning.one(Plan, id).rev for id in (other, away, foreign))) == revs
    assert len(planning.all(Step)) == 1


def test_one_chooses_among_the_plans_of_the_network_in_which_one_may(planning: Planning) -> None:
    people, other = planning.people, planning.another_plan()
    beside = lambda who: [  # noqa: E731
        one.plan.id for one in planning.database.read_now(plans_beside, who, planning.plan_id)
    ]
    assert beside(people.bernd) == beside(people.emil) == [other]
    assert beside(people.guel) == beside(people.deniz) == []


def test_where_it_went_is_told_to_those_who_may_read_it_there(planning: Planning) -> None:
    step, away = planning.step(), plan_in(planning, "Hessen")
    new = planning.move(step, away, by=planning.people.emil).made
    found = planning.database.read_now(went_to, planning.people.emil, planning.plan_id, step)
    assert found is not None
    assert (found[0].plan.id, found[1]) == (away, new)
    assert planning.database.read_now(went_to, planning.people.anna, planning.plan_id, step) is None
