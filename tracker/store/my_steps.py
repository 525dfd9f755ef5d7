"""What waits for one person in all their plans, each kind in one statement: a page over forty plans asks forty times
less than plan by plan."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, or_, select
from sqlmodel import Session

from tracker.domain.completion import Completion, Drop
from tracker.domain.dated import Dated
from tracker.domain.deadline import Deadline
from tracker.domain.follow_up import FollowUp
from tracker.domain.ownership import Answer, OwnerRole, Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import ContactPerson, Party, PartySort, PlanTheme, Theme
from tracker.domain.stage import Stage, StageKind
from tracker.domain.step import Step
from tracker.store.cards import THEME_IDS, deadline_in
from tracker.store.charges import is_seen_to
from tracker.store.history import table_of


class OpenStep(NamedTuple):
    """A step on a board that is not done."""

    id: str
    plan_id: str
    title: str
    rev: int
    deadline: Deadline | None
    is_waiting: bool
    """It stands in a stage "Wartet auf …"."""
    themes: Sequence[tuple[str, int]]
    """Names and places, in the plan's order."""


class MyStep(NamedTuple):
    """One that somebody has taken or is asked to take: `asked` is the ownership that waits for an answer."""

    step: OpenStep
    asked: str
    waits_for: str
    """Who was asked to lead it and has not answered, where I only help."""
    of: str
    """The organisation that has it, where I only speak for one."""
    ownership: str


class AskedStep(NamedTuple):
    """One that others were asked to take by somebody, and have not answered."""

    step: OpenStep
    names: Sequence[str]


class ToAsk(NamedTuple):
    """`asked` has not answered, and somebody agreed to ask them by a day. `ownership`: what is answered then."""

    id: str
    step: OpenStep
    asked: str
    until: date
    ownership: str


def my_steps(session: Session, member_id: str, plans: Collection[str]) -> list[MyStep]:
    """The open steps of these plans that somebody's own parties have, or organisations that they speak for and in
    which nobody else is in charge of it; in no order."""
    given = {"member": member_id, "plans": sorted(plans)}
    rows = _rows(session, _MINE, given)
    themes = _Themes(session.connection().execute(_SHOWN, given).all() if rows else ())
    found: dict[str, MyStep] = {}
    for id, plan_id, title, rev, kind, *dated, answer, ownership, lead, of, about in rows:
        asked = ownership if answer == Answer.ASKED else ""
        known = found.get(id)
        # what I am asked comes first, then what I have myself
        if known is None or (bool(asked), not of) > (bool(known.asked), not known.of):
            shown, waits = themes.of(plan_id, about), kind == StageKind.WAITING
            step = OpenStep(id, plan_id, title, rev, deadline_in(dated), waits, shown)
            found[id] = MyStep(step, asked, lead or "", of or "", ownership)
    return list(found.values())


def asked_by_me(session: Session, member_id: str, plans: Collection[str]) -> list[AskedStep]:
    """Steps for which the member asked others who have not answered, unless it is to be asked again by a day."""
    me = Participant("member", member_id).key
    names: dict[str, list[str]] = defaultdict(list)
    rows = {}
    for row in _rows(session, _ASKED, {"member": member_id, "me": me, "plans": sorted(plans)}):
        names[row.id].append(row.name)
        rows[row.id] = row
    return [AskedStep(_step(row, ()), names[id]) for id, row in rows.items()]


def to_ask(session: Session, member_id: str, plans: Collection[str]) -> list[ToAsk]:
    """Whom the member's own parties ask for an answer, the most urgent first."""
    rows = _rows(session, _TO_ASK, {"member": member_id, "plans": sorted(plans)})
    return [ToAsk(row.follow_up, _step(row, ()), row.name, row.until, row.ownership or "") for row in rows]


def _rows(session: Session, statement: Select[Any], given: Mapping[str, Any]) -> Sequence[Any]:
    return session.connection().execute(statement, given).all() if given["plans"] else []


class _Themes:
    """What plans show at their steps. Which stand together is often the same: such a row of them is made once."""

    def __init__(self, shown: Sequence[Sequence[Any]]) -> None:
        self._shown = [(name, place) for _, _, name, place in shown]
        self._nth = {(plan_id, id): n for n, (plan_id, id, *_) in enumerate(shown)}
        self._made: dict[tuple[str, str | None], Sequence[tuple[str, int]]] = {}

    def of(self, plan_id: str, ids: str | None) -> Sequence[tuple[str, int]]:
        """Names and places, in the plan's order; without those that it does not show."""
        made = self._made.get((plan_id, ids))
        if made is None:
            nth = [self._nth[plan_id, id] for id in (ids or "").split(",") if (plan_id, id) in self._nth]
            made = self._made[plan_id, ids] = tuple(self._shown[n] for n in sorted(nth))
        return made


def _step(row: Sequence[Any], themes: Sequence[tuple[str, int]]) -> OpenStep:
    # by place: taking a column by its name costs four times as much
    id, plan_id, title, rev, kind, *more = row
    return OpenStep(id, plan_id, title, rev, deadline_in(more), kind == StageKind.WAITING, themes)


# Statements are built once: putting one together costs as much as running it.
_STEP, _STAGE, _DONE, _DROP = (table_of(model) for model in (Step, Stage, Completion, Drop))
_OWNERSHIP, _PARTY, _FOLLOW_UP = table_of(Ownership), table_of(Party), table_of(FollowUp)
_PLAN_THEME, _THEME = table_of(PlanTheme), table_of(Theme)
_CONTACT = table_of(ContactPerson)
_LEAD, _LEADER, _ORG = _OWNERSHIP.alias("lead"), _PARTY.alias("leader"), _PARTY.alias("organisation")

