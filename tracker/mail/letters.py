"""The words of each kind of mail, put together at the moment it is sent."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from tracker.commands import sign_ins
from tracker.domain.berlin import BERLIN
from tracker.domain.change import Change, read_effects
from tracker.domain.kept_handover import KeptHandover
from tracker.domain.mail import Letter, Mail
from tracker.domain.member import Member, Membership
from tracker.domain.network import Network, Region
from tracker.domain.plan import Plan
from tracker.domain.sign_in import INVITATION_LIFE, LINK_LIFE
from tracker.language.dates import moment_day
from tracker.language.texts import text
from tracker.mail.address_letters import write_address_changed, write_new_address
from tracker.mail.digests import write_digest, write_reminder, write_trial
from tracker.mail.sign_up_letters import write_sign_up
from tracker.mail.written import Written
from tracker.settings import Settings
from tracker.store.kept_handovers import changes_of, is_standing, people_in
from tracker.store.members import find_member, has_been_here


def write_letter(session: Session, settings: Settings, mail: Mail, now: datetime) -> Written | None:
    """The letter for a mail that was claimed; None when there is nothing to say any more."""
    return _WRITERS[mail.kind](session, settings, mail, now)


def _sign_in(session: Session, settings: Settings, mail: Mail, now: datetime) -> Written | None:
    """A link and a code; nothing for an address nobody has, or one that has got enough of them (P2, P7)."""
    member = find_member(session, mail.address)
    made = sign_ins.make_link_and_code(session, member, now) if member else None
    if member is None or made is None:
        return None
    secret, code = made
    until = (now + LINK_LIFE).astimezone(BERLIN)
    return _with_link(settings, mail, member, secret, code=code, until=f"{until:%H:%M}", host=settings.host)


def _invitation(session: Session, settings: Settings, mail: Mail, now: datetime) -> Written | None:
    """Who invites to what, and a link that signs in once within two weeks; nothing if they were taken out again.

    Whoever has been here before needs no link: they are only told where they are in as well.
    """
    held = session.get(Membership, mail.about)
    member, by = find_member(session, mail.address), session.get(Member, mail.asked_by)
    if held is None or member is None or by is None or held.member_id != member.id:
        return None
    if has_been_here(session, member, held):
        return _added(session, settings, mail, member, by, held)
    secret = sign_ins.make_link(session, member, now, life=INVITATION_LIFE)
    until = moment_day(member.language, now + INVITATION_LIFE)
    said = {"by": by.name, "place": _name_of(session, held), "until": until}
    return _with_link(settings, mail, member, secret, sign_in=f"{settings.base_url}/sign-in", **said)


def _added(
    session: Session, settings: Settings, mail: Mail, member: Member, by: Member, held: Membership
) -> Written:
    kind = next(kind for kind in _PLACES if getattr(held, f"{kind}_id"))
    said = {
        "by": by.name,
        "name": member.name,
        "place": _name_of(session, held),
        "role": text(member.language, f"network.role_{held.role}"),
        "address": f"{settings.base_url}/{kind}s/{getattr(held, f'{kind}_id')}",
        "operator": settings.operator or settings.host,
    }
    subject, words = (text(member.language, f"mail.added{part}", **said) for part in ("_subject", ""))
    return Written(Letter(mail.id, member.email, subject, words))


def _handed_over(session: Session, settings: Settings, mail: Mail, now: datetime) -> Written | None:
    """Who handed over what, and in which plans there is something; nothing once that was taken back. Whoever it was
    taken from (`handed_on`) reads to whom, and where it can be undone."""
    member, by = find_member(session, mail.address), session.get(Member, mail.asked_by)
    handed = session.get(KeptHandover, mail.about)
    if member is None or by is None or handed is None or not is_standing(session, handed):
        return None
    place = session.get(_PLACES[handed.kind], handed.place_id)
    if not isinstance(place, Plan | Region | Network):
        return None
    changes, on = changes_of(session, handed), "/history" if mail.kind == "handed_on" else ""
    plans = [session.get_one(Plan, feed.partition(":")[2]) for feed in changes]
    said = {
        "by": by.name,
        "to": _heir_of(session, handed, changes.values(), member),
        "name": member.name,
        "place": place.title if isinstance(place, Plan) else place.name,
        "plans": "\n".join(
            sorted(f"- {plan.title}: {settings.base_url}/plans/{plan.id}{on}" for plan in plans)
        ),
        "home": f"{settings.base_url}/",
        "operator": settings.operator or settings.host,
    }
    subject = text(member.language, f"mail.{mail.kind}_subject", **said)
    key = f"mail.{mail.kind}_plans" if plans else f"mail.{mail.kind}"
    letter = Letter(mail.id, member.email, subject, text(member.language, key, **said))
    return Written(letter)


def _heir_of(session: Session, handed: KeptHandover, changes: Iterable[Change], gone: Member) -> str:
    """The name of whoever it went to; of a post alone, of whoever holds it now."""
    said = [
        e.now for one in changes for e in read_effects(one.effects) if (e.kind, e.field) == ("plan", "handed")
    ]
    beside = read_effects(handed.effects)
    said += [*(people_in(beside) - {gone.id}), *(e.now for e in beside if isinstance(e.now, str))]
    found = (session.get(Member, id) for id in said)
    return next((one.name for one in found if one), "")


def _with_link(settings: Settings, mail: Mail, member: Member, secret: str, **said: str) -> Written:
    """The letter `mail.KIND` in the member's language, with a link that is taken back if it cannot be sent."""
    said |= {
        "name": member.name,
        "link": f"{settings.base_url}/sign-in/{secret}",
        "operator": settings.operator or settings.host,
    }
    subject, words = (text(member.language, f"mail.{mail.kind}{part}", **said) for part in ("_subject", ""))
    letter = Letter(mail.id, member.email, subject, words)
    return Written(letter, lambda session: sign_ins.take_back_link(session, secret))


def _name_of(session: Session, held: Membership) -> str:
    plan = session.get(Plan, held.plan_id) if held.plan_id else None
    region_id = plan.region_id if plan else held.region_id
    region = session.get(Region, region_id) if region_id else None
    network = session.get(Network, region.network_id if region else held.network_id)
    names = [place.name for place in (region, network) if place]
    return ", ".join([plan.title, *names] if plan else names)


_PLACES: dict[str, type[Plan] | type[Region] | type[Network]] = {
    "plan": Plan,
    "region": Region,
    "network": Network,
}
_WRITERS = {
    "sign_in": _sign_in,
    "invitation": _invitation,
    "handed_over": _handed_over,
    "handed_on": _handed_over,
    "new_address": write_new_address,
    "address_changed": write_address_changed,
    "digest": write_digest,
    "reminder": write_reminder,
    "trial": write_trial,
    "sign_up": write_sign_up,
    "sign_up_changed": write_sign_up,
}
