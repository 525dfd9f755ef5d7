"""Two plans are equal when a file says the same of them, however it says it."""

from dataclasses import replace
from typing import Any

import pytest

from tests.plan_file.files import plan, step
from tests.plan_file.test_writing import FULL
from tracker.domain.note import NoteKind
from tracker.plan_file.canonical import canonical, canonical_json
from tracker.plan_file.document import MeetingEntry, NoteEntry
from tracker.plan_file.reading import read_plan_file


def same(one: str, other: str) -> bool:
    return canonical_json(read_plan_file(one)) == canonical_json(read_plan_file(other))


def test_marks_lines_and_spelling_of_the_grammar_do_not_count() -> None:
    one = step("  - Wer: Anna\n  - Thema: b, a\n", "a {#k7m2p9x4wd3h}", head="themes: [a, b]\n")
    other = step("\n  - Thema: a, b\n\n  - owner: Anna (asked)\n", "a", head="\nthemes:\n- a\n- b\n")
    assert same(one, other)


def test_sections_may_stand_in_any_order() -> None:
    one = plan("## Ziele\n- a\n## Wünsche\n- b\n## Schritte\n- [ ] c\n## Ziele\n- d\n")
    assert same(one, plan("## Steps\n- [ ] c\n## Wishes\n- b\n## Goals\n- a\n- d\n"))


def test_steps_keep_their_order_only_within_a_stage() -> None:
    a, b, done = "- [ ] a\n", "- [ ] b\n", "- [x] c\n"
    assert same(plan("## Schritte\n" + a + done + b), plan("## Schritte\n" + done + a + b))
    assert not same(plan("## Schritte\n" + a + b), plan("## Schritte\n" + b + a))


def test_saying_the_usual_stage_changes_nothing() -> None:
    assert same(step(), step("  - Stand: Gesammelt\n"))
    assert same(step(box="[x]"), step("  - Stage: Done\n"))
    assert not same(step(), step("  - Stand: Vereinbart\n"))


def test_a_region_that_is_its_own_state_needs_not_say_so() -> None:
    assert same(plan(""), plan("", "states: [Hessen]\n"))
    assert not same(plan(""), plan("", "states: [Hessen, Bayern]\n"))


STEP: dict[str, Any] = {
    "title": "a",
    "text": "Zuerst",
    "owners": FULL.steps[0].owners[1:],
    "deadline": None,
    "themes": (),
    "stage": "Vereinbart",
    "goal": "",
    "needed": "",
    "checklist": FULL.steps[0].checklist[1:],
    "done": True,
}


@pytest.mark.parametrize(
    "change",
    [
        {"title": "a"},
        {"goal": ""},
        {"agreed": None},
        {"period": ""},
        {"contact": ""},
        {"deputy": ""},
        {"language": "en"},
        {"themes": tuple(reversed(FULL.themes))},
        {"parties": FULL.parties[1:]},
        {"meeting": MeetingEntry("Folgetreffen")},
        {"notes": (*FULL.notes, NoteEntry(NoteKind.IDEA, "a"))},
        {"steps": FULL.steps[1:]},
        *(
            {"steps": (replace(FULL.steps[0], **{field: value}), FULL.steps[1])}
            for field, value in STEP.items()
        ),
        {"steps": (FULL.steps[0], replace(FULL.steps[1], result=""))},
    ],
)
def test_every_field_counts(change: dict[str, Any]) -> None:
    assert canonical(replace(FULL, **change)) != canonical(FULL)
