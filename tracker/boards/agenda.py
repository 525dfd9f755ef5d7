"""What somebody sees across plans: their plans, the next meetings, and what waits for them as rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from sqlmodel import Session

from tracker.boards.cards import deadline_view
from tracker.boards.plan_counts import PlanCounts
from tracker.domain.deadline import Deadline
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, may
from tracker.language.dates import day_text, moment_text
from tracker.language.texts import text
from tracker.pages import Beside, MeetingRow, PathLink, PlanRow
from tracker.pages.rows import PARTS, AskRow, MentionRow, Part, Row, RowPlan, StepRow
from tracker.pages.views import DeadlineView
from tracker.store.agenda import Counts, step_counts
from tracker.store.changes import names_of
from tracker.store.declined import FoundNo, declined_to
from tracker.store.mentions import FoundMention, mentions_of
from tracker.store.my_steps import AskedStep, MyStep, ToAsk, asked_by_me, my_steps, to_ask
from tracker.store.networks import networks_of
from tracker.store.plans import FoundPlan, next_meetings, plans_of

SOON = timedelta(days=28)  # from today to the first day on which it is due
MENTIONED = timedelta(days=60)  # older mentions are history
SHORT = 140  # characters of what was said
_RANK = {part: rank for rank, part in enumerate(PARTS)}
_ON_ROWS = (Action.ADD_COMMENT, Action.COMPLETE_STEP, Action.EDIT_STEP)  # asked once for each plan, not row
_BULLET = re.compile(r"^[ \t]*- ", re.MULTILINE)
_LATEST = 10**10  # seconds: the newest mention comes first


@dataclass(frozen=True, slots=True)
class Agenda:
    """The start page of one person."""

    found: Sequence[FoundPlan]
    rows: Sequence[Row]
    """List by list, in their order."""
    beside: Beside


def agenda(session: Session, participant: Participant, locale: str, day: date, counts: PlanCounts) -> Agenda:
    """All of it at one moment, so that no row is older than the rev its plan says."""
    found = plans_of(session, participant)
    beside = Beside(
        plans=_plan_rows(found, counts.of(session, found, day)),
        meetings=meeting_rows(session, found, locale, day),
        networks=[PathLink(one.name, f"/networks/{one.id}") for one in networks_of(session, participant)],
    )
    return Agenda(found, my_rows(session, participant, found, locale, day), beside)


def plan_rows(session: Session, found: Sequence[FoundPlan], day: date) -> list[PlanRow]:
    """The plans with their counts, in the order given."""
    return _plan_rows(found, step_counts(session, [one.plan.id for one in found], day))


def meeting_rows(session: Session, found: Sequence[FoundPlan], locale: str, day: date) -> list[MeetingRow]:
    """The next meetings of these plans that are not past, by day."""
    meetings = next_meetings(session, [one.plan.id for one in found], day)
    rows = []
    for one in found:
        meeting = meetings.get(one.plan.id)
        if meeting and meeting.deadline_last:
            shown = deadline_view(meeting.deadline, locale, day)
            if shown:
                told = (meeting.title, shown, meeting.starts, meeting.place)
                rows.append(MeetingRow(one.plan.id, meeting.id, one.region.name, *told))
    return sorted(rows, key=lambda row: (row.deadline.last or day, row.region))


def my_rows(
    session: Session, participant: Participant, found: Sequence[FoundPlan], locale: str, day: date
) -> list[Row]:
    """What waits for a member or guest in these plans, list by list; a step that I have is in one list only."""
    if participant.kind == "nobody":
        return []
    shown = _Shown({one.plan.id: one for one in found}, locale, day)
    plans, me = list(shown.found), participant.id
    mine = [shown.mine(one) for one in my_steps(session, me, plans)]
    known = {row.id for row in mine}
    others = [shown.waited_for(one) for one in asked_by_me(session, me, plans) if one.step.id not in known]
    since = datetime.combine(day, time(), UTC) - MENTIONED
    declined = declined_to(session, me, plans, since)
    heard = {one.comment_id for one in declined if one.comment_id}
    mentions = [one for one in mentions_of(session, me, plans, since) if one.comment_id not in heard]
    names = names_of(session, {one.by for one in mentions})
    rows: list[Row] = [*mine, *others, *map(shown.asked, to_ask(session, me, plans))]
    rows += [shown.mention(one, names) for one in mentions] + [shown.declined(one) for one in declined]
    return sorted(rows, key=lambda row: (_RANK[row.part], row.pos, row.id))


def part_of(deadline: Deadline | None, shown: DeadlineView | None, day: date, *, waits: bool) -> Part:
    """The list of a step that I have taken. What is late stays so while it waits for others."""
    if shown and shown.lateness == "late":
        return "late"
    if waits:
        return "waiting"
    if shown and shown.lateness == "now":
        return "now"
    if shown and shown.shape == "ongoing":
        return "ongoing"
    due = deadline.due_from if deadline else None
    return "undated" if due is None else "soon" if due <= day + SOON else "later"


def short(said: str) -> str:
    """How something that was said begins, on one line."""
    said = " ".join(_BULLET.sub("· ", said.replace("**", "")).split())
    return f"{said[:SHORT].rstrip()} …" if len(said) > SHORT else said


def _plan_rows(found: Sequence[FoundPlan], counts: Mapping[str, Counts]) -> list[PlanRow]:
    return [_plan_row(one, counts.get(one.plan.id, Counts())) for one in found]


def _plan_row(one: FoundPlan, counts: Counts) -> PlanRow:
    return PlanRow(
        one.plan.id, one.region.name, one.plan.title, counts.open, counts.done, counts.late, counts.unowned
    )


class _Due(NamedTuple):
    """What a row says of a deadline, and where it stands for it; found out once for all steps that share it."""

    of: Deadline | None
    view: DeadlineView | None
    part: Part
    pos: str


class _Shown:
    """From found things to rows, in one language on one day."""

    def __init__(self, found: Mapping[str, FoundPlan], locale: str, day: date) -> None:
        self.found, self._locale, self._day = found, locale, day
        self._plans = {id: RowPlan(id, one.region.name, one.plan.language) for id, one in self.found.items()}
        self._due: dict[tuple[int, bool], _Due] = {}
        self._on_rows = {id: [may(one.role, action) for action in _ON_ROWS] for id, one in self.found.items()}

    def mine(self, one: MyStep) -> StepRow:
        step = one.step
        waits = step.is_waiting or bool(one.waits_for)
        due = self._due.get((id(step.deadline), waits)) or self._due_of(step.deadline, waits)
        may_comment, may_complete, may_edit = self._on_rows[step.plan_id]
        # by place: with names it takes three times as long, and there may be hundreds
        return StepRow(
            step.id,
            self._plans[step.plan_id],
            step.title,
            step.rev,
            "asked" if one.asked else due.part,
            due.pos,
            due.view,
            step.themes,
            one.asked,
            may_comment,
            may_complete,
            may_edit,
            waits and not one.asked,
            one.waits_for,
            one.of,
            "" if one.asked else one.ownership,
        )

    def _due_of(self, deadline: Deadline | None, waits: bool) -> "_Due":
        view = deadline_view(deadline, self._locale, self._day)
        due = _Due(deadline, view, part_of(deadline, view, self._day, waits=waits), _pos(deadline))
        # it holds the deadline, so its id stays its own; hashing all of it for each step takes longer than the rest
        return self._due.setdefault((id(deadline), waits), due)

    def waited_for(self, one: AskedStep) -> StepRow:
        step = one.step
        return StepRow(
            id=step.id,
            plan=self._plans[step.plan_id],
            title=step.title,
            rev=step.rev,
            part="waiting",
            pos=_pos(step.deadline),
            deadline=deadline_view(step.deadline, self._locale, self._day),
            themes=(),
            waits=True,
            names=", ".join(one.names),
        )

    def asked(self, one: ToAsk) -> AskRow:
        step = one.step
        answers = self._may(step.plan_id, Action.ANSWER_FOR_OTHERS)
        return AskRow(
            id=one.id,
            step=step.id,
            plan=self._plans[step.plan_id],
            title=step.title,
            rev=step.rev,
            pos=one.until.isoformat(),
            asked=one.asked,
            until=day_text(self._locale, one.until),
            is_late=one.until < self._day,
            ownership=one.ownership if answers else "",
            may_ask=self._may(step.plan_id, Action.ASK_OWNER),
        )

    def mention(self, one: FoundMention, names: Mapping[str, str]) -> MentionRow:
        return MentionRow(
            id=one.id,
            step=one.step_id,
            plan=self._plans[one.plan_id],
            title=one.title,
            rev=one.rev,
            pos=str(_LATEST - int(one.at.timestamp())),
            comment=one.comment_id,
            by=names.get(one.by, text(self._locale, "say.somebody")),
            at=moment_text(self._locale, one.at),
            said=short(one.said),
        )

    def declined(self, one: FoundNo) -> MentionRow:
        moment = int(one.at.timestamp())
        return MentionRow(
            id=f"{one.ownership_id}-{moment}",  # another no is not the one that was read
            step=one.step_id,
            plan=self._plans[one.plan_id],
            title=one.title,
            rev=one.rev,
            pos=str(_LATEST - moment),
            comment=one.comment_id,
            by=one.party,
            at=moment_text(self._locale, one.at),
            said=short(one.word),
            is_no=True,
        )

    def _may(self, plan_id: str, action: Action) -> bool:
        return may(self.found[plan_id].role, action)


def _pos(deadline: Deadline | None) -> str:
    first, last = (deadline.first, deadline.last) if deadline else (None, None)
    return f"{last or '~'} {first or '~'}"
