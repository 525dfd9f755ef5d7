"""One table: who may do what on a plan. Routes, sockets and templates ask here and nowhere else."""

from enum import StrEnum


class Role(StrEnum):
    """What a participant is on a plan: from a membership in its network, its region or the plan, or from a link.

    A visitor reads without a membership: a plan that is public, or one that a link lets them read.
    """

    VISITOR = "visitor"
    READER = "reader"
    GUEST = "guest"
    EDITOR = "editor"
    FACILITATOR = "facilitator"
    COORDINATOR = "coordinator"


class Action(StrEnum):
    """Everything that can be asked for, each once."""

    READ = "read"
    ADD_STEP = "add_step"
    EDIT_STEP = "edit_step"
    PLACE_STEP = "place_step"
    COMPLETE_STEP = "complete_step"
    ADD_COMMENT = "add_comment"
    ADD_NOTE = "add_note"
    EDIT_NOTE = "edit_note"
    SEE_NAMES = "see_names"
    TAKE_STEP = "take_step"
    ASK_OWNER = "ask_owner"
    END_OWNERSHIP = "end_ownership"
    DROP_STEP = "drop_step"
    TRASH_STEP = "trash_step"
    SEND_STEP = "send_step"
    RESTORE_STEP = "restore_step"
    TRASH_NOTE = "trash_note"
    ADD_PARTY = "add_party"
    EDIT_PARTY = "edit_party"
    ADD_THEME = "add_theme"
    EDIT_THEME = "edit_theme"
    SET_MEETING = "set_meeting"
    ARRANGE_STAGES = "arrange_stages"
    EDIT_PLAN = "edit_plan"
    NAME_CONTACT = "name_contact"
    EXPORT = "export"
    IMPORT = "import"
    ANSWER_FOR_OTHERS = "answer_for_others"
    MODERATE_COMMENTS = "moderate_comments"
    SEE_ADDRESSES = "see_addresses"
    SHARE_PLAN = "share_plan"
    ARCHIVE_PLAN = "archive_plan"
    ADD_PLAN = "add_plan"
    ADD_MEMBER = "add_member"
    ADD_REGION = "add_region"
    ERASE_PERSON = "erase_person"


ROLES = tuple(Role)  # from the least to the most

LOWEST: dict[Action, Role] = {
    Action.READ: Role.VISITOR,
    Action.EXPORT: Role.READER,
    Action.SEE_NAMES: Role.GUEST,
    Action.ADD_STEP: Role.GUEST,
    Action.EDIT_STEP: Role.GUEST,
    Action.PLACE_STEP: Role.GUEST,
    Action.COMPLETE_STEP: Role.GUEST,
    Action.ADD_COMMENT: Role.GUEST,
    Action.TAKE_STEP: Role.GUEST,
    Action.ADD_NOTE: Role.GUEST,
    Action.EDIT_NOTE: Role.GUEST,
    Action.ASK_OWNER: Role.EDITOR,
    Action.END_OWNERSHIP: Role.EDITOR,
    Action.DROP_STEP: Role.EDITOR,
    Action.TRASH_STEP: Role.EDITOR,
    Action.SEND_STEP: Role.EDITOR,
    Action.RESTORE_STEP: Role.EDITOR,
    Action.TRASH_NOTE: Role.EDITOR,
    Action.ADD_PARTY: Role.EDITOR,
    Action.EDIT_PARTY: Role.EDITOR,
    Action.ADD_THEME: Role.EDITOR,
    Action.EDIT_THEME: Role.EDITOR,
    Action.SET_MEETING: Role.EDITOR,
    Action.ARRANGE_STAGES: Role.EDITOR,
    Action.IMPORT: Role.EDITOR,
    Action.EDIT_PLAN: Role.FACILITATOR,
    Action.NAME_CONTACT: Role.FACILITATOR,
    Action.ANSWER_FOR_OTHERS: Role.FACILITATOR,
    Action.MODERATE_COMMENTS: Role.FACILITATOR,
    Action.SEE_ADDRESSES: Role.FACILITATOR,
    Action.SHARE_PLAN: Role.FACILITATOR,
    Action.ARCHIVE_PLAN: Role.FACILITATOR,
    Action.ADD_PLAN: Role.FACILITATOR,
    Action.ADD_MEMBER: Role.COORDINATOR,
    Action.ADD_REGION: Role.COORDINATOR,
    Action.ERASE_PERSON: Role.COORDINATOR,
}

FOR_MEMBERS = frozenset({Action.EXPORT})
"""What needs a membership, however much else somebody without one may do here."""
WITHOUT_MEMBERSHIP = (Role.VISITOR, Role.GUEST)

_RANK = {role: rank for rank, role in enumerate(ROLES)}


def may(role: Role | None, action: Action) -> bool:
    """Whether `role` (None: nobody to this plan) may do `action`."""
    if role is None or (action in FOR_MEMBERS and role in WITHOUT_MEMBERSHIP):
        return False
    return _RANK[role] >= _RANK[LOWEST[action]]


def highest(roles: list[Role]) -> Role | None:
    """The strongest of several roles one participant holds; None when there is none."""
    return max(roles, key=_RANK.__getitem__, default=None)


def lowest(roles: list[Role]) -> Role:
    """The weakest of several roles."""
    return min(roles, key=_RANK.__getitem__)
