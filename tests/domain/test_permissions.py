"""P1: one table of rights, complete, in which more role never means less right."""

import pytest

from tracker.domain.permissions import (
    FOR_MEMBERS,
    LOWEST,
    ROLES,
    WITHOUT_MEMBERSHIP,
    Action,
    Role,
    highest,
    may,
)


@pytest.mark.parametrize("action", [action for action in Action if action not in FOR_MEMBERS])
def test_every_action_has_a_lowest_role_and_each_role_above_may_too(action: Action) -> None:
    allowed = [may(role, action) for role in ROLES]
    assert allowed == sorted(allowed)
    assert allowed.index(True) == ROLES.index(LOWEST[action])
    assert not may(None, action)


@pytest.mark.parametrize("action", FOR_MEMBERS)
def test_what_is_for_members_needs_a_membership_and_the_role(action: Action) -> None:
    for role in ROLES:
        enough = ROLES.index(role) >= ROLES.index(LOWEST[action])
        assert may(role, action) == (enough and role not in WITHOUT_MEMBERSHIP)
    assert not may(Role.GUEST, Action.EXPORT)
    assert may(Role.READER, Action.EXPORT)


def test_roles_rise_from_visitor_to_coordinator() -> None:
    assert ROLES == (Role.VISITOR, Role.READER, Role.GUEST, Role.EDITOR, Role.FACILITATOR, Role.COORDINATOR)
    assert highest([Role.EDITOR, Role.COORDINATOR, Role.READER]) is Role.COORDINATOR
    assert highest([]) is None


def test_a_reader_changes_nothing() -> None:
    assert {action for action in Action if may(Role.READER, action)} == {Action.READ, Action.EXPORT}
    assert {action for action in Action if may(Role.VISITOR, action)} == {Action.READ}


@pytest.mark.parametrize(
    ("role", "not_yet"),
    [
        (Role.GUEST, {Action.ASK_OWNER, Action.TRASH_STEP, Action.ADD_PARTY, Action.EDIT_PLAN}),
        (Role.EDITOR, {Action.EDIT_PLAN, Action.ANSWER_FOR_OTHERS, Action.SEE_ADDRESSES, Action.ADD_MEMBER}),
        (Role.FACILITATOR, {Action.ADD_MEMBER, Action.ADD_REGION}),
        (Role.COORDINATOR, set()),
    ],
)
def test_what_a_role_may_not_do_yet(role: Role, not_yet: set[Action]) -> None:
    assert not any(may(role, action) for action in not_yet)
    if role is Role.COORDINATOR:
        assert all(may(role, action) for action in Action)
