"""Whether somebody still sees to a step for an organisation."""

from sqlalchemy import ColumnElement, Table, or_, select

from tracker.domain.member import Membership
from tracker.domain.network import Region
from tracker.domain.party import ContactPerson
from tracker.domain.plan import Plan
from tracker.store.history import table_of


def is_seen_to(ownership: Table) -> ColumnElement[bool]:
    """Whoever is in charge is still a contact person with a role on the plan. If not, all contact persons are meant
    again: the step has stayed with the organisation."""
    still, held = table_of(ContactPerson).alias("still"), table_of(Membership).alias("held")
    plan, region = table_of(Plan).alias("of_plan"), table_of(Region).alias("of_region")
    opens = or_(
        held.c.plan_id == plan.c.id,
        held.c.region_id == region.c.id,
        held.c.network_id == region.c.network_id,
    )
    found = (
        select(still.c.member_id)
        .select_from(still)
        .join(plan, plan.c.id == ownership.c.plan_id)
        .join(region, region.c.id == plan.c.region_id)
        .join(held, (held.c.member_id == still.c.member_id) & opens)
        .where(still.c.party_id == ownership.c.party_id, still.c.member_id == ownership.c.in_charge_id)
    )
    return found.correlate(ownership).exists()
