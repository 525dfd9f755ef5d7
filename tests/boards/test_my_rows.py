"""What waits for one person, in which of their lists."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from tests.planning import Planning
from tracker.boards.agenda import SOON, my_rows
from tracker.commands import follow_ups, ownerships, parties, steps, talk
from tracker.commands.contact_persons import add_contact_person
from tracker.domain.participant import Participant
from tracker.domain.party import Party
from tracker.pages.rows import AskRow, MentionRow, Row, StepRow
from tracker.store.plans import plans_of


def rows_of(planning: Planning, who: Participant | None = None, day: int = 0) -> list[Row]:
    """Of Anna; `day`: so many days from now."""
    who = who or planning.people.anna
    return planning.database.read_now(
        lambda s: my_rows(s, who, plans_of(s, who), "de", planning.day + timedelta(days=day))
    )


def parts(planning: Planning, who: Participant | None = None, day: int = 0) -> dict[str, str]:
    """By title of step, the list it is in."""
    return {row.title: row.part for row in rows_of(planning, who, day)}


def taken(planning: Planning, words: str, stage: str = "gathered") -> str:
    """A step that Anna has; its title are the words."""
    step = planning.step(words or "ohne", stage, words)
    planning.do(ownerships.take, step)
    return step


def party_of(planning: Planning, who: Participant) -> str:
    """The party that stands for somebody."""
    planning.do(ownerships.take, planning.step(f"von {who.name}"), by=who)
    return str(next(e.now["party"] for e in planning.last_effects() if e.field == "owner"))


def asked(planning: Planning, step: str, party: str, role: str = "lead", **by: Participant) -> str:
    return str(planning.do(ownerships.ask, step, party, role, **by).made)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("30.04.2026", "late"),
        ("Mai 2026", "now"),
        ("voraussichtlich im Mai 2026", "soon"),
        ("voraussichtlich im April 2026", "soon"),
        ("Juni 2026", "soon"),
        ("2.6.2026", "later"),
        ("bis 15.6.2026", "soon"),
        ("bis 16.6.2026", "later"),
        ("laufend", "ongoing"),
        ("", "undated"),
        ("zum nächsten Vollmond", "undated"),
        ("bis zum nächsten Treffen", "undated"),
    ],
)
def test_a_step_stands_by_when_it_is_due(planning: Planning, words: str, part: str) -> None:
    taken(planning, words)
    assert list(parts(planning).values()) == [part]


def test_soon_is_what_begins_within_four_weeks(planning: Planning) -> None:
    first = planning.day + SOON
    taken(planning, first.strftime("%d.%m.%Y"))
    assert [list(parts(planning, day=day).values()) for day in (-1, 0)] == [["later"], ["soon"]]


def test_what_waits_for_others_says_so_unless_it_is_late(planning: Planning) -> None:
    other = party_of(planning, planning.people.bernd)
    taken(planning, "Mai 2026", "waiting")
    taken(planning, "April 2026", "waiting")
    helps = planning.step("Hilft nur")
    asked(planning, helps, other)
    planning.do(ownerships.take, helps)
    found = {row.title: row for row in rows_of(planning) if isinstance(row, StepRow)}
    assert {title: (row.part, row.names) for title, row in found.items()} == {
        "Mai 2026": ("waiting", ""),
        "April 2026": ("late", ""),
        "Hilft nur": ("waiting", "Bernd"),
    }
    assert found["Hilft nur"].may_complete
    planning.do(ownerships.take, helps, by=planning.people.bernd)
    assert parts(planning)["Hilft nur"] == "undated"


def test_whom_i_asked_i_wait_for_until_they_answer(planning: Planning) -> None:
    other, step = party_of(planning, planning.people.bernd), planning.step("Bitte")
    kammer = planning.do(parties.add_party, "Ärztekammer").made
    ownership = asked(planning, step, other)
    asked(planning, step, kammer, "with")
    asked(planning, planning.step("Nur einbeziehen"), kammer, "involve")
    [row] = rows_of(planning)
    assert isinstance(row, StepRow)
    assert (row.part, row.names, row.may_complete) == ("waiting", "Ärztekammer, Bernd", False)
    planning.do(ownerships.answer, step, ownership, "accepted", by=planning.people.bernd)
    assert [row.names for row in rows_of(planning) if isinstance(row, StepRow)] == ["Ärztekammer"]
    assert "Bitte" not in parts(planning, planning.people.emil)


def test_whom_i_agreed_to_ask_is_listed_by_the_day_until_they_were_asked(planning: Planning) -> None:
    mine = party_of(planning, planning.people.anna)
    step, kammer = planning.step("Anfragen"), planning.do(parties.add_party, "Kammer").made
    asked(planning, step, kammer)
    assert parts(planning)["Anfragen"] == "waiting"
    made = planning.do(follow_ups.agree, step, kammer, mine, "10.05.2026").made
    rows = [row for row in rows_of(planning) if isinstance(row, AskRow)]
    assert [(one.id, one.asked, one.until, one.is_late) for one in rows] == [
        (made, "Kammer", "10. Mai 2026", False)
    ]
    assert rows[0].ownership
    assert "Anfragen" not in {row.title for row in rows_of(planning) if isinstance(row, StepRow)}
    late = [row.is_late for row in rows_of(planning, day=7) if isinstance(row, AskRow)]
    assert late == [True]
    planning.do(follow_ups.complete, step, made)
    assert parts(planning)["Anfragen"] == "waiting"


def test_an_editor_asks_and_does_not_answer_for_others(planning: Planning) -> None:
    bernd = planning.people.bernd
    mine, step = party_of(planning, bernd), planning.step("Anfragen")
    kammer = planning.do(parties.add_party, "Kammer").made
    asked(planning, step, kammer)
    planning.do(follow_ups.agree, step, kammer, mine)
    [row] = [row for row in rows_of(planning, bernd) if isinstance(row, AskRow)]
    assert (row.ownership, row.may_ask) == ("", True)


def test_a_mention_is_listed_with_what_was_said_and_not_for_ever(planning: Planning) -> None:
    party_of(planning, planning.people.anna)
    step = planning.step("Erwähnt")
    long = f"**@Anna** weiß das. {'Sehr lang ' * 30}"
    for text in ("Erst @Anna", long):
        planning.do(talk.comment, step, text, by=planning.people.bernd)
    rows = [row for row in rows_of(planning) if isinstance(row, MentionRow)]
    assert [row.said[:16] for row in rows] == ["@Anna weiß das. ", "Erst @Anna"]
    assert rows[0].said.endswith(" …")
    assert {(row.by, row.step) for row in rows} == {("Bernd", step)}
    assert [row.part for row in rows_of(planning, day=59) if isinstance(row, MentionRow)] == ["mentioned"] * 2
    assert not [row for row in rows_of(planning, day=62) if isinstance(row, MentionRow)]


def test_one_step_that_names_two_of_my_parties_is_one_row(planning: Planning) -> None:
    step = taken(planning, "Doppelt")
    again = planning.do(parties.add_party, "Auch Anna", "person").made

    def link(session: Session) -> None:
        session.get_one(Party, again).member_id = planning.people.anna.id
        session.flush()

    planning.database.write_now(link)
    asked(planning, step, again, "with", by=planning.people.bernd)
    [row] = rows_of(planning)
    assert row.part == "asked"


def test_lists_come_in_their_order_and_rows_by_day(planning: Planning) -> None:
    for words in ("laufend", "2.7.2026", "April 2026", "1.7.2026", "Mai 2026"):
        taken(planning, words)
    assert [row.title for row in rows_of(planning)] == [
        *("April 2026", "Mai 2026", "1.7.2026", "2.7.2026", "laufend")
    ]


def test_what_is_done_or_gone_waits_for_nobody(planning: Planning) -> None:
    party = party_of(planning, planning.people.bernd)
    mine = party_of(planning, planning.people.anna)
    for end in (lambda s: (steps.complete, s), lambda s: (steps.trash, s), lambda s: (steps.drop, s, "weil")):
        step = taken(planning, "")
        other = planning.step("gefragt")
        asked(planning, other, party)
        planning.do(follow_ups.agree, other, party, mine)
        for one in (step, other):
            planning.do(*end(one))
    assert {row.title for row in rows_of(planning)} == {"von Anna"}


def test_what_an_organisation_is_asked_its_contact_persons_are_asked(planning: Planning) -> None:
    anna, bernd = planning.people.anna, planning.people.bernd
    kammer, step = planning.do(parties.add_party, "Kammer").made, planning.step("Für die Kammer")
    ownership = asked(planning, step, kammer, by=planning.people.emil)
    assert "Für die Kammer" not in parts(planning, bernd)
    for who in (anna, bernd):
        planning.database.write_now(
            lambda s, who=who: add_contact_person(s, anna, planning.plan_id, kammer, who.id)
        )
    planning.do(talk.comment, step, "@Kammer?", by=planning.people.emil)
    assert [(row.part, getattr(row, "of", "")) for row in rows_of(planning, bernd)] == [
        ("asked", "Kammer"),
        ("mentioned", ""),
    ]
    planning.do(ownerships.answer, step, ownership, "accepted", by=bernd)
    assert [row.part for row in rows_of(planning, bernd)] == ["mentioned", "undated"]
    assert [row.part for row in rows_of(planning, anna)] == ["mentioned"]  # Bernd is in charge


def test_a_row_names_its_themes_in_the_order_of_the_plan(planning: Planning) -> None:
    first, second, third = (
        planning.do(parties.add_theme, name).made for name in ("Zuhause", "Arbeit", "Netz")
    )
    for words, themes in (("Juni 2026", [third, first]), ("Juli 2026", [second]), ("", [])):
        planning.do(steps.set_themes, taken(planning, words), themes)
    said = {
        row.title: [name for name, _ in row.themes] for row in rows_of(planning) if isinstance(row, StepRow)
    }
    assert said == {"Juni 2026": ["Zuhause", "Netz"], "Juli 2026": ["Arbeit"], "ohne": []}
