"""Commands on the stages of a plan."""

from collections.abc import Sequence

from sqlmodel import Session

from tracker.domain.edit import Edit
from tracker.domain.order_key import LONGEST, between, spread
from tracker.domain.permissions import Action
from tracker.domain.refusals import Full, Invalid
from tracker.domain.stage import MOST_STAGES, Stage, StageKind, add_stage
from tracker.language.texts import LOCALES, text
from tracker.store.plans import find_stage, known_stage, open_plan, stages_of
from tracker.store.steps import last_key, steps_of_stage


def add(session: Session, edit: Edit, plan_id: str, name: str) -> str:
    """A new stage before the last one of kind done, or at the end when that does not come last."""
    open_plan(session, edit, plan_id)
    stages = stages_of(session, plan_id)
    if len(stages) >= MOST_STAGES:
        raise Full(limit=MOST_STAGES)
    ends_done = bool(stages) and stages[-1].kind == StageKind.DONE
    edit.require(Action.ARRANGE_STAGES)
    stage = add_stage(edit, plan_id, name, _key_before(edit, stages, stages[-1].id if ends_done else ""))
    session.add(stage)
    return stage.id


def rename(session: Session, edit: Edit, plan_id: str, stage_id: str, name: str, base: int | None) -> None:
    """Another name; its usual one, typed again, leaves it as it is in every language."""
    open_plan(session, edit, plan_id)
    stage = known_stage(session, plan_id, stage_id)
    usual = {text(locale, f"stage.{stage.kind}") for locale in LOCALES}
    if stage.name is None and name.strip() in usual:
        edit.require(Action.ARRANGE_STAGES)
        return
    stage.rename(edit, name, base)


def place(session: Session, edit: Edit, plan_id: str, stage_id: str, before: str = "") -> None:
    """Before another stage, or to the end; before itself it stays where it is."""
    open_plan(session, edit, plan_id)
    stage = known_stage(session, plan_id, stage_id)
    if before:
        known_stage(session, plan_id, before)
    others = [one for one in stages_of(session, plan_id) if one.id != stage_id]
    at = next((n for n, one in enumerate(others) if one.id == before), len(others))
    order = [one.order_key for one in others]
    stays = all(key < stage.order_key for key in order[:at]) and all(
        stage.order_key < key for key in order[at:]
    )
    if stays or before == stage_id:
        stage.place(edit, stage.order_key)
        return
    stage.place(edit, _key_before(edit, others, before))


def trash(session: Session, edit: Edit, plan_id: str, stage_id: str, into: str) -> None:
    """Remove a stage; its steps, also those off the board, go to the end of the stage `into` first."""
    open_plan(session, edit, plan_id)
    stage = known_stage(session, plan_id, stage_id)
    edit.require(Action.ARRANGE_STAGES)
    if stage.trashed_at is not None:
        return
    others = [one for one in stages_of(session, plan_id) if one.id != stage_id]
    steps = steps_of_stage(session, stage_id)
    if steps:
        if not into:
            raise Invalid("into", "empty")
        target = find_stage(session, plan_id, into)
        if target.id == stage_id:
            raise Invalid("into", "unknown")
        key = last_key(session, target.id)
        for step in steps:
            key = between(key, None)
            step.move_along(edit, target, key)
    stage.trash(edit, others)


def _key_before(edit: Edit, others: Sequence[Stage], before: str) -> str:
    at = next((n for n, one in enumerate(others) if one.id == before), len(others))
    below = others[at].order_key if at < len(others) else None
    above = others[at - 1].order_key if at else None
    key = between(above, below) if above is None or below is None or above < below else ""
    if key and len(key) <= LONGEST:
        return key
    keys = spread(len(others) + 1)
    for one, fresh in zip(others, keys[:at] + keys[at + 1 :], strict=True):
        edit.set("stage", one, "order_key", fresh)
    return keys[at]
