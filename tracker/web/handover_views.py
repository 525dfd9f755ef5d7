"""What a handover would do, and what was done by one, as its page shows them."""

from collections.abc import Iterable

from sqlmodel import Session

from tracker.boards.past_lines import short
from tracker.commands.handover_outlook import NEW, Outlook
from tracker.domain.follow_up import FollowUp
from tracker.domain.kept_handover import KeptHandover
from tracker.domain.meeting import Meeting
from tracker.domain.member import Member, Membership
from tracker.domain.network import Network, Region
from tracker.domain.ownership import Ownership
from tracker.domain.party import Party
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.language.texts import text
from tracker.pages import HandedView, OutlookView, PathLink
from tracker.store.contacts import Place
from tracker.store.kept_handovers import changes_of, kind_of_place


def outlook_view(session: Session, outlook: Outlook, locale: str, deputy: str, by: str) -> OutlookView:
    """What would be done by a member (id); `deputy` is the id of who is to be named, or empty."""
    held, said = outlook.held, _Saying(session, outlook, locale)
    meetings = [session.get_one(Meeting, id) for one in held.plans.values() for id in one.meetings]
    lists = {
        "roles": [said.role(one) for one in held.memberships],
        "posts": [said.post(*one) for one in outlook.posts],
        "steps": said.steps(id for of in held.plans.values() for id in (*of.owned, *of.in_charge)),
        "questions": said.questions(id for of in held.plans.values() for id in of.questions),
        "awaited": said.awaited(id for of in held.plans.values() for id in of.awaited),
        "meetings": [short(one.title) for one in meetings],
        "answers_for": [session.get_one(Party, id).name for id in held.answers_for],
    }
    counts = held.counts() | {"posts": len(outlook.posts)}
    named = session.get(Member, deputy) if deputy else None
    return OutlookView(
        member=next(iter(held.holder.names)),
        successor=outlook.name,
        handed=[HandedView(what, counts[what], lists.get(what, ())) for what in ORDER if counts[what]],
        role=outlook.new_role or "",
        stays=outlook.stays,
        hosts=sorted({one.host for one in meetings}),
        invites=outlook.invites,
        hears=outlook.hears(by),
        tells=outlook.tells(by),
        idle_deputy=named.name if named and all(id != deputy for *_, id in outlook.posts) else "",
        history=history_links(session, held.plans),
        is_empty=outlook.is_empty,
    )


def handed_over_links(session: Session, place: Place, id: str) -> list[PathLink] | None:
    """Where a handover of this place can be taken back; None when there was none of this id."""
    handed = session.get(KeptHandover, id)
    if handed is None or handed.place_id != place.id:
        return None
    return history_links(session, [feed.partition(":")[2] for feed in changes_of(session, handed)])


def history_links(session: Session, plan_ids: Iterable[str]) -> list[PathLink]:
    """The histories of plans, by title."""
    plans = sorted((session.get_one(Plan, id) for id in plan_ids), key=lambda one: (one.title, one.id))
    return [PathLink(one.title, f"/plans/{one.id}/history") for one in plans]


class _Saying:
    """Says in one language what is handed over, by place and title."""

    def __init__(self, session: Session, outlook: Outlook, locale: str) -> None:
        self.session, self.outlook, self.locale = session, outlook, locale

    def place(self, one: Place) -> str:
        name = one.title if isinstance(one, Plan) else one.name
        return text(self.locale, f"handover.at_{kind_of_place(one)}", name=short(name))

    def role(self, one: Membership) -> str:
        found = (
            self.session.get(model, id)
            for model, id in ((Network, one.network_id), (Region, one.region_id), (Plan, one.plan_id))
            if id
        )
        place = next(place for place in found if isinstance(place, Network | Region | Plan))
        return f"{self.place(place)}: {text(self.locale, f'network.role_{one.role}')}"

    def post(self, place: Place, post: str, id: str) -> str:
        member = self.session.get(Member, id) if id and id != NEW else None
        heir = self.outlook.heir.id if self.outlook.heir else NEW
        name = member.name if member else text(self.locale, "handover.nobody")
        said = text(self.locale, f"handover.as_{post}", name=self.outlook.name if id == heir else name)
        return f"{self.place(place)}: {said}"

    def step(self, id: str) -> str:
        step = self.session.get_one(Step, id)
        return f"{short(step.title)} ({short(self.session.get_one(Plan, step.plan_id).title)})"

    def steps(self, owned: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(self.step(self.session.get_one(Ownership, id).step_id) for id in owned))

    def questions(self, ids: Iterable[str]) -> list[str]:
        return [self._asked(self.session.get_one(FollowUp, id)) for id in ids]

    def awaited(self, ids: Iterable[str]) -> list[str]:
        return [self._asked(self.session.get_one(Ownership, id)) for id in ids]

    def _asked(self, one: FollowUp | Ownership) -> str:
        return f"{self.session.get_one(Party, one.party_id).name}: {self.step(one.step_id)}"


ORDER = (
    *("roles", "posts", "steps", "questions", "awaited"),
    *("meetings", "answers_for", "links", "sign_ups"),
)
"""In which what is handed over is listed."""
