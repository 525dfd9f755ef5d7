"""Whether a Change can be undone, by whom, and if not, why."""

from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.domain.change import Change, ChangeEntity, Effect, Verb, read_effects
from tracker.domain.ownership import OwnerRole, Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import Party
from tracker.domain.permissions import Action, Role, may
from tracker.domain.plan import Plan
from tracker.domain.refusals import Forbidden, Irreversible, NotFound, Refusal
from tracker.domain.reversal import NEEDS, NEVER, ON_BOARD, OWN, facts_of, undone_rev
from tracker.store.contact_persons import speaks_for
from tracker.store.history import name_of, past_of
from tracker.store.kept_handovers import obstacle_beside
from tracker.store.later_work import worked_on_by
from tracker.store.parties import is_named
from tracker.store.standing import entity_of, still_stands
from tracker.store.steps import load_steps


def find_change(session: Session, feed: str, rev: int) -> Change:
    """The Change with this number. Raises NotFound."""
    change = session.get(Change, (feed, rev))
    if change is None:
        raise NotFound()
    return change


def changes_at(session: Session, feed: str, revs: list[int]) -> dict[int, Change]:
    """The Changes with these numbers."""
    rows = session.execute(select(Change).where(col(Change.feed) == feed, col(Change.rev).in_(revs)))
    return {change.rev: change for change in rows.scalars()}


def obstacle(
    session: Session, by: Participant, role: Role | None, plan: Plan, change: Change
) -> Refusal | None:
    """Why the participant cannot undo the Change; None when nothing is in the way."""
    effects = facts_of(read_effects(change.effects))
    verb = verb_undone(session, change)
    if verb not in NEEDS:
        return Irreversible(NEVER[verb])
    if not _may(session, by, role, change, verb, effects):
        return Forbidden(action=NEEDS[verb])
    if verb == Verb.HANDED_OVER and (beside := obstacle_beside(session, by, change)) is not None:
        return beside
    load_steps(session, {effect.id for effect in effects if effect.kind == "step"})
    for effect in effects:
        if (refusal := _in_the_way(session, plan, change, verb, effect, effects)) is not None:
            return refusal
    later = worked_on_by(session, change, effects, by.key)
    return None if later is None else Irreversible("changed_by_somebody", later=later)


def verb_undone(session: Session, change: Change) -> Verb:
    """What a Change did in the first place: of an undo, and of its undo, that is what was done before them."""
    verb = Verb(change.verb)
    while verb == Verb.CHANGE_REVERSED:
        rev = undone_rev(read_effects(change.effects))
        change = find_change(session, change.feed, rev or 0)
        verb = Verb(change.verb)
    return verb


def undone_by(session: Session, feed: str, revs: list[int]) -> set[int]:
    """Which of these Changes have been undone, and not done again since."""
    marks = select(col(ChangeEntity.id), func.max(ChangeEntity.rev)).where(
        col(ChangeEntity.feed) == feed,
        col(ChangeEntity.kind) == "change",
        col(ChangeEntity.id).in_([str(rev) for rev in revs]),
    )
    found = {int(id): by for id, by in session.execute(marks.group_by(col(ChangeEntity.id)))}
    if not found:
        return set()
    undone_too = undone_by(session, feed, list(found.values()))
    return {rev for rev, by in found.items() if by not in undone_too}


def with_name(session: Session, change: Change, refusal: Refusal) -> Refusal:
    """The same obstacle with the name of who changed it since: looked up for whoever is refused, not for a list."""
    if isinstance(later := refusal.values.get("later"), str):
        return _changed_by(name_of(session, later))
    effect = refusal.values.get("effect")
    return changed_since(session, change, effect) if isinstance(effect, Effect) else refusal


def changed_since(session: Session, change: Change, effect: Effect) -> Irreversible:
    """The refusal that names who changed it last since."""
    past = past_of(session, change.feed)(effect.kind, effect.id, effect.field, change.rev)
    return _changed_by(past.by)


def _changed_by(name: str) -> Irreversible:
    return Irreversible("changed" if name else "changed_by_somebody", who=name)


def check_owners(session: Session, change: Change, effect: Effect) -> None:
    """One party leads a step and none is named twice, also after an undo. Raises Irreversible."""
    owners = session.execute(select(Ownership).where(col(Ownership.step_id) == effect.id)).scalars().all()
    leads = [one for one in owners if one.role == OwnerRole.LEAD]
    if len(leads) > 1 or len({one.party_id for one in owners}) < len(owners):
        raise changed_since(session, change, effect)


def _may(
    session: Session, by: Participant, role: Role | None, change: Change, verb: Verb, effects: list[Effect]
) -> bool:
    if verb in (Verb.OWNER_ANSWERED, Verb.OWNER_IN_CHARGE) and may(role, Action.READ):
        parties = {(effect.now or effect.was)["party"] for effect in effects if effect.field == "owner"}
        named = [session.get(Party, id) for id in parties]
        if all(party and (party.stands_for(by) or speaks_for(session, by, party)) for party in named):
            return True
    if change.by == by.key and verb in OWN:
        return may(role, OWN[verb])

    if NEEDS[verb] == Action.MODERATE_COMMENTS and by.key:
        mine = all((effect.now or effect.was)["by"] == by.key for effect in effects)
        return may(role, Action.ADD_COMMENT if mine else NEEDS[verb])
    return may(role, NEEDS[verb])


def _in_the_way(
    session: Session, plan: Plan, change: Change, verb: Verb, effect: Effect, effects: list[Effect]
) -> Refusal | None:
    entity = entity_of(session, plan, effect.kind, effect.id)
    if entity is None:
        return Irreversible("gone")
    if not still_stands(session, plan, effect):
        return Irreversible("changed_by_somebody", effect=effect)
    if verb in ON_BOARD and _is_away(entity):
        return Irreversible("away")
    if effect.field == "shown" and effect.now and len(effects) == 1 and is_named(session, plan, entity):
        return Irreversible("used")
    return None


def _is_away(entity: object) -> bool:
    return getattr(entity, "trashed_at", None) is not None or getattr(entity, "drop_", None) is not None
