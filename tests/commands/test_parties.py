"""Parties and themes that a plan shows."""

import pytest

from tests.planning import Planning
from tracker.commands import parties
from tracker.domain.edit import Edit
from tracker.domain.party import Party, PlanTheme, Theme
from tracker.domain.plan import Plan
from tracker.domain.refusals import Forbidden, Invalid, NotFound
from tracker.store.cards import shown_themes
from tracker.store.changes import shown_parties


def test_a_plan_shows_its_parties_and_themes_in_the_order_in_which_they_came(planning: Planning) -> None:
    for name in ("Kammer", "Archiv"):
        planning.do(parties.add_party, name)
        planning.do(parties.add_theme, name)
    read = planning.database.read_now
    assert [party.name for party in read(shown_parties, planning.plan_id)] == ["Kammer", "Archiv"]
    assert [(theme.name, theme.place) for theme in read(shown_themes, planning.plan_id)] == [
        ("Kammer", 1), ("Archiv", 2)
    ]  # fmt: skip
    plan = planning.one(Plan, planning.plan_id)
    assert (plan.rev, plan.parties_rev, plan.themes_rev) == (4, 3, 4)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("Handwerkskammer", " handwerkskammer "),
        ("Ärztekammer", "Aerztekammer"),
        ("Aerztekammer", "Ärztekammer"),
        ("Straßenbau", "STRASSENBAU"),
    ],
)
def test_a_name_spelled_otherwise_is_the_same_party_and_theme(
    planning: Planning, first: str, again: str
) -> None:
    for command, model in ((parties.add_party, Party), (parties.add_theme, Theme)):
        made = planning.do(command, first).value
        repeated = planning.do(command, again)
        assert (repeated.value, repeated.revs) == (made, {})
        assert len(planning.all(model)) == 1


def test_names_that_differ_are_two(planning: Planning) -> None:
    planning.do(parties.add_party, "Ärzte")
    planning.do(parties.add_party, "Arzte")
    assert len(planning.all(Party)) == 2


def test_another_plan_of_the_network_shows_the_same_party(planning: Planning) -> None:
    made = planning.do(parties.add_party, "Kammer").value
    other = planning.another_plan()

    def in_the_other(session: object, edit: Edit) -> str:
        return parties.add_party(session, edit, other, "Kammer")  # type: ignore[arg-type]

    written = planning.database.write_now(in_the_other, feeds=(f"plan:{other}",), by=planning.people.anna)
    assert (written.value, written.revs) == (made, {f"plan:{other}": 1})
    assert len(planning.all(Party)) == 1


def test_the_ninth_theme_shares_the_first_place(planning: Planning) -> None:
    for number in range(9):
        planning.do(parties.add_theme, f"Thema {number}")
    assert sorted(shown.place for shown in planning.all(PlanTheme)) == [1, 1, 2, 3, 4, 5, 6, 7, 8]


def test_a_party_needs_a_name_and_a_sort(planning: Planning) -> None:
    for name, sort, field in (("", "person", "name"), ("x" * 81, "person", "name"), ("x", "team", "sort")):
        with pytest.raises(Invalid) as refused:
            planning.do(parties.add_party, name, sort)
        assert refused.value.field == field


def test_guests_add_none_and_strangers_find_none(planning: Planning) -> None:
    for command in (parties.add_party, parties.add_theme):
        with pytest.raises(Forbidden):
            planning.do(command, "Kammer", by=planning.people.deniz)
        with pytest.raises(NotFound):
            planning.do(command, "Kammer", by=planning.people.clara)
