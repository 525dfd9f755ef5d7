"""Edits, steps and stages without a database, as verbs of the domain take them."""

from datetime import UTC, date, datetime
from typing import Any

from tracker.domain.edit import Edit, Past
from tracker.domain.participant import Participant
from tracker.domain.party import Party, PartySort
from tracker.domain.permissions import Role
from tracker.domain.plan import Plan, start_plan
from tracker.domain.stage import Stage, usual_stages
from tracker.domain.step import Step

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
ANNA = Participant("member", "anna00000000", "Anna")
BERND = Participant("member", "bernd0000000", "Bernd")


def an_edit(
    role: Role | None = Role.FACILITATOR, rev: int = 10, by: Participant = ANNA, past: Past | None = None
) -> Edit:
    """An Edit that will have `rev`; `past` is what it finds when it asks what a field was."""
    return Edit(
        "plan:p", rev, "epoch", by, NOW, date(2026, 5, 4), lambda *asked: past or Past(None, ""), role=role
    )


def a_plan() -> Plan:
    return start_plan("region000000", "Ein Plan", NOW)


def stages(plan: Plan) -> dict[str, Stage]:
    return {stage.kind: stage for stage in usual_stages(plan.id, 0)}


def a_step(title: str = "Kick-off", rev: int = 1) -> tuple[Step, dict[str, Stage]]:
    """A step in the first stage, made at `rev`, and the stages around it."""
    plan = a_plan()
    around = stages(plan)
    return plan.add_step(an_edit(rev=rev), title, around["gathered"], "i"), around


def a_party(sort: PartySort = PartySort.ORGANISATION, member: Participant | None = None) -> Party:
    return Party(
        network_id="n", sort=sort, name=sort.title(), name_key=sort, member_id=member.id if member else None
    )


def said(edit: Edit) -> list[tuple[str, Any, Any]]:
    """Field, before and after of each effect."""
    return [(effect.field, effect.was, effect.now) for effect in edit.effects]
