"""Who comes to a meeting, said by themselves without an account, while its host lets people sign up."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import text
from sqlmodel import Field, SQLModel

from tracker.domain.change import Verb
from tracker.domain.columns import utc_column
from tracker.domain.edit import Edit
from tracker.domain.guest_name import person_name, typed_name
from tracker.domain.ids import new_id
from tracker.domain.meeting import Meeting
from tracker.domain.member import LANGUAGES, clean_address
from tracker.domain.permissions import Action
from tracker.domain.refusals import Gone, Invalid, NotFound
from tracker.domain.sealing import sealed
from tracker.domain.typed_text import TITLE

MOST = 1_000  # of one meeting, whatever its host says
MOST_OF_ADDRESS = 5  # one may come for colleagues, too, but not fill the room
KEPT = timedelta(days=30)  # after the meeting
KEPT_WITHOUT_DAY = timedelta(days=365)  # after signing up, for a meeting that never got a day

_EMPTY, _ZERO = {"server_default": text("''")}, {"server_default": "0"}

State = Literal["open", "closed", "full", "cancelled"]


class SignUp(SQLModel, table=True):
    """Somebody who comes. Nothing of it stands in the history, which only counts: it goes with its row."""

    __tablename__ = "sign_up"

    id: str = Field(default_factory=new_id, primary_key=True)
    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    name: str
    organisation: str = Field(default="", sa_column_kwargs=_EMPTY)
    email: str = Field(default="", sa_column_kwargs=_EMPTY)
    language: str = "de"
    created_at: datetime = Field(sa_column=utc_column())
    told: str = Field(default="", sa_column_kwargs=_EMPTY)
    """When and where the meeting was in the last mail; `sum_of` it."""
    told_rev: int = Field(default=0, sa_column_kwargs=_ZERO)
    """Of the meeting, up to which this was looked at."""

    def has_told(self, meeting: Meeting) -> None:
        """A mail says how things stand."""
        self.told, self.told_rev = sum_of(meeting), meeting.rev


@dataclass(frozen=True, slots=True)
class Terms:
    """How long and for how many sign-up is open."""

    until: date | None = None
    """The last day; None: until the meeting."""
    most: int | None = None

    def plain(self) -> dict[str, Any]:
        """As the meeting and its history keep them."""
        return {"until": self.until.isoformat() if self.until else None, "most": self.most}


def terms_of(meeting: Meeting) -> Terms | None:
    """Those of a meeting; None when nobody has opened sign-up."""
    kept = meeting.sign_up
    if kept is None:
        return None
    return Terms(date.fromisoformat(kept["until"]) if kept["until"] else None, kept["most"])


def state_of(meeting: Meeting, day: date) -> State | None:
    """What somebody is told who wants to sign up; None when there is nothing for them to know of."""
    terms, last = terms_of(meeting), meeting.deadline_last
    if terms is None or (last is not None and last < day - KEPT):
        return None
    if meeting.trashed_at is not None:
        return "cancelled"
    if meeting.is_past(day) or (terms.until is not None and terms.until < day):
        return "closed"
    return "full" if meeting.signed_up >= min(terms.most or MOST, MOST) else "open"


def open_sign_up(edit: Edit, meeting: Meeting, terms: Terms | None) -> None:
    """Let people sign up on these terms, or no more (None). Raises Forbidden, Gone, Invalid."""
    edit.require(Action.SET_MEETING)
    edit.say(Verb.MEETING_SIGN_UP)
    if meeting.trashed_at is not None:
        raise Gone(title=meeting.title or meeting.deadline_words or "")
    if terms is not None and terms.most is not None and not 1 <= terms.most <= MOST:
        raise Invalid("most", "number_of", least=1, most=MOST)
    last = meeting.deadline_last
    if terms is not None and terms.until is not None and last is not None and terms.until > last:
        raise Invalid("until", "after_meeting")  # a meeting put forward closes it earlier: `state_of`
    edit.set("meeting", meeting, "sign_up", terms and terms.plain())


def sign_up(edit: Edit, meeting: Meeting, name: str, organisation: str, email: str, language: str) -> SignUp:
    """Somebody comes. Raises NotFound where nobody is asked to, Invalid."""
    state = state_of(meeting, edit.today)
    if state is None:
        raise NotFound()
    if state != "open":
        raise Invalid("", f"sign_up_{state}")
    new = SignUp(
        meeting_id=meeting.id,
        name=person_name("name", name),
        organisation=typed_name("organisation", organisation, TITLE, required=False),
        email=clean_address(email) if email.strip() else "",
        language=language if language in LANGUAGES else "de",
        created_at=edit.now,
    )
    new.has_told(meeting)
    count(edit, meeting, meeting.signed_up + 1)
    edit.made = new.id
    return new


def count(edit: Edit, meeting: Meeting, n: int) -> None:
    """So many come now. The meeting itself is as it was: calendars need not hear of it, hence no touch."""
    edit.say(Verb.MEETING_SIGNED_UP)
    edit.note("meeting", meeting.id, "signed_up", meeting.signed_up, n)
    meeting.signed_up = n


def sum_of(meeting: Meeting) -> str:
    """Stands for what those who come must know: another one is worth a mail."""
    days = (
        meeting.deadline_first,
        meeting.deadline_last,
        meeting.deadline_tentative,
        meeting.trashed_at is None,
    )
    said = repr((*map(str, days), meeting.starts, meeting.place, meeting.link))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def secret_of(key: bytes, sign_up_id: str) -> str:
    """128 bits that only whoever signed up is told, again and again if need be; so none is kept."""
    return sealed(key, f"sign-up {sign_up_id}").hex()[:32]
