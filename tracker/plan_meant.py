"""Which plan somebody at the terminal means: by address, by id, or by a title that only one has."""

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.control import Failed
from tracker.domain.folding import same_name
from tracker.domain.network import Region
from tracker.domain.plan import Plan

MOST_LISTED = 10  # plans of one title


def plan_meant(session: Session, said: str) -> str:
    """The id of the plan. Raises Failed with a sentence that lists all of that title when there are several."""
    plan_id = said.rstrip("/").rpartition("/")[2]
    if session.get(Plan, plan_id) is not None:
        return plan_id
    # few hundred titles, asked for by hand: not worth an index of their folded form
    plans = session.execute(select(col(Plan.id), col(Plan.title)).order_by(col(Plan.id))).all()
    found = [id for id, title in plans if same_name(title, said)]
    if not found:
        raise Failed(f"There is no plan {said}.")
    if len(found) > 1:
        raise Failed(f"{len(found)} plans are called {said}. Say which by its id: {_listed(session, found)}.")
    return str(found[0])


def _listed(session: Session, ids: list[str]) -> str:
    regions = select(col(Plan.id), col(Region.name)).join(Region, col(Region.id) == col(Plan.region_id))
    rows = session.execute(regions.where(col(Plan.id).in_(ids[:MOST_LISTED])).order_by(col(Region.name)))
    listed = [f"{id} ({region})" for id, region in rows]
    return ", ".join([*listed, "…"] if len(ids) > MOST_LISTED else listed)
