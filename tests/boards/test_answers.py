"""What the drawer says of an owner: who asked, who answered or recorded it, when and how."""

import pytest

from tests.planning import Planning
from tracker.boards.answers import answer_views
from tracker.commands import ownerships, parties, reversals
from tracker.domain.ownership import Ownership


@pytest.fixture
def asked(planning: Planning) -> tuple[str, str]:
    """A step and the ownership of the chamber that Bernd asked."""
    step = planning.step()
    chamber = planning.do(parties.add_party, "Kammer").made
    return step, planning.do(ownerships.ask, step, chamber, "lead", by=planning.people.bernd).made


def said(planning: Planning, step: str, locale: str = "de") -> list[tuple[str, str]]:
    found = planning.database.read_now(answer_views, planning.plan_id, step, locale)
    return [(one.said, one.asked) for one in found.values()]


@pytest.mark.parametrize(
    ("locale", "how", "sentence"),
    [
        ("de", "phone", "zugesagt telefonisch, 4. Mai 2026, eingetragen von Anna"),
        ("de", "room", "zugesagt im Raum, 4. Mai 2026, eingetragen von Anna"),
        ("de", "mail", "zugesagt per Mail, 4. Mai 2026, eingetragen von Anna"),
        ("de", "app", "zugesagt, 4. Mai 2026, durch Anna"),
        ("en", "phone", "accepted by phone, 4 May 2026, recorded by Anna"),
    ],
)
def test_an_answer_of_others_names_way_day_and_who_recorded_it(
    planning: Planning, asked: tuple[str, str], locale: str, how: str, sentence: str
) -> None:
    planning.do(ownerships.answer, *asked, "accepted", how)
    [(answer, before)] = said(planning, asked[0], locale)
    assert answer == sentence
    assert "Bernd" in before


def test_who_is_asked_is_named_with_who_asked(planning: Planning, asked: tuple[str, str]) -> None:
    assert said(planning, asked[0]) == [("angefragt von Bernd, 4. Mai 2026", "")]
    planning.do(ownerships.answer, *asked, "declined", "phone")
    planning.do(ownerships.answer, *asked, "asked")
    assert said(planning, asked[0]) == [("angefragt von Bernd, 4. Mai 2026", "")]


def test_who_takes_a_step_has_said_so_themselves(planning: Planning) -> None:
    step = planning.step()
    planning.do(ownerships.take, step)
    assert said(planning, step) == [("zugesagt, 4. Mai 2026", "")]


def test_undo_brings_back_the_way_an_answer_came(planning: Planning, asked: tuple[str, str]) -> None:
    planning.do(ownerships.answer, *asked, "accepted", "phone")
    phoned = planning.rev
    planning.do(ownerships.answer, *asked, "asked")
    planning.do(reversals.undo, planning.rev)
    assert planning.one(Ownership, asked[1]).answered_how == "phone"
    planning.do(reversals.undo, phoned)
    assert planning.one(Ownership, asked[1]).answer == "asked"
