"""Who said "not me", and who hears of it: whoever asked, with the word that came with it, else whom one turns to."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, func, literal, or_, select
from sqlmodel import Session

from tracker.domain.comment import Comment
from tracker.domain.completion import Completion, Drop
from tracker.domain.member import Membership
from tracker.domain.network import Network, Region
from tracker.domain.ownership import Answer, Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import Party
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.store.contacts import may_be_meant, whom_to_turn_to
from tracker.store.history import table_of
from tracker.store.mentions import BEGINNING, MOST


@dataclass(frozen=True, slots=True)
class FoundNo:
    """`word` is how the comment begins that came with it, `comment_id` and it are empty where none did."""

    member_id: str
    """Who hears of it."""
    ownership_id: str
    plan_id: str
    step_id: str
    party: str
    at: datetime
    title: str
    rev: int
    """Of the step."""
    place: str
    """Region and plan."""
    comment_id: str
    word: str


def declined_to(
    session: Session, member_id: str, plans: Collection[str], since: datetime
) -> Sequence[FoundNo]:
    """What this member hears of the open steps in these plans, the newest first."""
    if not plans:
        return []
    return list(_heard(session, _IN_PLANS, [member_id], since=since, plans=sorted(plans)))[:MOST]


def all_declined_to(session: Session, member_ids: Sequence[str], since: datetime) -> Iterator[FoundNo]:
    """What each of these members hears of the open steps in all plans that are not archived, the newest first."""
    return _heard(session, _ANYWHERE, member_ids, since=since)


def _heard(session: Session, statement: Any, member_ids: Sequence[str], **given: Any) -> Iterator[FoundNo]:
    """Of what nobody asked who still has a role there, the first hears whom one turns to for the plan and who did not
    say it. What somebody recorded themselves is no news to them."""
    keys = {Participant("member", id).key: id for id in member_ids}
    rows = session.connection().execute(statement, given | {"members": list(member_ids), "keys": list(keys)})
    turned_to: dict[str, list[str]] = {}
    for row in rows.all():
        if row.asker_hears:
            who = "" if row.answered_by == row.asked_by else keys[row.asked_by]
        else:
            if row.plan_id not in turned_to:
                turned_to[row.plan_id] = [one.id for one in whom_to_turn_to(session, row.plan_id)]
            others = (id for id in turned_to[row.plan_id] if Participant("member", id).key != row.answered_by)
            who = next(others, "")
        if who in member_ids:
            yield _found(who, row)


def _found(member_id: str, row: Row[Any]) -> FoundNo:
    return FoundNo(
        member_id=member_id,
        ownership_id=row.id,
        plan_id=row.plan_id,
        step_id=row.step_id,
        party=row.party,
        at=row.answered_at,
        title=row.title,
        rev=row.rev,
        place=f"{row.region}, {row.plan}",
        comment_id=row.comment_id,
        word=row.word,
    )


# Statements are built once: putting one together costs as much as running it.
_OWNERSHIP, _PARTY, _STEP = table_of(Ownership), table_of(Party), table_of(Step)
_PLAN, _REGION, _NETWORK = table_of(Plan), table_of(Region), table_of(Network)
_DONE, _DROP, _COMMENT = table_of(Completion), table_of(Drop), table_of(Comment)
_HELD = table_of(Membership).alias("held")

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
_ASKER_HEARS = and_(~_TOOK_IT_ALONE, _ROLE_OF_ASKER.correlate(_OWNERSHIP, _PLAN, _REGION).exists())
_FOR_THEM = or_(
    and_(_ASKER_HEARS, _ASKER.in_(bindparam("keys", expanding=True))),
    and_(~_ASKER_HEARS, may_be_meant(bindparam("members", expanding=True))),
)
_ANSWERED = _OWNERSHIP.c.answered_by, _OWNERSHIP.c.answered_at
_DECLINED = (
    select(_OWNERSHIP.c.id, _OWNERSHIP.c.plan_id, _OWNERSHIP.c.step_id, _ASKER, *_ANSWERED)
    .add_columns(_PARTY.c.name.label("party"), _STEP.c.title, _STEP.c.rev)
    .add_columns(
        _REGION.c.name.label("region"), _PLAN.c.title.label("plan"), _ASKER_HEARS.label("asker_hears")
    )
    .add_columns(func.coalesce(_COMMENT.c.id, "").label("comment_id"))
    .add_columns(func.substr(func.coalesce(_COMMENT.c.text, ""), 1, literal(BEGINNING)).label("word"))
    .select_from(_OWNERSHIP)
    .join(_PARTY, _PARTY.c.id == _OWNERSHIP.c.party_id)
    .join(_STEP, _STEP.c.id == _OWNERSHIP.c.step_id)
    .join(_PLAN, _PLAN.c.id == _OWNERSHIP.c.plan_id)
    .join(_REGION, _REGION.c.id == _PLAN.c.region_id)
    .join(_NETWORK, _NETWORK.c.id == _REGION.c.network_id)
    .outerjoin(_DONE, _DONE.c.step_id == _STEP.c.id)
    .outerjoin(_DROP, _DROP.c.step_id == _STEP.c.id)
    # the word is a comment of the same command
    .outerjoin(
        _COMMENT,
        (_COMMENT.c.step_id == _OWNERSHIP.c.step_id)
        & (_COMMENT.c.by == _OWNERSHIP.c.answered_by)
        & (_COMMENT.c.at == _OWNERSHIP.c.answered_at),
    )
    .where(_OWNERSHIP.c.answer == Answer.DECLINED, _OWNERSHIP.c.answered_at > bindparam("since"), _FOR_THEM)
    .where(_DONE.c.step_id.is_(None), _DROP.c.step_id.is_(None), _STEP.c.trashed_at.is_(None))
    .order_by(_OWNERSHIP.c.answered_at.desc(), _OWNERSHIP.c.id)
)
_IN_PLANS = _DECLINED.where(_OWNERSHIP.c.plan_id.in_(bindparam("plans", expanding=True)))
_ANYWHERE = _DECLINED.where(_PLAN.c.archived_at.is_(None))
