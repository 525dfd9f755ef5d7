"""Who answers for an organisation: named by facilitators, in every plan they read; who leaves takes nothing along."""

from dataclasses import dataclass

import pytest

from tests.planning import Planning
from tracker.boards.answers import answer_views
from tracker.commands import contact_persons, memberships, ownerships, parties, reversals
from tracker.domain.member import Membership
from tracker.domain.ownership import Ownership
from tracker.domain.participant import Participant
from tracker.domain.refusals import Forbidden, Invalid, NotFound
from tracker.store.contact_persons import parties_spoken_for


@dataclass
class Chamber:
    """An organisation that is asked for a step."""

    planning: Planning
    party: str
    step: str
    ownership: str

    def add(self, who: Participant, by: Participant | None = None) -> None:
        by = by or self.planning.people.anna
        add, place = contact_persons.add_contact_person, (self.planning.plan_id, self.party, who.id)
        self.planning.database.write_now(lambda session: add(session, by, *place))

    def remove(self, who: Participant) -> None:
        by, remove = self.planning.people.anna, contact_persons.remove_contact_person
        place = (self.planning.plan_id, self.party, who.id)
        self.planning.database.write_now(lambda session: remove(session, by, *place))

    def answer(self, answer: str, by: Participant) -> None:
        self.planning.do(ownerships.answer, self.step, self.ownership, answer, by=by)

    def charge(self, who: str, by: Participant) -> None:
        self.planning.do(ownerships.charge, self.step, self.ownership, who, by=by)

    @property
    def in_charge(self) -> str:
        found = self.planning.database.read_now(answer_views, self.planning.plan_id, self.step, "de")
        return found[self.ownership].in_charge

    @property
    def kept(self) -> Ownership:
        return self.planning.one(Ownership, self.ownership)


@pytest.fixture
def chamber(planning: Planning) -> Chamber:
    party, step = planning.do(parties.add_party, "IHK Kassel").made, planning.step()
    return Chamber(planning, party, step, planning.do(ownerships.ask, step, party, "lead").made)


def test_each_contact_person_answers_and_others_do_not(chamber: Chamber) -> None:
    people = chamber.planning.people
    with pytest.raises(Forbidden):
        chamber.answer("accepted", people.guel)
    chamber.add(people.guel)
    chamber.answer("accepted", people.guel)
    assert (chamber.kept.answer, chamber.kept.answered_by) == ("accepted", people.guel.key)
    assert chamber.in_charge == "Gül"
    with pytest.raises(Forbidden):
        chamber.answer("declined", people.bernd)
    chamber.add(people.bernd)
    chamber.answer("declined", people.bernd)
    chamber.planning.do(reversals.undo, chamber.planning.rev, by=people.bernd)
    assert chamber.kept.answer == "accepted"


def test_only_facilitators_name_them_among_those_with_a_role_there(chamber: Chamber) -> None:
    people = chamber.planning.people
    for by in (people.bernd, people.guel, people.deniz):
        with pytest.raises(Forbidden):
            chamber.add(people.guel, by)
    for by in (people.clara, people.frida, people.nobody):
        with pytest.raises(NotFound):
            chamber.add(people.guel, by)
    for who in (people.clara, people.deniz):
        with pytest.raises(Invalid) as refused:
            chamber.add(who)
        assert refused.value.field == "member"


@pytest.mark.parametrize("sort", ["person", "group"])
def test_only_organisations_have_them(chamber: Chamber, sort: str) -> None:
    chamber.party = chamber.planning.do(parties.add_party, "Keine", sort).made
    with pytest.raises(Invalid) as refused:
        chamber.add(chamber.planning.people.guel)
    assert refused.value.reason == "no_organisation"


def test_one_of_them_is_in_charge_and_only_of_them(chamber: Chamber) -> None:
    people = chamber.planning.people
    chamber.add(people.guel)
    chamber.add(people.bernd)
    chamber.charge(people.bernd.id, people.guel)
    assert chamber.in_charge == "Bernd"
    with pytest.raises(Invalid) as refused:
        chamber.charge(people.anna.id, people.anna)
    assert refused.value.field == "member"
    chamber.planning.do(reversals.undo, chamber.planning.rev, by=people.guel)
    assert chamber.in_charge == ""


def test_whoever_is_no_contact_person_any_more_leaves_the_step_with_the_organisation(
    chamber: Chamber,
) -> None:
    guel, database = chamber.planning.people.guel, chamber.planning.database
    chamber.add(guel)
    chamber.answer("accepted", guel)
    assert database.read_now(parties_spoken_for, guel, chamber.planning.plan_id) == [chamber.party]
    chamber.remove(guel)
    assert (chamber.kept.answer, chamber.in_charge) == ("accepted", "")
    assert database.read_now(parties_spoken_for, guel, chamber.planning.plan_id) == []
    with pytest.raises(Forbidden):
        chamber.answer("declined", guel)
    with pytest.raises(NotFound):
        chamber.remove(guel)


def test_so_does_whoever_leaves_the_plan(chamber: Chamber) -> None:
    planning, guel = chamber.planning, chamber.planning.people.guel
    chamber.add(guel)
    chamber.answer("accepted", guel)
    [held] = [one for one in planning.all(Membership) if one.member_id == guel.id]
    place = memberships.Place("", held.region_id or "")
    planning.database.write_now(lambda s: memberships.end_membership(s, planning.people.emil, place, held.id))
    assert (chamber.kept.answer, chamber.in_charge) == ("accepted", "")
    with pytest.raises(NotFound):
        chamber.answer("declined", guel)
