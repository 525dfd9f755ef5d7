"""Anna holds one of everything, and hands it over."""

from dataclasses import dataclass
from datetime import timedelta

from tests.planning import NOON, Planning
from tracker.commands import contact_persons, contacts, follow_ups, ownerships, parties
from tracker.commands import meetings as meeting_commands
from tracker.commands.handover_outlook import Wanted, enter_place, look_over
from tracker.commands.handovers import hand_over
from tracker.domain.join_link import JoinLink, make_link
from tracker.domain.member import Membership
from tracker.domain.network import Network, Region
from tracker.domain.ownership import Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import ContactPerson, Party
from tracker.domain.permissions import Role
from tracker.domain.plan import Plan
from tracker.store.kept_handovers import kind_of_place
from tracker.store.members import role_on_plan
from tracker.store.plans import feed_of


@dataclass
class Scene:
    """Anna holds one of everything in Bernd's region; Bernd takes over."""

    planning: Planning
    region: str
    network: str
    owned: str
    asked: str
    chamber: str

    def hand_over(
        self,
        kind: str = "region",
        by: Participant | None = None,
        successor: str = "",
        deputy: str = "",
        member: str = "",
        email: str = "",
    ) -> None:
        planning = self.planning
        id = {"region": self.region, "network": self.network, "plan": planning.plan_id}[kind]
        by = by or planning.people.emil
        heir = "" if email else successor or planning.people.bernd.id
        wanted = Wanted(member or planning.people.anna.id, heir, deputy, email)

        def counted(session) -> list[str]:
            return list(look_over(session, *enter_place(session, by, kind, id), wanted, NOON).held.plans)

        feeds = tuple(map(feed_of, planning.database.read_now(counted)))
        planning.database.write_now(
            lambda session, *edits: hand_over(session, by, kind, id, wanted, NOON, *edits),
            feeds=feeds,
            by=by,
        )

    @property
    def owners(self) -> dict[str, tuple[str, str]]:
        names = {party.id: party.name for party in self.planning.all(Party)}
        found = [one for one in self.planning.all(Ownership) if one.step_id == self.owned]
        return {names[one.party_id]: (one.role, one.answer) for one in found}

    def party_named(self, name: str) -> str:
        """The only one called so, by id."""
        [id] = [party.id for party in self.planning.all(Party) if party.name == name]
        return str(id)

    def beside(self) -> set[tuple[str, ...]]:
        """What a handover changes beside the plan: who is who, who is asked, whose links."""
        planning, found = self.planning, set[tuple[str, ...]]()
        for held in planning.all(Membership):
            found.add((held.member_id, held.network_id or held.region_id or held.plan_id or "", held.role))
        for one in planning.all(ContactPerson):
            found.add((one.party_id, one.member_id))
        for place in (*planning.all(Region), *planning.all(Network)):
            found.add((kind_of_place(place), place.id, place.contact_id or "", place.deputy_id or ""))
        return found | {(link.id, link.made_by) for link in planning.all(JoinLink)}

    def role_of(self, who: Participant) -> Role | None:
        return self.planning.database.read_now(role_on_plan, who, self.planning.plan_id)


def a_scene(planning: Planning) -> Scene:
    people, plan = planning.people, planning.one(Plan, planning.plan_id)
    network = next(one.id for one in planning.all(Network) if one.name == "Netz")
    owned, asked = planning.step("Anfangen"), planning.step("Fragen")
    planning.do(ownerships.take, owned)
    mine = planning.all(Party)[0].id
    chamber = planning.do(parties.add_party, "IHK Kassel").made
    planning.do(ownerships.ask, asked, chamber, "lead")
    planning.do(follow_ups.agree, asked, chamber, mine)
    planning.do(contacts.name_contacts, {"contact": people.anna.id})
    planning.do(meeting_commands.add, "12.6.2026", {"title": "Treffen", "host": "Anna"})
    speak = contact_persons.add_contact_person
    planning.database.write_now(lambda s: speak(s, people.anna, plan.id, chamber, people.anna.id))
    name = contacts.name_contacts_of_region
    planning.database.write_now(lambda s: name(s, people.anna, plan.region_id, {"deputy": people.anna.id}))
    life = {"starts_at": None, "expires_at": NOON + timedelta(days=30)}
    link = make_link(b"key", plan.id, people.anna.id, "guest", 9, NOON, **life)
    planning.database.write_now(lambda s: s.add(link))
    return Scene(planning, plan.region_id, network, owned, asked, chamber)
