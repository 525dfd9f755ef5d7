"""Handing over a coordination: all of it at once, also from who has left, and nothing of others."""

from dataclasses import dataclass

import pytest

from tests.planning import NOON, Planning
from tracker.commands import (
    contact_persons,
    contacts,
    follow_ups,
    memberships,
    ownerships,
    parties,
    reversals,
)
from tracker.commands import meetings as meeting_commands
from tracker.commands.handovers import Handover, enter_place, hand_over, look_over
from tracker.commands.memberships import Place
from tracker.commands.parties import OtherPlans
from tracker.domain.follow_up import FollowUp
from tracker.domain.mail import Mail
from tracker.domain.meeting import Meeting
from tracker.domain.member import Member, Membership
from tracker.domain.network import Network
from tracker.domain.ownership import Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import ContactPerson, Party
from tracker.domain.permissions import Role
from tracker.domain.plan import Plan
from tracker.domain.refusals import Forbidden, Invalid, NotFound
from tracker.store.mails import put_mail
from tracker.store.members import role_on_plan
from tracker.store.plans import feed_of


@dataclass
class Scene:
    """Anna holds one of everything in Bernd's region; Bernd takes over."""

    planning: Planning
    region: str
    network: str
    owned: str
    asked: str
    chamber: str

    def hand_over(
        self, kind: str = "region", by: Participant | None = None, successor: str = "", deputy: str = ""
    ) -> None:
        planning = self.planning
        id = {"region": self.region, "network": self.network, "plan": planning.plan_id}[kind]
        by = by or planning.people.emil
        wanted = Handover(planning.people.anna.id, successor or planning.people.bernd.id, deputy)

        def counted(session) -> list[str]:
            return list(look_over(session, enter_place(session, by, kind, id), wanted).plans)

        feeds = tuple(map(feed_of, planning.database.read_now(counted)))
        planning.database.write_now(
            lambda session, *edits: hand_over(session, by, kind, id, wanted, *edits), feeds=feeds, by=by
        )

    @property
    def owners(self) -> dict[str, tuple[str, str]]:
        names = {party.id: party.name for party in self.planning.all(Party)}
        found = [one for one in self.planning.all(Ownership) if one.step_id == self.owned]
        return {names[one.party_id]: (one.role, one.answer) for one in found}

    def role_of(self, who: Participant) -> Role | None:
        return self.planning.database.read_now(role_on_plan, who, self.planning.plan_id)


@pytest.fixture
def scene(planning: Planning) -> Scene:
    people, plan = planning.people, planning.one(Plan, planning.plan_id)
    network = next(one.id for one in planning.all(Network) if one.name == "Netz")
    owned, asked = planning.step("Anfangen"), planning.step("Fragen")
    planning.do(ownerships.take, owned)
    mine = planning.all(Party)[0].id
    chamber = planning.do(parties.add_party, "IHK Kassel").made
    planning.do(ownerships.ask, asked, chamber, "lead")
    planning.do(follow_ups.agree, asked, chamber, mine)
    planning.do(contacts.name_contacts, {"contact": people.anna.id})
    planning.do(meeting_commands.add, "12.6.2026", {"title": "Treffen", "host": "Anna"})
    speak = contact_persons.add_contact_person
    planning.database.write_now(lambda s: speak(s, people.anna, plan.id, chamber, people.anna.id))
    name = contacts.name_contacts_of_region
    planning.database.write_now(lambda s: name(s, people.anna, plan.region_id, {"deputy": people.anna.id}))
    return Scene(planning, plan.region_id, network, owned, asked, chamber)


def test_everything_goes_to_the_successor_in_one_change_of_each_plan(scene: Scene) -> None:
    planning, people = scene.planning, scene.planning.people
    before = planning.rev
    scene.hand_over(deputy=people.guel.id)
    assert planning.rev == before + 1
    assert scene.owners == {"Bernd": ("lead", "asked")}  # a yes was Anna's own
    plan = planning.one(Plan, planning.plan_id)
    assert (plan.contact_id, plan.deputy_id) == (people.bernd.id, people.guel.id)
    [asks] = planning.all(FollowUp)
    bernd = next(party.id for party in planning.all(Party) if party.name == "Bernd")
    assert (asks.asker_id, asks.party_id, asks.done) == (bernd, scene.chamber, False)
    assert [one.host for one in planning.all(Meeting)] == ["Bernd"]
    assert [one.member_id for one in planning.all(ContactPerson)] == [people.bernd.id]
    assert (scene.role_of(people.bernd), scene.role_of(people.anna)) == (Role.FACILITATOR, None)


