"""What boards show, read in bulk with plain rows (the ORM is three times slower here) into tuples with names
(a frozen dataclass takes three times as long to make).

Nothing in here asks for rights: whoever calls has found the plan for somebody before.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, func, select
from sqlmodel import Session

from tracker.domain.completion import Completion, Drop
from tracker.domain.dated import Dated
from tracker.domain.deadline import Deadline, Precision
from tracker.domain.follow_up import FollowUp
from tracker.domain.ownership import Ownership
from tracker.domain.party import Party, PlanTheme, StepTheme, Theme
from tracker.domain.step import Step
from tracker.store.history import table_of
from tracker.store.step_counts import NO_COUNTS, StepCounts, step_counts

_STEP, _DONE, _DROP = table_of(Step), table_of(Completion), table_of(Drop)
_OWNERSHIP, _PARTY, _FOLLOW_UP = table_of(Ownership), table_of(Party), table_of(FollowUp)
_STEP_THEME, _PLAN_THEME, _THEME = table_of(StepTheme), table_of(PlanTheme), table_of(Theme)

DATED = len(Dated.model_fields)  # columns of a deadline
_ROLES = ("lead", "with", "involve")  # the order in which owners are shown


class StepMark(NamedTuple):
    """Where a step stands and at which rev: enough to know whether its card is still the one that was rendered."""

    id: str
    rev: int
    stage_id: str
    order_key: str
    on_board: bool
    title: str


class FoundTheme(NamedTuple):
    id: str
    name: str
    place: int


class FoundOwner(NamedTuple):
    id: str
    party_id: str
    name: str
    sort: str
    role: str
    answer: str
    followed: bool
    how: str
    in_charge_id: str | None


class FoundDone(NamedTuple):
    at: datetime
    day: date
    by: str
    result: str


class FoundCard(NamedTuple):
    """All that a card shows of a step."""

    id: str
    number: int
    title: str
    rev: int
    stage_id: str
    order_key: str
    deadline: Deadline | None
    done: FoundDone | None
    themes: Sequence[FoundTheme]
    owners: Sequence[FoundOwner]
    counts: StepCounts


def step_marks(session: Session, plan_id: str, since: int = -1) -> list[StepMark]:
    """The steps of a plan changed after rev `since`, in the order of their stages' lists.

    From the beginning only those on the board; else also those that have left it.
    """
    statement = _MARKS_ON_BOARD if since < 0 else _MARKS_SINCE
    rows = session.connection().execute(statement, {"plan": plan_id, "since": since}).all()
    return [
        StepMark(i, rev, stage, key, not (at or drop), title) for i, rev, stage, key, at, title, drop in rows
    ]


def find_cards(session: Session, plan_id: str, ids: Collection[str] | None = None) -> list[FoundCard]:
    """The cards of these steps, or of all of the plan (also those off the board), in no order."""
    if ids is not None and not ids:
        return []
    which = 0 if ids is None else 1
    given = {"plan": plan_id} if ids is None else {"plan": plan_id, "ids": sorted(ids)}
    execute = session.connection().execute
    themes = _Themes(shown_themes(session, plan_id))
    owners_of = _owners(execute(_OWNERS[which], given).all())
    counts = step_counts(session, plan_id, ids)
    return [
        _card(row, themes, owners_of.get(row[0], ()), counts.get(row[0], NO_COUNTS))
        for row in execute(_CARDS[which], given).all()
    ]


def shown_themes(session: Session, plan_id: str) -> list[FoundTheme]:
    """The themes a plan shows, in their order."""
    return [FoundTheme(*row) for row in session.connection().execute(_SHOWN_THEMES, {"plan": plan_id})]


# Statements are built once: putting one together costs as much as running it.
_PLAN: BindParameter[str] = bindparam("plan")
_IDS: BindParameter[str] = bindparam("ids", expanding=True)

_MARKS_SINCE = (
    select(_STEP.c.id, _STEP.c.rev, _STEP.c.stage_id, _STEP.c.order_key, _STEP.c.trashed_at, _STEP.c.title)
    .add_columns(_DROP.c.step_id)
    .outerjoin(_DROP, _DROP.c.step_id == _STEP.c.id)
    .where(_STEP.c.plan_id == _PLAN, _STEP.c.rev > bindparam("since"))
    .order_by(_STEP.c.order_key, _STEP.c.id)
)
_MARKS_ON_BOARD = _MARKS_SINCE.where(_STEP.c.trashed_at.is_(None), _DROP.c.step_id.is_(None))

THEME_IDS = (  # of a step, with commas
    select(func.aggregate_strings(_STEP_THEME.c.theme_id, ","))
    .where(_STEP_THEME.c.step_id == _STEP.c.id)
    .scalar_subquery()
)
_ALL_CARDS = (
    select(_STEP.c.id, _STEP.c.number, _STEP.c.title, _STEP.c.rev, _STEP.c.stage_id, _STEP.c.order_key)
    .add_columns(*(_STEP.c[name] for name in Dated.model_fields))
    .add_columns(_DONE.c.at.label("done_at"), _DONE.c.day.label("done_day"))
    .add_columns(_DONE.c.by_name.label("done_by"), _DONE.c.result.label("done_result"), THEME_IDS)
    .outerjoin(_DONE, _DONE.c.step_id == _STEP.c.id)
    .where(_STEP.c.plan_id == _PLAN)
)
_FOLLOWED = (
    select(_FOLLOW_UP.c.id)
    .where(_FOLLOW_UP.c.step_id == _OWNERSHIP.c.step_id, _FOLLOW_UP.c.party_id == _OWNERSHIP.c.party_id)
    .where(_FOLLOW_UP.c.done.is_(False))
    .exists()
)
_ALL_OWNERS = (
    select(_OWNERSHIP.c.step_id, _OWNERSHIP.c.id, _PARTY.c.id, _PARTY.c.name, _PARTY.c.sort)
    .add_columns(_OWNERSHIP.c.role, _OWNERSHIP.c.answer, _FOLLOWED.label("followed"))
    .add_columns(_OWNERSHIP.c.answered_how, _OWNERSHIP.c.in_charge_id)
    .join(_PARTY, _PARTY.c.id == _OWNERSHIP.c.party_id)
    .where(_OWNERSHIP.c.plan_id == _PLAN)
    .order_by(_OWNERSHIP.c.asked_at, _OWNERSHIP.c.id)
)
# of all steps of the plan, and of these
_CARDS = (_ALL_CARDS, _ALL_CARDS.where(_STEP.c.id.in_(_IDS)))
_OWNERS = (_ALL_OWNERS, _ALL_OWNERS.where(_OWNERSHIP.c.step_id.in_(_IDS)))
_SHOWN_THEMES = (
    select(_THEME.c.id, _THEME.c.name, _PLAN_THEME.c.place)
    .join(_PLAN_THEME, _PLAN_THEME.c.theme_id == _THEME.c.id)
    .where(_PLAN_THEME.c.plan_id == _PLAN)
    .order_by(_PLAN_THEME.c.order_key)
)


class _Themes:
    """What a plan shows at its steps; of a theme that it does not show nothing is said there. Which stand together is
    often the same: such a row of them is made once. They are found by the steps, as all plans of a network share them.
    """

    def __init__(self, shown: Sequence[FoundTheme]) -> None:
        self._nth = {theme.id: (n, theme) for n, theme in enumerate(shown)}
        self._made: dict[str | None, Sequence[FoundTheme]] = {None: ()}

    def of(self, ids: str | None) -> Sequence[FoundTheme]:
        """In the plan's order."""
        made = self._made.get(ids)
        if made is None:
            found = sorted(self._nth[id] for id in (ids or "").split(",") if id in self._nth)
            made = self._made[ids] = tuple(theme for _, theme in found)
        return made


