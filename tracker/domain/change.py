"""One numbered line of history: what one command did to one feed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from tracker.domain.columns import utc_column

VERSION = 1  # of the effects' JSON


class Verb(StrEnum):
    """What was done, as the history tells it; the sentence is `say.<verb>` in the reader's language."""

    PLAN_STARTED = "plan_started"
    PLAN_EDITED = "plan_edited"
    VISIBILITY_SET = "visibility_set"
    HANDED_OVER = "handed_over"
    CONTACT_NAMED = "contact_named"
    STEP_ADDED = "step_added"
    STEP_COPIED = "step_copied"
    STEP_SPLIT = "step_split"
    STEP_LEFT = "step_left"
    STEP_ARRIVED = "step_arrived"
    STEP_EDITED = "step_edited"
    STEP_PLACED = "step_placed"
    STEP_COMPLETED = "step_completed"
    STEP_REOPENED = "step_reopened"
    STEP_DROPPED = "step_dropped"
    STEP_TRASHED = "step_trashed"
    STEP_RESTORED = "step_restored"
    DEADLINE_SET = "deadline_set"
    THEMES_SET = "themes_set"
    STEP_TAKEN = "step_taken"
    OWNER_ASKED = "owner_asked"
    OWNER_ANSWERED = "owner_answered"
    OWNER_ENDED = "owner_ended"
    OWNER_IN_CHARGE = "owner_in_charge"
    FOLLOW_UP_AGREED = "follow_up_agreed"
    FOLLOW_UP_DONE = "follow_up_done"
    CHECK_ADDED = "check_added"
    CHECK_TICKED = "check_ticked"
    CHECK_UNTICKED = "check_unticked"
    CHECK_EDITED = "check_edited"
    CHECK_REMOVED = "check_removed"
    LINK_ADDED = "link_added"
    LINK_EDITED = "link_edited"
    LINK_REMOVED = "link_removed"
    COMMENT_ADDED = "comment_added"
    COMMENT_EDITED = "comment_edited"
    COMMENT_REMOVED = "comment_removed"
    NOTE_ADDED = "note_added"
    NOTE_EDITED = "note_edited"
    NOTE_TRASHED = "note_trashed"
    NOTE_RESTORED = "note_restored"
    NOTE_TAKEN_UP = "note_taken_up"
    PARTY_ADDED = "party_added"
    PARTY_RENAMED = "party_renamed"
    PARTY_REMOVED = "party_removed"
    THEME_ADDED = "theme_added"
    THEME_RENAMED = "theme_renamed"
    THEME_REMOVED = "theme_removed"
    MEETING_ADDED = "meeting_added"
    MEETING_SET = "meeting_set"
    STAGE_ADDED = "stage_added"
    STAGE_RENAMED = "stage_renamed"
    STAGE_PLACED = "stage_placed"
    STAGE_TRASHED = "stage_trashed"
    CHANGE_REVERSED = "change_reversed"
    MEETING_TRASHED = "meeting_trashed"
    MEETING_RESTORED = "meeting_restored"
    MEETING_SIGN_UP = "meeting_sign_up"
    MEETING_SIGNED_UP = "meeting_signed_up"
    STEPS_IMPORTED = "steps_imported"
    PERSON_ERASED = "person_erased"
    GUEST_CLAIMED = "guest_claimed"
    NAME_CHANGED = "name_changed"


@dataclass(frozen=True, slots=True)
class Effect:
    """One field of one entity went from `was` to `now`; both are plain JSON values. Undo swaps them."""

    kind: str
    id: str
    field: str
    was: Any
    now: Any


class Change(SQLModel, table=True):
    """One row per command and feed. People occur only by id, so erasing a person is one row elsewhere."""

    __table_args__ = (Index("change_by_author", "feed", "by", "rev"),)

    feed: str = Field(primary_key=True)
    rev: int = Field(primary_key=True)
    at: datetime = Field(sa_column=utc_column())
    by: str
    verb: str
    key: str = ""
    effects: str


class ChangeEntity(SQLModel, table=True):
    """Which entities a Change touched: the history of one step without reading all of it."""

    __tablename__ = "change_entity"
    __table_args__ = (Index("change_entity_by_entity", "feed", "kind", "id", "rev"),)

    feed: str = Field(primary_key=True)
    rev: int = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True)


def joined(effects: Iterable[Effect]) -> list[Effect]:
    """One effect for each field or row, from how it was at first to how it is at last; none where that is the same."""
    found: dict[tuple[str, ...], Effect] = {}
    for effect in effects:
        whole = effect.now or effect.was
        row = str(whole.get("id", "")) if isinstance(whole, dict) else ""
        key = effect.kind, effect.id, effect.field, row
        was = found[key].was if key in found else effect.was
        found[key] = Effect(effect.kind, effect.id, effect.field, was, effect.now)
    return [effect for effect in found.values() if effect.was != effect.now]


def came_and_went(effects: Iterable[Effect]) -> tuple[set[str], set[str]]:
    """The ids of the steps that a Change brought onto the board, and of those it took off."""
    present = [effect for effect in effects if (effect.kind, effect.field) == ("step", "present")]
    return {one.id for one in present if one.now}, {one.id for one in present if not one.now}


def write_effects(effects: list[Effect]) -> str:
    """The versioned JSON that a Change keeps."""
    rows = [{"kind": e.kind, "id": e.id, "field": e.field, "from": e.was, "to": e.now} for e in effects]
    return json.dumps({"v": VERSION, "effects": rows}, ensure_ascii=False, separators=(",", ":"))


def read_effects(text: str) -> list[Effect]:
    """The effects of a Change. Raises ValueError for a version this release does not know."""
    kept = json.loads(text)
    if kept["v"] != VERSION:
        raise ValueError(f"effects of version {kept['v']} are unknown to this release")
    return [Effect(row["kind"], row["id"], row["field"], row["from"], row["to"]) for row in kept["effects"]]
