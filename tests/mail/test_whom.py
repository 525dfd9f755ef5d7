"""Whom a mail is for: contact persons of organisations too, who is in charge alone; and who was named by others."""

from datetime import date

import pytest

from tests.mail.mornings import Mornings, ownership_at, party_of, taken, want
from tests.planning import Planning
from tracker.commands import contact_persons, follow_ups, memberships, ownerships, parties, talk
from tracker.commands.memberships import Place
from tracker.domain.member import Membership
from tracker.domain.party import ContactPerson
from tracker.domain.rhythm import Rhythm

DAY = date(2026, 5, 8)


@pytest.fixture
def asked(planning: Planning) -> str:
    """A step for which a chamber is asked; Anna and Bernd are its contact persons."""
    chamber = planning.do(parties.add_party, "IHK Kassel", "organisation").made
    people = planning.people
    for who in (people.anna, people.bernd):
        place = planning.plan_id, chamber, who.id
        planning.database.write_now(
            lambda s, place=place: contact_persons.add_contact_person(s, people.anna, *place)
        )
    step = planning.step("Kick-off", words="bis 20. Mai 2026")
    planning.do(ownerships.ask, step, chamber, "lead")
    return step


async def test_all_contact_persons_are_reminded_while_nobody_is_in_charge(
    mornings: Mornings, asked: str
) -> None:
    letters = await mornings.run(DAY)
    assert sorted(letter.address for letter in letters) == ["anna@example.org", "bernd@example.org"]
    assert "- Kick-off, für IHK Kassel: bis 20. Mai 2026" in letters[0].text


async def test_once_one_is_in_charge_the_others_are_not(
    planning: Planning, mornings: Mornings, asked: str
) -> None:
    planning.do(ownerships.answer, asked, ownership_at(planning, asked), "accepted", by=planning.people.bernd)
    assert [letter.address for letter in await mornings.run(DAY)] == ["bernd@example.org"]


@pytest.mark.parametrize("leaves", ["the organisation", "the region"])
async def test_when_who_is_in_charge_has_left_the_others_are_reminded(
    planning: Planning, mornings: Mornings, asked: str, leaves: str
) -> None:
    people, [chamber] = planning.people, {one.party_id for one in planning.all(ContactPerson)}
    planning.do(ownerships.answer, asked, ownership_at(planning, asked), "accepted", by=people.bernd)
    [held] = [one for one in planning.all(Membership) if one.member_id == people.bernd.id]
    if leaves == "the region":
        at, end = Place("", held.region_id or ""), memberships.end_membership
        planning.database.write_now(lambda s: end(s, people.emil, at, held.id))
    else:
        remove, place = contact_persons.remove_contact_person, (planning.plan_id, chamber, people.bernd.id)
        planning.database.write_now(lambda s: remove(s, people.anna, *place))
    assert [letter.address for letter in await mornings.run(DAY)] == ["anna@example.org"]


async def test_what_an_organisation_agreed_to_ask_its_contact_persons_are_told(
    planning: Planning, mornings: Mornings, asked: str
) -> None:
    [chamber] = {one.party_id for one in planning.all(ContactPerson)}
    other = planning.do(parties.add_party, "Sparkasse", "organisation").made
    step = planning.step("Kredit klären")
    planning.do(ownerships.ask, step, other, "lead")
    planning.do(follow_ups.agree, step, other, chamber, "8. Mai 2026")
    letters = await mornings.run(DAY)
    told = sorted(letter.address for letter in letters if "Sparkasse fragen: Kredit klären" in letter.text)
    assert told == ["anna@example.org", "bernd@example.org"]


async def test_being_named_by_others_stands_in_the_digest_of_that_week(
    planning: Planning, mornings: Mornings
) -> None:
    want(planning, digest=Rhythm.WEEKLY)
    taken(planning, "Ohne Termin", "")
    step, people = planning.step("Flyer"), planning.people
    assert party_of(planning, "Anna")
    planning.do(talk.comment, step, "@Anna, was meinst du?", by=people.bernd)
    planning.do(talk.comment, planning.step("Selbstgespräch"), "@Anna muss das machen", by=people.anna)
    [letter] = await mornings.run(date(2026, 5, 11))
    assert "Sie wurden genannt\n- Flyer (" in letter.text
    assert "Selbstgespräch" not in letter.text
    assert await mornings.run(date(2026, 5, 18)) == []
