"""A plan from a file: through the same verbs as everything else, as one Change, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from tracker.commands.announced_plans import announce_plan
from tracker.commands.imported_meetings import add_meetings
from tracker.commands.imported_names import KnownNames
from tracker.commands.imported_region import known_contacts, region_for, region_there
from tracker.commands.imported_steps import NewSteps, goals_by_text, in_line
from tracker.commands.prepared_change import Outdated, Row, row_of
from tracker.domain.change import Change, ChangeEntity, Verb
from tracker.domain.check import Check
from tracker.domain.completion import Completion
from tracker.domain.edit import Edit, Past
from tracker.domain.folded_text import FoldedText
from tracker.domain.meeting import Meeting
from tracker.domain.member import ADDRESS_LIMIT
from tracker.domain.note import Note, write_note
from tracker.domain.order_key import spread
from tracker.domain.ownership import Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import Party, PlanParty, PlanTheme, StepTheme, Theme
from tracker.domain.permissions import Action, Role
from tracker.domain.plan import Plan, start_plan
from tracker.domain.stage import Stage, StageKind
from tracker.domain.step import Step
from tracker.domain.typed_text import STAGE_NAME, one_line
from tracker.domain.work import Work
from tracker.plan_file.document import FileProblem, PlanDocument
from tracker.plan_file.front_matter import MOST_STAGES
from tracker.plan_file.problems import Problems
from tracker.plan_file.settled import settle
from tracker.plan_file.stages import own_name, stages_of, usual_stages
from tracker.plan_file.tidying import tidy
from tracker.store.bulk import Packed, pack, put
from tracker.store.history import change_rows, table_of
from tracker.store.members import allow, role_in_region
from tracker.store.plans import feed_of
from tracker.store.search import found_rows

# in the order in which they refer to each other
_HEADS: tuple[type[SQLModel], ...] = (Party, Theme, Plan)
_REST: tuple[type[SQLModel], ...] = (
    Stage, Note, Meeting, PlanParty, PlanTheme, Step, Completion, Check, Ownership, StepTheme,
    FoldedText, Change, ChangeEntity,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imported:
    """The new plan, and what its importer should know beside the reader's own notices."""

    plan_id: str
    title: str
    notices: tuple[FileProblem, ...]


@dataclass(frozen=True, slots=True)
class PreparedPlan:
    """A plan from a file, worked out while nobody waits: the writer then only has rows to write."""

    by: Participant
    document: PlanDocument
    network_id: str
    region_id: str
    plan: Plan
    heads: dict[type[SQLModel], list[Row]]
    """The plan, and parties and themes new to its network: the writer says which region and network they belong to."""
    packed: list[Packed]  # in the order in which the tables refer to each other
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
    [prepared] = prepare_plans(
        session, by, [document], now, today, network_id=network_id, region_id=region_id
    )
    return put_plan(session, prepared)


def prepare_plans(
    session: Session,
    by: Participant,
    documents: Sequence[PlanDocument],
    now: datetime,
    today: date,
    work: Work | None = None,
    *,
    network_id: str = "",
    region_id: str = "",
) -> list[PreparedPlan]:
    """Plans that `put_plan` writes one after the other; nothing is written here, `session` may be a reader's.

    Raises what `import_plan` raises, but for what only the writer can know, and Stopped.
    """
    work = work or Work()
    prepared = []
    known: dict[str, KnownNames] = {}  # what one document makes known the next one finds
    for document in documents:
        region = region_there(session, document, network_id, region_id)
        network = region.network_id if region else network_id
        names = known.setdefault(network, KnownNames(session, network))
        role: Role | None = Role.COORDINATOR
        if region is not None and by.kind != "nobody":
            role = role_in_region(session, by, region)
            allow(role, Action.ADD_PLAN)
        problems = Problems()
        settled = settle(with_done_stage(tidy(document), problems), problems, known=names.sorts)
        problems.stop()
        plan = start_plan("", settled.title, now, language=settled.language, agreed=settled.agreed)
        rows = _filled(_first_edit(plan, by, role, now, today), plan, settled, names, work)
        dialect = session.connection().dialect
        heads = {table: rows[table] for table in _HEADS}
        packed = [one for table in _REST for one in pack(dialect, table_of(table), rows[table])]
        head, notices = replace(document, steps=()), tuple(problems.notices)  # enough to find the region by
        prepared.append(PreparedPlan(by, head, network_id, region_id, plan, heads, packed, notices))
    return prepared


