"""The letters that say what is next: a digest, a day's reminders, and one to try it."""

from datetime import datetime

from sqlmodel import Session

from tracker.boards.digests import Said, body_of, digest_said, reminders_said
from tracker.domain.berlin import BERLIN
from tracker.domain.duty import Duties
from tracker.domain.mail import Letter, Mail
from tracker.domain.member import Member
from tracker.domain.reminding import LINK_LIFE, ending_of
from tracker.domain.rhythm import Rhythm
from tracker.language.dates import day_text
from tracker.language.texts import text
from tracker.mail.written import Written
from tracker.settings import Settings
from tracker.store.duties import duties_of
from tracker.store.personal_links import make_personal_link, take_back_personal_link
from tracker.store.tellings import told_in

KINDS = {"digest": "digests", "reminder": "reminders"}  # of mails: what ends them


def write_digest(session: Session, settings: Settings, mail: Mail, now: datetime) -> Written | None:
    """What is next, with the reminders of the day; nothing when there is nothing to say any more."""
    found = _found(session, mail, now)
    if found is None or found[0].digest == Rhythm.NONE:
        return None
    member, duties = found
    day = now.astimezone(BERLIN).date()
    keys = told_in(session, mail.id) if member.reminders else ()
    said = digest_said(member.language, duties, day, member.digest, keys)
    return _letter(session, settings, mail, member, said, now, why=member.digest) if said.parts else None


def write_reminder(session: Session, settings: Settings, mail: Mail, now: datetime) -> Written | None:
    """The reminders of a day; nothing when all of them are done with meanwhile."""
    found = _found(session, mail, now)
    if found is None or not found[0].reminders:
        return None
    member, duties = found
    day = now.astimezone(BERLIN).date()
    said = reminders_said(member.language, duties, day, told_in(session, mail.id))
    return _letter(session, settings, mail, member, said, now, why="reminder") if said.parts else None


def write_trial(session: Session, settings: Settings, mail: Mail, now: datetime) -> Written | None:
    """A digest as it would be now, also when it would be empty."""
    found = _found(session, mail, now)
    if found is None:
        return None
    member, duties = found
    said = digest_said(member.language, duties, now.astimezone(BERLIN).date(), member.digest)
    return _letter(session, settings, mail, member, said, now, why="trial")


def _found(session: Session, mail: Mail, now: datetime) -> tuple[Member, Duties] | None:
    """Whose mail it is, if they still have that address, and what concerns them now."""
    member = session.get(Member, mail.about)
    if member is None or member.email != mail.address:
        return None
    return member, duties_of(session, [member.id], now.astimezone(BERLIN).date())[member.id]


def _letter(
    session: Session, settings: Settings, mail: Mail, member: Member, said: Said, now: datetime, *, why: str
) -> Written:
    locale, secret = member.language, make_personal_link(session, member.id, now)
    ends = KINDS.get(mail.kind, "digests")
    off = f"{settings.base_url}/{ends}/ending/{ending_of(settings.secret_key, member.id, ends)}"
    until = (now + LINK_LIFE).astimezone(BERLIN).date()
    values = {
        "name": " ".join(member.name.split()),
        "body": body_of(said, locale) or text(locale, "mail.digest_empty"),
        "link": f"{settings.base_url}/my-steps/{secret}",
        "until": day_text(locale, until),
        "host": settings.host,
        "why": text(locale, f"mail.why_{why}"),
        "off": off,
        "settings": f"{settings.base_url}/me/mails",
        "operator": settings.operator or settings.host,
    }
    subject = text(locale, f"mail.{mail.kind}_subject", counts=said.counts)
    letter = Letter(mail.id, member.email, subject, text(locale, "mail.digest", **values), ends_at=off)
    return Written(letter, lambda session: take_back_personal_link(session, secret))
