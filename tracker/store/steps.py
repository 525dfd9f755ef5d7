"""Finding steps of a plan somebody has opened, and places in a list."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col

from tracker.domain.change import Effect
from tracker.domain.completion import Completion, Drop
from tracker.domain.edit import Edit
from tracker.domain.note import Note
from tracker.domain.order_key import LONGEST, between, spread
from tracker.domain.ownership import Ownership
from tracker.domain.party import Party, PlanParty, PlanTheme, StepTheme
from tracker.domain.plan import Plan
from tracker.domain.refusals import Invalid, NotFound
from tracker.domain.stage import Stage
from tracker.domain.step import Step
from tracker.store.history import table_of
from tracker.store.plans import enter_plan

_STEP, _DROP = table_of(Step), table_of(Drop)
_TOGETHER = 500  # ids in one statement

# statements of every command are built once: putting one together costs as much as running it
_FIND_STEP = (
    select(Step)
    .options(joinedload(Step.completion), joinedload(Step.drop_))  # type: ignore[arg-type]
    .where(_STEP.c.id == bindparam("step"))
)
_PLAN_OF = select(_STEP.c.plan_id).where(_STEP.c.id == bindparam("step"))
_LISTED = (
    (_STEP.c.stage_id == bindparam("stage"))
    & (_STEP.c.id != bindparam("step"))
    & _STEP.c.trashed_at.is_(None)
    & ~select(_DROP.c.step_id).where(_DROP.c.step_id == _STEP.c.id).exists()
)
_KEY_OF = select(_STEP.c.order_key).where(_LISTED, _STEP.c.id == bindparam("before"))
_LAST_KEY = select(func.max(_STEP.c.order_key)).where(_LISTED)
_KEY_ABOVE = _LAST_KEY.where(
    (_STEP.c.order_key < bindparam("key"))
    | ((_STEP.c.order_key == bindparam("key")) & (_STEP.c.id < bindparam("before")))
)
_IN_ORDER = select(_STEP.c.id).where(_LISTED).order_by(_STEP.c.order_key, _STEP.c.id)


def open_step(session: Session, edit: Edit, plan_id: str, step_id: str) -> Step:
    """A step of a plan, for this Edit. Raises NotFound when plan or step are not there or not theirs."""
    enter_plan(session, edit, plan_id)
    return find_step(session, plan_id, step_id)


def find_step(session: Session, plan_id: str, step_id: str) -> Step:
    """A step of this plan with its completion or drop. Raises NotFound."""
    step: Step | None = session.execute(_FIND_STEP, {"step": step_id}).scalar_one_or_none()
    if step is None or step.plan_id != plan_id:
        raise NotFound()
    return step


def load_steps(session: Session, ids: Collection[str]) -> None:
    """Bring these steps and what hangs on them into the session, in a few statements instead of one for each.

    `session.info["themes"]` has the themes of each then, as they stood.
    """
    wanted = sorted(ids)
    themes: dict[str, set[str]] = session.info.setdefault("themes", {})
    themes.update((id, set()) for id in wanted)
    for start in range(0, len(wanted), _TOGETHER):
        some = wanted[start : start + _TOGETHER]
        ended = (joinedload(Step.completion), joinedload(Step.drop_))  # type: ignore[arg-type]
        held = session.execute(select(Step).options(*ended).where(_STEP.c.id.in_(some))).scalars().all()
        # the identity map forgets what nobody holds
        session.info.setdefault("held", []).extend(held)
        owners = select(Ownership).where(col(Ownership.step_id).in_(some))
        session.info["held"].extend(session.execute(owners).scalars())
        named = select(col(StepTheme.step_id), col(StepTheme.theme_id)).where(
            col(StepTheme.step_id).in_(some)
        )
        for step_id, theme_id in session.execute(named):
            themes[step_id].add(theme_id)


def key_before(session: Session, edit: Edit, stage: Stage, step_id: str, before: str) -> str:
    """An order key in `stage` just before the step `before`, or at the end when `before` is empty or not there.

    A list whose keys have grown too long is spread anew within the same command.
    """
    above, below = _neighbours(session, stage.id, step_id, before)
    if below is None and above is None:
        return spread(1)[0]
    key = between(above, below) if above is None or below is None or above < below else ""
    return key if key and len(key) <= LONGEST else _spread_anew(session, edit, stage, step_id, before)


def check_neighbour(session: Session, plan_id: str, before: str) -> None:
    """Raise Invalid("before") unless that is, or was, a step of this plan; one that has moved on is no mistake."""
    if before and session.connection().execute(_PLAN_OF, {"step": before}).scalar() != plan_id:
        raise Invalid("before", "unknown")


def stands_before(session: Session, step: Step, stage: Stage, before: str) -> bool:
    """Whether `key_before` would leave the step where it stands."""
    if step.stage_id != stage.id:
        return False
    above, below = _neighbours(session, stage.id, step.id, before)
    return (above or "") < step.order_key and (below is None or step.order_key < below)


def first_in(session: Session, stage_id: str, step_id: str) -> str:
    """The id of the first step of a stage other than `step_id`; empty when there is none."""
    found = session.connection().execute(_IN_ORDER.limit(1), {"stage": stage_id, "step": step_id})
    return found.scalar() or ""


def last_key(session: Session, stage_id: str) -> str | None:
    """The highest order key in a stage, also of steps off the board; None when it is empty."""
    here = select(func.max(_STEP.c.order_key)).where(_STEP.c.stage_id == stage_id)
    return session.connection().execute(here).scalar()


def steps_of_stage(session: Session, stage_id: str) -> Sequence[Step]:
    """All steps that stand in a stage, in their order, also those off the board."""
    here = select(Step).options(joinedload(Step.completion), joinedload(Step.drop_))  # type: ignore[arg-type]
    here = here.where(_STEP.c.stage_id == stage_id).order_by(_STEP.c.order_key, _STEP.c.id)
    return session.execute(here).scalars().all()


def next_in(session: Session, step: Step) -> str:
    """The id of the step below in its list; empty when it is the last."""
    listed = session.connection().execute(_IN_ORDER, {"stage": step.stage_id, "step": ""}).scalars().all()
    at = listed.index(step.id) + 1 if step.id in listed else len(listed)
    return listed[at] if at < len(listed) else ""


def parts_of_step(session: Session, plan_id: str, step_id: str) -> Sequence[Step]:
    """The steps on the board that a step was split into, by their numbers."""
    dropped = select(_DROP.c.step_id).where(_DROP.c.step_id == _STEP.c.id).exists()
    parts = select(Step).options(joinedload(Step.completion))  # type: ignore[arg-type]
    parts = parts.where(col(Step.plan_id) == plan_id, col(Step.part_of_id) == step_id)
    here = parts.where(col(Step.trashed_at).is_(None), ~dropped).order_by(col(Step.number))
    return session.execute(here).scalars().all()


def steps_by_meeting(session: Session, plan_id: str) -> Sequence[Step]:
    """The steps of a plan that are due with its next meeting and not done."""
    due = select(Step).outerjoin(Completion, col(Completion.step_id) == Step.id)
    due = due.where(col(Step.plan_id) == plan_id, col(Step.deadline_next_meeting).is_(True))
    return (
        session.execute(due.where(col(Completion.step_id).is_(None)).order_by(col(Step.number)))
        .scalars()
        .all()
    )


def owners_of(session: Session, step_id: str) -> Sequence[Ownership]:
    """All ownerships of a step, in the order in which they were made."""
    statement = select(Ownership).where(col(Ownership.step_id) == step_id)
    return session.execute(statement.order_by(col(Ownership.asked_at), col(Ownership.id))).scalars().all()


def themes_of(session: Session, step_id: str) -> set[str]:
    """The ids of a step's themes."""
    return set(
        session.execute(select(col(StepTheme.theme_id)).where(col(StepTheme.step_id) == step_id)).scalars()
    )


