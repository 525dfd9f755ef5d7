"""Links of a step: where on the web something about it stands. The server never opens one."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import Field, SQLModel

from tracker.domain.change import Verb
from tracker.domain.columns import utc_column
from tracker.domain.edit import Edit
from tracker.domain.ids import new_id
from tracker.domain.permissions import Action
from tracker.domain.refusals import Full, Invalid
from tracker.domain.row_texts import clashes_in_row
from tracker.domain.step import Step
from tracker.domain.typed_text import TITLE, one_line

MOST_LINKS = 30  # of one step
ADDRESS = 1_000  # characters
SCHEMES = ("http", "https", "mailto")

_NEVER = frozenset(' "<>\\^`{|}')  # stand in no address; a browser would read them its own way


class Link(SQLModel, table=True):
    """An address under a label. Its effects are the step's, under `link`."""

    __tablename__ = "step_link"

    id: str = Field(default_factory=new_id, primary_key=True)
    plan_id: str = Field(foreign_key="plan.id", index=True)
    step_id: str = Field(foreign_key="step.id", index=True)
    label: str
    address: str
    at: datetime = Field(sa_column=utc_column())
    rev: int  # those of one moment stand in the order of their commits

    def rewrite(
        self, edit: Edit, step: Step, address: str | None, label: str | None, base: int | None
    ) -> None:
        """Lead elsewhere, say something else (None leaves one alone). Written by somebody else since `base`: a clash.
        Raises Forbidden, Gone, Invalid."""
        step.on_board_for(edit, Action.EDIT_STEP, Verb.LINK_EDITED)
        was, sent = self.plain(), {}
        if address is not None:
            sent["address"] = safe_address(address)
        if label is not None:
            sent["label"] = one_line("label", label, TITLE, required=False)
        for key, text in sent.items():
            if not clashes_in_row(edit, step.id, ("link", self.id), key, text, getattr(self, key), base):
                setattr(self, key, text)
        if self.plain() != was:
            step.note(edit, "link", was, self.plain())

    def remove(self, edit: Edit, step: Step) -> None:
        """Take it away; the caller deletes the row. Raises Forbidden, Gone."""
        step.on_board_for(edit, Action.EDIT_STEP, Verb.LINK_REMOVED)
        step.note(edit, "link", self.plain(), None)

    @classmethod
    def of(cls, step: Step, kept: dict[str, Any], rev: int) -> "Link":
        """The link as `plain` kept it."""
        at = datetime.fromisoformat(kept["at"])
        return cls(plan_id=step.plan_id, step_id=step.id, rev=rev, **(kept | {"at": at}))

    def plain(self) -> dict[str, Any]:
        """What an effect of the step keeps."""
        return {"id": self.id, "label": self.label, "address": self.address, "at": self.at.isoformat()}


def add_link(edit: Edit, step: Step, address: str, label: str, others: int) -> Link:
    """A new link; the step has `others` already. Raises Forbidden, Gone, Invalid, Full."""
    step.on_board_for(edit, Action.EDIT_STEP, Verb.LINK_ADDED)
    if others >= MOST_LINKS:
        raise Full(limit=MOST_LINKS)
    address, label = safe_address(address), one_line("label", label, TITLE, required=False)
    link = Link(
        plan_id=step.plan_id, step_id=step.id, label=label, address=address, at=edit.now, rev=edit.rev
    )
    edit.made = edit.made or link.id
    step.note(edit, "link", None, link.plain())
    return link


def safe_address(typed: str) -> str:
    """An address of the web or of a mailbox; without a scheme https is meant. Raises Invalid("address")."""
    address = one_line("address", typed, ADDRESS)
    if ":" not in address.split("/", 1)[0] and "." in address:
        address = f"mailto:{address}" if "@" in address.split("/", 1)[0] else f"https://{address}"
    try:
        parts = urlsplit(address)
        is_mailbox = parts.scheme == "mailto" and "@" in parts.path and not parts.netloc
        is_place = parts.scheme != "mailto" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise Invalid("address", "not_a_link") from None
    if _NEVER & set(address) or parts.scheme not in SCHEMES or not (is_place or is_mailbox):
        raise Invalid("address", "not_a_link")
    return address
