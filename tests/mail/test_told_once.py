"""Each thing is told once, by however many processes, at its hour in summer and winter, and stays text (P22, P41)."""

import asyncio
import re
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlmodel import Session

from tests.mail.mornings import Mornings, taken
from tests.planning import Planning
from tests.postmaster import postmaster
from tracker.clock import Clock
from tracker.commands import ownerships, steps
from tracker.domain.mail import Mail
from tracker.domain.member import Member
from tracker.domain.reminding import LEASE, Chore, PersonalLink, Telling
from tracker.domain.step import Step
from tracker.mail import reminding
from tracker.mail.relays import NotSent, Smtp
from tracker.mail.reminding import Reminding
from tracker.mail.sending import Mailing
from tracker.store.chores import MAILS, claim_chore, due_day
from tracker.store.database import Database


async def test_two_processes_tell_each_thing_once(planning, mornings) -> None:
    for n in range(5):
        taken(planning, f"Schritt {n}", "bis 20. Mai 2026")
    planning.time.now = datetime(2026, 5, 7, 6, tzinfo=UTC)
    other = Database(planning.database.url, lambda: (planning.time.now, planning.day))
    clock = Clock(lambda: planning.time.now)
    try:
        second = Reminding(other, clock, lambda: None)
        put = await asyncio.gather(mornings.reminding.remind_due(), second.remind_due())
    finally:
        other.close()
    assert sum(put) == 1
    assert len(planning.all(Mail)) == 1
    assert len([row for row in planning.all(Telling) if row.about]) == 5


async def test_who_tells_the_same_at_once_waits_and_then_does_not(planning, mornings) -> None:
    """Also without the claim: two processes may both believe that they are at it."""
    taken(planning, "Kick-off", "bis 20. Mai 2026")
    planning.time.now = datetime(2026, 5, 7, 6, tzinfo=UTC)
    day, monday = date(2026, 5, 7), date(2026, 5, 4)
    _, due = planning.database.read_now(reminding._next, "", day, [])
    other = Database(planning.database.url, lambda: (planning.time.now, planning.day))
    try:
        both = await asyncio.gather(
            *(
                database.write(lambda s: mornings.reminding._tell(s, due, day, monday))
                for database in (planning.database, other)
            )
        )
    finally:
        other.close()
    assert sorted(written.value for written in both) == [0, 1]
    assert len(planning.all(Mail)) == 1


async def test_a_process_that_died_at_it_is_followed_by_another_that_tells_the_rest(
    planning, mornings, monkeypatch
) -> None:
    monkeypatch.setattr(reminding, "TOGETHER", 1)
    taken(planning, "Kick-off", "bis 20. Mai 2026")
    for_bernd = planning.step("Flyer", words="bis 20. Mai 2026")
    planning.do(ownerships.take, for_bernd, by=planning.people.bernd)
    planning.time.now = datetime(2026, 5, 7, 6, tzinfo=UTC)
    put = await die_after_the_first(planning, mornings)
    assert put == 1
    assert await mornings.reminding.remind_due() == 0  # somebody is at it, as far as anybody knows
    planning.time.now += LEASE + timedelta(seconds=1)
    assert await mornings.reminding.remind_due() == 1
    assert sorted(mail.address for mail in planning.all(Mail)) == ["anna@example.org", "bernd@example.org"]
    assert await mornings.reminding.remind_due() == 0
    [chore] = planning.all(Chore)
    assert (chore.day, chore.claimed_until) == (date(2026, 5, 7), None)


