"""Undo: a new Change with from and to swapped, for whoever may do what is undone."""

from collections.abc import Sequence

from tracker.domain.change import Effect, Verb
from tracker.domain.permissions import Action

REVERSED = "reversed"  # the field of the effect that says which Change was undone; its kind is "change"

NEEDS: dict[Verb, Action] = {
    Verb.PLAN_EDITED: Action.EDIT_PLAN,
    Verb.VISIBILITY_SET: Action.SHARE_PLAN,
    Verb.CONTACT_NAMED: Action.NAME_CONTACT,
    Verb.HANDED_OVER: Action.NAME_CONTACT,
    Verb.STEP_ADDED: Action.TRASH_STEP,
    Verb.STEP_COPIED: Action.TRASH_STEP,
    Verb.STEP_SPLIT: Action.TRASH_STEP,
    Verb.STEP_LEFT: Action.RESTORE_STEP,
    Verb.STEP_ARRIVED: Action.TRASH_STEP,
    Verb.STEP_EDITED: Action.EDIT_STEP,
    Verb.STEP_PLACED: Action.PLACE_STEP,
    Verb.STEP_COMPLETED: Action.COMPLETE_STEP,
    Verb.STEP_REOPENED: Action.COMPLETE_STEP,
    Verb.STEP_DROPPED: Action.RESTORE_STEP,
    Verb.STEP_TRASHED: Action.RESTORE_STEP,
    Verb.STEP_RESTORED: Action.TRASH_STEP,
    Verb.DEADLINE_SET: Action.EDIT_STEP,
    Verb.THEMES_SET: Action.EDIT_STEP,
    Verb.STEP_TAKEN: Action.END_OWNERSHIP,
    Verb.OWNER_ASKED: Action.END_OWNERSHIP,
    Verb.OWNER_ANSWERED: Action.ANSWER_FOR_OTHERS,
    Verb.OWNER_ENDED: Action.ASK_OWNER,
    Verb.OWNER_IN_CHARGE: Action.ANSWER_FOR_OTHERS,
    Verb.FOLLOW_UP_AGREED: Action.ASK_OWNER,
    Verb.FOLLOW_UP_DONE: Action.ASK_OWNER,
    Verb.CHECK_ADDED: Action.EDIT_STEP,
    Verb.CHECK_TICKED: Action.EDIT_STEP,
    Verb.CHECK_UNTICKED: Action.EDIT_STEP,
    Verb.CHECK_EDITED: Action.EDIT_STEP,
    Verb.CHECK_REMOVED: Action.EDIT_STEP,
    Verb.LINK_ADDED: Action.EDIT_STEP,
    Verb.LINK_EDITED: Action.EDIT_STEP,
    Verb.LINK_REMOVED: Action.EDIT_STEP,
    Verb.COMMENT_ADDED: Action.MODERATE_COMMENTS,
    Verb.COMMENT_EDITED: Action.MODERATE_COMMENTS,
    Verb.COMMENT_REMOVED: Action.MODERATE_COMMENTS,
    Verb.NOTE_ADDED: Action.TRASH_NOTE,
    Verb.NOTE_EDITED: Action.EDIT_NOTE,
    Verb.NOTE_TRASHED: Action.TRASH_NOTE,
    Verb.NOTE_RESTORED: Action.TRASH_NOTE,
    Verb.NOTE_TAKEN_UP: Action.TRASH_STEP,
    Verb.PARTY_ADDED: Action.ADD_PARTY,
    Verb.PARTY_REMOVED: Action.EDIT_PARTY,
    Verb.THEME_ADDED: Action.ADD_THEME,
    Verb.THEME_REMOVED: Action.EDIT_THEME,
    Verb.MEETING_ADDED: Action.SET_MEETING,
    Verb.MEETING_SET: Action.SET_MEETING,
    Verb.MEETING_TRASHED: Action.SET_MEETING,
    Verb.MEETING_RESTORED: Action.SET_MEETING,
    Verb.MEETING_SIGN_UP: Action.SET_MEETING,
    Verb.STAGE_ADDED: Action.ARRANGE_STAGES,
    Verb.STAGE_RENAMED: Action.ARRANGE_STAGES,
    Verb.STAGE_PLACED: Action.ARRANGE_STAGES,
    Verb.STAGE_TRASHED: Action.ARRANGE_STAGES,
    Verb.STEPS_IMPORTED: Action.IMPORT,
}
"""What whoever undoes a verb must be allowed to do."""

