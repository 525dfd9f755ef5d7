"""Notes of the frame, as they are stored."""

from datetime import timedelta

import pytest

from tests.planning import Planning
from tracker.commands import notes, reversals, steps
from tracker.domain.change import Verb
from tracker.domain.note import Note
from tracker.domain.refusals import Clash, Forbidden, Gone, Invalid, NotFound
from tracker.domain.step import TRASH_LIFE, Step
from tracker.store.changes import found_notes
from tracker.store.purging import purge_steps


def texts(planning: Planning, kind: str) -> list[str]:
    found = planning.database.read_now(found_notes, planning.plan_id)
    return [note.text for note in found if note.kind == kind]


def test_notes_stand_in_the_order_in_which_they_came_by_kind(planning: Planning) -> None:
    for kind, text in (("goal", "a"), ("idea", "b"), ("goal", "c")):
        planning.do(notes.add, kind, text)
    assert (texts(planning, "goal"), texts(planning, "idea")) == (["a", "c"], ["b"])


def test_a_note_is_rewritten_trashed_and_restored_to_its_place(planning: Planning) -> None:
    first = planning.do(notes.add, "goal", "a").made
    planning.do(notes.add, "goal", "b")
    planning.do(notes.rewrite, first, "A", 1)
    planning.do(notes.trash, first)
    assert texts(planning, "goal") == ["b"]
    with pytest.raises(Gone):
        planning.do(notes.rewrite, first, "AA", None)
    planning.do(notes.restore, first)
    assert texts(planning, "goal") == ["A", "b"]


def test_two_who_rewrite_a_note_from_the_same_base_clash(planning: Planning) -> None:
    note_id = planning.do(notes.add, "goal", "a").made
    planning.do(notes.rewrite, note_id, "theirs", 1, by=planning.people.bernd)
    with pytest.raises(Clash) as clash:
        planning.do(notes.rewrite, note_id, "mine", 1)
    assert [(one.mine, one.theirs, one.was, one.by) for one in clash.value.clashes] == [
        ("mine", "theirs", "a", "Bernd")
    ]
    assert planning.one(Note, note_id).text == "theirs"


def test_a_reader_writes_none_a_guest_trashes_none_a_stranger_finds_none(planning: Planning) -> None:
    people, note_id = planning.people, planning.do(notes.add, "goal", "a").made
    with pytest.raises(Forbidden):
        planning.do(notes.add, "goal", "b", by=people.guel)
    with pytest.raises(Forbidden):
        planning.do(notes.add, "nonsense", "b", by=people.guel)
    with pytest.raises(Forbidden):
        planning.do(notes.trash, note_id, by=people.deniz)
    for command, args in ((notes.rewrite, ("b", None)), (notes.trash, ()), (notes.restore, ())):
        with pytest.raises(NotFound):
            planning.do(command, note_id, *args, by=people.clara)
        with pytest.raises(NotFound):
            planning.do(command, "000000000000", *args)


@pytest.mark.parametrize("kind", ["", "nonsense", "Goal"])
def test_a_note_of_no_kind_is_refused(planning: Planning, kind: str) -> None:
    with pytest.raises(Invalid) as refused:
        planning.do(notes.add, kind, "a")
    assert refused.value.field == "kind"


def test_a_note_becomes_a_step_and_stays_linked_to_it_in_one_change(planning: Planning) -> None:
    note = planning.do(notes.add, "idea", "Ein Fest\nMit Musik").made
    rev = planning.rev
    made = planning.do(notes.take_up, note).made
    step, kept = planning.one(Step, made), planning.one(Note, note)
    assert (step.title, step.text, step.stage_id) == ("Ein Fest", "Mit Musik", planning.stages["gathered"])
    assert (kept.step_id, kept.text, kept.trashed_at, kept.rev) == (
        made,
        "Ein Fest\nMit Musik",
        None,
        rev + 1,
    )
    assert (planning.rev, planning.changes()[-1].verb) == (rev + 1, Verb.NOTE_TAKEN_UP)
    with pytest.raises(Invalid):
        planning.do(notes.take_up, note)
    assert len(planning.all(Step)) == 1


def test_a_need_and_an_offer_become_one_step_and_an_undo_parts_them(planning: Planning) -> None:
    need = planning.do(notes.add, "need", "Einen Raum").made
    offer = planning.do(notes.add, "offer", "Die Aula, abends").made
    made = planning.do(notes.take_up, need, offer, planning.stages["agreed"]).made
    step = planning.one(Step, made)
    assert (step.title, step.text, step.stage_id) == (
        "Einen Raum",
        "Die Aula, abends",
        planning.stages["agreed"],
    )
    assert {planning.one(Note, id).step_id for id in (need, offer)} == {made}
    planning.do(reversals.undo, planning.rev)
    assert {planning.one(Note, id).step_id for id in (need, offer)} == {None}
    assert planning.one(Step, made).trashed_at is not None
    assert planning.do(notes.take_up, offer).made


def test_only_a_need_and_an_offer_are_joined(planning: Planning) -> None:
    ids = {kind: planning.do(notes.add, kind, kind).made for kind in ("need", "offer", "idea")}
    for one, other in (("offer", "need"), ("need", "idea"), ("idea", "offer"), ("need", "need")):
        with pytest.raises(Invalid):
            planning.do(notes.take_up, ids[one], ids[other])
    planning.do(notes.trash, ids["offer"])
    with pytest.raises(Gone):
        planning.do(notes.take_up, ids["need"], ids["offer"])
    with pytest.raises(Forbidden):
        planning.do(notes.take_up, ids["need"], by=planning.people.guel)
    assert planning.all(Step) == []


def test_a_note_whose_step_is_removed_for_good_can_be_taken_up_again(planning: Planning) -> None:
    note = planning.do(notes.add, "idea", "Ein Fest").made
    step = planning.do(notes.take_up, note).made
    planning.do(steps.trash, step)
    later = planning.time.now + TRASH_LIFE + timedelta(days=1)
    planning.database.write_now(lambda session: purge_steps(session, [step], later))
    assert planning.one(Note, note).step_id is None
    assert planning.do(notes.take_up, note).made != step
