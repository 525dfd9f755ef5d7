"""Mails about signing up: an entry for the calendar, news once for all that changed, no header from what is typed."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from tests.calendars.reading import events_of, said
from tests.planning import Planning
from tests.postmaster import Postmaster, postmaster
from tracker.clock import Clock
from tracker.commands import meetings, reversals, sign_ups
from tracker.domain.mail import Mail
from tracker.domain.sign_up import SignUp
from tracker.mail.relays import relay_of
from tracker.mail.sending import Mailing
from tracker.store.sign_ups import MAILS_AN_HOUR, SETTLED

ADDRESS = "guel@example.net"
A_WHILE = SETTLED + timedelta(seconds=1)


@pytest.fixture
async def post():
    async with postmaster() as one:
        yield one


@pytest.fixture
def mailing(planning: Planning, settings, post: Postmaster) -> Mailing:
    known = settings(f"smtp://127.0.0.1:{post.port}")
    return Mailing(known, planning.database, Clock(lambda: planning.time.now), relay_of(known))


@pytest.fixture
def meeting(planning: Planning) -> str:
    return opened(planning)


def opened(planning: Planning) -> str:
    """A meeting to which people may sign up."""
    texts = {"title": "Auftakt", "starts": "18:00", "place": "Rathaus"}
    made = planning.do(meetings.add, "12.10.2026", texts).made
    planning.do(sign_ups.open_to_all, made, "", "")
    return made


def join(planning: Planning, meeting: str, email: str = ADDRESS, name: str = "Gül") -> str:
    return planning.do(sign_ups.join, meeting, name, "Kammer", email, "de").made


async def sent(mailing: Mailing) -> None:
    await mailing.put_due()
    while await mailing.send_due():
        pass


def entry(mail: EmailMessage) -> tuple[str, object]:
    """The method of the attached entry, and the entry."""
    (file,) = mail.iter_attachments()
    assert file.get_content_type() == "text/calendar"
    content = file.get_payload(decode=True)
    method = file.get_param("method")
    assert f"METHOD:{method}\r\n".encode() in content
    return method, events_of(content)[0]


async def test_whoever_signs_up_gets_the_meeting_for_their_calendar(planning, mailing, post, meeting) -> None:
    id = join(planning, meeting)
    await sent(mailing)
    assert (post.to, post.mails[0]["Subject"]) == ([[ADDRESS]], "Angemeldet: Auftakt")
    for words in ("12. Okt. 2026, 18:00 Uhr", "Rathaus", f"https://plans.example.org/sign-ups/{id}/"):
        assert words in post.text(), words
    assert "Gül" not in post.text()  # anybody may have typed anything with somebody else's address
    (file,) = post.mails[0].iter_attachments()
    assert file.get_filename() == "treffen-nordrhein-westfalen-auftakt.ics"
    method, event = entry(post.mails[0])
    assert (method, said(event, "LOCATION"), str(event["ORGANIZER"])) == (
        "PUBLISH",
        "Rathaus",
        "mailto:tracker@plans.example.org",
    )


async def test_without_an_address_nobody_gets_a_mail(planning, mailing, post, meeting) -> None:
    join(planning, meeting, "")
    await sent(mailing)
    assert post.mails == planning.all(Mail) == []


async def test_changes_that_come_together_are_one_mail_with_a_later_entry(
    planning, mailing, post, meeting
) -> None:
    join(planning, meeting)
    await sent(mailing)
    planning.do(meetings.rewrite, meeting, "13.10.2026", {"starts": "19:00"}, None)
    await sent(mailing)
    planning.time.now += SETTLED / 2
    planning.do(meetings.rewrite, meeting, None, {"place": "Bürgerhaus"}, None)
    planning.time.now += SETTLED * 2 / 3
    await sent(mailing)
    assert len(post.mails) == 1
    planning.time.now += A_WHILE
    for _ in range(2):
        await sent(mailing)
    assert [mail["Subject"] for mail in post.mails] == ["Angemeldet: Auftakt", "Geändert: Auftakt"]
    assert "13. Okt. 2026, 19:00 Uhr" in post.text()
    first, second = (entry(mail)[1] for mail in post.mails)
    assert said(first, "UID") == said(second, "UID")
    assert int(second["SEQUENCE"]) > int(first["SEQUENCE"])
    assert said(second, "LOCATION") == "Bürgerhaus"


@pytest.mark.parametrize("undone", [True, False])
async def test_what_is_as_it_was_or_does_not_matter_is_no_news(
    planning, mailing, post, meeting, undone
) -> None:
    join(planning, meeting)
    await sent(mailing)
    words, texts = ("13.10.2026", {}) if undone else (None, {"agenda": "Begrüßung"})
    rev = planning.do(meetings.rewrite, meeting, words, texts, None).revs[planning.feed]
    if undone:
        planning.do(reversals.undo, rev)
    planning.time.now += A_WHILE
    await sent(mailing)
    assert len(post.mails) == 1


async def test_a_meeting_that_is_off_leaves_their_calendars(planning, mailing, post, meeting) -> None:
    join(planning, meeting)
    await sent(mailing)
    planning.do(meetings.trash, meeting)
    planning.time.now += A_WHILE
    await sent(mailing)
    assert post.mails[1]["Subject"] == "Fällt aus: Auftakt"
    method, event = entry(post.mails[1])
    assert (method, said(event, "STATUS")) == ("CANCEL", "CANCELLED")


async def test_whoever_took_it_back_hears_nothing_more(planning, mailing, post, meeting) -> None:
    id = join(planning, meeting)
    await sent(mailing)
    planning.do(meetings.rewrite, meeting, "13.10.2026", {}, None)
    planning.time.now += A_WHILE
    await mailing.put_due()
    planning.do(sign_ups.take_back, id)
    await sent(mailing)
    assert len(post.mails) == 1
    assert planning.all(SignUp) == planning.all(Mail) == []


@pytest.mark.parametrize("title", ["x\r\nBcc: evil@example.org", "a,b;c\\ END:VEVENT", "ä" * 200])
async def test_no_title_place_or_host_becomes_a_header_or_an_entry(planning, mailing, post, title) -> None:
    texts = dict.fromkeys(("title", "place", "host"), title)
    made = planning.do(meetings.add, "12.10.2026", texts).made
    planning.do(sign_ups.open_to_all, made, "", "")
    join(planning, made)
    await sent(mailing)
    (mail,) = post.mails
    assert post.to == [[ADDRESS]]
    assert mail.get_all("To") == [ADDRESS]
    assert mail["Bcc"] is None
    assert " ".join(title.split())[:60] in " ".join(str(mail["Subject"]).split())
    entry(mail)


async def test_nobody_floods_the_box_of_another(planning, mailing, post, meeting) -> None:
    other = opened(planning)
    for n in range(MAILS_AN_HOUR + 3):
        join(planning, (meeting, other)[n % 2], name=f"Nr. {n}")
    await sent(mailing)
    assert len(post.mails) == MAILS_AN_HOUR
    assert len(planning.all(SignUp)) == MAILS_AN_HOUR + 3
