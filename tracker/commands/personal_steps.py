"""What a personal link does: the member's own steps, and nothing else. Asked anew in the writer each time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from tracker.commands import ownerships, steps, talk
from tracker.domain.duty import Duty
from tracker.domain.edit import Edit
from tracker.domain.member import Member
from tracker.domain.ownership import Answer
from tracker.domain.permissions import Action, may
from tracker.domain.refusals import NotFound
from tracker.store.duties import duties_of
from tracker.store.personal_links import find_personal_link

Do = Callable[[Session, Edit, Duty], object]


@dataclass(frozen=True, slots=True)
class Own:
    """Whose link it is, and one of their steps."""

    member: Member
    duty: Duty


def find_own(session: Session, secret: str, step_id: str, now: datetime, day: date) -> Own:
    """Raises NotFound for a link that is not good, and for a step that is not theirs: both look the same (P2)."""
    member = find_personal_link(session, secret, now)
    if member is None:
        raise NotFound()
    mine = duties_of(session, [member.id], day)[member.id].steps
    for duty in mine:
        if duty.step_id == step_id:
            return Own(member, duty)
    raise NotFound()


def through_link(session: Session, edit: Edit, secret: str, step_id: str, do: Do) -> None:
    """Do it as the member whose link it is. Raises NotFound, and what `do` raises."""
    own = find_own(session, secret, step_id, edit.now, edit.today)
    do(session, edit, own.duty)


def accept(session: Session, edit: Edit, duty: Duty) -> None:
    """ "Ich übernehme das" """
    ownerships.answer(session, edit, duty.plan_id, duty.step_id, duty.ownership_id, Answer.ACCEPTED)


def decline(session: Session, edit: Edit, duty: Duty, word: str) -> None:
    """ "Nicht ich", with a word to those who asked, where there is one and the member may say something."""
    ownerships.answer(session, edit, duty.plan_id, duty.step_id, duty.ownership_id, Answer.DECLINED)
    if word.strip() and may(edit.role, Action.ADD_COMMENT):
        talk.comment(session, edit, duty.plan_id, duty.step_id, word)


def complete(session: Session, edit: Edit, duty: Duty, result: str) -> None:
    """Done, and what came of it."""
    steps.complete(session, edit, duty.plan_id, duty.step_id, result, 0)


def put_off(session: Session, edit: Edit, duty: Duty, words: str, reason: str, base: int | None) -> None:
    """Later, because … Raises Clash when somebody else changed the date since `base`."""
    steps.set_deadline(session, edit, duty.plan_id, duty.step_id, words, base, reason)
