"""What somebody new who is named may be called."""

from functools import partial

import pytest

from tests.planning import Planning
from tracker.commands import ownerships, parties, quick_steps
from tracker.commands.parties import show_party
from tracker.domain.network import Region
from tracker.domain.party import Party, name_party
from tracker.domain.plan import Plan
from tracker.domain.refusals import Invalid


@pytest.mark.parametrize(
    ("name", "sort", "reason"),
    [
        *(("Moderation", "person", "office"), ("Emil (ohne Konto)", "person", "marked")),
        *(("Kammer (ohne Konto)", "organisation", "marked"), ("Alle (no account)", "group", "marked")),
    ],
)
def test_nobody_new_is_called_by_an_office_or_as_if_without_account(
    planning: Planning, name: str, sort: str, reason: str
) -> None:
    step, emma = planning.step("Auftakt"), planning.do(parties.add_party, "Emma", sort).value
    for command in (
        partial(planning.do, parties.add_party, name, sort),
        partial(planning.do, ownerships.ask_new, step, name, sort, "with"),
        partial(planning.do, parties.rename, Party, emma, name),
        *((partial(planning.do, quick_steps.add, f'Neu @"{name}"'),) if reason == "marked" else ()),
    ):
        with pytest.raises(Invalid) as refused:
            command()
        assert refused.value.reason == reason
    assert [one.name for one in planning.all(Party)] == ["Emma"]


def test_an_organisation_may_be_called_by_an_office(planning: Planning) -> None:
    made = planning.do(parties.add_party, "Koordination Wohnen", "organisation").value
    planning.do(parties.rename, Party, made, "Netzwerk Wohnen")
    assert planning.one(Party, made).name == "Netzwerk Wohnen"


def test_whoever_came_without_account_is_found_and_renamed_by_their_name(planning: Planning) -> None:
    step, name = planning.step("Auftakt"), "Kim (ohne Konto)"
    with planning.database.reading() as session:
        network = session.get_one(Region, planning.one(Plan, planning.plan_id).region_id).network_id
    kim = name_party(network, name, "person")
    planning.do(
        lambda session, edit, plan_id: show_party(session, edit, session.get_one(Plan, plan_id), kim) and None
    )
    planning.do(ownerships.ask_new, step, "kim (OHNE Konto)", "person", "with")
    planning.do(parties.rename, Party, kim.id, "Kim Meier (ohne Konto)")
    assert [one.name for one in planning.all(Party)] == ["Kim Meier (ohne Konto)"]
