"""How things stand, field by field as effects name them: read to see whether an undo still applies, and put back."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm.util import identity_key
from sqlmodel import Session, SQLModel

from tracker.domain.change import Effect
from tracker.domain.columns import plain_json
from tracker.domain.completion import Completion, Drop
from tracker.domain.contacts import POSTS
from tracker.domain.deadline import Deadline
from tracker.domain.edit import Edit
from tracker.domain.meeting import Meeting
from tracker.domain.member import Member
from tracker.domain.note import Note
from tracker.domain.ownership import Ownership
from tracker.domain.party import Party, PlanParty, PlanTheme, Theme
from tracker.domain.plan import Plan
from tracker.domain.refusals import Irreversible, NotFound
from tracker.domain.stage import Stage
from tracker.domain.step import Step
from tracker.store.history import name_of
from tracker.store.parties import order_of, set_order, show, shows_party, take_off
from tracker.store.rows import is_row, put_row, row_of
from tracker.store.standing_together import keep_themes
from tracker.store.steps import find_step, themes_of
from tracker.store.writing import rights_changed

MODELS: dict[str, type[SQLModel]] = {"note": Note, "stage": Stage, "meeting": Meeting}
_POSTS = [f"{post}_id" for post in POSTS]
OWNER = ("id", "party", "role", "answer", "how", "in_charge")
"""What must still be so of an ownership; older Changes keep less."""


def entity_of(session: Session, plan: Plan, kind: str, id: str) -> Any:
    """The plan itself, or what lies in it; None when it is there no longer."""
    if kind == "plan":
        return plan
    if kind in ("party", "theme"):
        return session.get(Party if kind == "party" else Theme, id)
    if kind == "step":
        loaded = session.identity_map.get(identity_key(Step, id))
        if loaded is not None and loaded.__dict__.keys() >= {"completion", "drop_", "plan_id"}:
            return loaded if loaded.plan_id == plan.id else None
        try:
            return find_step(session, plan.id, id)
        except NotFound:
            return None
    found: Any = session.get(MODELS[kind], id) if kind in MODELS else None
    return found if found is not None and found.plan_id == plan.id else None


def still_stands(session: Session, plan: Plan, effect: Effect) -> bool:
    """Whether what the effect brought about is so today."""
    entity = entity_of(session, plan, effect.kind, effect.id)
    if entity is None:
        return False
    if effect.field == "owner":
        kept, present = effect.now, _owner(session, effect)
        return bool(_named(kept) == _named(present and present.plain()))
    return bool(_value(session, plan, entity, effect) == effect.now)


def put_back(session: Session, edit: Edit, plan: Plan, effect: Effect) -> None:
    """Bring about `effect.now` as part of an undo, and remember it as an effect of the Edit.

    Raises Irreversible when what it needs has gone.
    """
    entity = entity_of(session, plan, effect.kind, effect.id)
    if entity is None:
        raise Irreversible("gone")
    writer = _put_row if is_row(effect) else _WRITERS.get(effect.field, _put_plain)
    writer(session, edit, plan, entity, effect)
    edit.note(effect.kind, effect.id, effect.field, effect.was, effect.now)
    _touch(edit, plan, entity, effect)


def _touch(edit: Edit, plan: Plan, entity: Any, effect: Effect) -> None:
    if effect.kind in ("plan", "meeting"):
        plan.head_rev = edit.rev
    if effect.kind not in ("plan", "party", "theme"):
        edit.touch(entity)
    if hasattr(entity, f"{effect.field}_rev"):
        setattr(entity, f"{effect.field}_rev", edit.rev)


def _value(session: Session, plan: Plan, entity: Any, effect: Effect) -> Any:
    match effect.field:
        case field if is_row(effect):
            row = row_of(session, effect.id, field, effect.now or effect.was)
            return row and row.plain()
        case "shown":
            model = PlanParty if effect.kind == "party" else PlanTheme
            return session.get(model, (plan.id, effect.id)) is not None
        case "order":
            return order_of(session, plan, entity)
        case "present":
            return entity.trashed_at is None
        case "deadline":
            return entity.deadline and entity.deadline.to_json()
        case "themes":
            loaded = session.info.get("themes", {}).get(effect.id)
            return sorted(themes_of(session, effect.id) if loaded is None else loaded)
        case "completion" | "drop":
            ended = entity.completion if effect.field == "completion" else entity.drop_
            return ended and ended.plain()
        case _:
            return plain_json(getattr(entity, effect.field, None))


def _put_plain(session: Session, edit: Edit, plan: Plan, entity: Any, effect: Effect) -> None:
    if effect.field == "stage_id":
        # a stage that comes back with the same undo is here again by now
        stage = session.get(Stage, effect.now)
        if stage is None or stage.trashed_at is not None:
            raise Irreversible("gone")
    if effect.field == "goal_id" and effect.now and session.get(Note, effect.now) is None:
        raise Irreversible("gone")
    if effect.field in _POSTS and effect.now and session.get(Member, effect.now) is None:
        raise Irreversible("gone")
    setattr(entity, effect.field, effect.now)


def _put_visibility(session: Session, edit: Edit, plan: Plan, entity: Any, effect: Effect) -> None:
    plan.visibility = effect.now
    rights_changed(session, edit.feed)


def _put_shown(session: Session, edit: Edit, plan: Plan, entity: Any, effect: Effect) -> None:
    if effect.now:
        show(session, edit, plan, entity)
        return
    # beside the fact itself, so that an undo of this finds the old place again
    edit.note(effect.kind, effect.id, "order", order_of(session, plan, entity), None)
    take_off(session, edit, plan, entity)


def _put_order(session: Session, edit: Edit, plan: Plan, entity: Any, effect: Effect) -> None:
    set_order(session, plan, entity, effect.now)


def _put_present(session: Session, edit: Edit, plan: Plan, entity: Any, effect: Effect) -> None:
    entity.trashed_at = None if effect.now else edit.now


def _put_deadline(session: Session, edit: Edit, plan: Plan, entity: Any, effect: Effect) -> None:
    entity.write_deadline(Deadline.from_json(effect.now) if effect.now else None)


def _put_themes(session: Session, edit: Edit, plan: Plan, step: Any, effect: Effect) -> None:
    keep_themes(session, step.id, effect.now)


def _put_completion(session: Session, edit: Edit, plan: Plan, step: Step, effect: Effect) -> None:
    kept = effect.now
    if kept is None:
        step.completion = None
        return
    if step.completion is None:
        step.completion = Completion(step_id=step.id, at=edit.now, day=edit.today, by="", by_name="")
    done = step.completion
    done.at, done.day = datetime.fromisoformat(kept["at"]), date.fromisoformat(kept["day"])
    done.by, done.by_name = kept["by"], name_of(session, kept["by"])
    done.result, done.from_stage_id = kept["result"], kept["from_stage"]


def _put_drop(session: Session, edit: Edit, plan: Plan, step: Step, effect: Effect) -> None:
    kept = effect.now
    step.drop_ = None
    if kept is not None:
        at = datetime.fromisoformat(kept["at"])
        step.drop_ = Drop(step_id=step.id, at=at, by=kept["by"], reason=kept["reason"])


def _put_owner(session: Session, edit: Edit, plan: Plan, step: Step, effect: Effect) -> None:
    kept, present = effect.now, _owner(session, effect)
    if kept is None:
        session.delete(present)
        session.flush()
        return
    if not shows_party(session, plan, kept["party"]):
        raise Irreversible("gone")
    if present is None:
        present = Ownership(
            id=kept["id"],
            plan_id=plan.id,
            step_id=step.id,
            party_id=kept["party"],
            role=kept["role"],
            answer=kept["answer"],
            asked_by=kept.get("asked_by", edit.by.key),
            asked_at=_moment(kept.get("asked_at")) or edit.now,
        )
        session.add(present)
    present.party_id, present.role, present.answer = kept["party"], kept["role"], kept["answer"]
    present.asked_by = kept.get("asked_by", present.asked_by)
    present.asked_at = _moment(kept.get("asked_at")) or present.asked_at
    present.answered_by, present.answered_at = kept.get("answered_by", ""), _moment(kept.get("answered_at"))
    present.answered_how = kept.get("how", "")
    in_charge = kept.get("in_charge")
    present.in_charge_id = in_charge if in_charge and session.get(Member, in_charge) else None
    session.flush()


def _owner(session: Session, effect: Effect) -> Ownership | None:
    found = session.get(Ownership, (effect.was or effect.now)["id"])
    return found if found is not None and found.step_id == effect.id else None


def _named(kept: Any) -> Any:
    return kept and {name: kept.get(name) or "" for name in OWNER}


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None


def _put_row(session: Session, edit: Edit, plan: Plan, step: Step, effect: Effect) -> None:
    put_row(session, edit, step, effect.field, effect.was, effect.now)


Writer = Callable[[Session, Edit, Plan, Any, Effect], None]

_WRITERS: dict[str, Writer] = {
    "visibility": _put_visibility,
    "shown": _put_shown,
    "order": _put_order,
    "present": _put_present,
    "deadline": _put_deadline,
    "themes": _put_themes,
    "completion": _put_completion,
    "drop": _put_drop,
    "owner": _put_owner,
}
