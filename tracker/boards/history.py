"""A page of a plan's history, read and said in one language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlmodel import Session

from tracker.boards.past_lines import Teller, subject_of
from tracker.boards.past_reasons import reason
from tracker.domain.berlin import BERLIN
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, Role, may
from tracker.domain.plan import Plan
from tracker.domain.reversal import NEVER
from tracker.language.dates import day_heading, time_text
from tracker.language.texts import text
from tracker.pages.history import PastDay, PastLine
from tracker.store.overtaken import names_since
from tracker.store.past import PastChange, Wanted, authors, names_in, past_changes
from tracker.store.reversals import changes_at, obstacle, undone_by
from tracker.store.steps import find_step

PAGE = 50  # Changes; what one reads before asking for older ones
FEW = 5  # of one step, beside it


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and as what on this plan: decides what can be undone."""

    participant: Participant
    role: Role
    locale: str
    day: date


@dataclass(frozen=True, slots=True)
class PastParts:
    """A page of history; `older` is the rev before which the next page begins, None at the beginning."""

    days: Sequence[PastDay]
    older: int | None
    people: Sequence[tuple[str, str]]


def past_parts(session: Session, plan_id: str, wanted: Wanted, reader: Reader) -> PastParts:
    """The newest page of what is wanted."""
    found = past_changes(session, plan_id, wanted, PAGE + 1)
    shown = found[:PAGE]
    days = past_days(session, plan_id, shown, reader)
    older = shown[-1].rev if len(found) > PAGE else None
    return PastParts(days, older, list(authors(session, plan_id).items()))


def few_of_step(session: Session, plan_id: str, step_id: str, reader: Reader) -> tuple[int, list[PastLine]]:
    """The number of a step and its last few Changes. Raises NotFound."""
    number = find_step(session, plan_id, step_id).number
    shown = past_changes(session, plan_id, Wanted(step=number), FEW)
    days = past_days(session, plan_id, shown, reader)
    return number, [line for day in days for line in day.lines]


def past_days(session: Session, plan_id: str, changes: Sequence[PastChange], reader: Reader) -> list[PastDay]:
    """These Changes by Berlin day, in the order given."""
    who = reader.participant
    names = names_in(session, who, plan_id, changes)
    undone = undone_by(session, f"plan:{plan_id}", [change.rev for change in changes])
    plan = session.get_one(Plan, plan_id)
    rows = changes_at(session, f"plan:{plan_id}", [one.rev for one in changes if one.effects])
    ways = {
        rev: obstacle(session, who, reader.role, plan, row) for rev, row in rows.items() if rev not in undone
    }
    # said to those who would look for a way to undo it
    asks = may(reader.role, Action.EDIT_STEP)
    refusals = {rev: refusal for rev, refusal in ways.items() if refusal is not None and asks}
    since = names_since(session, f"plan:{plan_id}", refusals)

    def line(change: PastChange, day: str) -> PastLine:
        is_undone = change.rev in undone
        may_undo = change.rev in ways and ways[change.rev] is None
        return _line(
            change,
            Teller(reader.locale, names),
            day,
            may_undo=may_undo,
            undone=is_undone,
            why_not="" if is_undone or may_undo or not asks else why_not(change),
        )

    def why_not(change: PastChange) -> str:
        if refusal := refusals.get(change.rev):
            return reason(reader.locale, refusal, since.get(change.rev, ""))
        # of a plan's beginning no effects are read
        return text(reader.locale, f"refusal.undo.{NEVER[change.verb]}") if change.verb in NEVER else ""

    grouped = groupby(changes, key=lambda change: change.at.astimezone(BERLIN).date())
    return [
        PastDay(name, [line(change, name) for change in of_day])
        for day, of_day in grouped
        if (name := day_heading(reader.locale, day, reader.day))
    ]


def _line(
    change: PastChange, teller: Teller, day: str, *, may_undo: bool, undone: bool, why_not: str
) -> PastLine:
    subject = subject_of(change)
    step = subject.id if subject and subject.kind == "step" else ""
    number = teller.names.steps.get(step, (None, ""))[0]
    return PastLine(
        rev=change.rev,
        day=day,
        time=time_text(teller.locale, change.at),
        sentence=teller.sentence(change),
        parts=teller.parts(change),
        step=step if number else "",
        number=number,
        may_undo=may_undo,
        undone=undone,
        why_not=why_not,
    )
