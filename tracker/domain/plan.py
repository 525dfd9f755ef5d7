"""A plan of a region: the feed that counts its changes, its head, and the making of new steps."""

import secrets
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field

from tracker.domain.change import Verb
from tracker.domain.columns import utc_column
from tracker.domain.contacts import Posts, is_address, put_in
from tracker.domain.edit import Edit
from tracker.domain.ids import new_id
from tracker.domain.member import LANGUAGES
from tracker.domain.permissions import Action
from tracker.domain.refusals import Full, Invalid
from tracker.domain.stage import Stage
from tracker.domain.step import Step
from tracker.domain.typed_text import TEXT, TITLE, long_text, one_line

MOST_STEPS = 10_000
MOST_PLANS = 500  # of one network


class Visibility(StrEnum):
    """Who reads a plan without a membership."""

    MEMBERS = "members"
    LINK = "link"
    PUBLIC = "public"


class Plan(Posts, table=True):
    """A plan. `rev` counts its changes without a gap; `epoch` is new after a restore, so that clients notice."""

    id: str = Field(default_factory=new_id, primary_key=True)
    region_id: str = Field(foreign_key="region.id", index=True)
    title: str
    goal: str = ""
    period: str = ""
    agreed: date | None = None
    language: str = "de"
    contact: str = ""
    deputy: str = ""
    visibility: str = Visibility.MEMBERS
    rev: int = 0
    epoch: str = Field(default_factory=lambda: secrets.token_hex(4))
    next_number: int = 1
    title_rev: int = 0
    goal_rev: int = 0
    period_rev: int = 0
    head_rev: int = 0
    themes_rev: int = 0
    parties_rev: int = 0
    created_at: datetime = Field(sa_column=utc_column())
    archived_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))
    retention: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """For how many years its history is kept, one of `retention.CHOICES`."""

    def edit_head(self, edit: Edit, texts: dict[str, str], base: int | None) -> None:
        """Title, goal or period, whichever `texts` holds. Raises Forbidden, Invalid."""
        edit.require(Action.EDIT_PLAN)
        edit.say(Verb.PLAN_EDITED)
        head = _Head(self)
        for field, text in texts.items():
            clean = one_line(field, text, TITLE, required=field == "title")
            edit.set_text("plan", head, field, clean, base)

    def name_contact(self, edit: Edit, post: str, member_id: str | None) -> None:
        """Who is its contact or its deputy (`post`); None: nobody. Raises Forbidden."""
        edit.require(Action.NAME_CONTACT)
        self.recognise_contact(edit, post, member_id)

    def recognise_contact(self, edit: Edit, post: str, member_id: str | None) -> None:
        """The same when nobody chooses: the one whom the words meant has signed in."""
        edit.say(Verb.CONTACT_NAMED)
        words = getattr(self, post)
        edit.note("plan", self.id, f"{post}_id", getattr(self, f"{post}_id"), member_id)
        if words and not is_address(words):
            edit.note("plan", self.id, post, words, "")
        put_in(self, post, member_id)
        edit.touch(_Head(self))

    def set_visibility(self, edit: Edit, visibility: str) -> None:
        """Who reads it without a membership. Raises Forbidden, Invalid."""
        edit.require(Action.SHARE_PLAN)
        edit.say(Verb.VISIBILITY_SET)
        if visibility not in (Visibility.MEMBERS, Visibility.PUBLIC):
            raise Invalid("visibility", "unknown")
        edit.set("plan", _Head(self), "visibility", visibility)

    def add_step(self, edit: Edit, title: str, stage: Stage, order_key: str, text: str = "") -> Step:
        """A new step at the end of `stage`. Raises Forbidden, Invalid, Full."""
        edit.require(Action.ADD_STEP)
        edit.say(Verb.STEP_ADDED)
        if self.next_number > MOST_STEPS:
            raise Full(limit=MOST_STEPS)
        step = Step(
            id=new_id(),  # a default that is called is looked at anew each time: a fifth of the whole
            plan_id=self.id,
            number=self.next_number,
            title=one_line("title", title, TITLE),
            text=long_text("text", text, TEXT),
            stage_id=stage.id,
            order_key=order_key,
            rev=edit.rev,
            created_at=edit.now,
            completion=None,
            drop_=None,
        )
        step.title_rev = step.text_rev = step.deadline_rev = edit.rev
        self.next_number += 1
        edit.made = step.id
        edit.note("step", step.id, "present", False, True)
        edit.note("step", step.id, "title", None, step.title)
        edit.note("step", step.id, "stage_id", None, stage.id)
        edit.note("step", step.id, "order_key", None, order_key)
        if step.text:
            edit.note("step", step.id, "text", None, step.text)
        return step

    def set_themes(self, edit: Edit, step: Step, was: set[str], themes: set[str]) -> None:
        """What the step is about, as a whole set of theme ids. Raises Forbidden, Gone."""
        step.on_board_for(edit, Action.EDIT_STEP, Verb.THEMES_SET)
        if was != themes:
            edit.note("step", step.id, "themes", sorted(was), sorted(themes))
            edit.touch(step)


class _Head:
    """The head of a plan as an entity of its own: its rev is `head_rev`, as `rev` is the whole plan's."""

    id: str
    rev: int

    def __init__(self, plan: Plan) -> None:
        self.__dict__.update(_plan=plan, id=plan.id)

    def __getattr__(self, name: str) -> object:
        return getattr(self.__dict__["_plan"], "head_rev" if name == "rev" else name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self.__dict__["_plan"], "head_rev" if name == "rev" else name, value)


def start_plan(
    region_id: str, title: str, now: datetime, *, language: str = "de", agreed: date | None = None
) -> Plan:
    """A new plan without stages or steps. Raises Invalid."""
    if language not in LANGUAGES:
        raise Invalid("language", "unknown")
    title = one_line("title", title, TITLE)
    return Plan(region_id=region_id, title=title, created_at=now, language=language, agreed=agreed)
