"""The outbox of mails: put in with what causes them, claimed before they are sent, never by two processes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlmodel import Session, col

from tracker.domain.erasure import Person
from tracker.domain.mail import KEPT, LEASE, Mail, MailKind, pause_after
from tracker.store.history import table_of

AWAITED: tuple[MailKind, ...] = ("sign_in", "new_address", "invitation", "trial")
AT_ONCE = 5  # mails claimed together: at a minute each they are over well before the lease is

_MAIL = table_of(Mail)


def put_mail(
    session: Session,
    kind: MailKind,
    address: str,
    now: datetime,
    life: timedelta,
    *,
    about: str = "",
    asked_by: str = "",
    id: str = "",
) -> str:
    """Have a mail sent to this address within `life`; its id, which may be given."""
    mail = Mail(kind=kind, address=address, created_at=now, due_at=now, ends_at=now + life)
    mail.about, mail.asked_by = about, asked_by
    mail.id = id or mail.id
    session.add(mail)
    return mail.id


def mailed_since(session: Session, kind: MailKind, about: str, moment: datetime) -> bool:
    """Whether such a mail about this was asked for since then."""
    asked = select(_MAIL.c.id).where(
        _MAIL.c.kind == kind, _MAIL.c.about == about, _MAIL.c.created_at > moment
    )
    return session.execute(asked.limit(1)).first() is not None


def end_mails(session: Session, address: str, about: Collection[str]) -> None:
    """Send nobody at this address what still waits about these."""
    waits = _MAIL.c.due_at.is_not(None), _MAIL.c.address == address, _MAIL.c.about.in_(sorted(about))
    session.connection().execute(update(_MAIL).where(*waits).values(due_at=None, trouble="handed over"))


def mails_to(session: Session, person: Person) -> set[str]:
    """The ids of all mails to an address of theirs, also to those they have left or only asked for."""
    theirs = _MAIL.c.address.in_(sorted(person.addresses)) | _about_address(person)
    return set(session.connection().execute(select(_MAIL.c.id).where(theirs)).scalars())


def forget_mails_to(session: Session, person: Person) -> None:
    """Remove those that went to addresses which their account has no more, or never had."""
    session.connection().execute(delete(_MAIL).where(_about_address(person)))


def _about_address(person: Person) -> ColumnElement[bool]:
    asked = (_MAIL.c.kind == "new_address") & (_MAIL.c.asked_by == person.id)
    about: ColumnElement[bool] = _MAIL.c.about == person.id
    return asked | about


def claim_mails(session: Session, now: datetime) -> Sequence[Mail]:
    """Those that are due, for this process alone until the lease ends; what is pointless by now is over."""
    over = _MAIL.c.due_at.is_not(None) & (_MAIL.c.ends_at <= now)
    session.connection().execute(update(_MAIL).where(over).values(due_at=None, trouble="too late"))
    # whoever waits for a link to sign in does not wait for ten thousand digests
    order = col(Mail.kind).in_(AWAITED).desc(), col(Mail.due_at)
    due = select(Mail).where(col(Mail.due_at) <= now).order_by(*order).limit(AT_ONCE)
    return [mail for mail in session.execute(due).scalars().all() if _claim(session, mail, now)]


def mail_sent(session: Session, id: str, now: datetime) -> None:
    """The relay has taken it."""
    session.connection().execute(
        update(_MAIL).where(_MAIL.c.id == id).values(due_at=None, sent_at=now, trouble="")
    )


def mail_not_sent(session: Session, id: str, now: datetime, trouble: str, *, for_good: bool) -> None:
    """The relay has not taken it: again later, unless it never will."""
    mail = session.get_one(Mail, id)
    pause = None if for_good else pause_after(mail.attempts)
    mail.due_at, mail.trouble = now + pause if pause else None, trouble
    session.flush()


def mail_dropped(session: Session, id: str) -> None:
    """There is nothing to say after all."""
    session.connection().execute(delete(_MAIL).where(_MAIL.c.id == id))


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many mails could not be sent so far, since when, and why the last of them was not."""

    count: int
    since: datetime
    trouble: str


def find_waiting(session: Session) -> Waiting | None:
    """Mails that were tried in vain and wait to be tried again; None when there are none."""
    vain = _MAIL.c.due_at.is_not(None), _MAIL.c.trouble != ""
    count, since = session.execute(select(func.count(), func.min(_MAIL.c.created_at)).where(*vain)).one()
    newest = select(_MAIL.c.trouble).where(*vain).order_by(_MAIL.c.due_at.desc()).limit(1)
    return Waiting(count, since, session.execute(newest).scalar_one()) if count else None


def count_due(session: Session) -> int:
    """How many mails are still to be sent."""
    waiting = select(func.count()).select_from(_MAIL).where(_MAIL.c.due_at.is_not(None))
    return int(session.execute(waiting).scalar_one())


def forget_old_mails(session: Session, now: datetime) -> None:
    """Remove what is over for thirty days."""
    over = _MAIL.c.due_at.is_(None), _MAIL.c.created_at < now - KEPT
    session.connection().execute(delete(_MAIL).where(*over))


def _claim(session: Session, mail: Mail, now: datetime) -> bool:
    # only whoever still finds it as it was read moves it on: another process has lost then
    claim = (
        update(_MAIL)
        .where(_MAIL.c.id == mail.id, _MAIL.c.due_at == mail.due_at)
        .values(due_at=now + LEASE, attempts=_MAIL.c.attempts + 1)
    )
    return session.connection().execute(claim).rowcount == 1
