"""Notes around the steps."""

from collections.abc import Callable

import pytest

from tests.domain.samples import an_edit, said
from tracker.domain.edit import Edit, Past
from tracker.domain.note import Note, NoteKind, title_of, write_note
from tracker.domain.permissions import Role
from tracker.domain.refusals import Forbidden, Gone, Invalid


def a_note(rev: int = 2) -> Note:
    return write_note(an_edit(rev=rev), "plan00000000", "goal", "Mehr Treffen", "i")


@pytest.mark.parametrize("kind", NoteKind)
def test_there_is_a_note_of_each_kind(kind: str) -> None:
    edit = an_edit()
    note = write_note(edit, "plan00000000", kind, " Zwei\r\nZeilen ", "i")
    assert (note.kind, note.text, note.rev, note.text_rev, edit.made) == (
        kind, "Zwei\nZeilen", 10, 10, note.id
    )  # fmt: skip
    assert said(edit) == [("present", False, True), ("text", None, "Zwei\nZeilen"), ("order_key", None, "i")]


@pytest.mark.parametrize(("kind", "text", "field"), [("nothing", "a", "kind"), ("goal", " \n ", "text")])
def test_a_note_needs_a_kind_and_a_text(kind: str, text: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        write_note(an_edit(), "plan00000000", kind, text, "i")
    assert refused.value.field == field


def test_two_who_rewrite_one_note_clash() -> None:
    note = a_note()
    note.rewrite(an_edit(rev=5), "Theirs", None)
    edit = an_edit(past=Past("Mehr Treffen", "Bernd"))
    note.rewrite(edit, "Mine", base=3)
    assert [(clash.kind, clash.mine, clash.theirs) for clash in edit.clashes] == [("note", "Mine", "Theirs")]
    assert note.text == "Theirs"


def test_a_trashed_note_is_gone_until_it_is_restored() -> None:
    note = a_note()
    note.trash(an_edit(rev=5))
    with pytest.raises(Gone):
        note.rewrite(an_edit(), "Neu", None)
    again = an_edit(rev=6)
    note.trash(again)
    assert (again.effects, note.rev) == ([], 5)
    note.restore(an_edit(rev=7))
    note.restore(again)
    assert (again.effects, note.rev, note.trashed_at) == ([], 7, None)


@pytest.mark.parametrize(
    ("role", "verb"),
    [
        (Role.READER, lambda note, edit: write_note(edit, note.plan_id, "goal", "a", "i")),
        (Role.READER, lambda note, edit: note.rewrite(edit, "a", None)),
        (Role.GUEST, Note.trash),
        (Role.GUEST, Note.restore),
    ],
)
def test_a_verb_asks_for_its_right(role: Role, verb: Callable[[Note, Edit], object]) -> None:
    with pytest.raises(Forbidden):
        verb(a_note(), an_edit(role))


def test_a_note_is_handed_to_one_step_and_stays() -> None:
    note, edit = a_note(), an_edit()
    note.hand_to(edit, "step00000000")
    assert (said(edit), note.rev) == ([("step_id", None, "step00000000")], 10)
    with pytest.raises(Invalid):
        note.hand_to(an_edit(), "step00000001")
    note.trash(an_edit())
    with pytest.raises(Gone):
        note.hand_to(an_edit(), "step00000001")


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("Mehr Treffen", "Mehr Treffen", ""),
        ("Mehr Treffen\n\nAuch abends\n", "Mehr Treffen", "Auch abends"),
        ("x" * 200, "x" * 200, ""),
        ("ab " * 100, "ab " * 65 + "ab…", ("ab " * 100).strip()),
        ("x" * 300, "x" * 199 + "…", "x" * 300),
    ],
)
def test_a_notes_first_line_is_the_title_of_its_step(text: str, title: str, rest: str) -> None:
    assert title_of(text) == (title, rest)
