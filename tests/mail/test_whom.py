"""Whom a mail is for: contact persons of organisations too, who is in charge alone; and who was named by others."""

from datetime import date

import pytest

from tests.mail.mornings import Mornings, ownership_at, party_of, taken, want
from tests.planning import Planning
from tracker.commands import contact_persons, ownerships, parties, talk
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
