"""A step goes to another plan of its network: one Change in each of the two."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, SQLModel

from tracker.commands.added_steps import goals_of
from tracker.commands.imported_steps import goal_key, goals_by_text
from tracker.commands.parties import network_of, show_party, show_theme
from tracker.domain.change import Verb
from tracker.domain.deadline import Deadline
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.edit import Edit
from tracker.domain.ids import new_id
from tracker.domain.note import Note
from tracker.domain.ownership import Ownership
from tracker.domain.party import Party, Theme
from tracker.domain.permissions import Action
from tracker.domain.plan import Plan
from tracker.domain.refusals import Invalid
from tracker.domain.stage import Stage
from tracker.domain.step import Step
from tracker.store.checks import checks_of
from tracker.store.follow_ups import open_follow_ups
from tracker.store.plans import find_stage, next_meeting, open_plan, stages_of
from tracker.store.steps import find_step, key_before, owners_of, themes_of, write_themes
from tracker.store.talk import comments_of, links_of


def move(session: Session, edit: Edit, plan_id: str, step_id: str, to_id: str, there: Edit) -> str:
    """The step with all that hangs on it goes on in the plan `to_id`, whose Edit is `there`; here it is trashed.

    Parties and themes are the network's: the other plan shows them from then on. A goal goes along where the other
    plan has one of the same words. Raises NotFound, Forbidden, Gone, Full, and Invalid("plan") for a plan of another
    network.
    """
    plan, step = open_plan(session, edit, plan_id), find_step(session, plan_id, step_id)
    step.on_board_for(edit, Action.SEND_STEP, Verb.STEP_LEFT)
    other = open_plan(session, there, to_id)
    there.require(Action.SEND_STEP)
    there.say(Verb.STEP_ARRIVED)
    if network_of(session, plan) != network_of(session, other):
        raise Invalid("plan", "unknown")
    new = _arrived(session, there, other, step)
    step.leave(edit, other.id, new.id)
    there.made = new.id
    return new.id


def _arrived(session: Session, edit: Edit, plan: Plan, left: Step) -> Step:
    stages = stages_of(session, plan.id)
    stage = _stage_like(stages, find_stage(session, left.plan_id, left.stage_id))
    new = plan.add_step(edit, left.title, stage, key_before(session, edit, stage, "", ""), left.text)
    session.add(new)
    session.flush()
    new.arrive(edit, left, stages[0])
    new.follow(edit, _deadline(session, edit, plan, left.deadline))
    edit.set("step", new, "goal_id", _goal_like(session, plan, left))
    _name_owners(session, edit, plan, new, left)
    themes = themes_of(session, left.id)
    for id in sorted(themes):
        show_theme(session, edit, plan, session.get_one(Theme, id))
    write_themes(session, plan, edit, new, themes)
    for field, rows in _hanging(session, left).items():
        for row in rows:
            # in a row of their own; those of the step left behind stay with it, for whoever restores it
            session.add(again := type(row).of(new, row.plain() | {"id": new_id()}, edit.rev))
            new.note(edit, field, None, again.plain())
    return new


def _stage_like(stages: Sequence[Stage], stage: Stage) -> Stage:
    """Of the same kind and name, else of the same kind (there is always one for what is done), else the first."""
    alike = [one for one in stages if one.kind == stage.kind]
    return next((one for one in alike if one.name == stage.name), (alike or stages)[0])


def _deadline(session: Session, edit: Edit, plan: Plan, deadline: Deadline | None) -> Deadline | None:
    """The same words; the next meeting is that of the other plan."""
    if deadline is None or not deadline.next_meeting:
        return deadline
    meeting = next_meeting(session, plan.id, edit.today)
    return read_deadline(deadline.words, edit.today, next_meeting=meeting.deadline if meeting else None)


def _goal_like(session: Session, plan: Plan, left: Step) -> str | None:
    goal = session.get(Note, left.goal_id) if left.goal_id else None
    known = goals_by_text(goals_of(session, plan.id)) if goal else {}
    alike = known.get(goal_key(goal.text)) if goal else None
    return alike.id if alike else None


def _name_owners(session: Session, edit: Edit, plan: Plan, new: Step, left: Step) -> None:
    asks = open_follow_ups(session, left.id)
    for id in [*(owner.party_id for owner in owners_of(session, left.id)), *(one.asker_id for one in asks)]:
        show_party(session, edit, plan, session.get_one(Party, id))
    for owner in owners_of(session, left.id):
        kept = owner.model_dump() | {"id": new_id(), "plan_id": plan.id, "step_id": new.id}
        session.add(again := Ownership(**kept))
        new.note(edit, "owner", None, again.plain())


def _hanging(session: Session, left: Step) -> dict[str, Sequence[Any]]:
    """Rows by the field of their effects."""
    found: dict[str, Sequence[SQLModel]] = {
        "check": checks_of(session, left.id),
        "link": links_of(session, left.id),
        "comment": comments_of(session, left.id),
        "follow_up": open_follow_ups(session, left.id),
    }
    return found
