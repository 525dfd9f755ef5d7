"""Commands on signing up to a meeting: opened by its host, used by anybody."""

from datetime import date, datetime

from sqlmodel import Session

from tracker.commands.meetings import open_meeting
from tracker.domain.edit import Edit
from tracker.domain.folding import same_name
from tracker.domain.guest_name import person_name
from tracker.domain.meeting import Meeting
from tracker.domain.member import clean_address
from tracker.domain.permissions import Action
from tracker.domain.plan import Plan
from tracker.domain.refusals import Invalid, NotFound
from tracker.domain.sign_up import MOST_OF_ADDRESS, SignUp, Terms, count, open_sign_up, sign_up, state_of
from tracker.store.sign_ups import forget_sign_up, put_answer, signed_up_with


def open_to_all(session: Session, edit: Edit, plan_id: str, meeting_id: str, until: str, most: str) -> None:
    """Let people sign up, until a day (ISO) and for so many; both may be empty. Raises Forbidden, Gone, Invalid."""
    meeting = open_meeting(session, edit, plan_id, meeting_id)
    edit.require(Action.SET_MEETING)
    open_sign_up(edit, meeting, Terms(_day(until, edit.today), _number(most)))
    _head(session, edit, plan_id)


def close(session: Session, edit: Edit, plan_id: str, meeting_id: str) -> None:
    """Let nobody sign up any more; those who have stay. Raises Forbidden, Gone."""
    open_sign_up(edit, open_meeting(session, edit, plan_id, meeting_id), None)
    _head(session, edit, plan_id)


def join(
    session: Session,
    edit: Edit,
    plan_id: str,
    meeting_id: str,
    name: str,
    organisation: str,
    email: str,
    language: str,
) -> None:
    """Somebody signs up; their id is what was made. Raises NotFound, Invalid; AlreadySignedUp by the same name and
    address, also where no place is left."""
    meeting = _meeting(session, plan_id, meeting_id)
    if state_of(meeting, edit.today) in ("open", "full") and _same(session, meeting_id, name, email):
        raise AlreadySignedUp()
    new = sign_up(edit, meeting, name, organisation, email, language)
    if new.email and len(signed_up_with(session, meeting_id, new.email)) >= MOST_OF_ADDRESS:
        raise Invalid("email", "sign_ups_of_address", most=MOST_OF_ADDRESS)
    session.add(new)
    session.flush()
    if new.email:
        put_answer(session, new, edit.now)
    _head(session, edit, plan_id)


class AlreadySignedUp(Invalid):
    """By this name and address somebody comes already. What their own page is, only their mail says."""

    def __init__(self) -> None:
        super().__init__("", "sign_up_already")


def tell_again(session: Session, meeting_id: str, name: str, email: str, now: datetime) -> None:
    """The mail to whoever is AlreadySignedUp once more, as often as an address may get one."""
    if one := _same(session, meeting_id, name, email):
        put_answer(session, one, now)


def take_back(session: Session, edit: Edit, plan_id: str, sign_up_id: str) -> None:
    """They do not come after all. Whether it is theirs is known by then. Raises NotFound."""
    _remove(session, edit, plan_id, sign_up_id)


def remove(session: Session, edit: Edit, plan_id: str, meeting_id: str, sign_up_id: str) -> None:
    """Its host strikes one out. Raises Forbidden, NotFound."""
    open_meeting(session, edit, plan_id, meeting_id)
    edit.require(Action.SET_MEETING)
    _remove(session, edit, plan_id, sign_up_id, meeting_id)


def _remove(session: Session, edit: Edit, plan_id: str, sign_up_id: str, meeting_id: str = "") -> None:
    one = session.get(SignUp, sign_up_id)
    if one is None or (meeting_id and one.meeting_id != meeting_id):
        raise NotFound()
    meeting = _meeting(session, plan_id, one.meeting_id)
    forget_sign_up(session, one)
    count(edit, meeting, max(0, meeting.signed_up - 1))
    _head(session, edit, plan_id)


def _same(session: Session, meeting_id: str, name: str, email: str) -> SignUp | None:
    if not email.strip():
        return None  # of two people of one name without address nobody knows
    known = signed_up_with(session, meeting_id, clean_address(email))
    return next((one for one in known if same_name(one.name, person_name("name", name))), None)


def _meeting(session: Session, plan_id: str, meeting_id: str) -> Meeting:
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.plan_id != plan_id or session.get_one(Plan, plan_id).archived_at:
        raise NotFound()
    return meeting


def _head(session: Session, edit: Edit, plan_id: str) -> None:
    if edit.effects:
        session.get_one(Plan, plan_id).head_rev = edit.rev


def _day(said: str, today: date) -> date | None:
    if not said.strip():
        return None
    try:
        day = date.fromisoformat(said.strip())
    except ValueError:
        raise Invalid("until", "day") from None
    if day < today:
        raise Invalid("until", "day_over")
    return day


def _number(said: str) -> int | None:
    if not said.strip():
        return None
    if not said.strip().isascii() or not said.strip().isdigit() or len(said.strip()) > 9:
        raise Invalid("most", "whole_number")
    return int(said)
