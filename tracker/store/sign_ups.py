"""Who has signed up to meetings, for how long it is kept, and who must hear that one has changed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Select, delete, func, literal, or_, select
from sqlmodel import Session, col

from tracker.domain.change import Change
from tracker.domain.mail import Mail
from tracker.domain.meeting import Meeting
from tracker.domain.sign_up import KEPT, KEPT_WITHOUT_DAY, SignUp, sum_of
from tracker.store.history import table_of
from tracker.store.mails import put_mail

SETTLED = timedelta(minutes=15)  # after the last change of a meeting one mail tells of all of them
TOLD_WITHIN = timedelta(days=3)
MAILS_AN_HOUR = 5  # of this kind to one address

_SIGN_UP, _MEETING, _CHANGE, _MAIL = map(table_of, (SignUp, Meeting, Change, Mail))


def sign_ups_of(session: Session, meeting_id: str) -> Sequence[SignUp]:
    """Those of a meeting, in the order in which they came."""
    found = select(SignUp).where(col(SignUp.meeting_id) == meeting_id)
    return session.execute(found.order_by(col(SignUp.created_at), col(SignUp.id))).scalars().all()


def signed_up_with(session: Session, meeting_id: str, email: str) -> Sequence[SignUp]:
    """Those who come to a meeting with one address."""
    theirs = (col(SignUp.meeting_id) == meeting_id, col(SignUp.email) == email)
    return session.execute(select(SignUp).where(*theirs)).scalars().all()


def put_answer(session: Session, one: SignUp, now: datetime) -> None:
    """Have somebody told that they have signed up; an address that got enough of these mails gets no more."""
    got = (
        select(func.count()).select_from(_MAIL).where(_MAIL.c.kind == "sign_up", _MAIL.c.address == one.email)
    )
    if session.execute(got.where(_MAIL.c.created_at > now - timedelta(hours=1))).scalar_one() < MAILS_AN_HOUR:
        put_mail(session, "sign_up", one.email, now, TOLD_WITHIN, about=one.id)


def forget_sign_up(session: Session, one: SignUp) -> None:
    """Remove it, and the address from mails that were sent; one on its way finds nothing to say."""
    session.execute(delete(_MAIL).where(_MAIL.c.about == one.id, _MAIL.c.due_at.is_(None)))
    session.delete(one)


def is_anybody_to_tell(session: Session, now: datetime) -> bool:
    """Whether a meeting has settled that somebody signed up to who does not know how it is now."""
    return session.execute(_to_tell(now).limit(1)).first() is not None


def put_news(session: Session, now: datetime, today: date) -> None:
    """Have those told whose meeting is at another time or place, or off, since the last mail said so: once for all
    that was changed."""
    for one, meeting in session.execute(_to_tell(now)).all():
        news = one.told != sum_of(meeting) and not meeting.is_past(today)
        one.told_rev = meeting.rev
        if news:
            put_mail(session, "sign_up_changed", one.email, now, TOLD_WITHIN, about=one.id)
    session.commit()


def forget_old_sign_ups(session: Session, now: datetime, today: date) -> None:
    """Remove those whose meeting is thirty days past, or never got a day."""
    last, since = _MEETING.c.deadline_last, now - KEPT_WITHOUT_DAY
    gone = select(_MEETING.c.id).where(last < today - KEPT)
    undated = select(_MEETING.c.id).where(last.is_(None))
    old = _SIGN_UP.c.meeting_id.in_(gone) | (
        _SIGN_UP.c.meeting_id.in_(undated) & (_SIGN_UP.c.created_at < since)
    )
    ids = session.execute(select(_SIGN_UP.c.id).where(old)).scalars().all()
    for id in ids:
        session.execute(delete(_MAIL).where(_MAIL.c.about == id, _MAIL.c.due_at.is_(None)))
    session.execute(delete(_SIGN_UP).where(_SIGN_UP.c.id.in_(ids)))
    session.commit()


def _to_tell(now: datetime) -> Select[SignUp, Meeting]:
    feed = literal("plan:") + _MEETING.c.plan_id
    settled = or_(_CHANGE.c.at.is_(None), _CHANGE.c.at <= now - SETTLED)
    return (
        select(SignUp, Meeting)
        .join(Meeting, col(Meeting.id) == SignUp.meeting_id)
        .outerjoin(_CHANGE, (_CHANGE.c.feed == feed) & (_CHANGE.c.rev == _MEETING.c.rev))
        .where(_SIGN_UP.c.email != "", _MEETING.c.rev > _SIGN_UP.c.told_rev, settled)
    )
