"""What previews said when they were last looked at: a large table is checked once, not again at each look."""

from collections import OrderedDict
from dataclasses import replace
from datetime import date, datetime
from threading import Lock

from sqlmodel import Session

from tracker.commands.imported_names import KnownNames
from tracker.commands.parties import network_of
from tracker.commands.table_imports import Seen, check_place, read_anew
from tracker.domain.network import Region
from tracker.domain.participant import Participant
from tracker.domain.plan import Plan
from tracker.domain.work import Work
from tracker.store.import_previews import find_preview

MOST = 2  # previews; one of 5,000 lines takes about 15 MiB


class SeenImports:
    """The last ones, each for as long as nothing has changed that it was read against. For any thread."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[tuple[object, ...], Seen]] = OrderedDict()
        self._lock = Lock()

    def see(
        self,
        session: Session,
        by: Participant,
        place: str,
        preview_id: str,
        now: datetime,
        today: date,
        work: Work | None = None,
    ) -> Seen:
        """What `see` says. Raises NotFound, Forbidden, Stopped."""
        check_place(session, by, place)
        preview = find_preview(session, by, place, preview_id, now)
        state = (preview.answers, today, *_state(session, place))
        with self._lock:
            known, seen = self._kept.get(preview_id, ((), None))
        if seen is None or known != state:
            seen = read_anew(session, preview, today, work)
            with self._lock:
                self._kept[preview_id] = state, seen
                while len(self._kept) > MOST:
                    self._kept.popitem(last=False)
        return replace(seen, preview=preview)

    def forget(self, preview_id: str) -> None:
        """It was carried out, or given up."""
        with self._lock:
            self._kept.pop(preview_id, None)


def _state(session: Session, place: str) -> tuple[object, ...]:
    """What a preview is read against: the plan as it stands, or the region; and the network's names."""
    kind, _, id = place.partition(":")
    if kind == "plan":
        plan = session.get_one(Plan, id)
        return plan.rev, plan.epoch, KnownNames(session, network_of(session, plan)).sorts
    region = session.get_one(Region, id)
    return region.name, KnownNames(session, region.network_id).sorts
