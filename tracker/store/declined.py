"""Who said "not me" to whom: whoever asked should hear of it, with the word that came with it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, func, literal, or_, select
from sqlmodel import Session

from tracker.domain.comment import Comment
from tracker.domain.completion import Completion, Drop
from tracker.domain.member import Membership
from tracker.domain.network import Region
from tracker.domain.ownership import Answer, Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import Party
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.store.history import table_of
from tracker.store.mentions import BEGINNING, MOST


@dataclass(frozen=True, slots=True)
class FoundNo:
    """`word` is how the comment begins that came with it, `comment_id` and it are empty where none did."""

    ownership_id: str
    plan_id: str
    step_id: str
    party: str
    at: datetime
    title: str
    rev: int
    """Of the step."""
    comment_id: str
    word: str


def declined_to(session: Session, member_id: str, plans: Collection[str], since: datetime) -> list[FoundNo]:
    """Of the open steps in these plans, what parties declined after that moment that the member had asked, the newest
    first. Where nobody asked who still has a role there, the plan's contact hears of it."""
    if not plans:
        return []
    given = {"plans": sorted(plans), "member": member_id, "since": since}
    given["me"] = Participant("member", member_id).key
    return [FoundNo(*row) for row in session.connection().execute(_DECLINED, given)]


# Statements are built once: putting one together costs as much as running it.
_OWNERSHIP, _PARTY, _STEP = table_of(Ownership), table_of(Party), table_of(Step)
_PLAN, _REGION, _HELD = table_of(Plan), table_of(Region), table_of(Membership)
_DONE, _DROP, _COMMENT = table_of(Completion), table_of(Drop), table_of(Comment)

_ASKER = _OWNERSHIP.c.asked_by


def _key_of(member_id: ColumnElement[str]) -> ColumnElement[str]:
    return literal(Participant("member", "").key) + member_id


_ROLE_OF_ASKER = (
    select(_HELD.c.id)
    .where(_key_of(_HELD.c.member_id) == _ASKER)
    .where(
        or_(
            _HELD.c.plan_id == _PLAN.c.id,
            _HELD.c.region_id == _REGION.c.id,
            _HELD.c.network_id == _REGION.c.network_id,
        )
    )
)
_TOOK_IT_ALONE = func.coalesce(_key_of(_PARTY.c.member_id) == _ASKER, False)
_FOR_ME = or_(
    _OWNERSHIP.c.asked_by == bindparam("me"),
    and_(_PLAN.c.contact_id == bindparam("member"), or_(_TOOK_IT_ALONE, ~_ROLE_OF_ASKER.exists())),
)
_DECLINED = (
    select(_OWNERSHIP.c.id, _OWNERSHIP.c.plan_id, _OWNERSHIP.c.step_id, _PARTY.c.name)
    .add_columns(_OWNERSHIP.c.answered_at, _STEP.c.title, _STEP.c.rev, func.coalesce(_COMMENT.c.id, ""))
    .add_columns(func.substr(func.coalesce(_COMMENT.c.text, ""), 1, literal(BEGINNING)))
    .select_from(_OWNERSHIP)
    .join(_PARTY, _PARTY.c.id == _OWNERSHIP.c.party_id)
    .join(_STEP, _STEP.c.id == _OWNERSHIP.c.step_id)
    .join(_PLAN, _PLAN.c.id == _OWNERSHIP.c.plan_id)
    .join(_REGION, _REGION.c.id == _PLAN.c.region_id)
    .outerjoin(_DONE, _DONE.c.step_id == _STEP.c.id)
    .outerjoin(_DROP, _DROP.c.step_id == _STEP.c.id)
    # the word is a comment of the same command
    .outerjoin(
        _COMMENT,
        (_COMMENT.c.step_id == _OWNERSHIP.c.step_id)
        & (_COMMENT.c.by == _OWNERSHIP.c.answered_by)
        & (_COMMENT.c.at == _OWNERSHIP.c.answered_at),
    )
    .where(
        _OWNERSHIP.c.answer == Answer.DECLINED, _OWNERSHIP.c.plan_id.in_(bindparam("plans", expanding=True))
    )
    .where(
        _OWNERSHIP.c.answered_by != bindparam("me"), _OWNERSHIP.c.answered_at > bindparam("since"), _FOR_ME
    )
    .where(_DONE.c.step_id.is_(None), _DROP.c.step_id.is_(None), _STEP.c.trashed_at.is_(None))
    .order_by(_OWNERSHIP.c.answered_at.desc(), _OWNERSHIP.c.id)
    .limit(MOST)
)
