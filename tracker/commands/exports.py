"""A plan as the document that a plan file is written from: what the file knows of it, as it stands now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col

from tracker.domain.check import Check
from tracker.domain.completion import Drop
from tracker.domain.contacts import is_address
from tracker.domain.dated import Dated
from tracker.domain.member import Member
from tracker.domain.network import Region
from tracker.domain.note import Note, NoteKind
from tracker.domain.ownership import Answer, OwnerRole, Ownership
from tracker.domain.party import Party, PartySort, PlanParty, PlanTheme, StepTheme, Theme
from tracker.domain.plan import Plan
from tracker.domain.refusals import NotFound
from tracker.domain.stage import Stage, StageKind
from tracker.domain.step import Step
from tracker.plan_file.deadline_words import exportable_words
from tracker.plan_file.document import (
    CheckEntry,
    MeetingEntry,
    NoteEntry,
    OwnerEntry,
    PartyEntry,
    PlanDocument,
    StageEntry,
    StepEntry,
)
from tracker.plan_file.settled import on_one_line
from tracker.plan_file.stages import own_stages
from tracker.plan_file.vocabulary import USUAL_STAGES
from tracker.store.checks import checks_by_step
from tracker.store.plans import meetings_of, next_meeting, stages_of


def plan_document(
    session: Session, plan_id: str, today: date, *, with_addresses: bool = False
) -> PlanDocument:
    """The plan as a file knows it on a day, each step with its mark. Whether one may read it has been asked before.

    `with_addresses`: for facilitators and coordinators; else a contact or deputy that is an address is left out.
    Raises NotFound.
    """
    plan = session.get(Plan, plan_id)
    region = session.get(Region, plan.region_id) if plan else None
    if plan is None or region is None:
        raise NotFound()
    names = _Names.of(session, plan)
    notes = _notes(session, plan)
    meetings = _meetings(session, plan, today)
    return PlanDocument(
        region=region.name,
        states=() if region.states == [region.name] else tuple(region.states),
        title=plan.title,
        goal=plan.goal,
        language=plan.language,
        agreed=plan.agreed,
        period=plan.period,
        contact=_contact(session, plan, "contact", with_addresses),
        deputy=_contact(session, plan, "deputy", with_addresses),
        themes=tuple(names.themes.values()),
        parties=tuple(PartyEntry(party.name, PartySort(party.sort)) for party in names.parties.values()),
        stages=own_stages(tuple(names.stages.values())),
        meeting=meetings[0] if meetings else None,
        meetings=tuple(meetings[1:]),
        notes=tuple(NoteEntry(NoteKind(note.kind), note.text) for note in notes),
        steps=tuple(_steps(session, plan, names, notes)),
    )


def _meetings(session: Session, plan: Plan, today: date) -> list[MeetingEntry]:
    """The next one first; when none is to come the last one, so that what came in with a file goes out again."""
    found = list(meetings_of(session, plan.id))
    first = next_meeting(session, plan.id, today) or next(reversed(found), None)
    found.sort(key=lambda one: one is not first)
    return [
        MeetingEntry(one.title, _words(plan, one), one.starts, one.place, one.link, one.host, one.agenda)
        for one in found
    ]


def _contact(session: Session, plan: Plan, post: str, with_addresses: bool) -> str:
    """A member's address, else the words of the file it came in with."""
    member_id, words = getattr(plan, f"{post}_id"), getattr(plan, post)
    said = session.get_one(Member, member_id).email if member_id else words
    return said if with_addresses or not is_address(said) else ""


def _notes(session: Session, plan: Plan) -> Sequence[Note]:
    here = select(Note).where(col(Note.plan_id) == plan.id, col(Note.trashed_at).is_(None))
    return session.execute(here.order_by(col(Note.order_key), col(Note.id))).scalars().all()


def _words(plan: Plan, dated: Dated) -> str | None:
    deadline = dated.deadline
    return exportable_words(deadline.words, deadline, plan.agreed, plan.language) if deadline else None


