"""Steps made from a step: a copy beside it, or its parts, one for each party or state."""

from collections.abc import Iterable, Sequence

from sqlmodel import Session

from tracker.domain import ownership
from tracker.domain.change import Verb
from tracker.domain.check import add_check
from tracker.domain.edit import Edit
from tracker.domain.network import Region
from tracker.domain.ownership import OwnerRole
from tracker.domain.party import Party, PartySort
from tracker.domain.permissions import Action
from tracker.domain.plan import Plan
from tracker.domain.refusals import Full, Invalid
from tracker.domain.stage import Stage, StageKind
from tracker.domain.step import Step
from tracker.domain.typed_text import TITLE
from tracker.language.texts import text
from tracker.store.checks import checks_of
from tracker.store.plans import find_stage, open_plan, stages_of
from tracker.store.steps import find_step, key_before, next_in, shown_party, themes_of, write_themes

MOST_PARTS = 30  # of one split


def copy(session: Session, edit: Edit, plan_id: str, step_id: str) -> str:
    """The same step once more, just below, with nothing of it done and nobody asked yet."""
    plan, step = open_plan(session, edit, plan_id), find_step(session, plan_id, step_id)
    step.on_board_for(edit, Action.ADD_STEP, Verb.STEP_COPIED)
    stage = _open_stage(session, plan, step)
    before = next_in(session, step) if stage.id == step.stage_id else ""
    title = text(plan.language, "step.copy_of", title=step.title)[:TITLE]
    new = _made_of(session, edit, plan, step, title, stage, before)
    for others, check in enumerate(checks_of(session, step_id)):
        session.add(add_check(edit, new, check.text, check.order_key, others))
    edit.made = new.id
    return new.id


def split(
    session: Session, edit: Edit, plan_id: str, step_id: str, parties: Sequence[str], states: Sequence[str]
) -> None:
    """One step for each of these parties and states of the region, linked to the one they come from.

    Each party is asked to lead its part; a group is to be involved.
    """
    plan, step = open_plan(session, edit, plan_id), find_step(session, plan_id, step_id)
    edit.require(Action.ASK_OWNER)
    step.on_board_for(edit, Action.ADD_STEP, Verb.STEP_SPLIT)
    region = session.get_one(Region, plan.region_id)
    wanted: list[Party | str] = [shown_party(session, plan_id, id) for id in dict.fromkeys(parties)]
    wanted += _states(region, dict.fromkeys(states))
    if not wanted:
        raise Invalid("parties", "empty")
    if len(wanted) > MOST_PARTS:
        raise Full(limit=MOST_PARTS)
    stage = _open_stage(session, plan, step)
    parts = [_part(session, edit, plan, step, stage, one) for one in wanted]
    edit.made = parts[0].id
    step.note(edit, "split", None, len(parts))


def _states(region: Region, states: Iterable[str]) -> list[str]:
    wanted = list(states)
    if not set(wanted) <= set(region.states):
        raise Invalid("states", "unknown")
    return wanted


def _part(session: Session, edit: Edit, plan: Plan, step: Step, stage: Stage, wanted: Party | str) -> Step:
    name = wanted if isinstance(wanted, str) else wanted.name
    part = _made_of(session, edit, plan, step, f"{step.title[: TITLE - len(name) - 2]}: {name}", stage, "")
    edit.set("step", part, "part_of_id", step.id)
    part.follow(edit, step.deadline)
    if isinstance(wanted, Party):
        role = OwnerRole.INVOLVE if wanted.sort == PartySort.GROUP else OwnerRole.LEAD
        named = ownership.ask(edit, part, [], wanted, role)
        if named is not None:
            session.add(named)
    return part


def _made_of(
    session: Session, edit: Edit, plan: Plan, step: Step, title: str, stage: Stage, before: str
) -> Step:
    session.flush()
    new = plan.add_step(edit, title, stage, key_before(session, edit, stage, "", before), step.text)
    session.add(new)
    session.flush()
    edit.set("step", new, "needed", step.needed)
    edit.set("step", new, "goal_id", step.goal_id)
    write_themes(session, plan, edit, new, themes_of(session, step.id))
    return new


def _open_stage(session: Session, plan: Plan, step: Step) -> Stage:
    """Where the step stands; of a done one the plan's first stage."""
    stage = find_stage(session, plan.id, step.stage_id)
    return stages_of(session, plan.id)[0] if stage.kind == StageKind.DONE else stage
