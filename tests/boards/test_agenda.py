"""What somebody sees across plans: counts, their own next steps, the next meetings."""

from datetime import timedelta

from sqlmodel import Session

from tests.boards.scenes import a_scene
from tests.planning import Planning, set_next_meeting
from tracker.boards.boards import Boards
from tracker.boards.plain import plan_json
from tracker.commands import follow_ups, ownerships, parties, steps
from tracker.domain.ownership import Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import Party
from tracker.pages.rows import StepRow
from tracker.store.plans import FoundPlan, plans_of


def found(planning: Planning, who: Participant) -> list[FoundPlan]:
    return list(planning.database.read_now(plans_of, who))


async def steps_of(boards: Boards, planning: Planning, who: Participant) -> list[StepRow]:
    rows = (await boards.agenda(who, "de", planning.day)).rows
    return [row for row in rows if isinstance(row, StepRow)]


async def test_the_counts_of_a_plan_are_those_of_its_cards(boards: Boards, planning: Planning) -> None:
    a_scene(planning)
    planning.step("laufend", words="laufend")
    planning.step("bis heute", words="04.05.2026")
    planning.step("vielleicht", words="voraussichtlich im April 2026")
    planning.do(steps.drop, planning.step("weg", words="im April 2026"), "fehlt Geld")
    done = planning.step("fertig", words="im April 2026")
    planning.do(steps.complete, done)
    row = (await boards.plan_rows(found(planning, planning.people.anna), planning.day))[0]
    cards = [
        (await boards.step(planning.plan_id, step["id"], "de", planning.day)).card
        for step in planning.database.read_now(plan_json, planning.plan_id)["steps"]  # type: ignore[index]
    ]
    assert (
        (row.open, row.done) == (sum(not c.done for c in cards), sum(bool(c.done) for c in cards)) == (6, 2)
    )
    assert row.late == sum(card.deadline.lateness == "late" for card in cards if card.deadline) == 1
    assert row.unowned == sum(not card.done and not card.answer for card in cards) == 6


async def test_asked_counts_as_nobody_until_somebody_sees_to_an_answer(
    boards: Boards, planning: Planning
) -> None:
    scene = a_scene(planning)

    async def counted() -> tuple[int, str]:
        row = (await boards.plan_rows(found(planning, planning.people.anna), planning.day))[0]
        return row.unowned, (await boards.step(planning.plan_id, scene.owned, "de", planning.day)).card.answer

    assert await counted() == (3, "")
    agreed = planning.do(follow_ups.agree, scene.owned, scene.party, scene.spare_party).made
    assert await counted() == (2, "asked")
    planning.do(follow_ups.complete, scene.owned, agreed)
    assert await counted() == (3, "")
    planning.do(ownerships.answer, scene.owned, scene.ownership, "accepted")
    assert await counted() == (2, "accepted")
    planning.do(ownerships.answer, scene.owned, scene.ownership, "declined")
    assert await counted() == (3, "")


async def test_a_plan_without_steps_counts_none_and_nobody_has_no_rows(
    boards: Boards, planning: Planning
) -> None:
    rows = await boards.plan_rows(found(planning, planning.people.guel), planning.day)
    assert [(row.open, row.done, row.late, row.unowned) for row in rows] == [(0, 0, 0, 0)]
    assert await boards.plan_rows([], planning.day) == []
    for stranger in (planning.people.nobody, planning.people.deniz):
        assert (await boards.agenda(stranger, "de", planning.day)).rows == []


async def test_my_steps_are_those_i_have_or_am_asked_to_take_by_deadline(
    boards: Boards, planning: Planning
) -> None:
    anna = planning.people.anna
    made = {
        words: planning.step(words or "ohne", words=words) for words in ("", "im Juni", "im Mai", "laufend")
    }
    for step_id in made.values():
        planning.do(ownerships.take, step_id)
    mine = planning.all(Ownership)[0].party_id
    asked = planning.step("gefragt", words="im Juli")
    planning.do(ownerships.ask, asked, mine, "with", by=planning.people.bernd)
    for away in (steps.trash, steps.complete):
        step_id = planning.step("weg")
        planning.do(ownerships.take, step_id)
        planning.do(away, step_id)
    only_involved = planning.step("nur informiert")
    planning.do(ownerships.ask, only_involved, mine, "involve", by=planning.people.bernd)
    planning.step("von niemandem")
    rows = await steps_of(boards, planning, anna)
    assert [row.title for row in rows if row.deadline and row.deadline.last] == [
        "gefragt",
        "im Mai",
        "im Juni",
    ]
    assert {row.title for row in rows} == {"im Mai", "im Juni", "gefragt", "ohne", "laufend"}
    assert [row.title for row in rows if row.asked] == ["gefragt"]
    assert {row.title: row.part for row in rows} == {
        "im Mai": "now",
        "im Juni": "soon",
        "gefragt": "asked",
        "ohne": "undated",
        "laufend": "ongoing",
    }
    assert all(row.may_complete and row.plan.region == "Nordrhein-Westfalen" for row in rows)
    ownership = next(row.asked for row in rows if row.asked)
    planning.do(ownerships.answer, asked, ownership, "declined")
    rows = await steps_of(boards, planning, anna)
    assert "gefragt" not in {row.title for row in rows}


async def test_a_reader_sees_their_step_without_a_way_to_complete_it(
    boards: Boards, planning: Planning
) -> None:
    guel = planning.people.guel
    planning.do(parties.add_party, "Gül", "person")
    party = planning.do(parties.add_party, "Gül", "person").value

    def link(session: Session) -> None:
        session.get_one(Party, party).member_id = guel.id
        session.flush()

    planning.database.write_now(link)
    planning.do(ownerships.ask, planning.step(), party, "lead")
    rows = await steps_of(boards, planning, guel)
    assert [(row.may_complete, bool(row.asked)) for row in rows] == [(False, True)]


async def test_meetings_are_listed_until_they_are_past(boards: Boards, planning: Planning) -> None:
    anna = planning.people.anna
    other = planning.another_plan()
    planning.do(set_next_meeting, "Folgetreffen", "12.06.2026", None)
    planning.database.write_now(
        lambda session, edit: set_next_meeting(session, edit, other, "Auftakt", "10.06.2026", None),
        feeds=(f"plan:{other}",),
        by=anna,
    )
    day = planning.day

    async def titles(after: int) -> list[str]:
        agenda = await boards.agenda(anna, "de", day + timedelta(days=after))
        return [row.title for row in agenda.beside.meetings]

    june_12 = 39  # days after the fourth of May
    assert await titles(0) == ["Auftakt", "Folgetreffen"]
    assert await titles(june_12) == ["Folgetreffen"]
    assert await titles(june_12 + 1) == []
