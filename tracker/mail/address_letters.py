"""What goes to the new and to the old address when somebody wants to be known by another one."""

from datetime import datetime

from sqlmodel import Session

from tracker.commands.own_addresses import make_proof
from tracker.domain.berlin import BERLIN
from tracker.domain.mail import Letter, Mail
from tracker.domain.member import Member
from tracker.domain.own_address import NewAddress
from tracker.language.texts import text
from tracker.mail.written import Written
from tracker.settings import Settings
from tracker.store.members import find_member


def write_new_address(session: Session, settings: Settings, mail: Mail, now: datetime) -> Written | None:
    """A link and a code; for an address that is somebody's, only that nothing changes (P2)."""
    wanted = session.get(NewAddress, mail.about)
    if wanted is None or wanted.used_at is not None:
        return None
    known = find_member(session, wanted.address)
    if known is not None:
        return _letter(settings, mail, "mail.address_known", known)
    secret, code = make_proof(session, wanted)
    until = wanted.expires_at.astimezone(BERLIN)
    said = {"link": f"{settings.base_url}/me/address/{secret}", "code": code, "until": f"{until:%H:%M}"}
    written = _letter(settings, mail, "mail.new_address", session.get_one(Member, wanted.member_id), **said)

    def take_back(session: Session) -> None:
        if again := session.get(NewAddress, mail.about):
            again.hash = again.code_hash = None

    return Written(written.letter, take_back)


def write_address_changed(session: Session, settings: Settings, mail: Mail, now: datetime) -> Written | None:
    """To the old address: it opens nothing any more. The new one is not said, as others may read here by now."""
    member = session.get(Member, mail.about)
    return _letter(settings, mail, "mail.address_changed", member) if member else None


def _letter(settings: Settings, mail: Mail, key: str, member: Member, **said: str) -> Written:
    said |= {
        "name": member.name,
        "host": settings.host,
        "old": mail.address,
        "contact": settings.contact or settings.operator or settings.host,
        "operator": settings.operator or settings.host,
    }
    subject, words = (text(member.language, f"{key}{part}", **said) for part in ("_subject", ""))
    return Written(Letter(mail.id, mail.address, subject, words))
