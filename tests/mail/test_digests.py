"""Digests: at seven on Mondays in Berlin, only with something in them, ten lines at most (P41)."""

import re
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from tests.mail.mornings import ownership_at, party_of, taken, want
from tracker.commands import follow_ups, ownerships, parties
from tracker.domain.mail import Mail
from tracker.domain.member import Member
from tracker.domain.rhythm import Rhythm, next_digest, rhythms_due
from tracker.store.mails import put_mail


async def test_a_digest_comes_on_mondays_and_only_with_something_in_it(planning, mornings) -> None:
    want(planning, digest=Rhythm.WEEKLY, reminders=False)
    assert await mornings.days(date(2026, 5, 4), date(2026, 5, 12)) == {}
    taken(planning, "Kick-off", "bis 12. Mai 2026")
    sent = await mornings.days(date(2026, 5, 13), date(2026, 5, 30))
    assert sent == {
        date(2026, 5, 18): ["Ihre nächsten Schritte – Überfällig: 1"],
        date(2026, 5, 25): ["Ihre nächsten Schritte – Überfällig: 1"],
    }


async def test_a_monthly_one_comes_on_first_mondays(planning, mornings) -> None:
    want(planning, digest=Rhythm.MONTHLY, reminders=False)
    taken(planning, "Kick-off", "bis 12. Mai 2026")
    sent = await mornings.days(date(2026, 5, 5), date(2026, 7, 10))
    assert list(sent) == [date(2026, 6, 1), date(2026, 7, 6)]


async def test_reminders_of_a_monday_stand_in_the_digest_and_once(planning, mornings) -> None:
    want(planning, digest=Rhythm.WEEKLY)
    taken(planning, "Kick-off", "bis 25. Mai 2026")
    await mornings.run(date(2026, 5, 5))
    [letter] = await mornings.run(date(2026, 5, 11))
    assert letter.text.count("Kick-off") == 1
    assert letter.subject == "Ihre nächsten Schritte – Noch höchstens zwei Wochen: 1"
    assert await mornings.days(date(2026, 5, 12), date(2026, 5, 17)) == {}


async def test_a_digest_says_all_there_is_in_ten_lines(planning, mornings) -> None:
    want(planning, digest=Rhythm.WEEKLY, reminders=False)
    for n in range(4):
        taken(planning, f"Alt {n}", "bis 12. Mai 2026")
        taken(planning, f"Jetzt {n}", "KW 21")
    asked = planning.step("Gefragt")
    planning.do(ownerships.ask, asked, party_of(planning, "Anna"), "lead", by=planning.people.bernd)
    planning.do(ownerships.ask, asked, planning.do(parties.add_party, "IHK", "organisation").made, "with")
    planning.do(follow_ups.agree, asked, party_of(planning, "IHK"), party_of(planning, "Anna"), "20.05.2026")
    [letter] = await mornings.run(date(2026, 5, 18))
    lines = re.findall("^- (.*)$", letter.text, re.MULTILINE)
    assert [line.split(":")[0] for line in lines] == [
        *(f"Alt {n}" for n in range(4)),
        *(f"Jetzt {n}" for n in range(4)),
        "Gefragt (Nordrhein-Westfalen, Kooperation mit dem Handwerk) – angefragt",
        "IHK fragen",
    ]
    for heading in ("Überfällig\n", "Jetzt dran\n", "Sie wurden angefragt\n", "Sie fragen nach\n"):
        assert heading in letter.text


async def test_a_no_stands_in_the_digest_of_that_week_with_its_word(planning, mornings) -> None:
    people = planning.people
    for who in (people.anna, people.bernd):
        planning.do(ownerships.take, planning.step(who.name), by=who)
    step, given_back = planning.step("Flyer drucken"), planning.step("Raum suchen")
    planning.do(ownerships.ask, step, party_of(planning, "Bernd"), "lead")
    planning.do(ownerships.take, given_back, by=people.bernd)
    for at, word in ((step, "Im Urlaub,\n@Anna"), (given_back, "")):
        answer = ownership_at(planning, at), "declined", "app", word
        planning.do(ownerships.answer, at, *answer, by=people.bernd)
    want(planning, who=[people.anna.id, people.emil.id], digest=Rhythm.WEEKLY, reminders=False)
    sent = {letter.address: letter for letter in await mornings.run(date(2026, 5, 11))}
    place = "(Nordrhein-Westfalen, Kooperation mit dem Handwerk)"
    said = f"Absagen\n- Flyer drucken {place}: Bernd übernimmt das nicht. „Im Urlaub, @Anna“\n\n"
    assert said in sent["anna@example.org"].text
    assert sent["anna@example.org"].text.count("Flyer") == 1  # naming her in it is not another matter
    # nobody asked Bernd for the other one: whoever is there for the plan hears
    assert f"Absagen\n- Raum suchen {place}: Bernd übernimmt das nicht\n\n" in sent["emil@example.org"].text
    assert "Flyer" not in sent["emil@example.org"].text
    assert "bernd@example.org" not in sent
    assert await mornings.run(date(2026, 5, 18)) == []


@pytest.mark.parametrize(
    ("before", "day", "due"),
    [
        (None, date(2026, 5, 5), []),
        (None, date(2026, 5, 11), [Rhythm.WEEKLY]),
        (date(2026, 5, 10), date(2026, 5, 11), [Rhythm.WEEKLY]),
        (date(2026, 5, 11), date(2026, 5, 12), []),
        (date(2026, 5, 9), date(2026, 5, 14), [Rhythm.WEEKLY]),
        (date(2026, 5, 31), date(2026, 6, 1), [Rhythm.WEEKLY, Rhythm.MONTHLY]),
        (date(2026, 5, 30), date(2026, 6, 20), [Rhythm.WEEKLY, Rhythm.MONTHLY]),
        (date(2026, 6, 2), date(2026, 6, 20), [Rhythm.WEEKLY]),
    ],
)
def test_a_monday_that_was_missed_is_made_up_for(before, day, due) -> None:
    assert rhythms_due(before, day) == due


@pytest.mark.parametrize(
    ("rhythm", "day", "then"),
    [
        (Rhythm.WEEKLY, date(2026, 5, 4), date(2026, 5, 4)),
        (Rhythm.WEEKLY, date(2026, 5, 5), date(2026, 5, 11)),
        (Rhythm.MONTHLY, date(2026, 5, 4), date(2026, 5, 4)),
        (Rhythm.MONTHLY, date(2026, 5, 5), date(2026, 6, 1)),
        (Rhythm.NONE, date(2026, 5, 5), None),
    ],
)
def test_the_next_one_is_known(rhythm, day, then) -> None:
    assert next_digest(rhythm, day) == then


async def test_a_link_to_sign_in_does_not_wait_for_all_digests(planning, mornings, trays) -> None:
    want(planning, digest=Rhythm.WEEKLY)
    now = planning.time.now
    ids = planning.all(Member)

    def fill(session: Session) -> None:
        for n in range(20):
            about = ids[n % len(ids)].id
            put_mail(session, "trial", f"{n}@example.org", now, timedelta(days=1), about=about)

    planning.database.write_now(fill)

    def change(session: Session) -> None:
        for mail in planning.all(Mail):
            session.get_one(Mail, mail.id).kind = "digest"
        put_mail(session, "sign_in", "anna@example.org", now + timedelta(minutes=1), timedelta(hours=1))

    planning.database.write_now(change)
    planning.time.jump(minutes=5)
    await mornings.mailing.send_due()
    assert [letter.subject for letter in trays.taken][:1] == ["Ihr Link zum Anmelden"]
