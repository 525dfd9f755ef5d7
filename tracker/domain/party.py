"""Who may be named at a step (parties) and what steps are about (themes). Both belong to the network."""

from collections.abc import Sequence
from enum import StrEnum

from sqlmodel import Field, SQLModel

from tracker.domain.change import Verb
from tracker.domain.columns import order_column
from tracker.domain.edit import Edit
from tracker.domain.folding import sort_key
from tracker.domain.guest_name import bare_and_mark, member_name, organisation_name, still_marked, typed_name
from tracker.domain.ids import new_id
from tracker.domain.participant import Participant
from tracker.domain.permissions import Action
from tracker.domain.refusals import Invalid
from tracker.domain.typed_text import NAME, one_line

PLACES = 8  # riders have eight places along a card's edge; further themes share them in turn


class PartySort(StrEnum):
    """A person, an organisation with contact persons, or a group that can be approached and never own."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"


class Party(SQLModel, table=True):
    """Somebody who can be named at a step; a person-party may be linked to one login."""

    id: str = Field(default_factory=new_id, primary_key=True)
    network_id: str = Field(foreign_key="network.id", index=True)
    sort: str
    name: str
    name_key: str
    member_id: str | None = Field(default=None, foreign_key="member.id", index=True)
    guest_id: str | None = Field(default=None, index=True)
    """Of somebody without account who has taken a step, until a day after their end."""
    email: str | None = None
    """Left by them, so that a facilitator can reach them."""

    def stands_for(self, by: Participant) -> bool:
        """Whether this is the participant's own."""
        return by.kind != "nobody" and by.id == (self.member_id if by.kind == "member" else self.guest_id)


class ContactPerson(SQLModel, table=True):
    """A member who answers for an organisation, in every plan that they read."""

    __tablename__ = "contact_person"

    party_id: str = Field(primary_key=True, foreign_key="party.id")
    member_id: str = Field(primary_key=True, foreign_key="member.id", index=True)


class PlanParty(SQLModel, table=True):
    """A plan shows this party; only shown ones can be named there."""

    __tablename__ = "plan_party"

    plan_id: str = Field(primary_key=True, foreign_key="plan.id")
    party_id: str = Field(primary_key=True, foreign_key="party.id", index=True)
    order_key: str = Field(sa_column=order_column())


class Theme(SQLModel, table=True):
    """A theme of the network."""

    id: str = Field(default_factory=new_id, primary_key=True)
    network_id: str = Field(foreign_key="network.id", index=True)
    name: str
    name_key: str


class PlanTheme(SQLModel, table=True):
    """A plan shows this theme; `place` (1 to 8) is its rider's place and colour there."""

    __tablename__ = "plan_theme"

    plan_id: str = Field(primary_key=True, foreign_key="plan.id")
    theme_id: str = Field(primary_key=True, foreign_key="theme.id")
    place: int
    order_key: str = Field(sa_column=order_column())


class StepTheme(SQLModel, table=True):
    """A step is about this theme."""

    __tablename__ = "step_theme"

    step_id: str = Field(primary_key=True, foreign_key="step.id")
    theme_id: str = Field(primary_key=True, foreign_key="theme.id", index=True)


def rename(one: Party | Theme, edits: Sequence[Edit], name: str) -> None:
    """Give it another name in every plan that shows it: one Edit each. Raises Forbidden, Invalid."""
    action, verb = (
        (Action.EDIT_PARTY, Verb.PARTY_RENAMED)
        if isinstance(one, Party)
        else (Action.EDIT_THEME, Verb.THEME_RENAMED)
    )
    name = _another_name(one, typed_name("name", name))
    for edit in edits:
        edit.require(action)
        if name != one.name:
            edit.say(verb)
            edit.note(kind_of(one), one.id, "name", one.name, name)
    one.name, one.name_key = name, sort_key(name)


def name_typed(name: str, sort: str) -> str:
    """The name of a party as somebody types it, not as a file has it. Raises Invalid("name")."""
    return member_name(name) if sort == PartySort.PERSON else organisation_name(name)


def came_without_account(party: Party) -> bool:
    """Whether this is somebody who took a step without account; their mark says so when nothing else does any more."""
    return party.sort == PartySort.PERSON and party.member_id is None and bare_and_mark(party.name)[1] != ""


def kind_of(one: Party | Theme) -> str:
    """What effects call it."""
    return "party" if isinstance(one, Party) else "theme"


def name_party(network_id: str, name: str, sort: str, member_id: str | None = None) -> Party:
    """A new party of a network. Raises Invalid."""
    if sort not in list(PartySort):
        raise Invalid("sort", "unknown")
    name = one_line("name", name, NAME)
    return Party(network_id=network_id, name=name, name_key=sort_key(name), sort=sort, member_id=member_id)


def name_theme(network_id: str, name: str) -> Theme:
    """A new theme of a network. Raises Invalid."""
    name = one_line("name", name, NAME)
    return Theme(network_id=network_id, name=name, name_key=sort_key(name))


def _another_name(one: Party | Theme, name: str) -> str:
    if isinstance(one, Theme) or name == one.name:
        return name
    mark = bare_and_mark(one.name)[1]
    # whoever was a guest may keep their mark, or lose it once they are none any more
    return (
        still_marked(name, one.name)
        if one.guest_id or (mark and name.endswith(mark))
        else name_typed(name, one.sort)
    )