def _owners(rows: Iterable[Any]) -> dict[str, list[FoundOwner]]:
    found: dict[str, list[FoundOwner]] = defaultdict(list)
    for step_id, *owner in rows:
        found[step_id].append(FoundOwner(*owner))
    for owners in found.values():
        if len(owners) > 1:
            owners.sort(key=lambda owner: _ROLES.index(owner.role))
    return found


def _card(
    row: Sequence[Any], themes: "_Themes", owners: Sequence[FoundOwner], counts: StepCounts
) -> FoundCard:
    # by place: taking a column by its name costs four times as much, and there are seventeen of each of hundreds
    id, number, title, rev, stage_id, order_key, *more = row
    at, day, by, result, about = more[DATED:]
    done = None if day is None else FoundDone(at, day, by, result)
    deadline = deadline_in(more)
    return FoundCard(
        id, number, title, rev, stage_id, order_key, deadline, done, themes.of(about), owners, counts
    )


def deadline_in(columns: Sequence[Any]) -> Deadline | None:
    """The deadline with whose columns, in the order of `Dated`, these begin."""
    return None if columns[0] is None else _deadline(*columns[:DATED])


def deadline_of(row: Any) -> Deadline | None:
    """The deadline in a row that has its columns."""
    if row.deadline_words is None:
        return None
    return _deadline(
        row.deadline_words,
        row.deadline_first,
        row.deadline_last,
        row.deadline_precision,
        row.deadline_tentative,
        row.deadline_by,
        row.deadline_next_meeting,
    )


@lru_cache(16_384)
def _deadline(
    words: str, first: date | None, last: date | None, precision: str | None, *flags: bool
) -> Deadline:
    # most deadlines of a plan are said more than once
    return Deadline(words, first, last, Precision(precision) if precision else None, *flags)
