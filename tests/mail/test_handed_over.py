"""After a handover no mail about it goes to the old address: all of it goes to the successor."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.commands.handing import Scene, a_scene
from tests.mail.mornings import Mornings, want
from tests.planning import Planning
from tests.postmaster import Postmaster, postmaster
from tracker.commands import erasures, memberships, ownerships, reversals, sign_ups
from tracker.commands import meetings as meeting_commands
from tracker.commands.memberships import Place
from tracker.domain.mail import Mail
from tracker.domain.meeting import Meeting
from tracker.domain.member import Member, Membership
from tracker.domain.rhythm import Rhythm
from tracker.domain.step import Step
from tracker.mail.relays import relay_of
from tracker.settings import Settings
from tracker.store.persons import find_person, plans_with
from tracker.store.plans import feed_of

OLD, NEW = "anna@example.org", "bernd@example.org"
MONDAY, NEXT_MONDAY = date(2026, 5, 11), date(2026, 5, 18)
TWO_WEEKS_BEFORE, LONG_AFTER = date(2026, 5, 22), date(2026, 8, 3)


class Days(Mornings):
    """Goes from day to day with a real relay, which keeps what it took."""

    post: Postmaster

    async def to(self, day: date) -> set[str]:
        """The addresses that got mail on that day."""
        before = len(self.post.to)
        await self.run(day)
        await self.mailing.put_due()
        while await self.mailing.send_due():
            pass
        return {address for to in self.post.to[before:] for address in to}


@pytest.fixture
async def post():
    async with postmaster() as one:
        yield one


@pytest.fixture
def days(planning: Planning, settings: Callable[[str], Settings], post: Postmaster) -> Days:
    known = settings(f"smtp://127.0.0.1:{post.port}")
    want(planning, digest=Rhythm.WEEKLY, reminders=True)
    days = Days(planning, known, Kept(known))
    days.post = post
    return days


class Kept:
    """The relay of the settings, as the mornings ask for one."""

    def __init__(self, settings: Settings) -> None:
        self.send = relay_of(settings).send

    def clear(self) -> list[object]:
        return []


@pytest.fixture
def scene(planning: Planning) -> Scene:
    """Anna has also taken a step with a date, and has signed up to her own meeting."""
    scene, anna = a_scene(planning), planning.people.anna
    planning.do(ownerships.take, planning.step("Flyer drucken", words="bis 5. Juni 2026"))
    [meeting] = planning.all(Meeting)
    planning.do(sign_ups.open_to_all, meeting.id, "", "")
    planning.do(sign_ups.join, meeting.id, anna.name, "", OLD, "de")
    return scene


def take_out(scene: Scene) -> None:
    """Anna has left before it is handed over."""
    planning = scene.planning
    [held] = [one for one in planning.all(Membership) if one.member_id == planning.people.anna.id]
    planning.database.write_now(
        lambda s: memberships.end_membership(s, planning.people.emil, Place("", scene.region), held.id)
    )


@pytest.mark.parametrize("leaves", [lambda scene: None, take_out], ids=["still here", "taken out"])
async def test_digests_reminders_notices_and_sign_up_letters_go_to_the_successor_only(
    scene: Scene, days: Days, leaves: Callable[[Scene], None]
) -> None:
    planning, people = scene.planning, scene.planning.people
    assert OLD in await days.to(MONDAY)
    leaves(scene)
    scene.hand_over()
    [flyer] = [step for step, title in titles(planning).items() if title == "Flyer drucken"]
    planning.do(ownerships.take, flyer, by=people.bernd)
    [meeting] = planning.all(Meeting)
    planning.do(meeting_commands.rewrite, meeting.id, "16.6.2026", {}, None, by=people.bernd)
    seen = len(days.post.mails)
    for mail in [one for one in planning.all(Mail) if one.kind == "handed_on"]:
        assert leaves is not take_out, mail.address  # only whoever is still here, of which another test tells
        planning.database.write_now(lambda s, id=mail.id: s.delete(s.get_one(Mail, id)))
    for day in (NEXT_MONDAY, TWO_WEEKS_BEFORE, LONG_AFTER):
        assert await days.to(day) == {NEW}
    words = "\n".join(days.post.text(n) for n in range(seen, len(days.post.mails)))
    for part in ("Flyer drucken", "Treffen", "Fragen", "Seit 60 Tagen"):
        assert part in words, part
    told = {mail.kind for mail in planning.all(Mail) if mail.address == NEW and mail.sent_at}
    assert told >= {"digest", "reminder", "sign_up_changed"}


async def test_whoever_was_erased_gets_none_either(scene: Scene, days: Days) -> None:
    planning, anna = scene.planning, scene.planning.people.anna
    assert OLD in await days.to(MONDAY)

    def plans(session) -> list[str]:
        return plans_with(session, find_person(session, anna.key))

    feeds = tuple(map(feed_of, planning.database.read_now(plans)))
    planning.database.write_now(
        lambda s, *edits: erasures.erase_me(s, anna.key, OLD, planning.time.now, *edits), feeds=feeds, by=anna
    )
    scene.hand_over(member=scene.party_named("Ehemals beteiligt"))
    assert OLD not in {one.email for one in planning.all(Member)}
    assert scene.owners == {"Bernd": ("lead", "asked")}
    assert await days.to(NEXT_MONDAY) == {NEW}


@pytest.mark.parametrize("back", [False, True], ids=["stands", "taken back"])
async def test_the_successor_hears_of_it_in_one_mail_unless_it_was_taken_back(
    scene: Scene, days: Days, back: bool
) -> None:
    planning = handed_over(scene, back=back)
    seen = len(days.post.mails)
    await days.to(MONDAY)
    told = [days.post.text(n) for n in range(seen, len(days.post.mails)) if days.post.to[n] == [NEW]]
    about = [words for words in told if "hat Ihnen die Koordination übergeben" in words]
    assert len(about) == (0 if back else 1)
    assert all(f"/plans/{planning.plan_id}" in words for words in about)


@pytest.mark.parametrize("back", [False, True], ids=["stands", "taken back"])
async def test_whoever_it_was_taken_from_hears_once_to_whom_it_went_and_where_it_is_undone(
    scene: Scene, days: Days, back: bool
) -> None:
    planning = handed_over(scene, back=back)
    await days.to(MONDAY)
    told = [days.post.text(n) for n in range(len(days.post.mails)) if days.post.to[n] == [OLD]]
    told = [words for words in told if "hat an Bernd übergeben, was hier bei Ihnen lag" in words]
    assert len(told) == (0 if back else 1)
    assert all("Emil hat" in words and f"/plans/{planning.plan_id}/history" in words for words in told)


def test_whoever_hands_over_their_own_gets_no_mail_about_it(scene: Scene) -> None:
    scene.hand_over("plan", by=scene.planning.people.anna)
    assert not [one for one in scene.planning.all(Mail) if one.kind == "handed_on"]


def titles(planning: Planning) -> dict[str, str]:
    return {step.id: step.title for step in planning.all(Step)}


def handed_over(scene: Scene, *, back: bool) -> Planning:
    """What was the predecessor's is Bernd's now; or it was, and was taken back."""
    planning = scene.planning
    scene.hand_over()
    if back:
        planning.do(reversals.undo, planning.rev, by=planning.people.emil)
    return planning
