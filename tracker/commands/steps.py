"""Commands on steps."""

from collections.abc import Collection

from sqlmodel import Session

from tracker.commands.parties import show_party
from tracker.domain.change import Verb
from tracker.domain.deadline import Deadline
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.edit import Edit
from tracker.domain.note import Note
from tracker.domain.party import Party
from tracker.domain.permissions import Action
from tracker.domain.refusals import Invalid
from tracker.domain.stage import Stage, StageKind
from tracker.domain.step import REASON, Step
from tracker.domain.typed_text import WORDS, one_line
from tracker.store.plans import find_stage, known_stage, next_meeting, open_plan, stage_of_kind, stages_of
from tracker.store.steps import (
    check_neighbour,
    find_step,
    first_in,
    key_before,
    open_step,
    owners_of,
    stands_before,
    write_themes,
)


def add(session: Session, edit: Edit, plan_id: str, title: str, stage_id: str = "", words: str = "") -> str:
    """A new step at the end of a stage (the first one when none is named), with a deadline if words say one."""
    plan = open_plan(session, edit, plan_id)
    stage = find_stage(session, plan_id, stage_id) if stage_id else stages_of(session, plan_id)[0]
    step = plan.add_step(edit, title, stage, key_before(session, edit, stage, "", ""))
    session.add(step)
    if words.strip():
        step.set_deadline(edit, _read(session, edit, plan_id, words), None)
    if stage.kind == StageKind.DONE:
        step.complete(edit, stage, step.order_key, "")
    return step.id


def retell(
    session: Session,
    edit: Edit,
    plan_id: str,
    step_id: str,
    title: str | None,
    text: str | None,
    base: int | None,
    needed: str | None = None,
    goal: str | None = None,
) -> None:
    """Change title, text, what is needed and the goal it serves: those that are not None. No goal is empty."""
    step = open_step(session, edit, plan_id, step_id)
    step.retell(edit, title, text, base, needed)
    if goal is not None:
        step.serve(edit, _goal(session, goal), base)


def place(session: Session, edit: Edit, plan_id: str, step_id: str, stage_id: str, before: str = "") -> None:
    """Move a step into a stage, before another step or to the end; before itself it stays where it is."""
    step = open_step(session, edit, plan_id, step_id)
    stage = find_stage(session, plan_id, stage_id)
    check_neighbour(session, plan_id, before)
    itself = before == step_id
    before = "" if itself else before
    stays = (itself and step.stage_id == stage_id) or stands_before(session, step, stage, before)
    step.place(edit, stage, step.order_key if stays else key_before(session, edit, stage, step_id, before))


def set_deadline(
    session: Session, edit: Edit, plan_id: str, step_id: str, words: str, base: int | None, reason: str = ""
) -> None:
    """By when, in words; no words take it away. A reason for moving it later may be given."""
    step = open_step(session, edit, plan_id, step_id)
    step.set_deadline(edit, _read(session, edit, plan_id, words), base)
    reason = one_line("reason", reason, REASON, required=False)
    if reason and edit.effects:
        edit.note("step", step.id, "reason", None, reason)


def complete(
    session: Session,
    edit: Edit,
    plan_id: str,
    step_id: str,
    result: str | None = None,
    base: int | None = None,
) -> None:
    """Done, and what came of it: the step goes to the top of the stage of kind done."""
    step = open_step(session, edit, plan_id, step_id)
    done = stage_of_kind(session, plan_id, StageKind.DONE)
    top = first_in(session, done.id, step_id)
    key = step.order_key if step.stage_id == done.id else key_before(session, edit, done, step_id, top)
    step.complete(edit, done, key, result, base)


def reopen(session: Session, edit: Edit, plan_id: str, step_id: str, stage_id: str = "") -> None:
    """Not done after all: back to the named stage, or to where it was completed from."""
    step = open_step(session, edit, plan_id, step_id)
    edit.require(Action.COMPLETE_STEP)
    stage = find_stage(session, plan_id, stage_id) if stage_id else _came_from(session, plan_id, step)
    if stage.kind == StageKind.DONE:
        stage = _working(session, plan_id)
    if step.completion is None and step.on_board:
        edit.say(Verb.STEP_REOPENED)
        return
    step.reopen(edit, stage, key_before(session, edit, stage, step_id, ""))


def drop(session: Session, edit: Edit, plan_id: str, step_id: str, reason: str) -> None:
    """It will not be done, because …"""
    open_step(session, edit, plan_id, step_id).drop(edit, reason)


def trash(session: Session, edit: Edit, plan_id: str, step_id: str) -> None:
    """Into the trash."""
    open_step(session, edit, plan_id, step_id).trash(edit)


def restore(session: Session, edit: Edit, plan_id: str, step_id: str) -> None:
    """Back from the trash, or after a drop. The plan shows whom it names, also those who had left with it."""
    plan, step = open_plan(session, edit, plan_id), find_step(session, plan_id, step_id)
    step.restore(edit)
    for owner in owners_of(session, step_id):
        show_party(session, edit, plan, session.get_one(Party, owner.party_id))


def set_themes(session: Session, edit: Edit, plan_id: str, step_id: str, themes: Collection[str]) -> None:
    """The whole set of a step's themes."""
    plan = open_plan(session, edit, plan_id)
    step: Step = find_step(session, plan_id, step_id)
    write_themes(session, plan, edit, step, set(themes))


def _goal(session: Session, goal_id: str) -> Note | None:
    goal = session.get(Note, goal_id) if goal_id else None
    if goal_id and goal is None:
        raise Invalid("goal", "unknown")
    return goal


def _read(session: Session, edit: Edit, plan_id: str, words: str) -> Deadline | None:
    meeting = next_meeting(session, plan_id, edit.today)
    words = one_line("words", words, WORDS, required=False)
    return read_deadline(words, edit.today, next_meeting=meeting.deadline if meeting else None)


def _came_from(session: Session, plan_id: str, step: Step) -> Stage:
    known = step.completion.from_stage_id if step.completion else None
    stage = known_stage(session, plan_id, known) if known else None
    return stage if stage and stage.trashed_at is None else _working(session, plan_id)


def _working(session: Session, plan_id: str) -> Stage:
    """Where steps are worked on; in a plan with other stages the last one before they are done."""
    stages = stages_of(session, plan_id)
    working = [stage for stage in stages if stage.kind == StageKind.WORKING]
    unfinished = [stage for stage in stages if stage.kind != StageKind.DONE]
    return (working or unfinished[-1:] or list(stages))[0]
