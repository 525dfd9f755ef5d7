"""A plan as the one who asks may see it: found for them, with their role and the way there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session
from starlette.requests import Request

from tracker.boards.messages import NoSuchFeed
from tracker.domain.network import Region
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, Role, may
from tracker.domain.plan import Plan
from tracker.domain.refusals import Forbidden, NotFound
from tracker.pages import FeedPlace, PathLink, PlanLink
from tracker.store.contact_persons import parties_spoken_for
from tracker.store.networks import WayToPlan, way_to_plan
from tracker.store.parties import parties_of
from tracker.store.plans import FoundPlan, feed_of, find_plan
from tracker.web.parts import parts_of
from tracker.web.who import visitor_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SeenPlan:
    """A plan, what the viewer is to it, and the links that lead up from it."""

    found: FoundPlan
    path: list[PathLink]
    mine: Sequence[str]
    """Ids of the parties that stand for the viewer."""
    speaks_for: Sequence[str] = ()
    """Ids of the organisations for which the viewer may answer."""

    @property
    def role(self) -> Role:
        """The viewer's present role."""
        return self.found.role

    @property
    def concerned(self) -> Sequence[str]:
        """What "Meine" filters by: both."""
        return [*self.mine, *self.speaks_for]

    @property
    def link(self) -> PlanLink:
        """The plan as templates link to it."""
        return link_of(self.found.plan, self.found.region)

    @property
    def here(self) -> FeedPlace:
        """Where a page stands that shows the plan: what it reads after this is as new or newer."""
        return place_in(self.found.plan)


def link_of(plan: Plan, region: Region) -> PlanLink:
    """A plan as templates link to it."""
    return PlanLink(plan.id, region.name, plan.title, plan.language)


async def seen_plan(request: Request, action: Action = Action.READ) -> SeenPlan:
    """The plan in the address, for whoever may do `action` there. Raises NotFound, Forbidden."""
    participant = visitor_of(request).participant
    seen = await parts_of(request).database.read(_seen, participant, request.path_params["plan"])
    if not may(seen.role, action):
        raise Forbidden(action=action)
    return seen


def place_in(plan: Plan) -> FeedPlace:
    """Where a page stands that shows something of the plan as it is."""
    return FeedPlace(feed_of(plan.id), plan.rev, plan.epoch)


def there(parts: T | NoSuchFeed) -> T:
    """What was drawn of a plan; NotFound when it has gone since it was found."""
    if isinstance(parts, NoSuchFeed):
        raise NotFound()
    return parts


def _seen(session: Session, participant: Participant, plan_id: str) -> SeenPlan:
    found = find_plan(session, participant, plan_id)
    path = _path(way_to_plan(session, participant, found.region))
    own = parties_of(session, participant, plan_id)
    return SeenPlan(found, path, own, parties_spoken_for(session, participant, plan_id))


def _path(way: WayToPlan) -> list[PathLink]:
    return [
        PathLink(way.network.name, f"/networks/{way.network.id}" if way.network_role else ""),
        PathLink(way.region.name, f"/regions/{way.region.id}" if way.region_role else ""),
    ]
