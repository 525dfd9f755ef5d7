"""When somebody is asked who is not here: who in the room asks them, and by when. On screen: fragt nach."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import Field, SQLModel

from tracker.domain.change import Verb
from tracker.domain.edit import Edit
from tracker.domain.ids import new_id
from tracker.domain.ownership import Answer, Ownership
from tracker.domain.party import Party, PartySort
from tracker.domain.permissions import Action
from tracker.domain.refusals import Invalid
from tracker.domain.step import Step

USUAL = timedelta(days=14)


class FollowUp(SQLModel, table=True):
    """`asker_id` asks `party_id`, both parties that the plan shows. Its effects are the step's, under `follow_up`."""

    __tablename__ = "follow_up"

    id: str = Field(default_factory=new_id, primary_key=True)
    plan_id: str = Field(foreign_key="plan.id", index=True)
    step_id: str = Field(foreign_key="step.id", index=True)
    party_id: str = Field(foreign_key="party.id")
    asker_id: str = Field(foreign_key="party.id", index=True)
    until: date
    done: bool = False

    def agree(self, edit: Edit, step: Step, asker: Party, until: date) -> None:
        """Somebody else asks, or at another time. Raises Forbidden, Gone, Invalid."""
        _begin(edit, step, asker)
        self._rewrite(edit, step, asker_id=asker.id, until=until)

    def complete(self, edit: Edit, step: Step) -> None:
        """They were asked. Raises Forbidden, Gone."""
        step.on_board_for(edit, Action.ASK_OWNER, Verb.FOLLOW_UP_DONE)
        self.settle(edit, step)

    def settle(self, edit: Edit, step: Step) -> None:
        """Nothing is left to ask: they have answered, or were taken off the step."""
        self._rewrite(edit, step, done=True)

    def pass_on(self, edit: Edit, step: Step, asker_id: str, party_id: str) -> None:
        """Others ask, or are asked; who would ask themselves need not."""
        done = asker_id == party_id
        self._rewrite(edit, step, asker_id=asker_id, party_id=party_id, done=done)

    @classmethod
    def of(cls, step: Step, kept: dict[str, Any], rev: int) -> "FollowUp":
        """As `plain` kept it."""
        who = {"party_id": kept["party"], "asker_id": kept["asker"]}
        when = {"until": date.fromisoformat(kept["until"]), "done": kept["done"]}
        return cls(id=kept["id"], plan_id=step.plan_id, step_id=step.id, **who, **when)

    def plain(self) -> dict[str, Any]:
        """What an effect of the step keeps."""
        who = {"id": self.id, "party": self.party_id, "asker": self.asker_id}
        return who | {"until": self.until.isoformat(), "done": self.done}

    def _rewrite(self, edit: Edit, step: Step, **values: Any) -> None:
        was = self.plain()
        for field, value in values.items():
            setattr(self, field, value)
        if self.plain() != was:
            step.note(edit, "follow_up", was, self.plain())


def follow_up(edit: Edit, step: Step, owner: Ownership, asker: Party, until: date) -> FollowUp:
    """A new one for an owner who has not answered yet. Raises Forbidden, Gone, Invalid."""
    _begin(edit, step, asker)
    if owner.answer != Answer.ASKED:
        raise Invalid("party", "has_answered")
    new = FollowUp(
        plan_id=step.plan_id, step_id=step.id, party_id=owner.party_id, asker_id=asker.id, until=until
    )
    edit.made = new.id
    step.note(edit, "follow_up", None, new.plain())
    return new


def _begin(edit: Edit, step: Step, asker: Party) -> None:
    step.on_board_for(edit, Action.ASK_OWNER, Verb.FOLLOW_UP_AGREED)
    if asker.sort == PartySort.GROUP:
        raise Invalid("asker", "group_cannot_own", name=asker.name)
