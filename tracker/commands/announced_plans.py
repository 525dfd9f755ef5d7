"""Before a plan is written, however it is made."""

from sqlmodel import Session

from tracker.domain.network import Region
from tracker.store.members import keys_around
from tracker.store.plans import check_room_for_plan
from tracker.store.writing import more_to_read


def announce_plan(session: Session, region: Region) -> None:
    """There is room for one more plan, and once it stands, open pages of those who may read it hear of it.

    Raises Full.
    """
    check_room_for_plan(session, region.network_id)
    more_to_read(session, keys_around(session, region))
