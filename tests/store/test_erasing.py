"""P39: whoever is erased stands in no table any more; what they did for a plan stays without them."""

from functools import partial

import pytest
from sqlalchemy import select
from sqlmodel import Session

from tests.planning import NOON, Planning
from tracker.commands import (
    contacts,
    erasures,
    meetings,
    notes,
    ownerships,
    parties,
    reversals,
    sign_ins,
    steps,
    talk,
)
from tracker.commands.memberships import put_membership
from tracker.commands.networks import add_network, member_by_address, put_region
from tracker.commands.plans import put_plan
from tracker.domain.change import Verb
from tracker.domain.command_key import CommandKey
from tracker.domain.comment import Comment
from tracker.domain.erasure import Erasure
from tracker.domain.import_preview import ImportPreview
from tracker.domain.meeting import Meeting
from tracker.domain.member import Member, Membership
from tracker.domain.mention import Mention
from tracker.domain.network import Region
from tracker.domain.ownership import Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import Party
from tracker.domain.plan import Plan
from tracker.domain.refusals import Forbidden, Invalid, Irreversible, NotFound
from tracker.domain.sign_in import AccessToken, SignInLink, SignInSession
from tracker.domain.step import Step
from tracker.store.mails import put_mail
from tracker.store.persons import find_person, plans_with
from tracker.store.plans import feed_of
from tracker.store.schema import METADATA

NAME, ADDRESS = "Zoe Winter", "zoe.winter@example.org"


def joined(planning: Planning) -> Participant:
    """Somebody new who edits the region of the plan."""
    region = planning.one(Plan, planning.plan_id).region_id

    def add(session: Session) -> Member:
        member = member_by_address(session, ADDRESS, NAME, NOON)
        put_membership(session, member, "editor", region_id=region)
        return member

    return planning.database.write_now(add).value.as_participant()


def everything(planning: Planning, zoe: Participant) -> str:
    """Zoe leaves a trace wherever one can; the step she took."""
    step = planning.step("Betriebe ansprechen")
    planning.do(ownerships.take, step, by=zoe)
    planning.do(talk.comment, step, f"Fragen Sie {NAME} ({ADDRESS.upper()})", by=zoe)
    planning.do(talk.link, step, f"mailto:{ADDRESS}", "Post")
    planning.do(steps.complete, step, f"{NAME} war da", by=zoe)
    planning.do(notes.add, "idea", f"{NAME} hat eine Idee")
    planning.do(meetings.add, "9.6.2026", {"title": "Treffen", "host": f"{NAME}, {ADDRESS}"}, by=zoe)
    planning.step(f"Anruf bei {NAME}")
    planning.do(talk.comment, step, f"@{NAME} weiß es")
    planning.do(contacts.name_contacts, {"deputy": zoe.id})

    def beside(session: Session) -> None:
        plan = session.get_one(Plan, planning.plan_id)
        plan.contact = ADDRESS
        session.get_one(Region, plan.region_id).contact_id = zoe.id
        member = session.get_one(Member, zoe.id)
        sign_ins.start_session(session, NOON, member_id=zoe.id, expires_at=NOON)
        sign_ins.make_link(session, member, NOON)
        sign_ins.make_token(session, member, "Auswertung", NOON)
        put_mail(session, "invitation", ADDRESS, NOON, NOON - NOON)
        put_mail(session, "invitation", "bernd@example.org", NOON, NOON - NOON, asked_by=zoe.id)
        session.add(
            ImportPreview(place=planning.feed, by=zoe.key, name="Zoe.xlsx", found=b"", answers="{}", at=NOON)
        )
        session.add(CommandKey(participant=zoe.key, key="k", body_hash="", at=NOON))

    planning.database.write_now(beside)
    return step


def erase(planning: Planning, key: str) -> None:
    plans = planning.database.read_now(lambda session: plans_with(session, find_person(session, key)))
    planning.database.write_now(
        lambda session, *edits: erasures.erase(session, find_person(session, key), NOON, *edits),
        feeds=tuple(map(feed_of, plans)),
    )


def dump(planning: Planning) -> str:
    """Everything in every table."""
    with planning.database.reading() as session:
        return "\n".join(
            f"{table.name}: {row!r}"
            for table in METADATA.sorted_tables
            for row in session.connection().execute(select(table))
        ).casefold()


def test_no_table_holds_name_or_address_of_somebody_erased(planning: Planning) -> None:
    zoe = joined(planning)
    everything(planning, zoe)
    assert dump(planning).count(NAME.casefold()) > 10
    erase(planning, zoe.key)
    left = [line for line in dump(planning).splitlines() if any(w in line for w in ("zoe", "winter"))]
    assert left == []
    gone = Member, SignInLink, AccessToken
    assert [row for model in gone for row in planning.all(model) if zoe.id in repr(row)] == []
    assert [one for one in planning.all(SignInSession) if one.member_id == zoe.id] == []
    assert [one for one in planning.all(Membership) if one.member_id == zoe.id] == []
    assert [one.who for one in planning.all(Erasure)] == [zoe.key]


