"""What concerns members, found for many of them at once: never more than what each may read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from tracker.domain.berlin import BERLIN
from tracker.domain.duty import Asking, Duties, Duty, Gathering, Named, Refusal
from tracker.domain.ownership import Answer
from tracker.domain.participant import Participant
from tracker.store.cards import deadline_of
from tracker.store.declined import FoundNo, all_declined_to
from tracker.store.duty_rows import ANSWERED_FOR, ASKINGS_FOR, NAMED, OWN_ASKINGS, OWN_MEETINGS, OWN_STEPS
from tracker.store.still_plans import still_plans

SAID = timedelta(days=35)  # so far back: mentions, and a no
MEETINGS_AHEAD = timedelta(days=35)  # so far a digest looks: the next of a group that meets once a month


def duties_of(session: Session, member_ids: Sequence[str], day: date) -> Mapping[str, Duties]:
    """What concerns each of these members, in a few statements however many they are."""
    found = {id: Duties() for id in member_ids}
    given = {"members": member_ids}
    run = session.connection().execute
    seen = set[tuple[str, str]]()  # somebody may stand at a step under two names; their own counts
    for statement in (OWN_STEPS, ANSWERED_FOR):
        for row in run(statement, given):
            if (row.member_id, row.step_id) not in seen:
                seen.add((row.member_id, row.step_id))
                found[row.member_id].steps.append(_duty(row))
    for statement in (OWN_ASKINGS, ASKINGS_FOR):
        for row in run(statement, given):
            found[row.member_id].askings.append(_asking(row))
    for one in _gatherings(run(OWN_MEETINGS, given | {"day": day, "until": day + MEETINGS_AHEAD})):
        found[one.member_id].gatherings.append(one)
    since = _beginning_of(day - SAID)
    for no in all_declined_to(session, member_ids, since):
        found[no.member_id].refusals.append(_refusal(no))
    for named in _named(run(NAMED, given | {"since": since})):
        found[named.member_id].named.append(named)
    for still in still_plans(session, member_ids, day):
        found[still.member_id].still.append(still)
    return found


def _named(rows: Iterator[Row[Any]]) -> Iterator[Named]:
    seen = set[tuple[str, str]]()  # a step is said once, however often they are named there
    for row in rows:
        if row.by != Participant("member", row.member_id).key and (row.member_id, row.step_id) not in seen:
            seen.add((row.member_id, row.step_id))
            day = row.at.astimezone(BERLIN).date()
            yield Named(row.member_id, row.plan_id, row.step_id, row.title, _place(row), day)


def _refusal(one: FoundNo) -> Refusal:
    day = one.at.astimezone(BERLIN).date()
    return Refusal(
        *(
            one.member_id,
            one.plan_id,
            one.step_id,
            one.ownership_id,
            one.title,
            one.place,
            one.party,
            one.word,
            day,
        )
    )


def _duty(row: Row[Any]) -> Duty:
    return Duty(
        member_id=row.member_id,
        plan_id=row.plan_id,
        step_id=row.step_id,
        title=row.title,
        place=_place(row),
        deadline=deadline_of(row),
        asked=row.answer == Answer.ASKED,
        named=row.asked_at.astimezone(BERLIN).date(),
        ownership_id=row.ownership_id,
        language=row.language,
        rev=row.rev,
        party=row.party,
    )


def _asking(row: Row[Any]) -> Asking:
    return Asking(
        member_id=row.member_id,
        id=row.id,
        plan_id=row.plan_id,
        step_id=row.step_id,
        title=row.title,
        place=_place(row),
        party=row.party,
        until=row.until,
    )


def _gatherings(rows: Iterator[Row[Any]]) -> Iterator[Gathering]:
    seen = set[tuple[str, str]]()  # the next one of each plan is enough
    for row in rows:
        deadline = deadline_of(row)
        if deadline and (row.member_id, row.plan_id) not in seen:
            seen.add((row.member_id, row.plan_id))
            yield Gathering(row.member_id, row.plan_id, row.id, row.title, _place(row), deadline, row.starts)


def _beginning_of(day: date) -> datetime:
    return datetime.combine(day, time(), BERLIN)


def _place(row: Row[Any]) -> str:
    return f"{row.region}, {row.plan}"
