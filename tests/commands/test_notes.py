"""Notes of the frame, as they are stored."""

import pytest

from tests.planning import Planning
from tracker.commands import notes
from tracker.domain.note import Note
from tracker.domain.refusals import Clash, Forbidden, Gone, Invalid, NotFound
from tracker.store.changes import found_notes


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
