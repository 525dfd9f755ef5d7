"""Handing over a coordination: all of it at once, also from who has left, and nothing of others."""

import pytest

from tests.commands.handing import Scene, a_scene
from tests.planning import NOON, Planning
from tracker.commands import contacts, memberships, ownerships
from tracker.commands import meetings as meeting_commands
from tracker.commands.handover_outlook import Wanted
from tracker.commands.handovers import hand_over
from tracker.commands.memberships import Place
from tracker.commands.parties import OtherPlans
from tracker.domain.follow_up import FollowUp
from tracker.domain.join_link import JoinLink
from tracker.domain.mail import Mail
from tracker.domain.meeting import Meeting
from tracker.domain.member import Member, Membership
from tracker.domain.party import ContactPerson, Party
from tracker.domain.permissions import Role
from tracker.domain.plan import Plan
from tracker.domain.refusals import Forbidden, Invalid, NotFound
from tracker.store.contacts import whom_to_turn_to
from tracker.store.join_links import maker_may
from tracker.store.mails import put_mail


@pytest.fixture
def scene(planning: Planning) -> Scene:
    return a_scene(planning)


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
    wanted = Wanted(people.emil.id, people.emil.id)
    with pytest.raises(Invalid) as refused:
        planning.database.write_now(
            lambda s: hand_over(s, people.emil, "network", scene.network, wanted, NOON)
        )
    assert refused.value.field == "successor"
    hanna = planning.database.write_now(
        lambda s: memberships.add_member(
            s, people.emil, Place(scene.network), "h@example.org", "Hanna", "reader", NOON
        )
    ).value.member_id
    planning.database.write_now(
        lambda s: hand_over(s, people.emil, "network", scene.network, Wanted(people.emil.id, hanna), NOON)
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


def test_a_facilitator_hands_over_nothing_of_somebody_above_who_may_do_so_for_them(scene: Scene) -> None:
    people = scene.planning.people
    scene.planning.do(ownerships.take, scene.owned, by=people.emil)
    before = scene.owners
    with pytest.raises(Forbidden):
        scene.hand_over("plan", by=people.anna, member=people.emil.id)
    assert scene.owners == before
    scene.hand_over("plan", by=people.emil, member=people.emil.id)
    assert "Emil" not in scene.owners


def test_what_is_given_to_them_meanwhile_in_another_plan_makes_it_start_anew(scene: Scene) -> None:
    people, wanted = scene.planning.people, None
    wanted = Wanted(people.anna.id, people.bernd.id)
    with pytest.raises(OtherPlans):
        scene.planning.database.write_now(
            lambda s: hand_over(s, people.emil, "region", scene.region, wanted, NOON)
        )


def test_who_is_not_here_yet_is_invited_with_the_role_they_follow_in(scene: Scene) -> None:
    planning = scene.planning
    scene.hand_over(email="Neu@Example.org")
    [heir] = [one for one in planning.all(Member) if one.email == "neu@example.org"]
    assert scene.role_of(heir.as_participant()) == Role.FACILITATOR
    [mail] = [one for one in planning.all(Mail) if one.kind == "invitation"]
    held = planning.one(Membership, mail.about)
    assert (mail.address, held.member_id, held.region_id) == (heir.email, heir.id, scene.region)
    assert scene.owners == {"Neu": ("lead", "asked")}
    assert planning.one(Plan, planning.plan_id).contact_id == heir.id


def test_a_role_from_above_stays_and_the_successor_gets_it_here(scene: Scene) -> None:
    planning, people = scene.planning, scene.planning.people
    [link] = planning.all(JoinLink)
    scene.hand_over("plan", by=people.anna)
    assert scene.role_of(people.anna) == scene.role_of(people.bernd) == Role.FACILITATOR
    [here] = [one for one in planning.all(Membership) if one.plan_id == planning.plan_id]
    assert (here.member_id, here.role) == (people.bernd.id, Role.FACILITATOR)
    assert planning.database.read_now(lambda s: maker_may(s, s.get_one(JoinLink, link.id)))


def test_links_of_who_has_left_open_again_once_they_are_the_successors(scene: Scene) -> None:
    planning, people = scene.planning, scene.planning.people
    [link], [held] = (
        planning.all(JoinLink),
        [one for one in planning.all(Membership) if one.member_id == people.anna.id],
    )
    end = memberships.end_membership
    planning.database.write_now(lambda s: end(s, people.emil, Place("", scene.region), held.id))
    opens = lambda s: maker_may(s, s.get_one(JoinLink, link.id))  # noqa: E731
    assert not planning.database.read_now(opens)
    scene.hand_over()
    assert planning.database.read_now(opens)


def test_nobody_hands_over_a_role_above_their_own(scene: Scene) -> None:
    planning, people = scene.planning, scene.planning.people
    place = Place("", "", planning.plan_id)
    planning.database.write_now(
        lambda s: memberships.add_member(s, people.emil, place, "emil@example.org", "", "coordinator", NOON)
    )
    with pytest.raises(Forbidden):
        scene.hand_over("plan", by=people.anna, member=people.emil.id)


def test_hosts_are_meant_however_their_name_is_spelled_but_not_others_nor_the_past(scene: Scene) -> None:
    planning = scene.planning
    for words, host in (("1.7.2026", "  ANNA "), ("2.7.2026", "Annabell"), ("1.4.2026", "Anna")):
        planning.do(meeting_commands.add, words, {"title": words, "host": host})
    scene.hand_over()
    hosts = {one.title: one.host for one in planning.all(Meeting)}
    assert hosts == {"Treffen": "Bernd", "1.7.2026": "Bernd", "2.7.2026": "Annabell", "1.4.2026": "Anna"}


def test_a_name_that_two_people_have_is_nobodys_meeting(scene: Scene) -> None:
    planning, people = scene.planning, scene.planning.people
    planning.database.write_now(
        lambda s: memberships.add_member(
            s, people.emil, Place("", scene.region), "anna.zwei@example.org", "Anna", "reader", NOON
        )
    )
    scene.hand_over()
    assert [one.host for one in planning.all(Meeting)] == ["Anna"]


def test_what_concerns_a_plan_reaches_the_successor_also_where_the_post_was_above(scene: Scene) -> None:
    planning, people = scene.planning, scene.planning.people
    planning.do(contacts.name_contacts, {"contact": ""})
    assert (
        planning.database.read_now(whom_to_turn_to, planning.plan_id)[0].name == "Anna"
    )  # the region's deputy
    scene.hand_over("plan")
    assert planning.one(Plan, planning.plan_id).contact_id == people.bernd.id
    assert planning.database.read_now(whom_to_turn_to, planning.plan_id)[0].name == "Bernd"
