"""Networks, their regions, and who belongs to them."""

import pytest

from tests.planning import NOON, Planning
from tracker.commands import memberships, networks
from tracker.commands.memberships import Place
from tracker.domain.member import Member, Membership
from tracker.domain.network import Network, Region
from tracker.domain.participant import Participant
from tracker.domain.permissions import Role
from tracker.domain.refusals import AlreadyHere, Forbidden, Invalid, NotFound
from tracker.store.members import role_on_plan
from tracker.store.outcome import Told


def network_id(planning: Planning) -> str:
    return next(network.id for network in planning.all(Network) if network.name == "Netz")


def role(planning: Planning, who: Participant) -> Role | None:
    return planning.database.read_now(role_on_plan, who, planning.plan_id)


def add_member(
    planning: Planning, by: str, email: str, given: str, *, change: bool = False, **place: str
) -> Member:
    who = getattr(planning.people, by)
    return planning.database.write_now(
        lambda s: s.get_one(
            Member,
            memberships.add_member(
                s, who, Place(**place), email, "Hanna", given, NOON, change=change
            ).member_id,
        )
    ).value


def test_a_network_begins_with_a_coordinator_and_its_name_is_taken_once(planning: Planning) -> None:
    with pytest.raises(Invalid) as refused:
        planning.database.write_now(lambda s: networks.add_network(s, " NETZ ", "a@example.org", "A", NOON))
    assert (refused.value.field, refused.value.reason) == ("name", "taken")
    with pytest.raises(Invalid):
        planning.database.write_now(lambda s: networks.add_network(s, "Neu", "keine Adresse", "A", NOON))
    assert len(planning.all(Network)) == 2


def test_a_known_address_becomes_coordinator_of_a_second_network_under_the_known_name(
    planning: Planning,
) -> None:
    planning.database.write_now(lambda s: networks.add_network(s, "Neu", "EMIL@example.org", "E.", NOON))
    assert [member.name for member in planning.all(Member)].count("Emil") == 1
    assert len(planning.all(Member)) == 6


def test_a_coordinator_adds_regions_and_a_name_is_used_once(planning: Planning) -> None:
    emil, network = planning.people.emil, network_id(planning)

    def add(name: str) -> Region:
        return planning.database.write_now(lambda s: networks.add_region(s, emil, network, name)).value

    assert add("Küste").states == ["Küste"]
    assert add("  KÜSTE ").id == add("Küste").id


@pytest.mark.parametrize(("who", "refusal"), [("anna", NotFound), ("frida", NotFound), ("nobody", NotFound)])
def test_nobody_else_adds_a_region(planning: Planning, who: str, refusal: type[Exception]) -> None:
    by, network = getattr(planning.people, who), network_id(planning)
    with pytest.raises(refusal):
        planning.database.write_now(lambda s: networks.add_region(s, by, network, "Küste"))
    with pytest.raises(NotFound):
        planning.database.write_now(lambda s: networks.add_region(s, by, "000000000000", "Küste"))


def test_a_coordinator_gives_a_role_and_changes_it(planning: Planning) -> None:
    network = network_id(planning)
    hanna = add_member(planning, "emil", "hanna@example.org", "reader", network_id=network)
    assert role(planning, hanna.as_participant()) is Role.READER
    with pytest.raises(AlreadyHere) as refused:
        add_member(planning, "emil", "hanna@example.org", "editor", network_id=network)
    assert (refused.value.values["role"], refused.value.values["new"]) == (Role.READER, Role.EDITOR)
    assert role(planning, hanna.as_participant()) is Role.READER
    add_member(planning, "emil", "hanna@example.org", "editor", change=True, network_id=network)
    assert role(planning, hanna.as_participant()) is Role.EDITOR
    assert [one.role for one in planning.all(Membership) if one.member_id == hanna.id] == ["editor"]


async def test_whose_rights_changed_is_told(planning: Planning) -> None:
    told: list[Told] = []
    planning.database.listen(told.append)
    emil, network = planning.people.emil, network_id(planning)
    written = await planning.database.write(
        lambda s: memberships.add_member(
            s, emil, Place(network), "hanna@example.org", "Hanna", "reader", NOON
        )
    )
    assert [one.rights for one in told] == [frozenset({f"m:{written.value.member_id}"})]


def test_only_coordinators_give_roles(planning: Planning) -> None:
    region = next(region.id for region in planning.all(Region) if region.name == "Nordrhein-Westfalen")
    for who, refusal in (("anna", Forbidden), ("bernd", Forbidden), ("clara", NotFound), ("frida", NotFound)):
        with pytest.raises(refusal):
            add_member(planning, who, "hanna@example.org", "reader", region_id=region)
    with pytest.raises(NotFound):
        add_member(planning, "emil", "hanna@example.org", "reader", region_id="000000000000")
    with pytest.raises(Invalid):
        add_member(planning, "emil", "hanna@example.org", "guest", region_id=region)
    with pytest.raises(Invalid):
        add_member(planning, "emil", "hanna@example.org", "boss", region_id=region)
    assert len(planning.all(Member)) == 6
    assert add_member(planning, "emil", "hanna@example.org", "reader", region_id=region).name == "Hanna"
