"""Handing over: who is contact and deputy then, and who waits for the answers of others."""

import pytest

from tests.commands.handing import Scene, a_scene
from tests.planning import NOON, Planning
from tracker.commands import contacts, memberships, ownerships, parties, reversals
from tracker.commands.memberships import Place
from tracker.domain.network import Network, Region
from tracker.domain.participant import Participant
from tracker.domain.plan import Plan
from tracker.store.my_steps import asked_by_me


@pytest.fixture
def scene(planning: Planning) -> Scene:
    return a_scene(planning)


def test_a_deputy_who_is_named_takes_the_posts_that_are_free_and_an_undo_gives_them_back(
    scene: Scene,
) -> None:
    planning, people = scene.planning, scene.planning.people
    planning.do(contacts.name_contacts, {"contact": people.bernd.id})
    to_network = Place(scene.network), "guel@example.org", "", "reader", NOON
    planning.database.write_now(lambda s: memberships.add_member(s, people.emil, *to_network))
    before = scene.beside()
    scene.hand_over("network", successor=people.emil.id, deputy=people.guel.id)
    posts = {
        (type(one).__name__, one.contact_id, one.deputy_id)
        for one in (
            planning.one(Network, scene.network),
            planning.one(Region, scene.region),
            planning.one(Plan, planning.plan_id),
        )
    }
    emil, guel = people.emil.id, people.guel.id
    # Anna was no contact of the plan; Bernd, who is, stays
    assert posts == {("Network", emil, guel), ("Region", emil, guel), ("Plan", people.bernd.id, None)}
    planning.do(reversals.undo, planning.rev, by=people.emil)
    assert scene.beside() == before


def test_whom_they_asked_answers_to_the_successor(scene: Scene) -> None:
    planning, people = scene.planning, scene.planning.people

    def awaited(who: Participant) -> list[str]:
        plans = [planning.plan_id]
        found = planning.database.read_now(lambda s: asked_by_me(s, who.id, plans))
        return [name for one in found for name in one.names]

    step = planning.step("Zusagen")
    aok = planning.do(parties.add_party, "AOK").made
    planning.do(ownerships.ask, step, aok, "lead")
    assert (awaited(people.anna), awaited(people.bernd)) == (["AOK"], [])
    scene.hand_over()
    assert (awaited(people.anna), awaited(people.bernd)) == ([], ["AOK"])
    planning.do(reversals.undo, planning.rev, by=people.emil)
    assert (awaited(people.anna), awaited(people.bernd)) == (["AOK"], [])