_PLANS: BindParameter[Sequence[str]] = bindparam("plans", expanding=True)
_FIELDS = (
    *(_STEP.c.id, _STEP.c.plan_id, _STEP.c.title, _STEP.c.rev, _STAGE.c.kind),
    *(_STEP.c[name] for name in Dated.model_fields),
)


def _stand_for_me(party: ColumnElement[str]) -> ColumnElement[bool]:
    me: BindParameter[str] = bindparam("member")
    return party.in_(select(_PARTY.c.id).where((_PARTY.c.member_id == me) | (_PARTY.c.guest_id == me)))


def _on_board(statement: Select[Any], step_id: ColumnElement[str]) -> Select[Any]:
    """With the step and its stage; only where it is open."""
    return (
        statement.join(_STEP, _STEP.c.id == step_id)
        .join(_STAGE, _STAGE.c.id == _STEP.c.stage_id)
        .outerjoin(_DONE, _DONE.c.step_id == _STEP.c.id)
        .outerjoin(_DROP, _DROP.c.step_id == _STEP.c.id)
        .where(_DONE.c.step_id.is_(None), _DROP.c.step_id.is_(None), _STEP.c.trashed_at.is_(None))
        .where(_STEP.c.plan_id.in_(_PLANS))
    )


_SPEAKS_FOR = select(_CONTACT.c.party_id).where(_CONTACT.c.member_id == bindparam("member"))
_SPOKEN_FOR = _OWNERSHIP.c.party_id.in_(_SPEAKS_FOR) & or_(
    _OWNERSHIP.c.in_charge_id.is_(None),
    _OWNERSHIP.c.in_charge_id == bindparam("member"),
    ~is_seen_to(_OWNERSHIP),
)
_HAVE = (
    (_stand_for_me(_OWNERSHIP.c.party_id) | _SPOKEN_FOR)
    & (_OWNERSHIP.c.answer != Answer.DECLINED)
    & (_OWNERSHIP.c.role != OwnerRole.INVOLVE)
)
STEPS_HELD = select(_OWNERSHIP.c.step_id).where(_HAVE)
"""Ids of the steps that :member has, of whatever plan."""

_MINE = (
    _on_board(
        select(
            *_FIELDS, _OWNERSHIP.c.answer, _OWNERSHIP.c.id, _LEADER.c.name, _ORG.c.name, THEME_IDS
        ).select_from(_OWNERSHIP),
        _OWNERSHIP.c.step_id,
    )
    .outerjoin(
        _LEAD,
        (_OWNERSHIP.c.role == OwnerRole.WITH)
        & (_LEAD.c.step_id == _STEP.c.id)
        & (_LEAD.c.role == OwnerRole.LEAD)
        & (_LEAD.c.answer == Answer.ASKED)
        & (_LEAD.c.id != _OWNERSHIP.c.id),
    )
    .outerjoin(_LEADER, _LEADER.c.id == _LEAD.c.party_id)
    .outerjoin(_ORG, (_ORG.c.id == _OWNERSHIP.c.party_id) & (_ORG.c.sort == PartySort.ORGANISATION))
    .where(_HAVE)
)
_SHOWN = (
    select(_PLAN_THEME.c.plan_id, _THEME.c.id, _THEME.c.name, _PLAN_THEME.c.place)
    .join(_THEME, _THEME.c.id == _PLAN_THEME.c.theme_id)
    .where(_PLAN_THEME.c.plan_id.in_(_PLANS))
    .order_by(_PLAN_THEME.c.order_key)
)
_AGREED = (
    select(_FOLLOW_UP.c.id)
    .where(_FOLLOW_UP.c.step_id == _OWNERSHIP.c.step_id, _FOLLOW_UP.c.party_id == _OWNERSHIP.c.party_id)
    .where(_FOLLOW_UP.c.done.is_(False), _stand_for_me(_FOLLOW_UP.c.asker_id))
)
_ASKED = (
    _on_board(
        select(*_FIELDS, _PARTY.c.name)
        .select_from(_OWNERSHIP)
        .join(_PARTY, _PARTY.c.id == _OWNERSHIP.c.party_id),
        _OWNERSHIP.c.step_id,
    )
    .where(_OWNERSHIP.c.asked_by == bindparam("me"), _OWNERSHIP.c.answer == Answer.ASKED)
    .where(_OWNERSHIP.c.role != OwnerRole.INVOLVE, ~_stand_for_me(_OWNERSHIP.c.party_id), ~_AGREED.exists())
    .order_by(_PARTY.c.name_key, _OWNERSHIP.c.id)
)
_TO_ASK = (
    _on_board(
        select(*_FIELDS, _FOLLOW_UP.c.id.label("follow_up"), _FOLLOW_UP.c.until, _PARTY.c.name)
        .add_columns(_OWNERSHIP.c.id.label("ownership"))
        .select_from(_FOLLOW_UP)
        .join(_PARTY, _PARTY.c.id == _FOLLOW_UP.c.party_id)
        .outerjoin(
            _OWNERSHIP,
            (_OWNERSHIP.c.step_id == _FOLLOW_UP.c.step_id) & (_OWNERSHIP.c.party_id == _FOLLOW_UP.c.party_id),
        ),
        _FOLLOW_UP.c.step_id,
    )
    .where(
        _FOLLOW_UP.c.done.is_(False),
        _stand_for_me(_FOLLOW_UP.c.asker_id) | _FOLLOW_UP.c.asker_id.in_(_SPEAKS_FOR),
    )
    .order_by(_FOLLOW_UP.c.until, _FOLLOW_UP.c.id)
)
