"""One step with everything its page shows, also when it has left the board; and the page around the steps."""

import pytest

from tests.boards.scenes import a_scene
from tests.planning import Planning
from tracker.boards.boards import Boards
from tracker.boards.step_parts import EditParts
from tracker.commands import ownerships, steps
from tracker.domain.refusals import NotFound


async def test_a_step_is_read_at_the_plans_rev(boards: Boards, planning: Planning) -> None:
    scene = a_scene(planning)
    planning.do(steps.retell, scene.owned, None, "Alle 40 anrufen", None)
    parts = await boards.step(planning.plan_id, scene.owned, "de", planning.day)
    assert (parts.rev, parts.epoch) == (planning.rev, planning.epoch)
    assert (parts.card.title, parts.text, parts.words) == (
        "Betriebe ansprechen", "Alle 40 anrufen", "voraussichtlich im Mai"
    )  # fmt: skip
    assert (parts.stage.kind, parts.stage.name, len(parts.stages)) == ("working", "In Arbeit", 5)
    assert [owner.name for owner in parts.card.owners] == ["Handwerkskammer Köln"]
    assert [theme.name for theme in parts.card.themes] == ["Netzwerk"]
    assert [theme.name for theme in parts.themes] == ["Netzwerk", "Ohne Schritt"]
    assert [party.mark for party in parts.parties] == ["HK", "V"]
    assert (parts.dropped, parts.trashed) == (None, None)
    english = await boards.step(planning.plan_id, scene.owned, "en", planning.day)
    assert english.stage.name != parts.stage.name


async def test_a_step_that_has_left_the_board_says_when_by_whom_and_why(
    boards: Boards, planning: Planning
) -> None:
    scene = a_scene(planning)
    planning.do(steps.drop, scene.open, "fehlt Geld", by=planning.people.bernd)
    dropped = (await boards.step(planning.plan_id, scene.open, "de", planning.day)).dropped
    assert dropped
    assert (dropped.by, dropped.reason) == ("Bernd", "fehlt Geld")
    assert "2026" in dropped.day_text
    trashed = (await boards.step(planning.plan_id, scene.trashed, "de", planning.day)).trashed
    assert trashed
    assert (trashed.by, trashed.reason) == ("Anna", "")


async def test_the_trash_lists_what_was_trashed_and_dropped_last_first(
    boards: Boards, planning: Planning
) -> None:
    one, two, three = (planning.step(title) for title in ("eins", "zwei", "drei"))
    planning.do(steps.trash, one)
    planning.do(steps.trash, two, by=planning.people.bernd)
    planning.do(steps.drop, three, "fehlt Geld")
    trashed, dropped = await boards.away_rows(planning.plan_id, "de")
    assert [(row.title, row.number, row.away.by) for row in trashed] == [
        ("zwei", 2, "Bernd"),
        ("eins", 1, "Anna"),
    ]
    assert [(row.title, row.away.reason) for row in dropped] == [("drei", "fehlt Geld")]
    planning.do(steps.restore, two)
    planning.do(steps.trash, three)
    trashed, dropped = await boards.away_rows(planning.plan_id, "de")
    assert ([row.title for row in trashed], dropped) == (["drei", "eins"], [])
    planning.do(steps.trash, two)
    trashed, _ = await boards.away_rows(planning.plan_id, "de")
    assert (trashed[0].title, trashed[0].away.by) == ("zwei", "Anna")


async def test_a_step_that_is_not_in_this_plan_is_not_found(boards: Boards, planning: Planning) -> None:
    step_id = planning.step()
    for plan_id, wanted in ((planning.plan_id, "000000000000"), ("000000000000", step_id)):
        with pytest.raises(NotFound):
            await boards.step(plan_id, wanted, "de", planning.day)


async def test_what_stands_around_the_steps_is_read_for_editing(boards: Boards, planning: Planning) -> None:
    a_scene(planning)
    parts = await boards.edit_parts(planning.plan_id, "de", planning.day)
    assert isinstance(parts, EditParts)
    assert parts.goal == "Mehr <Kooperation> & Nähe"
    assert [(one.title, one.words) for one in parts.meetings] == [("Folgetreffen", "12.06.2026")]
    assert parts.past == parts.removed == []
    assert {kind: [note.text for note in notes] for kind, notes in parts.frame.notes.items()} == {
        "goal": ["Mehr\nTreffen"]
    }


async def test_owners_stand_lead_first_and_who_declined_is_left_out_of_the_card(
    boards: Boards, planning: Planning
) -> None:
    scene = a_scene(planning)
    planning.do(ownerships.take, scene.owned)
    card = (await boards.step(planning.plan_id, scene.owned, "de", planning.day)).card
    assert [(owner.name, owner.role) for owner in card.owners] == [
        ("Handwerkskammer Köln", "lead"), ("Anna", "with")
    ]  # fmt: skip
    planning.do(ownerships.answer, scene.owned, scene.ownership, "declined")
    card = (await boards.step(planning.plan_id, scene.owned, "de", planning.day)).card
    assert [owner.name for owner in card.shown_owners] == ["Anna"]
    assert len(card.owners) == 2
