"""Another address for one's own account: asked for, answered from there, and then the old one is nobody's."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.commands.sign_ins import end_other_sessions
from tracker.domain.mail import KEPT
from tracker.domain.member import Member, clean_address
from tracker.domain.own_address import NewAddress
from tracker.domain.refusals import Invalid, NotFound
from tracker.domain.sign_in import (
    LINK_LIFE,
    MOST_LINKS_AN_HOUR,
    MOST_LIVE_LINKS,
    code_hash_of,
    hash_of,
    new_code,
    new_secret,
)
from tracker.store.mails import put_mail
from tracker.store.members import find_member
from tracker.store.own_addresses import asked_for, asked_lately, end_what_led_by
from tracker.store.personal_links import end_personal_links


def ask_for_address(session: Session, me: str, typed: str, now: datetime) -> None:
    """Have a link and a code mailed to the address that a member (id) wants to be known by.

    The same becomes of it whether anybody has that address (P2). Raises Invalid("email"): none, one's own, or asked
    for too often.
    """
    address, member = clean_address(typed), session.get_one(Member, me)
    if address == member.email:
        raise Invalid("email", "own_address")
    lately = asked_lately(session, me, now)
    live = sum(one.used_at is None for one in lately)
    often = max(len(lately), len(asked_for(session, address, now)))
    if often >= MOST_LINKS_AN_HOUR or live >= MOST_LIVE_LINKS:
        raise Invalid("email", "asked_often")
    wanted = NewAddress(member_id=me, address=address, created_at=now, expires_at=now + LINK_LIFE)
    session.add(wanted)
    put_mail(session, "new_address", address, now, LINK_LIFE, about=wanted.id, asked_by=me)


def make_proof(session: Session, wanted: NewAddress) -> tuple[str, str]:
    """A link's secret and a code for the mail; both leave here once."""
    secret, code = new_secret(), new_code()
    wanted.hash, wanted.code_hash = hash_of(secret), code_hash_of(wanted.member_id, code)
    session.add(wanted)
    return secret, code


def use_link(session: Session, me: str, secret: str, here: str, now: datetime) -> list[str]:
    """Be known by the address that the link was mailed to. `here` is the hash of the session that stays; gives the
    hashes of those that end. Raises NotFound: used, expired, invented, another member's, somebody's by now."""
    return _use(session, find_wanted(session, me, secret, now), here, now)


def use_code(session: Session, me: str, code: str, here: str, now: datetime) -> list[str]:
    """The same by the code of the mail."""
    hash = code_hash_of(me, code)
    found = [one for one in asked_lately(session, me, now) if one.used_at is None and one.code_hash == hash]
    if not found:
        raise NotFound()
    return _use(session, found[0], here, now)


def find_wanted(session: Session, me: str, secret: str, now: datetime) -> NewAddress:
    """What the link of this secret is for. Raises NotFound."""
    mine = select(NewAddress).where(col(NewAddress.hash) == hash_of(secret), col(NewAddress.member_id) == me)
    wanted: NewAddress | None = session.execute(mine).scalar_one_or_none()
    if wanted is None or wanted.used_at is not None or wanted.expires_at < now:
        raise NotFound()
    return wanted


def _use(session: Session, wanted: NewAddress, here: str, now: datetime) -> list[str]:
    if find_member(session, wanted.address) is not None:
        raise NotFound()
    member = session.get_one(Member, wanted.member_id)
    old, member.email = member.email, wanted.address
    for one in asked_lately(session, member.id, now):
        one.used_at = one.used_at or now
    end_what_led_by(session, member.id, old, member.email)
    end_personal_links(session, member.id)
    put_mail(session, "address_changed", old, now, KEPT, about=member.id)
    return end_other_sessions(session, member.id, here, now)