@dataclass(frozen=True, slots=True)
class _Names:
    """What steps refer to, by id, in the order in which the plan shows it."""

    parties: Mapping[str, Party]
    themes: Mapping[str, str]
    stages: Mapping[str, StageEntry]

    @classmethod
    def of(cls, session: Session, plan: Plan) -> "_Names":
        parties = select(Party).join(PlanParty, col(PlanParty.party_id) == Party.id)
        parties = parties.where(col(PlanParty.plan_id) == plan.id)
        parties = parties.order_by(col(PlanParty.order_key), col(PlanParty.party_id))
        themes = select(Theme).join(PlanTheme, col(PlanTheme.theme_id) == Theme.id)
        themes = themes.where(col(PlanTheme.plan_id) == plan.id)
        themes = themes.order_by(col(PlanTheme.order_key), col(PlanTheme.theme_id))
        return cls(
            {party.id: party for party in session.execute(parties).scalars()},
            {theme.id: theme.name for theme in session.execute(themes).scalars()},
            {stage.id: _stage(stage, plan) for stage in stages_of(session, plan.id)},
        )


def _stage(stage: Stage, plan: Plan) -> StageEntry:
    return StageEntry(stage.name or USUAL_STAGES.word(stage.kind, plan.language), StageKind(stage.kind))


def _steps(session: Session, plan: Plan, names: _Names, notes: Sequence[Note]) -> list[StepEntry]:
    """The steps on the board, stage by stage in the order in which people put them."""
    goals = {note.id: on_one_line(note.text) for note in notes if note.kind == NoteKind.GOAL}
    owners = _owners_by_step(session, plan)
    themes, checks = _themes_by_step(session, plan), checks_by_step(session, plan.id)
    place = {stage: at for at, stage in enumerate(names.stages)}
    steps = sorted(_on_board(session, plan), key=lambda step: (place[step.stage_id], step.order_key, step.id))
    return [
        _step(plan, step, names, goals, owners[step.id], themes[step.id], checks[step.id]) for step in steps
    ]


def _on_board(session: Session, plan: Plan) -> Sequence[Step]:
    dropped = select(col(Drop.step_id)).where(col(Drop.step_id) == Step.id).exists()
    here = select(Step).where(col(Step.plan_id) == plan.id, col(Step.trashed_at).is_(None), ~dropped)
    return session.execute(here.options(joinedload(Step.completion))).scalars().all()  # type: ignore[arg-type]


def _step(
    plan: Plan,
    step: Step,
    names: _Names,
    goals: Mapping[str, str],
    owners: Sequence[Ownership],
    themes: set[str],
    checks: Sequence[Check],
) -> StepEntry:
    return StepEntry(
        title=step.title,
        text=step.text,
        owners=tuple(_owner(names.parties[owner.party_id], owner) for owner in owners),
        deadline=_words(plan, step),
        themes=tuple(name for id, name in names.themes.items() if id in themes),
        stage=names.stages[step.stage_id].name,
        goal=goals.get(step.goal_id or "", ""),
        needed=step.needed,
        checklist=tuple(CheckEntry(check.text, check.done) for check in checks),
        result=step.completion.result if step.completion else "",
        done=step.completion is not None,
        mark=step.id,
        number=step.number,
    )


def _owners_by_step(session: Session, plan: Plan) -> Mapping[str, list[Ownership]]:
    here = select(Ownership).where(col(Ownership.plan_id) == plan.id)
    found: dict[str, list[Ownership]] = defaultdict(list)
    for owner in session.execute(here.order_by(col(Ownership.asked_at), col(Ownership.id))).scalars():
        found[owner.step_id].append(owner)
    return found


def _themes_by_step(session: Session, plan: Plan) -> Mapping[str, set[str]]:
    here = select(col(StepTheme.step_id), col(StepTheme.theme_id)).join(
        Step, col(StepTheme.step_id) == Step.id
    )
    found: dict[str, set[str]] = defaultdict(set)
    for step_id, theme_id in session.execute(here.where(col(Step.plan_id) == plan.id)):
        found[step_id].add(theme_id)
    return found


def _owner(party: Party, owner: Ownership) -> OwnerEntry:
    return OwnerEntry(party.name, OwnerRole(owner.role), Answer(owner.answer))
