"""Whoever is there for a plan hears when it lies still: once, and again after it was well, or after 60 days."""

from datetime import date, timedelta

import pytest

from tests.mail.mornings import Mornings, want
from tests.planning import Planning
from tracker.commands import contacts, meetings, steps
from tracker.domain.mail import Letter

DAY = timedelta(days=1)
LAST = date(2026, 5, 4)  # the Monday on which all of it was done
ADDRESS = {"anna": "anna@example.org", "bernd": "bernd@example.org", "emil": "emil@example.org"}


@pytest.fixture
def alone(planning: Planning) -> Planning:
    """Nobody wants digests: what comes is a reminder. Bernd is the plan's contact."""
    want(planning, digest="none", reminders=True)
    planning.do(contacts.name_contacts, {"contact": planning.people.bernd.id})
    return planning


def letters_about(found: dict[date, list[Letter]], words: str) -> list[tuple[date, str]]:
    return [(day, one.address) for day, letters in found.items() for one in letters if words in one.text]


async def all_of(mornings: Mornings, first: date, last: date) -> dict[date, list[Letter]]:
    days = [first + n * DAY for n in range((last - first).days + 1)]
    return {day: await mornings.run(day) for day in days}


async def test_the_contact_hears_once_that_no_step_is_left(alone: Planning, mornings: Mornings) -> None:
    step = alone.step("Auftakt")
    alone.do(meetings.add, "31. Dezember 2026", {"title": "Das nächste"})
    assert letters_about(await all_of(mornings, LAST + DAY, LAST + 3 * DAY), "Kein nächster Schritt") == []
    alone.do(steps.complete, step, "")
    found = await all_of(mornings, LAST + 4 * DAY, LAST + 20 * DAY)
    assert letters_about(found, "Kein nächster Schritt") == [(LAST + 4 * DAY, ADDRESS["bernd"])]


async def test_it_is_told_again_after_it_was_well(alone: Planning, mornings: Mornings) -> None:
    alone.do(meetings.add, "31. Dezember 2026", {"title": "Das nächste"})
    alone.do(steps.complete, alone.step("Auftakt"), "")
    first = await all_of(mornings, LAST + DAY, LAST + 3 * DAY)
    alone.do(steps.complete, alone.step("Noch einer"), "")
    second = await all_of(mornings, LAST + 4 * DAY, LAST + 8 * DAY)
    told = letters_about(first | second, "Kein nächster Schritt")
    assert told == [(LAST + DAY, ADDRESS["bernd"]), (LAST + 4 * DAY, ADDRESS["bernd"])]


async def test_a_week_after_the_last_meeting_the_next_one_is_missed(
    alone: Planning, mornings: Mornings
) -> None:
    alone.step("Auftakt")
    alone.do(meetings.add, "11. Mai 2026", {"title": "Das letzte"})
    found = await all_of(mornings, LAST + DAY, date(2026, 5, 30))
    assert letters_about(found, "Kein nächstes Treffen") == [(date(2026, 5, 18), ADDRESS["bernd"])]


async def test_what_nobody_touches_is_said_every_sixty_days(alone: Planning, mornings: Mornings) -> None:
    alone.step("Auftakt")
    alone.do(meetings.add, "31. Dezember 2026", {"title": "Das nächste"})
    found = {
        day: await mornings.run(day) for day in (LAST + n * DAY for n in (59, 60, 61, 100, 119, 120, 121))
    }
    told = letters_about(found, "Seit 60 Tagen")
    assert told == [(LAST + 60 * DAY, ADDRESS["bernd"]), (LAST + 120 * DAY, ADDRESS["bernd"])]


async def test_without_a_contact_the_network_hears(planning: Planning, mornings: Mornings) -> None:
    want(planning, who=[planning.people.emil.id], digest="none", reminders=True)
    planning.do(steps.complete, planning.step("Auftakt"), "")
    found = await all_of(mornings, LAST + DAY, LAST + 2 * DAY)
    assert letters_about(found, "Kein nächster Schritt") == [(LAST + DAY, ADDRESS["emil"])]


async def test_a_digest_says_it_too(alone: Planning, mornings: Mornings) -> None:
    want(alone, digest="weekly", reminders=False)
    alone.do(steps.complete, alone.step("Auftakt"), "")
    [letter] = await mornings.run(date(2026, 5, 11))
    assert letter.address == ADDRESS["bernd"]
    assert "Pläne, die liegen bleiben" in letter.text
    assert "Kooperation mit dem Handwerk (Nordrhein-Westfalen): Kein nächster Schritt mehr" in letter.text
