"""What others have done since to the steps that a Change brought onto the board."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session

from tracker.domain.change import Change, ChangeEntity, Effect, came_and_went, joined, read_effects
from tracker.domain.reversal import facts_of
from tracker.store.history import table_of


def worked_on_by(session: Session, change: Change, effects: Sequence[Effect], undoing: str) -> str | None:
    """The key of who, other than the participant `undoing`, changed last what still stands on one of those steps.

    None when there is nothing to take along: also when what they did was taken back. One statement, however many
    steps there are.
    """
    came, _ = came_and_went(effects)
    if not came:
        return None
    later = session.execute(_later(change)).all()
    if all(by == undoing for by, _ in later):
        return None
    done = [(by, one) for by, text in later for one in facts_of(read_effects(text)) if _is_work(one, came)]
    stands = {_place(one) for one in joined(one for _, one in done)}
    others = (by for by, one in reversed(done) if by != undoing and _place(one) in stands)
    return next(others, None)


def _later(change: Change) -> Select[Any]:
    of = table_of(ChangeEntity).c
    feed, rev, kind, id = of.feed, of.rev, of.kind, of.id
    touched = select(id).where(feed == change.feed, rev == change.rev, kind == "step")
    revs = select(rev).where(feed == change.feed, kind == "step", id.in_(touched), rev > change.rev)
    made = table_of(Change).c
    since = select(made.by, made.effects).where(made.feed == change.feed, made.rev.in_(revs))
    return since.order_by(made.rev)


def _is_work(effect: Effect, came: set[str]) -> bool:
    # where a list had to be spread anew nobody did anything to the step
    return effect.kind == "step" and effect.id in came and effect.field != "order_key"


def _place(effect: Effect) -> tuple[str, ...]:
    whole = effect.now or effect.was
    return effect.id, effect.field, str(whole.get("id", "")) if isinstance(whole, dict) else ""
