"""The words of each kind of mail, put together at the moment it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from tracker.clock import BERLIN
from tracker.commands import sign_ins
from tracker.domain.mail import Letter, Mail
from tracker.domain.member import Member, Membership
from tracker.domain.network import Network, Region
from tracker.domain.sign_in import INVITATION_LIFE, LINK_LIFE
from tracker.language.dates import day_text
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


def _invitation(session: Session, settings: Settings, mail: Mail, now: datetime) -> Written | None:
    """Who invites to what, and a link that signs in once within two weeks; nothing if they were taken out again."""
    held = session.get(Membership, mail.about)
    member, by = find_member(session, mail.address), session.get(Member, mail.asked_by)
    if held is None or member is None or by is None or held.member_id != member.id:
        return None
    secret, locale = sign_ins.make_link(session, member, now, life=INVITATION_LIFE), member.language
    said = {
        "name": member.name,
        "by": by.name,
        "place": _name_of(session, held),
        "link": f"{settings.base_url}/sign-in/{secret}",
        "until": day_text(locale, (now + INVITATION_LIFE).astimezone(BERLIN).date()),
        "sign_in": f"{settings.base_url}/sign-in",
        "operator": settings.operator or settings.host,
    }
    letter = Letter(
        mail.id,
        member.email,
        text(locale, "mail.invitation_subject", **said),
        text(locale, "mail.invitation", **said),
    )
    return Written(letter, lambda session: sign_ins.take_back_link(session, secret))


def _name_of(session: Session, held: Membership) -> str:
    region = session.get(Region, held.region_id) if held.region_id else None
    network = session.get(Network, region.network_id if region else held.network_id)
    return ", ".join(place.name for place in (region, network) if place)


_WRITERS = {"sign_in": _sign_in, "invitation": _invitation}
