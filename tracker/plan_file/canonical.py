"""Whether two plans are the same as far as a plan file knows them."""

import json
from dataclasses import asdict
from typing import Any

from tracker.domain.note import NoteKind
from tracker.plan_file.document import MeetingEntry, OwnerEntry, PlanDocument, StepEntry
from tracker.plan_file.problems import Problems
from tracker.plan_file.settled import settle
from tracker.plan_file.stages import Stages, own_name, stages_of
from tracker.plan_file.tidying import tidy


def canonical(document: PlanDocument) -> dict[str, Any]:
    """The document as plain values, equal for equal plans: without marks and lines, each thing said in one way.

    The order of steps counts within each stage, that of notes within each kind.
    Raises Invalid for a text the domain would refuse.
    """
    document = settle(tidy(document), Problems())
    stages = stages_of(document)
    steps = sorted(document.steps, key=stages.place_of)
    return {
        "region": document.region,
        "states": [] if document.states == (document.region,) else list(document.states),
        "title": document.title,
        "goal": document.goal,
        "language": document.language,
        "agreed": document.agreed.isoformat() if document.agreed else None,
        "period": document.period,
        "contact": document.contact,
        "deputy": document.deputy,
        "themes": list(document.themes),
        "parties": [{"name": party.name, "sort": party.sort.value} for party in document.parties],
        "stages": [{"name": own_name(stage), "kind": stage.kind.value} for stage in stages.entries],
        # which is the next one, the day decides
        "meetings": sorted(
            map(_meeting, filter(None, (document.meeting, *document.meetings))), key=json.dumps
        ),
        "notes": {
            kind.value: [note.text for note in document.notes if note.kind == kind] for kind in NoteKind
        },
        "steps": [_step(step, stages) for step in steps],
    }


def canonical_json(document: PlanDocument) -> str:
    """The same as one line of JSON, to compare or to keep a hash of."""
    return json.dumps(canonical(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _meeting(meeting: MeetingEntry) -> dict[str, Any]:
    return {name: said for name, said in asdict(meeting).items() if name != "line"}


def _step(step: StepEntry, stages: Stages) -> dict[str, Any]:
    return {
        "title": step.title,
        "text": step.text,
        "owners": [_owner(owner) for owner in step.owners],
        "deadline": step.deadline,
        "themes": list(step.themes),
        "stage": stages.place_of(step),
        "goal": step.goal,
        "needed": step.needed,
        "checklist": [{"text": check.text, "done": check.done} for check in step.checklist],
        "result": step.result,
        "done": step.done,
    }


def _owner(owner: OwnerEntry) -> dict[str, str]:
    return {"name": owner.name, "role": owner.role.value, "answer": owner.answer.value}