def put_plans(session: Session, prepared: Sequence[PreparedPlan], work: Work | None = None) -> list[Imported]:
    """Write prepared plans, all of them or none. Raises Stopped."""
    (work or Work()).go_through("writing")
    return [put_plan(session, one) for one in prepared]


def put_plan(session: Session, prepared: PreparedPlan) -> Imported:
    """Write a prepared plan. Raises Outdated when somebody made one of its new names meanwhile: prepare it anew."""
    by, plan = prepared.by, prepared.plan
    region = region_for(session, by, prepared.document, prepared.network_id, prepared.region_id)
    allow(Role.COORDINATOR if by.kind == "nobody" else role_in_region(session, by, region), Action.ADD_PLAN)
    announce_plan(session, region)
    known = KnownNames(session, region.network_id)
    new = {model: {row["name_key"] for row in prepared.heads[model]} for model in (Party, Theme)}
    if new[Party] & known.parties.keys() or new[Theme] & known.themes.keys():
        raise Outdated()
    session.flush()
    for row in (*prepared.heads[Party], *prepared.heads[Theme]):
        row["network_id"] = region.network_id
    row = prepared.heads[Plan][0]
    row |= {"region_id": region.id, **known_contacts(session, region, row)}
    connection = session.connection()
    for table, rows in filter(lambda head: head[1], prepared.heads.items()):
        connection.execute(insert(table_of(table)), rows)
    put(connection, prepared.packed)
    return Imported(plan.id, plan.title, prepared.notices)


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


def _first_edit(plan: Plan, by: Participant, role: Role | None, now: datetime, today: date) -> Edit:
    plan.rev = 1  # nobody else can have changed what is not there yet
    edit = Edit(feed_of(plan.id), plan.rev, plan.epoch, by, now, today, _no_past, role=role)
    edit.say(Verb.PLAN_STARTED)
    edit.note("plan", plan.id, "present", False, True)
    edit.note("plan", plan.id, "title", None, plan.title)
    return edit


def _no_past(kind: str, id: str, field: str, base: int) -> Past:
    return Past(None, "")


def _filled(
    edit: Edit, plan: Plan, document: PlanDocument, known: KnownNames, work: Work
) -> dict[type[SQLModel], list[Row]]:
    """All of the document as rows, worked out in the order in which its parts refer to each other."""
    reference = document.agreed or edit.today
    _head(edit, plan, document)
    stages = _stages(edit, plan, document)
    notes = _notes(edit, plan, document)
    meetings = add_meetings(edit, plan.id, document, reference)
    shown = known.shown(edit, plan, document)
    upcoming = meetings[0].deadline if document.meeting else None
    steps = NewSteps(edit, plan, known, reference, upcoming)
    steps.add_all(document, stages, goals_by_text(notes), work)
    done = [step.completion for step in steps.steps if step.completion]
    rows: dict[type[SQLModel], list[Row]] = {table: [] for table in (*_HEADS, *_REST)}
    made = (plan, *shown, *stages, *notes, *meetings, *steps.steps, *done)
    for entity in (*made, *steps.checks, *steps.ownerships):
        rows[type(entity)].append(row_of(entity))
    rows[StepTheme], rows[FoldedText] = list(steps.themes), found_rows(plan, steps.steps, notes, meetings)
    change, rows[ChangeEntity] = change_rows(edit, "")
    rows[Change] = [change]
    return rows


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
