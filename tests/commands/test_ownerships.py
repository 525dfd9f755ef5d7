"""Who does a step, as it is stored."""

import pytest

from tests.planning import Planning
from tracker.commands import ownerships, parties, reversals, steps
from tracker.domain.change import Verb
from tracker.domain.ownership import Ownership
from tracker.domain.party import Party, PlanParty
from tracker.domain.refusals import Forbidden, Gone, Invalid, NotFound
from tracker.store.follow_ups import open_follow_ups


def owners(planning: Planning) -> dict[str, tuple[str, str]]:
    """Role and answer by name."""
    names = {party.id: party.name for party in planning.all(Party)}
    return {names[one.party_id]: (one.role, one.answer) for one in planning.all(Ownership)}


def a_party(planning: Planning, name: str, sort: str = "organisation") -> str:
    return planning.do(parties.add_party, name, sort).made


def test_taking_a_step_makes_my_own_party_once_and_is_told_as_taking(planning: Planning) -> None:
    first, second = planning.step("a"), planning.step("b")
    taken = planning.do(ownerships.take, first)
    assert planning.changes()[-1].verb == Verb.STEP_TAKEN
    assert taken.made == planning.all(Ownership)[0].id
    planning.do(ownerships.take, second)
    assert [(party.name, party.sort, party.member_id) for party in planning.all(Party)] == [
        ("Anna", "person", planning.people.anna.id)
    ]
    assert len(planning.all(PlanParty)) == 1
    assert planning.do(ownerships.take, second).revs == {}


def test_the_second_who_takes_a_step_helps_the_first(planning: Planning) -> None:
    step_id = planning.step()
    planning.do(ownerships.take, step_id, by=planning.people.bernd)
    planning.do(ownerships.take, step_id)
    assert owners(planning) == {"Bernd": ("lead", "accepted"), "Anna": ("with", "accepted")}


def test_a_declined_lead_is_followed_by_who_takes_the_step(planning: Planning) -> None:
    step_id = planning.step()
    planning.do(ownerships.take, step_id)
    planning.do(ownerships.ask, step_id, a_party(planning, "Kammer"), "lead")
    asked = next(one for one in planning.all(Ownership) if one.role == "lead")
    planning.do(ownerships.answer, step_id, asked.id, "declined")
    planning.do(ownerships.take, step_id)
    assert owners(planning) == {"Kammer": ("with", "declined"), "Anna": ("lead", "accepted")}


def test_asking_answering_and_ending(planning: Planning) -> None:
    step_id, chamber = planning.step(), a_party(planning, "Kammer")
    asked = planning.do(ownerships.ask, step_id, chamber, "lead").made
    assert owners(planning) == {"Kammer": ("lead", "asked")}
    planning.do(ownerships.answer, step_id, asked, "accepted")
    assert owners(planning) == {"Kammer": ("lead", "accepted")}
    planning.do(ownerships.end, step_id, asked)
    assert owners(planning) == {}
    with pytest.raises(NotFound):
        planning.do(ownerships.end, step_id, asked)


def test_somebody_with_an_account_answers_for_their_own_party_only(planning: Planning) -> None:
    people, step_id = planning.people, planning.step()
    planning.do(ownerships.take, step_id, by=people.bernd)
    theirs = planning.all(Ownership)[0].id
    with pytest.raises(Forbidden):
        planning.do(ownerships.answer, step_id, theirs, "declined", by=people.guel)
    planning.do(ownerships.answer, step_id, theirs, "declined", by=people.bernd)
    assert owners(planning) == {"Bernd": ("lead", "declined")}


def test_a_group_and_an_unknown_party_cannot_be_asked_to_lead(planning: Planning) -> None:
    step_id = planning.step()
    with pytest.raises(Invalid) as group:
        planning.do(ownerships.ask, step_id, a_party(planning, "KMU", "group"), "lead")
    assert (group.value.field, group.value.reason) == ("asker", "group_needs_asker")
    with pytest.raises(Invalid) as unknown:
        planning.do(ownerships.ask, step_id, "000000000000", "lead")
    assert unknown.value.field == "party"


