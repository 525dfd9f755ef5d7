"""What was found, read in full: titles, texts, and where each stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, select
from sqlmodel import Session

from tracker.domain.completion import Completion
from tracker.domain.folded_text import FoundKind
from tracker.domain.meeting import Meeting
from tracker.domain.network import Region
from tracker.domain.note import Note
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.store.history import table_of

_PLAN, _REGION, _STEP = table_of(Plan), table_of(Region), table_of(Step)
_DONE, _NOTE, _MEETING = table_of(Completion), table_of(Note), table_of(Meeting)


@dataclass(frozen=True, slots=True)
class FoundThing:
    """A step, note, meeting or plan. `kind` of a note is its own; `number` is a step's."""

    id: str
    title: str
    text: str = ""
    kind: str = ""
    number: int = 0
    done: bool = False


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """The plan in which something stands."""

    id: str
    region: str
    title: str
    language: str


def found_things(session: Session, ids: Sequence[str]) -> dict[str, FoundThing]:
    """By id, those of these that are still there. Rights were asked when they were found."""
    execute, given = session.connection().execute, {"ids": ids}
    things = [FoundThing(*row) for row in execute(_THINGS[FoundKind.PLAN], given)]
    things += [FoundThing(id, text, kind=kind) for id, text, kind in execute(_THINGS[FoundKind.NOTE], given)]
    for id, title, day, place, agenda in execute(_THINGS[FoundKind.MEETING], given):
        things.append(FoundThing(id, title or day or "", "\n".join(filter(None, (place, agenda)))))
    for id, title, text, needed, number, done in execute(_THINGS[FoundKind.STEP], given):
        texts = "\n".join(filter(None, (text, needed)))
        things.append(FoundThing(id, title, texts, number=number, done=done is not None))
    return {thing.id: thing for thing in things}


def found_places(session: Session, plan_ids: Sequence[str]) -> dict[str, FoundPlace]:
    """The plans by id."""
    rows = session.connection().execute(_PLACES, {"ids": plan_ids})
    return {row.id: FoundPlace(*row) for row in rows}


_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_THINGS = {
    FoundKind.PLAN: select(_PLAN.c.id, _PLAN.c.title, _PLAN.c.goal).where(_PLAN.c.id.in_(_IDS)),
    FoundKind.NOTE: select(_NOTE.c.id, _NOTE.c.text, _NOTE.c.kind).where(_NOTE.c.id.in_(_IDS)),
    FoundKind.MEETING: select(_MEETING.c.id, _MEETING.c.title, _MEETING.c.deadline_words)
    .add_columns(_MEETING.c.place, _MEETING.c.agenda)
    .where(_MEETING.c.id.in_(_IDS)),
    FoundKind.STEP: select(_STEP.c.id, _STEP.c.title, _STEP.c.text, _STEP.c.needed, _STEP.c.number)
    .add_columns(_DONE.c.step_id)
    .outerjoin(_DONE, _DONE.c.step_id == _STEP.c.id)
    .where(_STEP.c.id.in_(_IDS)),
}
_PLACES = (
    select(_PLAN.c.id, _REGION.c.name, _PLAN.c.title, _PLAN.c.language)
    .join(_REGION, _REGION.c.id == _PLAN.c.region_id)
    .where(_PLAN.c.id.in_(_IDS))
)
