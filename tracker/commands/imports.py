"""A plan from a file: through the same verbs as everything else, as one Change, all or nothing."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlmodel import Session, col

from tracker.commands.imported_names import KnownNames
from tracker.commands.imported_steps import NewSteps, goals_by_text, in_line
from tracker.commands.networks import add_region, put_region
from tracker.domain.change import Verb
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.edit import Edit
from tracker.domain.folding import sort_key
from tracker.domain.meeting import Meeting, start_meeting
from tracker.domain.member import ADDRESS_LIMIT
from tracker.domain.network import Network, Region
from tracker.domain.note import Note, write_note
from tracker.domain.order_key import spread
from tracker.domain.participant import Participant
from tracker.domain.party import StepTheme
from tracker.domain.permissions import Action, Role
from tracker.domain.plan import Plan, start_plan
from tracker.domain.refusals import NotFound
from tracker.domain.stage import Stage, StageKind
from tracker.domain.typed_text import STAGE_NAME, one_line
from tracker.plan_file.document import FileProblem, PlanDocument
from tracker.plan_file.front_matter import MOST_STAGES
from tracker.plan_file.problems import Problems
from tracker.plan_file.settled import settle
from tracker.plan_file.stages import own_name, stages_of, usual_stages
from tracker.plan_file.tidying import tidy
from tracker.store.history import advance, past_of, record, table_of
from tracker.store.members import allow, role_in_region
from tracker.store.plans import check_room_for_plan, feed_of


@dataclass(frozen=True, slots=True)
class Imported:
    """The new plan, and what its importer should know beside the reader's own notices."""

    plan_id: str
    title: str
    notices: tuple[FileProblem, ...]


def import_plan(
    session: Session,
    by: Participant,
    document: PlanDocument,
    now: datetime,
    today: date,
    *,
    network_id: str = "",
    region_id: str = "",
) -> Imported:
    """A new plan in a region, or in the network's region that the file names (made when it is not there).

    A member must be facilitator of the region, and coordinator to make one. `by` nobody is the operator, who is not
    asked for rights: whoever calls this for a request refuses the signed-out first.
    Deadlines are read against the day of agreement, else `today`.
    Raises NotFound, Forbidden, Full, Invalid, and PlanFileErrors with the lines of what cannot be kept.
    """
    region = _region(session, by, document, network_id, region_id)
    role = Role.COORDINATOR if by.kind == "nobody" else role_in_region(session, by, region)
    allow(role, Action.ADD_PLAN)
    check_room_for_plan(session, region.network_id)
    known, problems = KnownNames(session, region.network_id), Problems()
    document = settle(with_done_stage(tidy(document), problems), problems, known=known.sorts)
    problems.stop()
    plan = start_plan(region.id, document.title, now, language=document.language, agreed=document.agreed)
    session.add(plan)
    session.flush()
    edit = _first_edit(session, plan, by, role, now, today)
    _fill(session, edit, plan, document, known, problems)
    record(session, edit, "")
    session.refresh(plan)
    return Imported(plan.id, plan.title, tuple(problems.notices))


def with_done_stage(document: PlanDocument, problems: Problems) -> PlanDocument:
    """The document with a stage for what is done: without one no step could ever be completed."""
    stages = document.stages or ()
    if not stages or any(stage.kind == StageKind.DONE for stage in stages):
        return document
    done = usual_stages(document.language)[-1]
    problems.notice(0, "done_stage_added", name=done.name)
    if len(stages) == MOST_STAGES:
        problems.add(0, "too_many_stages", limit=MOST_STAGES)
    return replace(document, stages=(*stages, done))


def _region(
    session: Session, by: Participant, document: PlanDocument, network_id: str, region_id: str
) -> Region:
    region = session.get(Region, region_id) if region_id else _same_region(session, document, network_id)
    if region is not None:
        return region
    if region_id or session.get(Network, network_id) is None:
        raise NotFound()
    states = list(document.states)
    if by.kind == "nobody":
        return put_region(session, network_id, document.region, states=states)
    return add_region(session, by, network_id, document.region, states=states)


def _same_region(session: Session, document: PlanDocument, network_id: str) -> Region | None:
    name_key = sort_key(document.region)
    here = select(Region).where(col(Region.network_id) == network_id, col(Region.name_key) == name_key)
    return session.execute(here.order_by(col(Region.id))).scalars().first()


def _first_edit(
    session: Session, plan: Plan, by: Participant, role: Role | None, now: datetime, today: date
) -> Edit:
    feed = feed_of(plan.id)
    edit = Edit(feed, *advance(session, feed), by, now, today, past_of(session, feed), role=role)
    edit.say(Verb.PLAN_STARTED)
    edit.note("plan", plan.id, "present", False, True)
    edit.note("plan", plan.id, "title", None, plan.title)
    return edit


def _fill(
    session: Session, edit: Edit, plan: Plan, document: PlanDocument, known: KnownNames, problems: Problems
) -> None:
    """All of the document, in the order in which its parts refer to each other."""
    reference = document.agreed or edit.today
    _head(edit, plan, document)
    stages = _stages(edit, plan, document)
    notes = _notes(edit, plan, document)
    meeting = _meeting(edit, plan, document, reference)
    session.add_all([*stages, *notes, *filter(None, [meeting])])
    known.show(session, edit, plan, document)
    session.flush()
    when = meeting.deadline if meeting else None
    steps = NewSteps(edit, plan, known, reference, when)
    steps.add_all(document, stages, goals_by_text(notes))
    session.add_all(steps.steps)
    session.flush()
    session.add_all([*steps.ownerships, *steps.checks])
    if steps.themes:
        session.connection().execute(insert(table_of(StepTheme)), steps.themes)


def _head(edit: Edit, plan: Plan, document: PlanDocument) -> None:
    plan.edit_head(edit, {"goal": document.goal, "period": document.period}, None)
    plan.contact = one_line("contact", document.contact, ADDRESS_LIMIT, required=False)
    plan.deputy = one_line("deputy", document.deputy, ADDRESS_LIMIT, required=False)
    plan.title_rev = plan.head_rev = edit.rev


def _stages(edit: Edit, plan: Plan, document: PlanDocument) -> list[Stage]:
    entries = stages_of(document).entries
    stages = [
        Stage(plan_id=plan.id, kind=entry.kind, order_key=key, rev=edit.rev, name_rev=edit.rev)
        for entry, key in zip(entries, spread(len(entries)), strict=True)
    ]
    for entry, stage in zip(entries, stages, strict=True):
        name = own_name(entry)
        stage.name = one_line("name", name, STAGE_NAME) if name else None
        edit.note("stage", stage.id, "present", False, True)
    return stages


def _notes(edit: Edit, plan: Plan, document: PlanDocument) -> list[Note]:
    notes = []
    for entry, key in zip(document.notes, spread(len(document.notes)), strict=True):
        with in_line(entry.line):
            notes.append(write_note(edit, plan.id, entry.kind, entry.text, key))
    return notes


def _meeting(edit: Edit, plan: Plan, document: PlanDocument, reference: date) -> Meeting | None:
    if document.meeting is None:
        return None
    meeting = start_meeting(edit, plan.id)
    meeting.retell(edit, {"title": document.meeting.title}, None)
    meeting.put_on(edit, read_deadline(document.meeting.deadline or "", reference), None)
    return meeting