def test_it_can_be_undone_in_a_plan(scene: Scene) -> None:
    planning, people = scene.planning, scene.planning.people
    scene.hand_over()
    planning.do(reversals.undo, planning.rev, by=people.bernd)
    assert scene.owners == {"Anna": ("lead", "accepted")}
    assert planning.one(Plan, planning.plan_id).contact_id == people.anna.id
    assert [one.host for one in planning.all(Meeting)] == ["Anna"]


def test_it_works_when_they_have_left_already(scene: Scene) -> None:
    planning, people = scene.planning, scene.planning.people
    [held] = [one for one in planning.all(Membership) if one.member_id == people.anna.id]
    end = memberships.end_membership
    planning.database.write_now(lambda s: end(s, people.emil, Place("", scene.region), held.id))
    scene.hand_over("network", successor=people.emil.id)
    assert scene.owners == {"Emil": ("lead", "accepted")}  # who takes it over themselves says yes
    assert planning.one(Plan, planning.plan_id).contact_id == people.emil.id


def test_a_successor_who_is_named_already_is_named_once_and_leads(scene: Scene) -> None:
    planning = scene.planning
    planning.do(ownerships.take, scene.owned, by=planning.people.bernd)
    assert scene.owners["Bernd"] == ("with", "accepted")
    scene.hand_over()
    assert scene.owners == {"Bernd": ("lead", "accepted")}


def test_mails_that_wait_for_the_old_address_about_this_place_are_over(scene: Scene) -> None:
    planning = scene.planning
    old, life = "anna@example.org", NOON - NOON.replace(day=1)

    def put(session, about: str) -> str:
        return put_mail(session, "invitation", old, NOON, life, about=about)

    here, elsewhere = (
        planning.database.write_now(lambda s, about=about: put(s, about)).value
        for about in (planning.plan_id, "another")
    )
    scene.hand_over()
    assert planning.one(Mail, here).due_at is None
    assert planning.one(Mail, elsewhere).due_at is not None


def test_a_network_keeps_a_coordinator(scene: Scene) -> None:
    planning, people = scene.planning, scene.planning.people
    wanted = Handover(people.emil.id, people.emil.id)
    with pytest.raises(Invalid) as refused:
        planning.database.write_now(lambda s: hand_over(s, people.emil, "network", scene.network, wanted))
    assert refused.value.field == "successor"
    hanna = planning.database.write_now(
        lambda s: memberships.add_member(
            s, people.emil, Place(scene.network), "h@example.org", "Hanna", "reader", NOON
        )
    ).value.member_id
    planning.database.write_now(
        lambda s: hand_over(s, people.emil, "network", scene.network, Handover(people.emil.id, hanna))
    )
    who = planning.one(Member, hanna).as_participant()
    assert (scene.role_of(who), scene.role_of(people.emil)) == (Role.COORDINATOR, None)


def test_only_those_above_hand_over_and_only_among_people_there(scene: Scene) -> None:
    people = scene.planning.people
    for who in (people.bernd, people.guel, people.anna):
        with pytest.raises(Forbidden):
            scene.hand_over(by=who)
    for stranger in (people.clara, people.frida, people.nobody):
        with pytest.raises(NotFound):
            scene.hand_over(by=stranger)
    for field, wrong in (("successor", people.clara.id), ("successor", people.anna.id)):
        with pytest.raises(Invalid) as refused:
            scene.hand_over(successor=wrong)
        assert refused.value.field == field
    with pytest.raises(Invalid) as refused:
        scene.hand_over(deputy=people.bernd.id)
    assert refused.value.field == "deputy"


def test_a_facilitator_hands_over_what_lies_in_their_plan_and_no_role_above(scene: Scene) -> None:
    people = scene.planning.people
    scene.hand_over("plan", by=people.anna)
    assert scene.owners == {"Bernd": ("lead", "asked")}
    assert scene.role_of(people.anna) == Role.FACILITATOR


def test_what_is_given_to_them_meanwhile_in_another_plan_makes_it_start_anew(scene: Scene) -> None:
    people, wanted = scene.planning.people, None
    wanted = Handover(people.anna.id, people.bernd.id)
    with pytest.raises(OtherPlans):
        scene.planning.database.write_now(lambda s: hand_over(s, people.emil, "region", scene.region, wanted))
