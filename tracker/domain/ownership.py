"""Who does a step. Asked is an outline, accepted is filled: a yes counts as a commitment."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import text
from sqlmodel import Field, SQLModel

from tracker.domain.change import Verb
from tracker.domain.columns import utc_column
from tracker.domain.edit import Edit
from tracker.domain.ids import new_id
from tracker.domain.party import Party, PartySort
from tracker.domain.permissions import Action
from tracker.domain.refusals import Forbidden, Invalid
from tracker.domain.step import Step


class OwnerRole(StrEnum):
    """Exactly one party leads; others do it with them, or are to be involved."""

    LEAD = "lead"
    WITH = "with"
    INVOLVE = "involve"


class Answer(StrEnum):
    """What a named party said."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Way(StrEnum):
    """How an answer came: in the app, or to somebody who records it."""

    APP = "app"
    PHONE = "phone"
    ROOM = "room"
    MAIL = "mail"
    LEFT = "left"
    """Not said by anybody: whoever it was asked of was erased, and declined stands for them."""


class Ownership(SQLModel, table=True):
    """A party at a step, in a role, with its answer: who asked, who answered or recorded it, when and how."""

    id: str = Field(default_factory=new_id, primary_key=True)
    plan_id: str = Field(foreign_key="plan.id", index=True)
    step_id: str = Field(foreign_key="step.id", index=True)
    party_id: str = Field(foreign_key="party.id", index=True)
    role: str
    answer: str
    asked_by: str = Field(index=True)
    asked_at: datetime = Field(sa_column=utc_column())
    answered_by: str = ""
    answered_at: datetime | None = Field(default=None, sa_column=utc_column(nullable=True))
    answered_how: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """A Way; empty: not said."""
    in_charge_id: str | None = Field(default=None, foreign_key="member.id")
    """Of an organisation: which of its contact persons. Whoever is none any longer counts no more."""

    def reply(
        self,
        edit: Edit,
        step: Step,
        answer: str,
        party: Party,
        how: str = Way.APP,
        *,
        speaks_for: bool = False,
    ) -> None:
        """Set the answer: your own party's, that of an organisation you speak for, or as facilitator anybody's, with
        the way it came. Asked again is a yes or a no taken back. Raises Forbidden, Gone, Invalid."""
        step.on_board_for(edit, Action.READ, Verb.OWNER_ANSWERED)
        if not speaks_for and not party.stands_for(edit.by):
            edit.require(Action.ANSWER_FOR_OTHERS)
        if answer not in list(Answer):
            raise Invalid("answer", "unknown")
        if how not in list(Way) or how == Way.LEFT:
            raise Invalid("how", "unknown")
        if party.stands_for(edit.by) or speaks_for:
            how = Way.APP  # whoever answers here and now did not do it by phone
        if answer == Answer.ASKED != self.answer:
            self.rewrite(edit, step, answer=answer, answered_by="", answered_at=None, answered_how="")
        elif answer != self.answer or (answer != Answer.ASKED and how != self.answered_how):
            self._answered(edit, step, answer, how)
        if speaks_for and answer == Answer.ACCEPTED and self.in_charge_id is None:
            self.rewrite(edit, step, in_charge_id=edit.by.id)

    def charge(self, edit: Edit, step: Step, member_id: str | None, *, speaks_for: bool = False) -> None:
        """Which contact person sees to it for the organisation; None: nobody in particular. For those who speak for
        it, and facilitators. Raises Forbidden, Gone."""
        step.on_board_for(edit, Action.READ, Verb.OWNER_IN_CHARGE)
        if not speaks_for:
            edit.require(Action.ANSWER_FOR_OTHERS)
        if member_id != self.in_charge_id:
            self.rewrite(edit, step, in_charge_id=member_id)

    def end(self, edit: Edit, step: Step, party: Party, *, speaks_for: bool = False) -> bool:
        """No longer named at this step; the caller deletes the row. A yes is taken off only by those who could say no
        for them. Raises Forbidden, Gone."""
        step.on_board_for(edit, Action.END_OWNERSHIP, Verb.OWNER_ENDED)
        if self.answer == Answer.ACCEPTED and not speaks_for and not party.stands_for(edit.by):
            edit.require(Action.ANSWER_FOR_OTHERS)
        edit.note("step", step.id, "owner", self.plain(), None)
        edit.touch(step)
        return True

    def plain(self) -> dict[str, Any]:
        """What an effect of the step keeps."""
        kept = {"id": self.id, "party": self.party_id, "role": self.role, "answer": self.answer}
        kept |= {"asked_by": self.asked_by, "asked_at": self.asked_at.isoformat()}
        answered_at = self.answered_at.isoformat() if self.answered_at else None
        return (
            kept
            | {"answered_by": self.answered_by, "answered_at": answered_at, "how": self.answered_how}
            | ({"in_charge": self.in_charge_id} if self.in_charge_id else {})
        )

    def _answered(self, edit: Edit, step: Step, answer: str, how: str = Way.APP) -> None:
        said = {"answer": answer, "answered_by": edit.by.key, "answered_at": edit.now, "answered_how": how}
        self.rewrite(edit, step, **said)

    def rewrite(self, edit: Edit, step: Step, **values: Any) -> None:
        """Set columns, remembering the whole row before and after."""
        was = self.plain()
        for field, value in values.items():
            setattr(self, field, value)
        edit.note("step", step.id, "owner", was, self.plain())
        edit.touch(step)