async def die_after_the_first(planning: Planning, mornings: Mornings) -> int:
    """As a process that claims the chore, tells one member and is killed."""
    now, day = planning.time.now, date(2026, 5, 7)
    planning.database.write_now(lambda s: claim_chore(s, MAILS, day, now))
    last = ""
    while found := planning.database.read_now(reminding._next, last, day, []):
        last, due = found
        if due:
            return planning.database.write_now(
                partial(mornings.reminding._tell, due=due, day=day, monday=date(2026, 5, 4))
            ).value
    return 0


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 5, 5, 4, 59, 59, tzinfo=UTC), None),
        (datetime(2026, 5, 5, 5, 0, tzinfo=UTC), date(2026, 5, 5)),
        # the clocks go forward on 29 March 2026 and back on 25 October
        (datetime(2026, 3, 28, 5, 59, tzinfo=UTC), None),
        (datetime(2026, 3, 28, 6, 0, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 4, 59, tzinfo=UTC), None),
        (datetime(2026, 3, 29, 5, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 24, 5, 0, tzinfo=UTC), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 5, 59, tzinfo=UTC), None),
        (datetime(2026, 10, 25, 6, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 5, 5, 21, 59, tzinfo=UTC), date(2026, 5, 5)),
        (datetime(2026, 5, 5, 22, 0, tzinfo=UTC), None),
    ],
)
def test_the_hour_is_that_of_berlin_in_summer_and_in_winter(moment: datetime, day: date | None) -> None:
    assert due_day(moment) == day


@pytest.mark.parametrize("switch", [date(2026, 10, 25), date(2027, 3, 28)])
async def test_a_day_of_23_or_25_hours_has_its_one_mail(planning, mornings, switch) -> None:
    taken(planning, "Kick-off", f"bis {switch + timedelta(days=14):%d.%m.%Y}")
    taken(planning, "Flyer", f"{switch - timedelta(days=1):%d.%m.%Y}")
    planning.do(steps.add, "Ohne mich", planning.stages["gathered"], f"{switch:%d.%m.%Y}")
    await mornings.days(switch - timedelta(days=20), switch - timedelta(days=1))
    looks = [await mornings.run(switch, hour, minute) for hour in range(24) for minute in (0, 30)]
    assert [len(letters) for letters in looks] == [0] * 14 + [1] + [0] * 33
    assert sorted(re.findall("- (.*):", looks[14][0].text)) == ["Flyer", "Kick-off"]


async def test_a_mail_that_could_not_be_sent_leaves_no_link_and_comes_later(
    planning, mornings, trays
) -> None:
    taken(planning, "Kick-off", "bis 20. Mai 2026")
    trays.trouble = NotSent("the relay says 451")
    assert await mornings.run(date(2026, 5, 7)) == []
    assert planning.all(PersonalLink) == []
    trays.trouble = None
    [letter] = await mornings.run(date(2026, 5, 7), minute=2)
    assert "Kick-off" in letter.text
    assert await mornings.run(date(2026, 5, 8)) == []


async def test_no_name_and_no_title_becomes_a_header(planning, mornings, settings) -> None:
    def write(session: Session) -> None:
        # as no form would let it in
        for member in planning.all(Member):
            session.get_one(Member, member.id).name = "Anna\r\nBcc: eve@example.org\r\n\r\nX"

    step = taken(planning, "Kick-off", "bis 20. Mai 2026")
    planning.database.write_now(write)

    def retitle(session: Session) -> None:
        session.get_one(Step, step).title = "Titel\r\nBcc: eve@example.org\r\n\r\n<b>fett</b>"

    planning.database.write_now(retitle)
    async with postmaster() as post:
        relay = Smtp(settings(f"smtp://127.0.0.1:{post.port}"))
        clock = Clock(lambda: planning.time.now)
        planning.time.now = datetime(2026, 5, 7, 6, tzinfo=UTC)
        await mornings.reminding.remind_due()
        await Mailing(settings(), planning.database, clock, relay).send_due()
    [mail] = post.mails
    assert post.to == [["anna@example.org"]]
    assert (mail["Bcc"], mail.get_content_type()) == (None, "text/plain")
    assert mail["Subject"] == "Erinnerung – Noch höchstens zwei Wochen: 1"
    assert "- Titel Bcc: eve@example.org <b>fett</b>: bis 20. Mai 2026" in post.text()
    [ends] = re.findall(r"https://plans\.example\.org/reminders/ending/\S+", post.text())
    assert mail["List-Unsubscribe"] == f"<{ends}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Auto-Submitted" in mail
    # nothing is fetched, nothing is wrapped: every address is one of ours
    assert set(re.findall(r"https?://([^/\s]+)", post.text())) == {"plans.example.org"}