def test_a_party_of_the_network_that_the_plan_does_not_show_cannot_be_named(planning: Planning) -> None:
    a_party(planning, "Kammer")
    network = planning.all(Party)[0].network_id
    hidden = Party(network_id=network, sort="organisation", name="Verborgen", name_key="verborgen")
    party_id = hidden.id
    planning.database.write_now(lambda session: session.add(hidden))
    with pytest.raises(Invalid):
        planning.do(ownerships.ask, planning.step(), party_id, "with")


def test_guests_and_readers_take_nothing_and_strangers_find_nothing(planning: Planning) -> None:
    people, step_id = planning.people, planning.step()
    with pytest.raises(Forbidden):
        planning.do(ownerships.take, step_id, by=people.guel)
    with pytest.raises(Invalid):
        planning.do(ownerships.take, step_id, by=people.deniz)
    for stranger in (people.clara, people.frida, people.nobody):
        with pytest.raises(NotFound):
            planning.do(ownerships.take, step_id, by=stranger)
    assert planning.all(Party) == []


def test_a_guest_takes_a_step_by_consent_as_a_party_of_their_own(planning: Planning) -> None:
    deniz, step_id = planning.people.deniz, planning.step()
    with pytest.raises(Invalid):
        planning.do(ownerships.take, step_id, by=deniz)
    planning.do(ownerships.take, step_id, True, by=deniz)
    assert [(party.guest_id, party.member_id) for party in planning.all(Party)] == [(deniz.id, None)]


def test_nothing_happens_at_a_trashed_step(planning: Planning) -> None:
    step_id, chamber = planning.step(), a_party(planning, "Kammer")
    asked = planning.do(ownerships.ask, step_id, chamber, "lead").made
    planning.do(steps.trash, step_id)
    rev = planning.rev
    with pytest.raises(Gone):
        planning.do(ownerships.take, step_id)
    with pytest.raises(Gone):
        planning.do(ownerships.ask, step_id, chamber, "with")
    with pytest.raises(Gone):
        planning.do(ownerships.answer, step_id, asked, "accepted")
    with pytest.raises(Gone):
        planning.do(ownerships.end, step_id, asked)
    assert (planning.rev, len(planning.all(Party))) == (rev, 1)


def test_an_ownership_of_another_step_is_not_found(planning: Planning) -> None:
    one, other = planning.step("a"), planning.step("b")
    asked = planning.do(ownerships.ask, one, a_party(planning, "Kammer"), "lead").made
    for wrong in (asked, "000000000000"):
        with pytest.raises(NotFound):
            planning.do(ownerships.end, other, wrong)
    with pytest.raises(Invalid):
        planning.do(ownerships.end, one, "")


def test_a_group_under_lead_is_involved_by_whoever_approaches_it_in_one_change(planning: Planning) -> None:
    step_id, club = planning.step(), a_party(planning, "Verein")
    before = planning.rev
    planning.do(ownerships.ask_new, step_id, "KMU", "group", "lead", club, "12.5.2026")
    assert (owners(planning), planning.rev) == ({"KMU": ("involve", "asked")}, before + 1)
    [one] = planning.database.read_now(open_follow_ups, step_id)
    assert (one.asker_id, str(one.until)) == (club, "2026-05-12")
    assert planning.changes()[-1].verb == Verb.OWNER_ASKED
    planning.do(reversals.undo, planning.rev)
    assert owners(planning) == {}
    assert planning.database.read_now(open_follow_ups, step_id) == []


def test_whoever_sees_to_an_answer_is_named_with_the_question(planning: Planning) -> None:
    step_id, club, chamber = planning.step(), a_party(planning, "Verein"), a_party(planning, "Kammer")
    made = planning.do(ownerships.ask, step_id, chamber, "lead", club).made
    assert planning.one(Ownership, made).party_id == chamber
    [one] = planning.database.read_now(open_follow_ups, step_id)
    assert (one.party_id, one.asker_id) == (chamber, club)
