"""Parties and themes that a plan shows."""

from functools import partial

import pytest

from tests.planning import NOON, Planning
from tracker.commands import memberships, ownerships, parties, steps
from tracker.domain.edit import Edit
from tracker.domain.party import Party, PlanTheme, Theme
from tracker.domain.plan import Plan
from tracker.domain.refusals import Forbidden, Invalid, NotFound
from tracker.domain.step import Step
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


def test_a_name_that_only_one_member_of_the_plan_has_is_theirs(planning: Planning) -> None:
    step = planning.step("Auftakt")
    planning.do(ownerships.ask_new, step, "BERND", "organisation", "lead")
    planning.do(ownerships.ask_new, step, "Frida", "person", "with")
    bernd, frida = sorted(planning.all(Party), key=lambda one: one.name)
    assert (bernd.name, bernd.sort, bernd.member_id) == ("Bernd", "person", planning.people.bernd.id)
    assert (frida.name, frida.member_id) == ("Frida", None), "she has no role here"
    planning.do(ownerships.take, step, by=planning.people.bernd)
    assert len(planning.all(Party)) == 2


def test_a_name_of_two_members_is_nobodys(planning: Planning) -> None:
    region = planning.one(Plan, planning.plan_id).region_id
    for address in ("karla1@example.org", "karla2@example.org"):
        invite = partial(
            memberships.add_member,
            by=planning.people.emil,
            place=memberships.Place(region_id=region),
            email=address,
            name="Karla",
            role="editor",
            now=NOON,
        )
        planning.database.write_now(invite)
    planning.do(parties.add_party, "Karla", "person")
    assert [party.member_id for party in planning.all(Party)] == [None]


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


def rename_everywhere(planning: Planning, party: str, name: str, *beside: str, by: object = None) -> None:
    """As the handler does it: the plan itself first, then the others that show it."""
    planning.database.write_now(
        lambda session, edit, *edits: parties.rename(
            session, edit, planning.plan_id, Party, party, name, *edits
        ),
        feeds=(planning.feed, *(f"plan:{plan}" for plan in beside)),
        by=by or planning.people.anna,  # type: ignore[arg-type]
    )


def also_shown(planning: Planning, plan: str, name: str) -> None:
    planning.database.write_now(
        lambda session, edit: parties.add_party(session, edit, plan, name),
        feeds=(f"plan:{plan}",),
        by=planning.people.anna,
    )


def test_a_new_name_is_one_change_in_each_plan_that_shows_it(planning: Planning) -> None:
    party = planning.do(parties.add_party, "Kammer").made
    other = planning.another_plan()
    also_shown(planning, other, "Kammer")
    before = [planning.one(Plan, plan).rev for plan in (planning.plan_id, other)]
    rename_everywhere(planning, party, "Handwerkskammer Köln", other)
    assert planning.one(Party, party).name == "Handwerkskammer Köln"
    assert [planning.one(Plan, plan).rev for plan in (planning.plan_id, other)] == [one + 1 for one in before]
    assert planning.one(Plan, other).parties_rev == before[1] + 1
    with pytest.raises(parties.OtherPlans):
        rename_everywhere(planning, party, "Noch anders")
    assert planning.one(Party, party).name == "Handwerkskammer Köln"


def test_a_name_in_a_plan_that_is_not_theirs_to_edit_stays(planning: Planning) -> None:
    party = planning.do(parties.add_party, "Kammer").made
    other = planning.another_plan()
    also_shown(planning, other, "Kammer")
    with pytest.raises(Forbidden):
        rename_everywhere(planning, party, "Anders", other, by=planning.people.guel)
    assert planning.one(Party, party).name == "Kammer"


def test_a_name_that_is_taken_is_refused_and_the_same_name_changes_nothing(planning: Planning) -> None:
    party = planning.do(parties.add_party, "Ärztekammer").made
    planning.do(parties.add_party, "Sparkasse")
    rev = planning.rev
    with pytest.raises(Invalid) as refused:
        planning.do(parties.rename, Party, party, "SPARKASSE")
    assert (refused.value.field, refused.value.reason) == ("name", "taken")
    planning.do(parties.rename, Party, party, "Ärztekammer")
    assert planning.rev == rev
    planning.do(parties.rename, Party, party, "Aerztekammer")  # the same, spelled otherwise
    assert (planning.rev, planning.one(Party, party).name) == (rev + 1, "Aerztekammer")


@pytest.mark.parametrize("away", [steps.trash, steps.complete, None])
def test_what_steps_refer_to_is_not_removed_and_it_is_said_how_many_do(
    planning: Planning, away: object
) -> None:
    party = planning.do(parties.add_party, "Kammer").made
    named = [planning.step(title) for title in ("Eins", "Zwei")]
    owned = [planning.do(ownerships.ask, step, party, "lead").made for step in named]
    if away:
        planning.do(away, named[0])  # type: ignore[arg-type]
    with pytest.raises(Invalid) as refused:
        planning.do(parties.remove, Party, party)
    assert (refused.value.reason, refused.value.values["n"]) == ("in_use", 2)
    if away is not steps.trash:
        for step, ownership in zip(named, owned, strict=True):
            planning.do(ownerships.end, step, ownership)
        planning.do(parties.remove, Party, party)
        assert planning.database.read_now(shown_parties, planning.plan_id) == []
        assert planning.one(Party, party).name == "Kammer"  # other plans may show it


def test_a_theme_is_renamed_and_removed_likewise(planning: Planning) -> None:
    theme = planning.do(parties.add_theme, "Tools").made
    step = planning.step("Eins")
    planning.do(steps.set_themes, step, [theme])
    planning.do(parties.rename, Theme, theme, "Werkzeuge")
    assert planning.one(Step, step).rev == planning.rev
    with pytest.raises(Invalid):
        planning.do(parties.remove, Theme, theme)
    planning.do(steps.set_themes, step, [])
    planning.do(parties.remove, Theme, theme)
    assert planning.database.read_now(shown_themes, planning.plan_id) == []


def test_what_the_plan_does_not_show_is_not_found(planning: Planning) -> None:
    party = planning.do(parties.add_party, "Kammer").made
    planning.do(parties.remove, Party, party)
    for command, words in ((parties.remove, ()), (parties.rename, ("X",))):
        with pytest.raises(NotFound):
            planning.do(command, Party, party, *words)