def write_themes(session: Session, plan: Plan, edit: Edit, step: Step, themes: set[str]) -> None:
    """Set what a step is about; each theme must be shown by the plan. Raises Invalid, Forbidden, Gone."""
    was = themes_of(session, step.id)
    plan.set_themes(edit, step, was, themes)
    shown = select(col(PlanTheme.theme_id)).where(col(PlanTheme.plan_id) == plan.id)
    if not themes <= set(session.execute(shown).scalars()):
        raise Invalid("themes", "unknown")
    session.execute(
        delete(StepTheme).where(col(StepTheme.step_id) == step.id, col(StepTheme.theme_id).in_(was - themes))
    )
    session.add_all(StepTheme(step_id=step.id, theme_id=theme) for theme in sorted(themes - was))


def shown_party(session: Session, plan_id: str, party_id: str) -> Party:
    """A party the plan shows. Raises Invalid("party")."""
    statement = select(Party).join(PlanParty, col(PlanParty.party_id) == Party.id)
    found: Party | None = session.execute(
        statement.where(col(PlanParty.plan_id) == plan_id, col(Party.id) == party_id)
    ).scalar_one_or_none()
    if found is None:
        raise Invalid("party", "unknown")
    return found


def last_note_key(session: Session, plan_id: str, kind: str) -> str | None:
    """The order key of the last note of a kind; None when there is none."""
    statement = select(func.max(Note.order_key)).where(col(Note.plan_id) == plan_id, col(Note.kind) == kind)
    return session.execute(statement).scalar()


def _neighbours(session: Session, stage_id: str, step_id: str, before: str) -> tuple[str | None, str | None]:
    execute = session.connection().execute
    here = {"stage": stage_id, "step": step_id}
    below = execute(_KEY_OF, here | {"before": before}).scalar() if before else None
    if below is None:
        return execute(_LAST_KEY, here).scalar(), None
    return execute(_KEY_ABOVE, here | {"before": before, "key": below}).scalar(), below


def _spread_anew(session: Session, edit: Edit, stage: Stage, step_id: str, before: str) -> str:
    session.flush()
    listed = select(Step).where(_LISTED).order_by(_STEP.c.order_key, _STEP.c.id)
    steps = session.execute(listed, {"stage": stage.id, "step": step_id}).scalars().all()
    place = next((at for at, step in enumerate(steps) if step.id == before), len(steps))
    keys = spread(len(steps) + 1)
    for step, key in zip(steps, keys[:place] + keys[place + 1 :], strict=True):
        edit.effects.append(Effect("step", step.id, "order_key", step.order_key, key))
        step.order_key, step.rev = key, edit.rev
    return keys[place]
