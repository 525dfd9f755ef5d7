"""Contact and deputy: named among those with a role there, recognised when they sign in, and whom to turn to."""

import pytest
from sqlmodel import Session

from tests.planning import NOON, Planning
from tracker.commands import contacts, memberships, reversals
from tracker.commands.exports import plan_document
from tracker.commands.imports import import_plan
from tracker.domain.change import Verb
from tracker.domain.contacts import Posts
from tracker.domain.member import Member, Membership
from tracker.domain.network import Region
from tracker.domain.participant import Participant
from tracker.domain.plan import Plan
from tracker.domain.refusals import Forbidden, Invalid, NotFound
from tracker.plan_file.reading import read_plan_file
from tracker.store.changes import feed_head
from tracker.store.contacts import whom_to_turn_to


def named(planning: Planning, **said: str) -> None:
    planning.do(contacts.name_contacts, said)


def turned_to(planning: Planning) -> list[str]:
    return [one.name for one in planning.database.read_now(whom_to_turn_to, planning.plan_id)]


def head(planning: Planning) -> tuple[str, str]:
    found = planning.database.read_now(feed_head, planning.plan_id)
    assert found
    return found.contact, found.deputy


def write(planning: Planning, place: Posts, **words: str | None) -> None:
    """Set columns as a file or an older release left them."""

    def command(session: Session) -> None:
        kept = session.get_one(type(place), place.id)  # type: ignore[attr-defined]
        for name, value in words.items():
            setattr(kept, name, value)

    planning.database.write_now(command)


def plan_of(planning: Planning) -> Plan:
    return planning.one(Plan, planning.plan_id)


def region_of(planning: Planning) -> Region:
    return planning.one(Region, plan_of(planning).region_id)


def test_contact_and_deputy_stand_in_the_head_and_can_be_taken_back(planning: Planning) -> None:
    people = planning.people
    named(planning, contact=people.anna.id, deputy=people.emil.id)
    assert head(planning) == ("Anna", "Emil")
    assert planning.changes()[-1].verb == Verb.CONTACT_NAMED
    before = planning.rev
    named(planning, contact=people.anna.id)
    assert planning.rev == before  # nothing new, nothing told
    planning.do(reversals.undo, before)
    assert head(planning) == ("", "")


@pytest.mark.parametrize("who", ["bernd", "guel", "deniz"])
def test_only_facilitators_name_them(planning: Planning, who: str) -> None:
    with pytest.raises(Forbidden):
        planning.do(contacts.name_contacts, {"contact": ""}, by=getattr(planning.people, who))


@pytest.mark.parametrize("who", ["clara", "frida", "deniz"])
def test_somebody_without_a_role_there_cannot_be_named(planning: Planning, who: str) -> None:
    with pytest.raises(Invalid) as refused:
        named(planning, contact=getattr(planning.people, who).id)
    assert (refused.value.field, refused.value.reason) == ("contact", "unknown")


def test_a_region_and_a_network_have_them_too(planning: Planning) -> None:
    people, region, database = planning.people, region_of(planning), planning.database

    def of(command: object, by: Participant, id: str, who: Participant) -> None:
        database.write_now(lambda session: command(session, by, id, {"deputy": who.id}))  # type: ignore[operator]

    of(contacts.name_contacts_of_region, people.anna, region.id, people.bernd)
    of(contacts.name_contacts_of_network, people.emil, region.network_id, people.emil)
    assert turned_to(planning) == ["Bernd", "Emil"]
    with pytest.raises(Forbidden):
        of(contacts.name_contacts_of_region, people.bernd, region.id, people.bernd)
    with pytest.raises(NotFound):
        of(contacts.name_contacts_of_region, people.clara, region.id, people.clara)
    with pytest.raises(NotFound):
        of(contacts.name_contacts_of_network, people.anna, region.network_id, people.emil)
    with pytest.raises(Invalid):  # Bernd belongs to the region only
        of(contacts.name_contacts_of_network, people.emil, region.network_id, people.bernd)


