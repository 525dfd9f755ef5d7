"""Handing over what one person holds to another: a yes was theirs, so whoever follows is asked anew."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tracker.domain.contacts import POSTS
from tracker.domain.edit import Edit
from tracker.domain.follow_up import FollowUp
from tracker.domain.ownership import Answer, OwnerRole, Ownership, Way
from tracker.domain.party import Party
from tracker.domain.step import Step


def pass_on(edit: Edit, step: Step, owner: Ownership, owners: Sequence[Ownership], to: Party) -> bool:
    """Name `to` at the step instead of the owner. `owners` are all of the step.

    Whether the row is to be deleted, because `to` was named there already: it takes over the lead then.
    """
    known = next((one for one in owners if one.party_id == to.id), None)
    if known is None:
        is_me = edit.by.kind == "member" and to.member_id == edit.by.id
        said: dict[str, Any] = {
            "answer": Answer.ASKED,
            "answered_by": "",
            "answered_at": None,
            "answered_how": "",
        }
        if is_me:
            said = {"answer": Answer.ACCEPTED, "answered_by": edit.by.key, "answered_at": edit.now}
            said["answered_how"] = Way.APP
        owner.rewrite(edit, step, party_id=to.id, asked_by=edit.by.key, asked_at=edit.now, **said)
        return False
    step.note(edit, "owner", owner.plain(), None)
    if owner.role == OwnerRole.LEAD != known.role:
        known.rewrite(edit, step, role=OwnerRole.LEAD)
    return True


def pass_on_question(edit: Edit, step: Step, asks: FollowUp, gone: Collection[str], to: Party) -> None:
    """Let `to` ask, or be asked, where one of the parties in `gone` was; nobody asks themselves."""
    asker = to.id if asks.asker_id in gone else asks.asker_id
    party = to.id if asks.party_id in gone else asks.party_id
    asks.pass_on(edit, step, asker, party)


def next_posts(was: Mapping[str, str], gone: str, successor: str, deputy: str) -> dict[str, str | None]:
    """Contact and deputy of a place after `gone` has handed over: those that change. `was` says how they stand.

    A `deputy` who is named takes the post where it is free, and the successor is the contact where nobody is; without
    one (empty) nothing is given that `gone` did not hold. What others hold stays theirs.
    """
    contact, other = was["contact"], was["deputy"]
    if gone not in (contact, other) and not deputy:
        return {}
    if contact == gone or (deputy and not contact):
        contact = successor
    if other == gone:
        other = deputy or successor
    elif other in ("", successor):
        other = deputy
    new = {"contact": contact, "deputy": "" if other == contact else other}
    return {post: new[post] or None for post in POSTS if new[post] != was[post]}