def test_what_they_did_for_the_plan_stays(planning: Planning) -> None:
    zoe = joined(planning)
    step = everything(planning, zoe)
    rev = planning.rev
    erase(planning, zoe.key)
    [owner] = planning.all(Ownership)
    assert (owner.step_id, owner.answer) == (step, "accepted")
    assert planning.one(Party, owner.party_id).name == "Ehemals beteiligt"
    said = {(comment.by, comment.text) for comment in planning.all(Comment)}
    assert said == {(zoe.key, "Fragen Sie … (…)"), (planning.people.anna.key, "@… weiß es")}
    assert [one.host for one in planning.all(Meeting)] == [""]
    plan = planning.one(Plan, planning.plan_id)
    assert (plan.contact, plan.deputy_id) == ("", None)
    assert planning.all(Mention) == []
    assert {one.title for one in planning.all(Step)} == {"Betriebe ansprechen", "Anruf bei …"}
    assert planning.changes()[-1].verb == Verb.PERSON_ERASED
    assert planning.rev == rev + 1


def test_no_undo_brings_a_name_back(planning: Planning) -> None:
    zoe = joined(planning)
    everything(planning, zoe)
    party = next(one.id for one in planning.all(Party) if one.member_id == zoe.id)
    rename = parties.rename
    planning.do(rename, Party, party, "Zoe Winter-Berg")
    erase(planning, zoe.key)
    before = planning.rev
    for rev in range(before, 0, -1):
        try:
            planning.do(reversals.undo, rev)
        except (Irreversible, Invalid):
            continue
    assert planning.rev > before
    assert [line for line in dump(planning).splitlines() if "winter" in line] == []


def test_somebody_of_the_same_first_name_keeps_it(planning: Planning) -> None:
    planning.step("Anna ruft an, Annaberg auch")
    planning.do(meetings.add, "9.6.2026", {"title": "Treffen", "host": "Anna und Bernd"})
    erase(planning, planning.people.anna.key)
    assert [one.title for one in planning.all(Step)] == ["Anna ruft an, Annaberg auch"]
    assert [one.host for one in planning.all(Meeting)] == ["… und Bernd"]


def test_a_plan_that_is_elsewhere_keeps_the_name_of_somebody_else(planning: Planning) -> None:
    zoe = joined(planning)

    def elsewhere(session: Session) -> None:
        network = add_network(session, "Weit weg", "kim@example.org", "Kim", NOON)
        put_plan(session, put_region(session, network.id, "Dort"), f"Mit {NAME}", NOON).contact = NAME

    planning.database.write_now(elsewhere)
    erase(planning, zoe.key)
    assert [one.contact for one in planning.all(Plan) if one.title == f"Mit {NAME}"] == [NAME]


def test_the_last_coordinator_hands_over_first(planning: Planning) -> None:
    emil = planning.people.emil
    me = partial(erasures.erase_me, me=emil.key, address="emil@example.org", now=NOON)
    with pytest.raises(Invalid) as refused:
        planning.database.write_now(lambda session: me(session))
    assert (refused.value.reason, refused.value.values["name"]) == ("last_coordinator_of", "Netz")


def test_only_who_types_the_own_address_is_erased(planning: Planning) -> None:
    zoe = joined(planning)
    me = partial(erasures.erase_me, me=zoe.key, now=NOON)
    with pytest.raises(Invalid):
        planning.database.write_now(lambda session: me(session, address="bernd@example.org"))
    planning.database.write_now(lambda session: me(session, address=f" {ADDRESS.upper()} "))
    assert [one for one in planning.all(Member) if one.id == zoe.id] == []


def test_a_coordinator_erases_somebody_without_login_and_nobody_else(planning: Planning) -> None:
    people = planning.people
    kim = planning.do(parties.add_party, "Kim Berg", "person").made
    firm = planning.do(parties.add_party, "Kammer", "organisation").made
    step = planning.step("Anruf")
    planning.do(ownerships.ask, step, kim, "lead")
    with pytest.raises(Forbidden):
        planning.do(erasures.erase_party, kim, by=people.anna)
    with pytest.raises(NotFound):
        planning.do(erasures.erase_party, firm, by=people.emil)
    planning.do(erasures.erase_party, kim, by=people.emil)
    assert "kim berg" not in dump(planning)
    assert planning.one(Party, kim).name == "Ehemals beteiligt"


@pytest.mark.parametrize("as_party", [False, True])
def test_a_guest_goes_with_the_party_they_became(planning: Planning, as_party: bool) -> None:
    deniz = planning.people.deniz
    party = planning.do(parties.add_party, "Deniz Berg", "person").made

    def consent(session: Session) -> None:
        kept = session.get_one(Party, party)
        kept.guest_id, kept.email = deniz.id, ADDRESS

    planning.database.write_now(consent)
    step = planning.step(f"{ADDRESS} fragen")
    planning.do(ownerships.ask, step, party, "lead")
    erase(planning, f"p:{party}" if as_party else deniz.key)
    assert not any(word in dump(planning) for word in ("deniz", ADDRESS))
    assert planning.one(Party, party).name == "Ehemals beteiligt"
