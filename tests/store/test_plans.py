"""P1, P2: plans are found for somebody; not theirs and not there look the same."""

import pytest
from sqlmodel import Session

from tests.planning import NOON, Planning
from tracker.domain.member import Membership
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action, Role
from tracker.domain.plan import Plan, Visibility
from tracker.domain.refusals import Forbidden, NotFound
from tracker.store.members import allow, members_of, role_in_network, role_on_plan
from tracker.store.plans import find_plan, plans_of, stage_of_kind

ROLES = {
    "anna": Role.FACILITATOR, "bernd": Role.EDITOR, "guel": Role.READER, "clara": None,
    "deniz": Role.GUEST, "emil": Role.COORDINATOR, "frida": None, "nobody": None,
}  # fmt: skip


def who(planning: Planning, name: str) -> Participant:
    found: Participant = getattr(planning.people, name)
    return found


def change(planning: Planning, **values: object) -> None:
    def command(session: Session) -> None:
        for name, value in values.items():
            setattr(session.get_one(Plan, planning.plan_id), name, value)

    planning.database.write_now(command)


@pytest.mark.parametrize(("name", "role"), ROLES.items())
def test_each_of_the_cast_has_their_role_or_finds_no_plan(
    planning: Planning, name: str, role: Role | None
) -> None:
    read, person = planning.database.read_now, who(planning, name)
    assert read(role_on_plan, person, planning.plan_id) is role
    assert read(role_on_plan, person, "000000000000") is None
    with pytest.raises(NotFound):
        read(find_plan, person, "000000000000")
    if role is None:
        with pytest.raises(NotFound):
            read(find_plan, person, planning.plan_id)
    else:
        found = read(find_plan, person, planning.plan_id)
        assert (found.plan.id, found.region.name, found.role) == (
            planning.plan_id, "Nordrhein-Westfalen", role
        )  # fmt: skip
    expected = [planning.plan_id] if role else []
    assert [found.plan.id for found in read(plans_of, person)] == expected


def test_the_strongest_of_several_roles_counts(planning: Planning) -> None:
    guel = who(planning, "guel")
    membership = Membership(member_id=guel.id, plan_id=planning.plan_id, role="editor")
    planning.database.write_now(lambda session: session.add(membership))
    assert planning.database.read_now(role_on_plan, guel, planning.plan_id) is Role.EDITOR
    assert len(planning.database.read_now(plans_of, guel)) == 1


def test_a_public_plan_is_read_by_all_and_listed_only_for_its_own(planning: Planning) -> None:
    change(planning, visibility=Visibility.PUBLIC)
    for name in ("clara", "frida", "nobody"):
        person = who(planning, name)
        assert planning.database.read_now(role_on_plan, person, planning.plan_id) is Role.VISITOR
        assert planning.database.read_now(plans_of, person) == []
    assert (
        planning.database.read_now(role_on_plan, who(planning, "emil"), planning.plan_id) is Role.COORDINATOR
    )


def test_a_guest_is_a_guest_of_one_plan_only(planning: Planning) -> None:
    other = planning.another_plan()
    planning.database.write_now(
        lambda session: setattr(session.get_one(Plan, other), "visibility", Visibility.PUBLIC)
    )
    deniz = who(planning, "deniz")
    assert planning.database.read_now(role_on_plan, deniz, other) is Role.VISITOR
    assert [found.plan.id for found in planning.database.read_now(plans_of, deniz)] == [planning.plan_id]


def test_an_archived_plan_is_not_listed(planning: Planning) -> None:
    change(planning, archived_at=NOON)
    assert planning.database.read_now(plans_of, who(planning, "anna")) == []


def test_rights_are_asked_with_the_same_refusals_everywhere() -> None:
    with pytest.raises(NotFound):
        allow(None, Action.READ)
    with pytest.raises(Forbidden):
        allow(Role.READER, Action.ADD_STEP)
    allow(Role.GUEST, Action.ADD_STEP)


def test_members_of_a_region_are_listed_with_their_roles_by_name(planning: Planning) -> None:
    region = planning.one(Plan, planning.plan_id).region_id
    listed = planning.database.read_now(lambda session: members_of(session, region_id=region))
    assert [(member.name, held.role) for member, held in listed] == [
        ("Anna", "facilitator"), ("Bernd", "editor"), ("Gül", "reader")
    ]  # fmt: skip


def test_a_guest_has_no_role_in_a_network(planning: Planning) -> None:
    network = planning.all(Membership)[0].network_id
    assert planning.database.read_now(role_in_network, who(planning, "deniz"), network) is None


def test_a_plan_without_a_stage_of_that_kind_has_none(planning: Planning) -> None:
    with pytest.raises(NotFound):
        planning.database.read_now(stage_of_kind, planning.plan_id, "nonsense")
