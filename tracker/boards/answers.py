"""What the owners of a step were asked and what they said: by whom, when and how."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from tracker.boards.authors import author
from tracker.domain.member import Member
from tracker.domain.ownership import Answer, Ownership, Way
from tracker.domain.participant import Participant
from tracker.domain.party import Party
from tracker.language.dates import moment_day
from tracker.language.texts import text
from tracker.pages.hanging import AnswerView
from tracker.store.changes import names_of
from tracker.store.contact_persons import contact_persons
from tracker.store.steps import owners_of


def answer_views(session: Session, plan_id: str, step_id: str, locale: str) -> dict[str, AnswerView]:
    """By ownership."""
    owners = owners_of(session, step_id)
    names = names_of(session, {by for one in owners for by in (one.asked_by, one.answered_by)})
    people = contact_persons(session, plan_id, {one.party_id for one in owners})
    return {
        one.id: _with_people(
            _view(one, _is_own(session, one), names, locale), one, people.get(one.party_id, ())
        )
        for one in owners
    }


def answer_words(locale: str, answer: str, how: str) -> str:
    """ "zugesagt telefonisch"; the way is not said where it came in the app, or where nobody knows."""
    if how == Way.LEFT:
        return text(locale, "step.left")
    said = text(locale, f"step.{answer}")
    way = how if answer != Answer.ASKED and how not in ("", Way.APP) else ""
    return text(locale, f"step.answer_{way}", answer=said) if way else said


def _with_people(view: AnswerView, owner: Ownership, people: Sequence[Member]) -> AnswerView:
    known = [(one.id, one.name) for one in people]
    # whoever is no contact person any longer, or has left, is in charge of nothing
    name = dict(known).get(owner.in_charge_id or "", "")
    return replace(
        view, in_charge=name, in_charge_id=(owner.in_charge_id or "") if name else "", people=known
    )


def _view(owner: Ownership, is_own: bool, names: dict[str, str], locale: str) -> AnswerView:
    asker = author(locale, owner.asked_by, names)
    asked = text(locale, "step.asked_by", who=asker, day=moment_day(locale, owner.asked_at))
    if owner.answered_how == Way.LEFT:
        return AnswerView(answer_words(locale, owner.answer, owner.answered_how), has_left=True)
    if owner.answer == Answer.ASKED or owner.answered_at is None:
        return AnswerView(asked)
    words, day = answer_words(locale, owner.answer, owner.answered_how), moment_day(locale, owner.answered_at)
    key = "own" if is_own else "by" if owner.answered_how in ("", Way.APP) else "recorded"
    who = author(locale, owner.answered_by, names)
    said = text(locale, f"step.answered_{key}", answer=words, day=day, who=who)
    taken = (owner.asked_by, owner.asked_at) == (owner.answered_by, owner.answered_at)
    return AnswerView(said, "" if taken else asked)


def _is_own(session: Session, owner: Ownership) -> bool:
    member_id = session.get_one(Party, owner.party_id).member_id
    return member_id is not None and Participant("member", member_id).key == owner.answered_by