NEVER: dict[Verb, str] = {
    Verb.PLAN_STARTED: "started",
    Verb.PARTY_RENAMED: "renamed",
    Verb.THEME_RENAMED: "renamed",
    Verb.MEETING_SIGNED_UP: "signed_up",
    Verb.PERSON_ERASED: "erased",
    Verb.GUEST_CLAIMED: "claimed",
    Verb.NAME_CHANGED: "own_name",
}
"""Why the other verbs cannot be undone: a name stands in all plans that show it, so it is changed back, not undone in
one of them; without its beginning there is no plan; who was erased comes back by nothing; who turned out to be
somebody stays so; and what somebody is called they say themselves."""

OWN: dict[Verb, Action] = {
    Verb.STEP_ADDED: Action.ADD_STEP,
    Verb.NOTE_ADDED: Action.ADD_NOTE,
    Verb.STEP_TAKEN: Action.TAKE_STEP,
}
"""What is enough for whoever undoes what they did themselves."""

ON_BOARD = {
    *(Verb.STEP_EDITED, Verb.STEP_PLACED, Verb.STEP_COMPLETED, Verb.STEP_REOPENED, Verb.DEADLINE_SET),
    *(Verb.THEMES_SET, Verb.STEP_TAKEN, Verb.OWNER_ASKED, Verb.OWNER_ANSWERED, Verb.OWNER_ENDED),
    Verb.OWNER_IN_CHARGE,
    *(Verb.CHECK_ADDED, Verb.CHECK_TICKED, Verb.CHECK_UNTICKED, Verb.CHECK_EDITED, Verb.CHECK_REMOVED),
    *(Verb.NOTE_EDITED, Verb.MEETING_SET, Verb.STAGE_RENAMED, Verb.STAGE_PLACED),
    *(Verb.LINK_ADDED, Verb.LINK_EDITED, Verb.LINK_REMOVED, Verb.FOLLOW_UP_AGREED, Verb.FOLLOW_UP_DONE),
    *(Verb.COMMENT_ADDED, Verb.COMMENT_EDITED, Verb.COMMENT_REMOVED),
}
"""Verbs on what is shown: while it lies in the trash nothing of this is done, hence nothing undone."""


_SAID = ("reason", "split", "to_plan", "from_plan", "handed")


def facts_of(effects: Sequence[Effect]) -> list[Effect]:
    """The effects that say how something stands; a reason, a split, another plan and the mark of an undo only speak of
    them."""
    return [effect for effect in effects if effect.kind != "change" and effect.field not in _SAID]


def swapped(effects: Sequence[Effect]) -> list[Effect]:
    """What an undo has to bring about, last effect first.

    What was made new only leaves: its first title and place stay with it, for the undo of the undo.
    """
    made = {(effect.kind, effect.id) for effect in facts_of(effects) if _makes(effect)}
    return [
        Effect(effect.kind, effect.id, effect.field, effect.now, effect.was)
        for effect in reversed(facts_of(effects))
        if _makes(effect) or (effect.kind, effect.id) not in made or effect.was not in (None, "")
        if effect.field != "order" or effect.was is not None
    ]


def undone_rev(effects: Sequence[Effect]) -> int | None:
    """The rev that a Change undid; None when it is no undo."""
    marks = [effect for effect in effects if effect.kind == "change" and effect.field == REVERSED]
    return int(marks[0].id) if marks else None


def _makes(effect: Effect) -> bool:
    return effect.field == "present" and effect.now is True
