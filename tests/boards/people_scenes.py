"""Verbs about who answers for whom, carried out on a Scene."""

from datetime import timedelta
from typing import Any

from tests.planning import NOON
from tracker.commands import contact_persons, contacts, ownerships, steps, talk
from tracker.commands.claims import claim
from tracker.commands.erasures import erase_me
from tracker.commands.handover_outlook import Wanted
from tracker.commands.handovers import hand_over
from tracker.commands.memberships import put_membership
from tracker.commands.networks import member_by_address
from tracker.commands.own_names import change_name
from tracker.domain.member import Guest


def put_in_charge(scene: Any) -> None:
    planning, bernd = scene.planning, scene.planning.people.bernd
    add = contact_persons.add_contact_person
    planning.database.write_now(
        lambda s: add(s, planning.people.anna, planning.plan_id, scene.party, bernd.id)
    )
    planning.do(ownerships.charge, scene.owned, scene.ownership, bernd.id)


def claimed(scene: Any) -> None:
    """Somebody without account has taken a step, done another, commented, and turns out to be Bernd."""
    planning, bernd = scene.planning, scene.planning.people.bernd
    guest = Guest(plan_id=planning.plan_id, name="Kim (ohne Konto)", expires_at=NOON + timedelta(days=1))
    planning.database.write_now(lambda session: session.add(guest))
    kim = guest.as_participant()
    taken = planning.step("Betriebe einladen")
    planning.do(ownerships.take, taken, True, by=kim)
    planning.do(talk.comment, taken, "Ich rufe an", by=kim)
    planning.do(steps.complete, planning.step("Flyer drucken"), "Fertig", by=kim)
    planning.database.write_now(
        lambda session, edit: claim(session, guest.id, edit), feeds=(planning.feed,), by=bernd
    )


def renamed(scene: Any) -> None:
    """Bernd, who owns, has done and said something by now, is called otherwise."""
    planning, bernd = scene.planning, scene.planning.people.bernd
    planning.do(talk.comment, scene.owned, "Ich sehe nach", by=bernd)
    planning.database.write_now(
        lambda session, edit: change_name(session, bernd.key, "Bernd <Berger>", edit),
        feeds=(planning.feed,),
        by=bernd,
    )


def member_erased(scene: Any) -> None:
    """Somebody with an account, contact of the plan, who has taken a step, done another, commented, and was asked."""
    planning, address = scene.planning, "zoe@example.org"

    def join(session: Any) -> Any:
        member = member_by_address(session, address, "Zoe <Winter>", NOON)
        put_membership(session, member, "editor", plan_id=planning.plan_id)
        return member

    zoe = planning.database.write_now(join).value.as_participant()
    taken, done = planning.step("Halle mieten", "working"), planning.step("Karte zeichnen", "working")
    for step in (taken, done):
        planning.do(ownerships.take, step, by=zoe)
    planning.do(steps.complete, done, "Gedruckt", by=zoe)
    planning.do(talk.comment, taken, "Ich frage nach", by=zoe)
    planning.do(contacts.name_contacts, {"deputy": zoe.id})
    planning.database.write_now(
        lambda session, edit: erase_me(session, zoe.key, address, NOON, edit), feeds=(planning.feed,), by=zoe
    )


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
