"""What previews said when they were last looked at: a large table is checked once, not again at each look.

Kept in the process apart that reads it, by ids that occur once.
"""

from collections import OrderedDict
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from tracker.commands.imported_names import KnownNames
from tracker.commands.imports import PreparedPlan
from tracker.commands.parties import network_of
from tracker.commands.prepared_change import PreparedChange
from tracker.commands.table_imports import Seen, check_place, prepare, prepare_plan, read_anew
from tracker.domain.network import Region
from tracker.domain.participant import Participant
from tracker.domain.plan import Plan
from tracker.domain.work import Work
from tracker.store.import_previews import find_preview

MOST = 2  # previews; one of 5,000 lines takes about 15 MiB


_KEPT: OrderedDict[str, tuple[tuple[object, ...], Seen]] = OrderedDict()


def see(
    session: Session,
    by: Participant,
    place: str,
    preview_id: str,
    now: datetime,
    today: date,
    work: Work | None = None,
) -> Seen:
    """A preview as it stands; read again only when something it was read against has changed.

    For one thread. Raises NotFound, Forbidden, Stopped.
    """
    check_place(session, by, place)
    preview = find_preview(session, by, place, preview_id, now)
    state = (preview.answers, today, *_state(session, place))
    known, seen = _KEPT.get(preview_id, ((), None))
    if seen is None or known != state:
        seen = read_anew(session, preview, today, work)
        _KEPT[preview_id] = state, seen
        while len(_KEPT) > MOST:
            _KEPT.popitem(last=False)
    return replace(seen, preview=preview)


def prepared_for_plan(
    session: Session, by: Participant, place: str, preview_id: str, now: datetime, today: date, work: Work
) -> PreparedChange:
    """What a preview would write into its plan. Raises also what `prepare` raises."""
    seen = see(session, by, place, preview_id, now, today, work)
    return prepare(session, by, seen, now, today, work)


def prepared_as_plan(
    session: Session, by: Participant, place: str, preview_id: str, now: datetime, today: date, work: Work
) -> PreparedPlan:
    """The new plan it would be. Raises also what `prepare_plan` raises."""
    seen = see(session, by, place, preview_id, now, today, work)
    return prepare_plan(session, by, place.partition(":")[2], seen, now, today, work)


def _state(session: Session, place: str) -> tuple[object, ...]:
    """What a preview is read against: the plan as it stands, or the region; and the network's names."""
    kind, _, id = place.partition(":")
    if kind == "plan":
        plan = session.get_one(Plan, id)
        return plan.rev, plan.epoch, KnownNames(session, network_of(session, plan)).sorts
    region = session.get_one(Region, id)
    return region.name, KnownNames(session, region.network_id).sorts
