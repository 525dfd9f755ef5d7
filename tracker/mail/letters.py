"""The words of each kind of mail, put together at the moment it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from tracker.clock import BERLIN
from tracker.commands import sign_ins
from tracker.domain.mail import Letter, Mail
from tracker.domain.sign_in import LINK_LIFE
from tracker.language.texts import text
from tracker.settings import Settings
from tracker.store.members import find_member


@dataclass(frozen=True, slots=True)
class Written:
    """A letter, and what has to be taken back when it could not be sent."""

    letter: Letter
    take_back: Callable[[Session], None] = lambda session: None


def write_letter(session: Session, settings: Settings, mail: Mail, now: datetime) -> Written | None:
    """The letter for a mail that was claimed; None when there is nothing to say any more."""
    return _WRITERS[mail.kind](session, settings, mail, now)


def _sign_in(session: Session, settings: Settings, mail: Mail, now: datetime) -> Written | None:
    """A link and a code; nothing for an address nobody has, or one that has got enough of them (P2, P7)."""
    member = find_member(session, mail.address)
    made = sign_ins.make_link_and_code(session, member, now) if member else None
    if member is None or made is None:
        return None
    (secret, code), locale = made, member.language
    until = (now + LINK_LIFE).astimezone(BERLIN)
    said = {
        "name": member.name,
        "link": f"{settings.base_url}/sign-in/{secret}",
        "code": code,
        "until": f"{until:%H:%M}",
        "host": settings.host,
        "operator": settings.operator or settings.host,
    }
    letter = Letter(
        mail.id,
        member.email,
        text(locale, "mail.sign_in_subject", **said),
        text(locale, "mail.sign_in", **said),
    )
    return Written(letter, lambda session: sign_ins.take_back_link(session, secret))


_WRITERS = {"sign_in": _sign_in}
