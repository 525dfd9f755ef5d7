"""Reminders: each thing is told once, on its day or as soon after as somebody can (P41)."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session

from tests.mail.mornings import ownership_at, party_of, taken, want
from tracker.commands import follow_ups, ownerships, steps
from tracker.domain.mail import Mail
from tracker.domain.member import Membership
from tracker.domain.reminding import PersonalLink, Telling

TUESDAY = date(2026, 5, 5)


async def test_two_weeks_before_and_the_day_after_there_is_one_mail(planning, mornings) -> None:
    taken(planning, "Kick-off", "bis 20. Mai 2026")
    sent = await mornings.days(date(2026, 5, 5), date(2026, 6, 10))
    assert sent == {
        date(2026, 5, 6): ["Erinnerung – Noch höchstens zwei Wochen: 1"],
        date(2026, 5, 21): ["Erinnerung – Überfällig: 1"],
    }


async def test_it_says_what_why_and_from_whom_and_leads_to_ones_own_steps(planning, mornings) -> None:
    taken(planning, "Kick-off", "bis 20. Mai 2026")
    [letter] = await mornings.run(date(2026, 5, 8))
    assert letter.address == "anna@example.org"
    for words in (
        "Guten Tag Anna",
        "- Kick-off: bis 20. Mai 2026 (Nordrhein-Westfalen, Kooperation mit dem Handwerk) – Ihr Schritt\n",
        "https://plans.example.org/my-steps/",
        "Sie bekommen diese Mail, weil Sie bei plans.example.org",
        "https://plans.example.org/reminders/ending/",
        "gilt bis 7. Juli 2026",
    ):
        assert words in letter.text
    assert letter.ends_at in letter.text


async def test_in_english_for_who_reads_english(planning, mornings) -> None:
    want(planning, language="en")
    taken(planning, "Kick-off", "bis 20. Mai 2026")
    [letter] = await mornings.run(date(2026, 5, 8))
    assert letter.subject == "Reminder – Two weeks left at most: 1"
    assert "Hello Anna" in letter.text
    assert "- Kick-off: by 20 May 2026 (" in letter.text


ASKED = {"de": "– angefragt: übernehmen Sie das?", "en": "– you are asked: do you take this on?"}
ANSWER = {"de": "Hier sagen Sie zu oder ab, melden", "en": "Here you accept or decline, say that"}


@pytest.mark.parametrize("language", ["de", "en"])
async def test_what_one_is_only_asked_for_says_so_until_it_is_answered(planning, mornings, language) -> None:
    want(planning, language=language)
    step = planning.step("Kick-off", words="bis 20. Mai 2026")
    planning.do(ownerships.take, planning.step("Anderes"))
    planning.do(ownerships.ask, step, party_of(planning, "Anna"), "lead", by=planning.people.bernd)
    [letter] = await mornings.run(date(2026, 5, 8))
    [line] = re.findall("^- Kick-off.*$", letter.text, re.MULTILINE)
    assert line.endswith(ASKED[language])
    assert re.search(rf"{ANSWER[language]}.*:\nhttps://plans.example.org/my-steps/", letter.text)
    planning.do(ownerships.answer, step, ownership_at(planning, step), "accepted")
    [letter] = await mornings.run(date(2026, 5, 21))
    [line] = re.findall("^- Kick-off.*$", letter.text, re.MULTILINE)
    assert line.endswith({"de": "– Ihr Schritt", "en": "– your step"}[language])


async def test_a_quarter_is_told_at_its_beginning_and_at_its_end(planning, mornings) -> None:
    taken(planning, "Kick-off", "Q3 2026")
    assert await mornings.days(date(2026, 5, 5), date(2026, 12, 1)) == {
        date(2026, 7, 1): ["Erinnerung – Jetzt beginnt die Zeit dafür: 1"],
        date(2026, 9, 16): ["Erinnerung – Noch höchstens zwei Wochen: 1"],
        date(2026, 10, 1): ["Erinnerung – Überfällig: 1"],
    }


async def test_a_tentative_date_is_asked_about_and_is_never_late(planning, mornings) -> None:
    taken(planning, "Kick-off", "voraussichtlich im August 2026")
    asks = ["Erinnerung – Steht der Termin fest?: 1"]
    sent = await mornings.days(date(2026, 5, 5), date(2026, 12, 1))
    assert sent == {date(2026, 6, 6): asks, date(2026, 9, 1): asks}


async def test_who_asks_an_absent_owner_is_reminded_of_that(planning, mornings) -> None:
    step = planning.step("Kick-off")
    planning.do(ownerships.ask_new, step, "IHK Kassel", "organisation", "lead")
    planning.do(ownerships.take, planning.step("Anderes"))
    anna = party_of(planning, "Anna")
    planning.do(follow_ups.agree, step, party_of(planning, "IHK Kassel"), anna, "20.05.2026")
    assert await mornings.run(date(2026, 5, 19)) == []
    [letter] = await mornings.run(date(2026, 5, 20))
    assert (letter.address, "- IHK Kassel fragen: Kick-off, bis 20. Mai 2026" in letter.text) == (
        "anna@example.org",
        True,
    )
    assert await mornings.days(date(2026, 5, 21), date(2026, 6, 10)) == {}


@pytest.mark.parametrize("up", [(2, 17), (1, 5, 16, 40), (45,), (3, 4, 5), (16, 17)])
async def test_what_was_due_while_nobody_was_up_is_told_once_later(planning, mornings, up) -> None:
    taken(planning, "Kick-off", "bis 20. Mai 2026")
    letters = [letter for n in [*up, 90] for letter in await mornings.run(TUESDAY + timedelta(days=n))]
    rows = [(row.occasion, row.span) for row in planning.all(Telling) if row.about]
    assert sorted(rows) == [("over", "/2026-05-20"), ("soon", "/2026-05-20")]
    assert 1 <= len(letters) <= 2
    assert sum(letter.text.count("- Kick-off") for letter in letters) == len(letters)


async def test_all_that_is_due_on_a_day_is_one_mail_and_the_rest_waits_for_the_next(
    planning, mornings
) -> None:
    for n in range(13):
        taken(planning, f"Schritt {n}", "bis 20. Mai 2026")
    [letter] = await mornings.run(date(2026, 5, 7))
    assert (letter.text.count("\n- "), "… und 3 weitere" in letter.text) == (10, True)
    taken(planning, "Noch einer", "bis 20. Mai 2026")
    assert await mornings.run(date(2026, 5, 7), hour=9) == []
    [letter] = await mornings.run(date(2026, 5, 8))
    assert re.findall("- (.*):", letter.text) == ["Noch einer"]


async def test_another_date_is_another_reminder(planning, mornings) -> None:
    step = taken(planning, "Kick-off", "bis 20. Mai 2026")
    assert len(await mornings.run(date(2026, 5, 7))) == 1
    planning.do(steps.set_deadline, step, "bis 30. Juni 2026", None)
    sent = await mornings.days(date(2026, 5, 8), date(2026, 8, 1))
    assert list(sent) == [date(2026, 6, 16), date(2026, 7, 1)]


@pytest.mark.parametrize("how", ["done", "dropped", "trashed", "declined", "removed"])
async def test_what_is_over_is_not_told(planning, mornings, how) -> None:
    step = taken(planning, "Kick-off", "bis 20. Mai 2026")
    if how == "done":
        planning.do(steps.complete, step, "", None)
    elif how == "dropped":
        planning.do(steps.drop, step, "zu teuer")
    elif how == "trashed":
        planning.do(steps.trash, step)
    elif how == "declined":
        planning.do(ownerships.answer, step, ownership_at(planning, step), "declined")
    else:
        planning.do(ownerships.end, step, ownership_at(planning, step))
    assert await mornings.days(date(2026, 5, 6), date(2026, 6, 10)) == {}


async def test_what_is_done_between_the_hour_and_the_relay_is_not_told_either(planning, mornings) -> None:
    step = taken(planning, "Kick-off", "bis 20. Mai 2026")
    planning.time.now = datetime(2026, 5, 7, 6, tzinfo=UTC)
    assert await mornings.reminding.remind_due() == 1
    planning.do(steps.complete, step, "", None)
    await mornings.mailing.send_due()
    assert (mornings.trays.taken, planning.all(Mail), planning.all(PersonalLink)) == ([], [], [])


async def test_who_left_the_plan_hears_nothing_of_it(planning, mornings) -> None:
    taken(planning, "Kick-off", "bis 20. Mai 2026")

    def leave(session: Session) -> None:
        for held in planning.all(Membership):
            if held.member_id == planning.people.anna.id:
                session.delete(session.get_one(Membership, held.id))

    planning.database.write_now(leave)
    assert await mornings.days(date(2026, 5, 6), date(2026, 5, 25)) == {}


async def test_who_wants_none_gets_none(planning, mornings) -> None:
    taken(planning, "Kick-off", "bis 20. Mai 2026")
    want(planning, reminders=False)
    assert await mornings.days(date(2026, 5, 6), date(2026, 5, 25)) == {}