def test_whom_to_turn_to_goes_from_the_plan_upwards_and_passes_over_who_has_left(planning: Planning) -> None:
    people, region = planning.people, region_of(planning)
    assert turned_to(planning) == ["Emil"]  # coordinates the network
    named(planning, contact=people.anna.id, deputy=people.bernd.id)
    write(planning, region, contact_id=people.guel.id, deputy="Frau Muster")
    assert turned_to(planning) == ["Anna", "Bernd", "Gül", "Emil"]
    [held] = [one for one in planning.all(Membership) if one.member_id == people.anna.id]
    planning.database.write_now(
        lambda s: memberships.end_membership(s, people.emil, memberships.Place("", region.id), held.id)
    )
    assert turned_to(planning) == ["Bernd", "Gül", "Emil"]
    assert head(planning) == ("Anna", "Bernd")  # the post is hers until somebody is given it


def test_words_of_a_file_stand_until_somebody_with_that_address_signs_in(planning: Planning) -> None:
    bernd = planning.people.bernd
    write(planning, plan_of(planning), contact="Bernd@example.org", deputy="Frau Muster")
    write(planning, region_of(planning), deputy="bernd@example.org")
    assert head(planning) == ("", "Frau Muster")  # an address is for facilitators
    waiting = planning.database.write_now(
        lambda s: contacts.recognise_in_regions(s, s.get_one(Member, bernd.id))
    ).value
    assert waiting == [planning.plan_id]
    assert region_of(planning).deputy_id == bernd.id
    planning.do(contacts.recognise, by=bernd)
    assert head(planning) == ("Bernd", "Frau Muster")
    assert "example.org" not in planning.changes()[-1].effects
    assert (
        planning.database.write_now(
            lambda s: contacts.recognise_in_regions(s, s.get_one(Member, bernd.id))
        ).value
        == []
    )


def test_a_stranger_with_that_address_is_not_let_in(planning: Planning) -> None:
    clara = planning.people.clara
    write(planning, plan_of(planning), contact="clara@example.org")
    find = contacts.recognise_in_regions
    assert planning.database.write_now(lambda s: find(s, s.get_one(Member, clara.id))).value == []


def test_nobody_takes_the_place_of_words_that_are_an_address(planning: Planning) -> None:
    write(planning, plan_of(planning), contact="weg@example.org", deputy="Frau Muster")
    named(planning, contact="weg@example.org", deputy="Frau Muster")
    assert plan_of(planning).contact == "weg@example.org"  # as it stands
    named(planning, contact="", deputy="")
    assert (plan_of(planning).contact, plan_of(planning).deputy) == ("", "")
    assert "weg@" not in planning.changes()[-1].effects
    planning.do(reversals.undo, planning.rev)
    assert head(planning) == ("", "Frau Muster")


def test_a_file_names_a_member_by_address_and_gives_it_back_to_facilitators(planning: Planning) -> None:
    document = read_plan_file(
        "---\nregion: Nordrhein-Westfalen\ntitle: Neu\ncontact: bernd@example.org\ndeputy: x@example.org\n---\n"
    )
    made = planning.database.write_now(
        lambda s: import_plan(
            s, planning.people.anna, document, NOON, NOON.date(), network_id=region_of(planning).network_id
        )
    ).value
    planning.enter(made.plan_id)
    assert plan_of(planning).contact_id == planning.people.bernd.id
    assert head(planning) == ("Bernd", "")

    def exported(with_addresses: bool) -> tuple[str, str]:
        found = planning.database.read_now(
            lambda s: plan_document(s, made.plan_id, NOON.date(), with_addresses=with_addresses)
        )
        return found.contact, found.deputy

    assert exported(with_addresses=True) == ("bernd@example.org", "x@example.org")
    assert exported(with_addresses=False) == ("", "")
