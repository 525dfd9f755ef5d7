"""Commands on what a member gets by mail."""

from datetime import datetime, timedelta

from sqlmodel import Session

from tracker.domain.member import Member
from tracker.domain.refusals import Invalid
from tracker.domain.rhythm import Rhythm
from tracker.store.mails import mailed_since, put_mail

TRIAL_LIFE = timedelta(hours=1)  # a test is of no use later
TRIAL_EVERY = timedelta(minutes=1)


def wish(session: Session, member_id: str, digest: str, reminders: bool) -> None:
    """How often a digest comes, and whether there are reminders. Raises Invalid."""
    if digest not in list(Rhythm):
        raise Invalid("digest", "unknown")
    member = session.get_one(Member, member_id)
    member.digest, member.reminders = digest, reminders


def end_mails(session: Session, member_id: str, kind: str) -> None:
    """No more digests, or no more reminders; whoever is not there gets none anyway."""
    if member := session.get(Member, member_id):
        if kind == "digests":
            member.digest = Rhythm.NONE
        else:
            member.reminders = False


def try_mail(session: Session, member_id: str, now: datetime) -> str:
    """Have one sent as it would be now; its id. Raises Invalid for a second one within a minute."""
    member = session.get_one(Member, member_id)
    if mailed_since(session, "trial", member_id, now - TRIAL_EVERY):
        raise Invalid("", "trial_just_sent")
    return put_mail(session, "trial", member.email, now, TRIAL_LIFE, about=member_id)
