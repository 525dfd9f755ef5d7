"""A meeting to which people may sign up, somebody who does, and who has."""

from sqlmodel import select

from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.commands import meetings, sign_ups
from tracker.domain.ids import new_id
from tracker.domain.meeting import Meeting
from tracker.domain.sign_up import SignUp

TEXTS = {
    "title": "Auftakt",
    "starts": "18:00",
    "place": "Rathaus",
    "link": "https://example.org/room",
    "host": "IHK",
}


def opened(here: Making, until: str = "", most: str = "", words: str = "9.6.2026") -> str:
    """A fresh meeting to which people may sign up."""
    meeting = here._do(meetings.add, words, TEXTS)
    here._do(sign_ups.open_to_all, meeting, until, most)
    return meeting


def key(noun: str) -> str:
    """As a page makes one: everybody without account shares them, so they are random."""
    return f"{new_id()}{new_id()}-{noun}"


async def joined(browser: Browser, meeting: str, name: str = "Gülay", **fields: str) -> str:
    """Somebody signs up; the path of their own page."""
    answer = await browser.form(f"/meetings/{meeting}/sign-ups", {"name": name, **fields})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def rows(site: Site, meeting: str) -> list[SignUp]:
    return site.cast.database.read_now(
        lambda s: s.exec(select(SignUp).where(SignUp.meeting_id == meeting)).all()
    )


def meeting_of(site: Site, id: str) -> Meeting:
    return site.cast.database.read_now(lambda s: s.get(Meeting, id))
