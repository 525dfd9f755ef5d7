"""A table into a plan: read against it, shown before anything is done, and then all of it or nothing, as one Change."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from tracker.commands.added_steps import Working
from tracker.commands.exports import plan_document
from tracker.commands.imported_names import KnownNames
from tracker.commands.imports import PreparedPlan, prepare_plans, put_plan
from tracker.commands.parties import network_of
from tracker.commands.prepared_change import PreparedChange
from tracker.commands.updated_steps import update_steps
from tracker.domain.change import Verb
from tracker.domain.deadline import Deadline
from tracker.domain.edit import Edit
from tracker.domain.import_preview import ImportPreview
from tracker.domain.network import Region
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, Role
from tracker.domain.plan import Plan
from tracker.domain.refusals import Invalid, NotFound
from tracker.domain.work import Work
from tracker.plan_file.document import PlanDocument
from tracker.plan_file.reading import read_plan_file
from tracker.plan_file.stages import stages_of
from tracker.store.history import past_of
from tracker.store.import_previews import find_preview, forget_preview
from tracker.store.members import allow, role_in_region, role_on_plan
from tracker.store.plans import feed_of, next_meeting, open_plan
from tracker.tables.answers import Answers
from tracker.tables.day_order import DayOrder
from tracker.tables.found import FoundTable
from tracker.tables.packing import unpacked
from tracker.tables.proposal import Choice, Proposal, Proposed, proposed
from tracker.tables.understanding import Reading


@dataclass(frozen=True, slots=True)
class Seen:
    """A preview as it stands: `plan` is what it would go into, without steps and id when it is new."""

    preview: ImportPreview
    found: FoundTable
    answers: Answers
    plan: PlanDocument
    proposal: Proposal
    reading: Reading


def check_place(session: Session, by: Participant, place: str) -> None:
    """Raise NotFound or Forbidden unless `by` may import there."""
    kind, _, id = place.partition(":")
    if kind == "plan":
        allow(role_on_plan(session, by, id), Action.IMPORT)
        return
    region = session.get(Region, id)
    if region is None:
        raise NotFound()
    allow(role_in_region(session, by, region), Action.ADD_PLAN)


def read_anew(session: Session, preview: ImportPreview, today: date, work: Work | None = None) -> Seen:
    """A preview that was found for whoever may import there, read against its plan as it stands now. Raises Stopped."""
    found, answers = unpacked(preview.found), Answers.from_json(json.loads(preview.answers))
    return look(session, preview, found, answers, today, work)


def look(
    session: Session,
    preview: ImportPreview,
    found: FoundTable,
    answers: Answers,
    today: date,
    work: Work | None = None,
) -> Seen:
    """What a table would do, for whoever may import there. Raises Stopped."""
    place = preview.place
    plan, network_id, meeting = _target(session, place, found, answers, today)
    order = DayOrder(answers.day_order) if answers.day_order else None
    reading = Reading(stages_of(plan), plan.agreed or today, meeting, answers.stages, order, today)
    sorts = KnownNames(session, network_id).sorts
    proposal = proposed(found, answers, reading, plan, sorts, work)
    return Seen(preview, found, answers, plan, proposal, reading)


def prepare(
    session: Session,
    by: Participant,
    seen: Seen,
    now: datetime,
    today: date,
    work: Work | None = None,
    role: Role | None = None,
) -> PreparedChange:
    """What it would change in its plan, worked out while nobody waits. `role`: of an operator, who has none there.

    Nothing is written: `session` may be a reader's. Raises Invalid, Stopped, what the verbs raise.
    """
    check_ready(seen)
    plan_id, work = seen.preview.place.partition(":")[2], work or Work()
    plan = session.get_one(Plan, plan_id)
    role = role or role_on_plan(session, by, plan_id)
    past = past_of(session, feed_of(plan_id))
    edit = Edit(feed_of(plan_id), plan.rev + 1, plan.epoch, by, now, today, past, role=role)
    edit.say(Verb.STEPS_IMPORTED)
    with session.no_autoflush:
        working = Working(session, edit, plan, seen.plan)
        update_steps(working, _chosen(seen, Choice.UPDATE), work)
        for line in work.counted("preparing", _chosen(seen, Choice.ADD)):
            working.add(line.entry)
        return working.prepared()


def adopt(
    session: Session,
    edit: Edit,
    plan_id: str,
    preview_id: str,
    prepared: PreparedChange,
    work: Work | None = None,
) -> None:
    """Carry out what was prepared. Raises Outdated, Stopped, NotFound, Forbidden, Full."""
    plan = open_plan(session, edit, plan_id)
    edit.require(Action.IMPORT)
    find_preview(session, edit.by, f"plan:{plan_id}", preview_id, edit.now)
    put_prepared(session, edit, plan, prepared, work)
    forget_preview(session, preview_id)


def put_prepared(
    session: Session, edit: Edit, plan: Plan, prepared: PreparedChange, work: Work | None = None
) -> None:
    """The same for whoever may."""
    (work or Work()).go_through("writing")
    edit.say(Verb.STEPS_IMPORTED)
    prepared.put(session, edit, plan)


def prepare_plan(
    session: Session,
    by: Participant,
    region_id: str,
    seen: Seen,
    now: datetime,
    today: date,
    work: Work | None = None,
) -> PreparedPlan:
    """A new plan of a region from the table, worked out while nobody waits. Raises what `import_plan` raises."""
    check_ready(seen)
    entries = tuple(replace(line.entry, mark=None) for line in _chosen(seen, Choice.ADD))
    document = replace(seen.plan, steps=entries)
    [prepared] = prepare_plans(session, by, [document], now, today, work, region_id=region_id)
    return prepared


def adopt_as_plan(
    session: Session,
    by: Participant,
    region_id: str,
    preview_id: str,
    prepared: PreparedPlan,
    now: datetime,
    work: Work | None = None,
) -> str:
    """Write it: the plan's id. Raises Outdated, NotFound, Forbidden, Full, Stopped."""
    (work or Work()).go_through("writing")
    preview = find_preview(session, by, f"region:{region_id}", preview_id, now)
    imported = put_plan(session, prepared)
    forget_preview(session, preview.id)
    return imported.plan_id


def check_ready(seen: Seen) -> None:
    """Raise Invalid unless everything that is asked has been answered."""
    if "title" not in seen.answers.columns:
        raise Invalid("columns", "no_title_column")
    if seen.preview.place.startswith("region:") and not seen.plan.title:
        raise Invalid("title", "empty")
    if not seen.proposal.ready:
        raise Invalid("lines", "nothing_chosen" if not seen.proposal.chosen else "still_asked")


def _chosen(seen: Seen, choice: Choice) -> list[Proposed]:
    return [line for line in seen.proposal.lines if line.choice == choice]


def _target(
    session: Session, place: str, found: FoundTable, answers: Answers, today: date
) -> tuple[PlanDocument, str, Deadline | None]:
    """The plan it goes into, its network's id, and its next meeting."""
    kind, _, id = place.partition(":")
    if kind == "plan":
        meeting = next_meeting(session, id, today)
        network = network_of(session, session.get_one(Plan, id))
        return plan_document(session, id, today), network, meeting.deadline if meeting else None
    region = session.get_one(Region, id)
    if found.plan_file:
        document = read_plan_file(found.plan_file)
        title = answers.title or document.title
        return replace(document, title=title, steps=(), region=region.name), region.network_id, None
    language = answers.language or "de"
    return PlanDocument(region=region.name, title=answers.title, language=language), region.network_id, None
