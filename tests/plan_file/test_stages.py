"""Stages of a plan's own, and where a step stands."""

from tests.plan_file.files import plan, step
from tracker.domain.stage import StageKind
from tracker.plan_file.document import StageEntry
from tracker.plan_file.reading import read_plan_file


def test_own_stages_say_their_kind_or_it_is_guessed() -> None:
    head = "stages: [Neu, Los, Wartet auf Kammer (Wartet), Geschafft (done), Agreed]\n"
    assert read_plan_file(plan("", head)).stages == (
        StageEntry("Neu", StageKind.GATHERED),
        StageEntry("Los", StageKind.WORKING),
        StageEntry("Wartet auf Kammer", StageKind.WAITING),
        StageEntry("Geschafft", StageKind.DONE),
        StageEntry("Agreed", StageKind.AGREED),
    )


def test_the_last_stage_is_for_what_is_done() -> None:
    assert read_plan_file(plan("", "stages: [Neu, Fertig]\n")).stages == (
        StageEntry("Neu", StageKind.GATHERED),
        StageEntry("Fertig", StageKind.DONE),
    )


def test_the_usual_five_are_no_own_stages() -> None:
    head = "stages: [Gesammelt, Vereinbart, In Arbeit, Wartet auf …, Erledigt]\n"
    assert read_plan_file(plan("", head)).stages is None


def test_a_step_stands_where_it_says_else_where_its_box_says() -> None:
    file = step("  - Stand: done\n- [ ] b\n- [x] c\n  - Stand: Los\n", head="stages: [Neu, Los, Fertig]\n")
    assert [(step.stage, step.done) for step in read_plan_file(file).steps] == [
        ("Fertig", True),
        ("Neu", False),
        ("Fertig", True),
    ]
