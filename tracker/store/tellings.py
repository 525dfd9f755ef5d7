"""What members are told by mail: who wants what, what is due and was not told, and that it is told once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session

from tracker.domain.duty import Duties
from tracker.domain.ids import new_id
from tracker.domain.member import Member
from tracker.domain.occasion import Occasion, Reminder
from tracker.domain.reminding import Telling
from tracker.domain.rhythm import Rhythm, period_of
from tracker.store.history import table_of
from tracker.store.mails import put_mail
from tracker.store.once import put_all_once, put_once

MAIL, DIGEST = "mail", "digest"  # beside the occasions: the mail of a day, the digest of a Monday
LIFE = timedelta(days=7)  # a mail that could not be sent for so long says nothing new any more

_MEMBER, _TELLING = table_of(Member), table_of(Telling)

Key = tuple[str, str, str]  # occasion, about, span


@dataclass(frozen=True, slots=True)
class Reader:
    """A member, and what they want by mail."""

    id: str
    email: str
    digest: str
    reminders: bool


@dataclass(frozen=True, slots=True)
class Due:
    """What one member is to be told: reminders, and a digest or none."""

    reader: Reader
    reminders: Sequence[Reminder]
    digest: bool


def readers_after(session: Session, id: str, most: int) -> list[Reader]:
    """The next members, in the order of their ids, who want any mail."""
    wanted = (_MEMBER.c.digest != Rhythm.NONE) | _MEMBER.c.reminders
    some = select(_MEMBER.c.id, _MEMBER.c.email, _MEMBER.c.digest, _MEMBER.c.reminders)
    rows = session.connection().execute(
        some.where(_MEMBER.c.id > id, wanted).order_by(_MEMBER.c.id).limit(most)
    )
    return [Reader(*row) for row in rows]


def due_of(
    session: Session,
    readers: Sequence[Reader],
    duties: Mapping[str, Duties],
    day: date,
    rhythms: Sequence[Rhythm] = (),
) -> list[Due]:
    """Who of these is to be told something on `day`, on which digests of these rhythms are due."""
    known = told(session, [one.id for one in readers])
    found = []
    for reader in readers:
        mine = duties[reader.id]
        due = (
            [one for one in mine.due(day) if key_of(one) not in known[reader.id]] if reader.reminders else []
        )
        digest = reader.digest in rhythms and mine.says_something(day, period_of(reader.digest))
        if due or digest:
            found.append(Due(reader, due, digest))
    return found


def told(session: Session, member_ids: Sequence[str]) -> dict[str, set[Key]]:
    """What each of these members was told before."""
    columns = _TELLING.c.member_id, _TELLING.c.occasion, _TELLING.c.about, _TELLING.c.span
    reminded = _TELLING.c.occasion.in_(list(Occasion))
    rows = session.connection().execute(
        select(*columns).where(_TELLING.c.member_id.in_(member_ids), reminded)
    )
    found = {id: set[Key]() for id in member_ids}
    for member_id, *key in rows:
        found[member_id].add((key[0], key[1], key[2]))
    return found


def told_in(session: Session, mail_id: str) -> set[Key]:
    """The reminders that stand in a mail."""
    rows = select(_TELLING.c.occasion, _TELLING.c.about, _TELLING.c.span)
    return {
        (row.occasion, row.about, row.span)
        for row in session.connection().execute(rows.where(_TELLING.c.mail_id == mail_id))
    }


def tell(session: Session, due: Due, day: date, monday: date, now: datetime) -> bool:
    """Have a mail sent that says all of it, unless the member was written to that day; whether it will be sent."""
    id, who = new_id(), due.reader

    def row(occasion: str, about: str, span: str) -> dict[str, object]:
        key = {"member_id": who.id, "occasion": occasion, "about": about, "span": span}
        return key | {"told_on": day, "mail_id": id}

    if not put_once(session, _TELLING, row(MAIL, "", day.isoformat())):
        return False
    digest = due.digest and put_once(session, _TELLING, row(DIGEST, "", monday.isoformat()))
    # whatever of it was told by now is not in this mail; one that says nothing is not sent
    put_all_once(session, _TELLING, [row(*key_of(one)) for one in due.reminders])
    put_mail(session, "digest" if digest else "reminder", who.email, now, LIFE, about=who.id, id=id)
    return True


def key_of(reminder: Reminder) -> Key:
    """What must not be told a second time to the same member."""
    return reminder.occasion.value, reminder.about, reminder.span
