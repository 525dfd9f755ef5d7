"""Personal links of the cast, and steps of theirs."""

from collections.abc import Callable

from sqlmodel import select

from tests.web.site import Site
from tracker.boards.plain import plan_json
from tracker.commands import ownerships, steps
from tracker.domain.party import Party
from tracker.store.personal_links import make_personal_link
from tracker.store.plans import feed_of

CHANGES = {
    "acceptance": {},
    "completion": {},
    "deadline": {"words": "Juli 2026", "_base": 10**6},
    "refusal": {},
}


def new_link(site: Site, name: str) -> str:
    who, now = site.cast.people[name].participant.id, site.cast.clock.now()
    return site.cast.database.write_now(lambda s: make_personal_link(s, who, now)).value


def on_plan(site: Site, command: Callable[..., object], *values: object, by: str = "anna") -> str:
    who, plan = site.cast.people[by].participant, site.cast.nrw.plan
    return site.cast.database.write_now(
        lambda s, edit: command(s, edit, plan, *values), feeds=(feed_of(plan),), by=who
    ).made


def taken(site: Site, title: str = "Einladen", words: str = "Mai 2026", by: str = "bernd") -> str:
    step = on_plan(site, steps.add, title, site.cast.nrw.stages["agreed"], words)
    on_plan(site, ownerships.take, step, by=by)
    return step


def asked(site: Site, title: str = "Einladen") -> str:
    """A step that Bernd is asked to take."""
    taken(site, "Etwas, womit Bernd dabei ist")
    bernd = site.cast.bernd.participant.id
    party = site.cast.database.read_now(
        lambda s: next(one.id for one in s.exec(select(Party)).all() if one.member_id == bernd)
    )
    step = on_plan(site, steps.add, title, site.cast.nrw.stages["agreed"], "Mai 2026")
    on_plan(site, ownerships.ask, step, party, "lead")
    return step


def step_of(site: Site, id: str) -> dict[str, object]:
    plan = site.cast.database.read_now(plan_json, site.cast.nrw.plan)
    return next(one for one in plan["steps"] if one["id"] == id)
