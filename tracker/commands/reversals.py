"""Undoing a Change: a command like any other, with from and to swapped."""

from sqlmodel import Session

from tracker.commands.meetings import follow
from tracker.commands.parties import OtherPlans
from tracker.commands.prepared_change import PreparedChange
from tracker.domain.change import Change, Effect, Verb, joined, read_effects, write_effects
from tracker.domain.edit import Edit
from tracker.domain.kept_handover import KeptHandover
from tracker.domain.participant import Participant
from tracker.domain.plan import Plan
from tracker.domain.refusals import Full, Irreversible
from tracker.domain.reversal import REVERSED, swapped
from tracker.domain.stage import MOST_STAGES
from tracker.store.kept_handovers import Beside, changes_of, kept_handover_of, mark, people_in, replaced
from tracker.store.parties import is_named
from tracker.store.plans import feed_of, open_plan, stages_of
from tracker.store.reversals import check_owners, find_change, obstacle, with_name
from tracker.store.standing import entity_of, put_back
from tracker.store.standing_together import write_put_themes
from tracker.store.steps import steps_of_stage
from tracker.store.writing import rights_changed


def undo_prepared(session: Session, edit: Edit, plan_id: str, prepared: PreparedChange) -> None:
    """Write what was worked out. Raises Outdated, NotFound."""
    plan = open_plan(session, edit, plan_id)
    edit.say(Verb.CHANGE_REVERSED)
    prepared.put(session, edit, plan)


def undo(session: Session, edit: Edit, plan_id: str, rev: int, *edits: Edit) -> None:
    """Take back what Change `rev` did, if all of it still stands. `edits` are those of the other plans of a handover.

    Raises NotFound, Forbidden, Irreversible, OtherPlans.
    """
    open_plan(session, edit, plan_id)
    change = find_change(session, edit.feed, rev)
    handed = kept_handover_of(session, change)
    if handed is None:
        _undo(session, edit, plan_id, change)
    else:
        _take_back(session, handed, edit, *edits)


def plans_beside(session: Session, plan_id: str, rev: int) -> list[str]:
    """The ids of the other plans in which the same handover changed something."""
    change = session.get(Change, (feed_of(plan_id), rev))
    handed = kept_handover_of(session, change) if change else None
    feeds = changes_of(session, handed).keys() - {feed_of(plan_id)} if handed else ()
    return sorted(feed.partition(":")[2] for feed in feeds)


def _take_back(session: Session, handed: KeptHandover, *edits: Edit) -> None:
    """A handover in all plans, and beside them."""
    changes, by_feed = changes_of(session, handed), {edit.feed: edit for edit in edits}
    if changes.keys() != by_feed.keys():
        raise OtherPlans()
    back, beside = replaced(handed, edits[0].now), Beside(session)
    for feed, change in changes.items():
        _undo(session, by_feed[feed], feed.partition(":")[2], change)
        mark(by_feed[feed], back)
    for effect in swapped(read_effects(handed.effects)):
        beside.put(effect)
    back.effects = write_effects(joined(beside.effects))
    session.add(back)
    for member_id in people_in(beside.effects):
        rights_changed(session, Participant("member", member_id).key)


def _undo(session: Session, edit: Edit, plan_id: str, change: Change) -> None:
    plan = open_plan(session, edit, plan_id)
    refusal = obstacle(session, edit.by, edit.role, plan, change)
    if refusal is not None:
        raise with_name(session, change, refusal)
    edit.say(Verb.CHANGE_REVERSED)
    effects = swapped(read_effects(change.effects))
    leaving = {one.id for one in effects if (one.kind, one.field, one.now) == ("step", "present", False)}
    for effect in effects:
        if effect.field == "shown":
            write_put_themes(session, plan)  # before anybody asks what is named
        if not _stays(session, plan, effect, effects, leaving):
            put_back(session, edit, plan, effect)
    write_put_themes(session, plan)
    for effect in effects:
        if effect.field == "owner":
            check_owners(session, change, effect)
    if any(effect.kind == "stage" for effect in effects):
        _check_stages(session, plan_id, effects)
    if any(effect.kind == "meeting" for effect in effects):
        follow(session, edit, plan_id)
    edit.note("change", str(change.rev), REVERSED, False, True)


def _stays(session: Session, plan: Plan, effect: Effect, effects: list[Effect], leaving: set[str]) -> bool:
    """A party or theme that came along with steps stays as soon as one names it that is not among those `leaving`."""
    if effect.field != "shown" or effect.now or len(effects) == 1:
        return False
    return is_named(session, plan, entity_of(session, plan, effect.kind, effect.id), but=leaving)


def _check_stages(session: Session, plan_id: str, effects: list[Effect]) -> None:
    session.flush()
    for effect in effects:
        leaves = (effect.kind, effect.field) == ("stage", "present") and not effect.now
        if leaves and steps_of_stage(session, effect.id):
            raise Irreversible("stage_used")
    if len(stages_of(session, plan_id)) > MOST_STAGES:
        raise Full(limit=MOST_STAGES)
