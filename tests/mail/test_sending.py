"""The outbox: each mail is claimed before it is sent, tried again later, given up at last, and never sent twice."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import Session

from tests.mail.trays import Trays
from tests.planning import Planning
from tests.postmaster import postmaster
from tests.waiting import until
from tracker.clock import Clock
from tracker.domain.mail import KEPT, LEASE, Mail
from tracker.domain.sign_in import LINK_LIFE, SignInLink
from tracker.mail.relays import NotSent, Smtp
from tracker.mail.sending import Mailing
from tracker.store.database import Database
from tracker.store.mails import claim_mails, find_waiting, forget_old_mails, put_mail

ANNA = "anna@example.org"


@pytest.fixture
def mailing(planning: Planning, settings, trays: Trays) -> Mailing:
    return Mailing(settings(), planning.database, Clock(lambda: planning.time.now), trays)


def ask(planning: Planning, address: str = ANNA, life: timedelta = LINK_LIFE) -> str:
    now = planning.time.now
    return planning.database.write_now(lambda s: put_mail(s, "sign_in", address, now, life)).value


def links(planning: Planning) -> list[SignInLink]:
    return [link for link in planning.all(SignInLink) if link.code_hash]


async def test_a_mail_is_sent_once_and_says_who_where_and_how_long(planning, mailing, trays) -> None:
    id = ask(planning)
    assert [await mailing.send_due(), await mailing.send_due()] == [1, 0]
    [letter] = trays.taken
    assert (letter.id, letter.address, letter.subject) == (id, ANNA, "Ihr Link zum Anmelden")
    for words in ("Guten Tag Anna", "https://plans.example.org/sign-in/", "bis 13:00 Uhr"):
        assert words in letter.text
    [mail] = planning.all(Mail)
    assert (mail.due_at, mail.attempts, bool(mail.sent_at)) == (None, 1, True)


async def test_nobody_of_that_address_gets_nothing_and_nothing_is_kept(planning, mailing, trays) -> None:
    ask(planning, "nobody@example.org")
    await mailing.send_due()
    assert (trays.taken, planning.all(Mail), links(planning)) == ([], [], [])


async def test_three_live_links_and_five_an_hour_are_enough(planning, mailing, trays) -> None:
    for _ in range(4):
        ask(planning)
        await mailing.send_due()
    assert len(trays.taken) == 3

    def use_all(session: Session) -> None:
        for link in links(planning):
            session.get_one(SignInLink, link.hash).used_at = planning.time.now

    for _ in range(3):
        planning.database.write_now(use_all)
        ask(planning)
        await mailing.send_due()
    assert len(trays.taken) == 5
    planning.time.jump(minutes=61)
    ask(planning)
    await mailing.send_due()
    assert len(trays.taken) == 6


async def test_a_vain_attempt_leaves_no_link_and_is_made_again_later_and_later(
    planning, mailing, trays
) -> None:
    ask(planning, life=timedelta(days=30))
    trays.trouble = NotSent("the relay says 451")
    waits = []
    while (mail := planning.all(Mail)[0]).due_at:
        planning.time.now = mail.due_at
        await mailing.send_due()
        assert links(planning) == []
        if due := planning.all(Mail)[0].due_at:
            waits.append(round((due - planning.time.now).total_seconds() / 60))
    assert waits == [1, 5, 15, 60, 240, 720, 720, 720, 720]
    assert (mail.attempts, mail.sent_at, mail.trouble) == (10, None, "the relay says 451")
    assert trays.taken == []


async def test_an_address_that_is_none_is_given_up_at_once(planning, mailing, trays) -> None:
    ask(planning)
    trays.trouble = NotSent("the relay refuses the address (550)", for_good=True)
    await mailing.send_due()
    [mail] = planning.all(Mail)
    assert (mail.due_at, mail.sent_at, mail.trouble) == (None, None, "the relay refuses the address (550)")


async def test_after_an_hour_a_link_to_sign_in_is_not_sent_any_more(planning, mailing, trays) -> None:
    ask(planning)
    planning.time.jump(minutes=61)
    assert await mailing.send_due() == 0
    assert (trays.taken, planning.all(Mail)[0].due_at) == ([], None)


async def test_two_processes_never_claim_the_same_mail(planning) -> None:
    ids = [ask(planning) for _ in range(60)]
    now = planning.time.now
    other = Database(planning.database.url, lambda: (now, now.date()))

    async def claim(database: Database) -> list[str]:
        found: list[str] = []
        while some := (await database.write(lambda s: [mail.id for mail in claim_mails(s, now)])).value:
            found += some
        return found

    try:
        both = await asyncio.gather(claim(planning.database), claim(other))
    finally:
        other.close()
    assert sorted(id for found in both for id in found) == sorted(ids)


async def test_a_claim_that_came_to_nothing_ends_and_the_mail_is_the_same(planning, mailing, trays) -> None:
    id = ask(planning)
    now = planning.time.now
    planning.database.write_now(lambda s: claim_mails(s, now))  # and then the process is killed
    assert await mailing.send_due() == 0
    planning.time.now = now + LEASE
    assert await mailing.send_due() == 1
    assert trays.taken[0].id == id


async def test_the_task_wakes_up_and_outlives_a_dead_relay(planning, settings) -> None:
    async with postmaster() as post:
        port = post.port
    relay = Smtp(settings(f"smtp://127.0.0.1:{port}"))
    mailing = Mailing(settings(), planning.database, Clock(lambda: planning.time.now), relay)
    async with mailing.running():
        ask(planning)
        mailing.wake()
        waiting = await until(lambda: planning.database.read_now(find_waiting), what="the vain attempt")
        assert (waiting.count, "cannot be reached" in waiting.trouble) == (1, True)
        planning.time.jump(minutes=2)
        async with postmaster(port=port) as post:
            mailing.wake()
            await until(lambda: post.mails, what="the mail")
        await until(lambda: planning.database.read_now(find_waiting) is None, what="the trouble to be over")
    assert len(post.mails) == 1


async def test_a_letter_under_way_is_finished_when_the_server_ends(planning, mailing, trays) -> None:
    trays.gate.clear()
    ask(planning)
    async with mailing.running():
        await until(lambda: trays.asked, what="the relay to be asked")
        asyncio.get_running_loop().call_later(0.05, trays.gate.set)
    assert len(trays.taken) == 1
    assert planning.all(Mail)[0].sent_at


async def test_the_end_is_taken_when_it_comes_with_the_waking(planning, mailing, trays) -> None:
    for n in range(5):
        planning.time.jump(minutes=61)
        ask(planning)
        async with mailing.running():
            await until(lambda n=n: len(trays.taken) > n and not waits(planning), what="the mail")
            for _ in range(20):  # nothing is left to do, and the task waits
                await planning.database.read(find_waiting)
            mailing.wake()
            ending = asyncio.get_running_loop().time()
        assert asyncio.get_running_loop().time() - ending < 20  # it would wait for half a minute


def waits(planning) -> bool:
    return any(mail.due_at for mail in planning.all(Mail))


def test_what_is_over_is_forgotten_after_thirty_days(planning) -> None:
    ask(planning)
    later = planning.time.now + KEPT + timedelta(minutes=1)
    planning.database.write_now(lambda s: forget_old_mails(s, later))
    assert len(planning.all(Mail)) == 1  # it was never tried: that is not over
    planning.database.write_now(lambda s: claim_mails(s, later))
    planning.database.write_now(lambda s: forget_old_mails(s, later))
    assert planning.all(Mail) == []
