"""Verbs about who answers for whom, carried out on a Scene."""

from typing import Any

from tests.planning import NOON
from tracker.commands import contact_persons, ownerships
from tracker.commands.handover_outlook import Wanted
from tracker.commands.handovers import hand_over


def put_in_charge(scene: Any) -> None:
    planning, bernd = scene.planning, scene.planning.people.bernd
    add = contact_persons.add_contact_person
    planning.database.write_now(
        lambda s: add(s, planning.people.anna, planning.plan_id, scene.party, bernd.id)
    )
    planning.do(ownerships.charge, scene.owned, scene.ownership, bernd.id)


def handed_over(scene: Any) -> None:
    planning = scene.planning
    wanted = Wanted(planning.people.bernd.id, planning.people.guel.id)
    planning.do(ownerships.take, scene.owned, by=planning.people.bernd)
    planning.database.write_now(
        lambda session, edit: hand_over(
            session, planning.people.anna, "plan", planning.plan_id, wanted, NOON, edit
        ),
        feeds=(planning.feed,),
        by=planning.people.anna,
    )
