"""The history replayed from nothing: each effect must find what it says it changed."""

from collections.abc import Sequence
from typing import Any

from tests.planning import Planning
from tracker.domain.change import Change, Effect, read_effects
from tracker.domain.check import Check
from tracker.domain.comment import Comment
from tracker.domain.follow_up import FollowUp
from tracker.domain.link import Link
from tracker.domain.meeting import Meeting
from tracker.domain.note import Note
from tracker.domain.ownership import Ownership
from tracker.domain.party import StepTheme
from tracker.domain.step import Step
from tracker.store.steps import find_step

Fields = dict[str, Any]

OF_A_NEW_STEP: Fields = {
    "title": None, "text": "", "stage_id": None, "order_key": None, "present": False,
    "deadline": None, "completion": None, "drop": None, "themes": [], "needed": "", "goal_id": None, "part_of_id": None,
}  # fmt: skip
TEXTS = ("title", "text", "needed", "goal_id", "part_of_id", "stage_id", "order_key")
OF_A_NEW_NOTE: Fields = {"step_id": None, "text": None, "order_key": None, "present": False}
ROWS = ("owner", "check", "link", "comment", "follow_up")
MEETING_TEXTS = ("title", "starts", "place", "link", "host", "agenda")
OF_A_NEW_MEETING: Fields = dict.fromkeys(MEETING_TEXTS, "") | {
    "deadline": None, "present": False, "sign_up": None, "signed_up": 0
}  # fmt: skip
NEW = {"step": OF_A_NEW_STEP, "note": OF_A_NEW_NOTE, "meeting": OF_A_NEW_MEETING}


def replayed(changes: Sequence[Change]) -> dict[tuple[str, str], Fields]:
    """The fields of each step, note and meeting after all these changes."""
    state: dict[tuple[str, str], Fields] = {}
    for change in changes:
        for effect in read_effects(change.effects):
            if effect.kind in NEW and effect.field != "reason":
                _run(state.setdefault((effect.kind, effect.id), dict(NEW[effect.kind])), effect)
    return state


def stored(planning: Planning) -> dict[tuple[str, str], Fields]:
    """The same, as the tables hold it."""
    state: dict[tuple[str, str], Fields] = {}
    for step in planning.all(Step):
        state["step", step.id] = _step(planning, step.id)
    for note in planning.all(Note):
        present = note.trashed_at is None
        state["note", note.id] = {
            "step_id": note.step_id, "text": note.text, "order_key": note.order_key, "present": present
        }  # fmt: skip
    for meeting in planning.all(Meeting):
        deadline = meeting.deadline
        texts = {name: getattr(meeting, name) for name in MEETING_TEXTS}
        present = meeting.trashed_at is None
        state["meeting", meeting.id] = texts | {
            "deadline": deadline and deadline.to_json(), "present": present,
            "sign_up": meeting.sign_up, "signed_up": meeting.signed_up
        }  # fmt: skip
    return state


def _run(fields: Fields, effect: Effect) -> None:
    if effect.field in ROWS:
        name = f"{effect.field} {(effect.was or effect.now)['id']}"
        assert fields.pop(name, None) == effect.was
        if effect.now is not None:
            fields[name] = effect.now
        return
    is_first_text = effect.field == "text" and effect.was is None
    assert fields[effect.field] == ("" if is_first_text and effect.kind == "step" else effect.was), effect
    fields[effect.field] = effect.now


def _step(planning: Planning, step_id: str) -> Fields:
    step = planning.database.read_now(find_step, planning.plan_id, step_id)
    owners = [one for one in planning.all(Ownership) if one.step_id == step_id]
    themes = sorted(one.theme_id for one in planning.all(StepTheme) if one.step_id == step_id)
    fields: Fields = {name: getattr(step, name) for name in TEXTS}
    fields |= {"present": step.trashed_at is None, "themes": themes}
    fields |= {"deadline": step.deadline and step.deadline.to_json()}
    fields |= {"completion": step.completion and step.completion.plain()}
    fields |= {"drop": step.drop_ and step.drop_.plain()}
    rows = {f"owner {one.id}": one for one in owners}
    for name, model in (("check", Check), ("link", Link), ("comment", Comment), ("follow_up", FollowUp)):
        rows |= {f"{name} {one.id}": one for one in planning.all(model) if one.step_id == step_id}
    return fields | {name: row.plain() for name, row in rows.items()}