def take(edit: Edit, step: Step, owners: list[Ownership], me: Party) -> Ownership | None:
    """ "Ich übernehme das": I have accepted; I lead unless somebody who said yes, or is still asked, leads.

    `owners` are all ownerships of the step. Returns the new row, None when one was changed instead.
    Raises Forbidden, Gone.
    """
    step.on_board_for(edit, Action.TAKE_STEP, Verb.STEP_TAKEN)
    others_lead = [
        o for o in owners if o.role == OwnerRole.LEAD and o.party_id != me.id and o.answer != Answer.DECLINED
    ]
    role = OwnerRole.WITH if others_lead else OwnerRole.LEAD
    mine = next((o for o in owners if o.party_id == me.id), None)
    if mine is None:
        _step_down(edit, step, owners, role)
        return _name(edit, step, me, role, Answer.ACCEPTED)
    if mine.answer != Answer.ACCEPTED:
        mine._answered(edit, step, Answer.ACCEPTED)
    if mine.role == OwnerRole.INVOLVE or (role == OwnerRole.LEAD and mine.role != role):
        _step_down(edit, step, owners, role)
        mine.rewrite(edit, step, role=role)
    return None


def ask(edit: Edit, step: Step, owners: list[Ownership], party: Party, role: str) -> Ownership | None:
    """Name a party at the step: it is asked. A new lead makes the former one a helper.

    Returns the new row, None when the party was named already (its role may change). Raises Forbidden, Gone, Invalid.
    """
    step.on_board_for(edit, Action.ASK_OWNER, Verb.OWNER_ASKED)
    if role not in list(OwnerRole):
        raise Invalid("role", "unknown")
    if party.sort == PartySort.GROUP and role != OwnerRole.INVOLVE:
        raise Invalid("role", "group_cannot_own", name=party.name)
    named = next((o for o in owners if o.party_id == party.id), None)
    _step_down(edit, step, [o for o in owners if o is not named], role)
    if named is None:
        return _name(edit, step, party, role, Answer.ACCEPTED if _is_me(edit, party) else Answer.ASKED)
    if named.role != role:
        named.rewrite(edit, step, role=role)
    return None


def _step_down(edit: Edit, step: Step, owners: list[Ownership], role: str) -> None:
    if role == OwnerRole.LEAD:
        for former in owners:
            if former.role == OwnerRole.LEAD:
                former.rewrite(edit, step, role=OwnerRole.WITH)


def _name(edit: Edit, step: Step, party: Party, role: str, answer: Answer) -> Ownership:
    if edit.role is None:
        raise Forbidden(action=Action.ASK_OWNER)
    new = Ownership(
        id=new_id(),  # a default that is called is looked at anew each time: a fifth of the whole
        plan_id=step.plan_id,
        step_id=step.id,
        party_id=party.id,
        role=role,
        answer=answer,
        asked_by=edit.by.key,
        asked_at=edit.now,
    )
    if answer == Answer.ACCEPTED:
        new.answered_by, new.answered_at, new.answered_how = edit.by.key, edit.now, Way.APP
    edit.made = new.id
    edit.note("step", step.id, "owner", None, new.plain())
    edit.touch(step)
    return new


def _is_me(edit: Edit, party: Party) -> bool:
    return party.stands_for(edit.by)
