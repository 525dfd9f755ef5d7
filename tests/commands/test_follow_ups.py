"""Who asks an owner that is not here, and by when."""

from datetime import timedelta

import pytest

from tests.planning import Planning
from tracker.commands import follow_ups, ownerships, parties, reversals, steps
from tracker.domain.follow_up import FollowUp
from tracker.domain.refusals import Forbidden, Gone, Invalid, NotFound
from tracker.store.follow_ups import open_follow_ups


class Asked:
    """A step for which the chamber is asked; the club asks."""

    def __init__(self, planning: Planning) -> None:
        self.planning, self.step = planning, planning.step()
        self.chamber, self.club = (planning.do(parties.add_party, name).made for name in ("Kammer", "Verein"))
        self.group = planning.do(parties.add_party, "KMU", "group").made
        self.ownership = planning.do(ownerships.ask, self.step, self.chamber, "lead").made

    def agree(self, until: str = "", **by: object) -> str:
        return self.planning.do(follow_ups.agree, self.step, self.chamber, self.club, until, **by).made

    def open(self) -> list[FollowUp]:
        return list(self.planning.database.read_now(open_follow_ups, self.step))


@pytest.fixture
def asked(planning: Planning) -> Asked:
    return Asked(planning)


def test_somebody_asks_within_two_weeks_or_by_the_day_said(asked: Asked) -> None:
    asked.agree()
    [one] = asked.open()
    assert (one.party_id, one.asker_id) == (asked.chamber, asked.club)
    assert one.until == asked.planning.day + timedelta(days=14)
    assert asked.agree("bis Ende Mai") == ""
    [same] = asked.open()
    assert (same.id, str(same.until)) == (one.id, "2026-05-31")


def test_each_effect_holds_the_whole_of_it(asked: Asked) -> None:
    id = asked.agree("12.5.2026")
    [made] = asked.planning.last_effects()
    assert (made.kind, made.id, made.field, made.was) == ("step", asked.step, "follow_up", None)
    assert made.now == {
        "id": id, "party": asked.chamber, "asker": asked.club, "until": "2026-05-12", "done": False
    }  # fmt: skip
    asked.planning.do(reversals.undo, asked.planning.rev)
    assert asked.open() == []
    asked.planning.do(reversals.undo, asked.planning.rev)
    assert [one.id for one in asked.open()] == [id]


@pytest.mark.parametrize("answer", ["accepted", "declined"])
def test_an_answer_ends_it_and_undoing_the_answer_brings_it_back(asked: Asked, answer: str) -> None:
    asked.agree()
    asked.planning.do(ownerships.answer, asked.step, asked.ownership, answer)
    assert asked.open() == []
    asked.planning.do(reversals.undo, asked.planning.rev)
    assert len(asked.open()) == 1


def test_it_ends_when_the_owner_is_taken_off_the_step_and_by_a_tick(asked: Asked) -> None:
    first = asked.agree()
    asked.planning.do(follow_ups.complete, asked.step, first)
    assert asked.open() == []
    asked.agree()
    asked.planning.do(ownerships.end, asked.step, asked.ownership)
    assert asked.open() == []


def test_it_ends_when_the_one_asked_takes_the_step(planning: Planning) -> None:
    step = planning.step()
    planning.do(ownerships.take, step, by=planning.people.bernd)
    bernd = planning.last_effects()[-1].now["party"]
    planning.do(ownerships.answer, step, planning.last_effects()[-1].now["id"], "asked")
    planning.do(follow_ups.agree, step, bernd, bernd)
    assert len(planning.database.read_now(open_follow_ups, step)) == 1
    planning.do(ownerships.take, step, by=planning.people.bernd)
    assert planning.database.read_now(open_follow_ups, step) == []


def test_what_makes_no_sense_is_refused_at_its_field(asked: Asked) -> None:
    do, agree, step = asked.planning.do, follow_ups.agree, asked.step
    for field, args in (
        ("party", (asked.club, asked.chamber)),
        ("asker", (asked.chamber, "000000000000")),
        ("asker", (asked.chamber, asked.group)),
        ("until", (asked.chamber, asked.club, "irgendwann")),
        ("until", (asked.chamber, asked.club, "laufend")),
    ):
        with pytest.raises(Invalid) as refused:
            do(agree, step, *args)
        assert refused.value.field == field
    do(ownerships.answer, step, asked.ownership, "accepted")
    with pytest.raises(Invalid) as refused:
        asked.agree()
    assert refused.value.reason == "has_answered"


def test_editors_agree_and_guests_do_not(asked: Asked) -> None:
    people = asked.planning.people
    for by in (people.deniz, people.guel):
        with pytest.raises(Forbidden):
            asked.agree(by=by)
    id = asked.agree(by=people.bernd)
    with pytest.raises(Forbidden):
        asked.planning.do(follow_ups.complete, asked.step, id, by=people.deniz)
    with pytest.raises(NotFound):
        asked.planning.do(follow_ups.complete, asked.planning.step("anderer"), id)
    asked.planning.do(steps.trash, asked.step)
    with pytest.raises(Gone):
        asked.planning.do(follow_ups.complete, asked.step, id)
