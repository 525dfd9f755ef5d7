"""Each Change is one sentence in both languages, about what it was about."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import Session

from tests.boards.asking import told_since
from tests.boards.scenes import VERBS, a_scene
from tests.planning import Planning
from tracker.boards.sayings import LONGEST, say
from tracker.commands import notes, ownerships, quick_steps, steps
from tracker.domain.change import Verb
from tracker.domain.note import Note
from tracker.domain.stage import Stage
from tracker.domain.step import Step
from tracker.language.texts import LOCALES
from tracker.rendering import Rendering
from tracker.store.changes import FoundChange

ABOUT_NO_STEP = {
    Verb.PLAN_STARTED, Verb.PLAN_EDITED, Verb.PARTY_ADDED, Verb.THEME_ADDED, Verb.MEETING_SET,
    Verb.PARTY_RENAMED, Verb.PARTY_REMOVED, Verb.THEME_RENAMED, Verb.THEME_REMOVED, Verb.CHANGE_REVERSED,
    Verb.MEETING_SIGN_UP, Verb.MEETING_SIGNED_UP, Verb.MEETING_ADDED, Verb.MEETING_TRASHED, Verb.MEETING_RESTORED,
    Verb.STAGE_ADDED, Verb.STAGE_RENAMED, Verb.STAGE_PLACED, Verb.STAGE_TRASHED,
    Verb.STEPS_IMPORTED, Verb.CONTACT_NAMED, Verb.PERSON_ERASED, Verb.HANDED_OVER,
    Verb.VISIBILITY_SET, Verb.GUEST_CLAIMED, Verb.NAME_CHANGED,
}  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("verb", Verb)
def test_every_verb_has_a_sentence_with_who_and_what(verb: Verb, locale: str) -> None:
    change = FoundChange(1, "", verb, "Anna", [])
    sentence = say(locale, change, {}, {}, {})
    assert "{" not in sentence
    if verb is Verb.PERSON_ERASED:
        assert "Anna" not in sentence, "it is told without anybody's name"
        return
    assert "Anna" in sentence
    assert say(locale, FoundChange(1, "", verb, "", []), {}, {}, {}) != sentence


def test_every_sentence_names_what_it_is_about(planning: Planning, rendering: Rendering) -> None:
    scene = a_scene(planning)
    for turn, (verb, do) in enumerate(VERBS):
        rev = planning.rev
        do(scene)
        by = told_since(planning, rendering, rev, locale=LOCALES[turn % 2])["by"]
        if verb in (Verb.PERSON_ERASED, Verb.GUEST_CLAIMED, Verb.NAME_CHANGED):
            by = by[-1:]  # before it there was somebody to erase, to claim or to call otherwise
        assert [one["rev"] for one in by] == [planning.rev]
        if verb is not Verb.PERSON_ERASED:  # who erased themselves is nobody by then
            assert by[0]["actor"].startswith(("Anna", "Bernd", "Emil")), verb
        assert not re.search("„“|“”", by[0]["say"]), (verb, by[0]["say"])
        if verb not in ABOUT_NO_STEP:
            texts = [note.text.split("\n")[0] for note in planning.all(Note)]
            titles = [*texts, *(step.title for step in planning.all(Step))]
            assert any(title in by[0]["say"] for title in titles), (verb, by[0]["say"])


def sentence_of(planning: Planning, rendering: Rendering, do: Callable[[], object]) -> str:
    rev = planning.rev
    do()
    said: str = told_since(planning, rendering, rev)["by"][0]["say"]
    return said


def test_a_step_moved_within_its_stage_is_told_with_that_stage(
    planning: Planning, rendering: Rendering
) -> None:
    one, other = planning.step("Eins", "working"), planning.step("Zwei", "working")
    said = sentence_of(
        planning, rendering, lambda: planning.do(steps.place, other, planning.stages["working"], one)
    )
    assert said == "Anna: „Zwei“ steht jetzt in „In Arbeit“"


def test_a_move_that_spreads_the_list_anew_is_told_of_the_step_that_moved(
    planning: Planning, rendering: Rendering
) -> None:
    one, other = planning.step("Eins"), planning.step("Zwei")

    def crowd(session: Session) -> None:
        session.get_one(Step, one).order_key = "0" * 60 + "1"
        session.flush()

    planning.database.write_now(crowd)
    said = sentence_of(
        planning, rendering, lambda: planning.do(steps.place, other, planning.stages["gathered"], one)
    )
    assert said == "Anna: „Zwei“ steht jetzt in „Gesammelt“"
    assert len(planning.last_effects()) == 2


def test_taking_a_step_is_told_as_that_even_when_the_party_is_new(
    planning: Planning, rendering: Rendering
) -> None:
    step_id = planning.step("Eins")
    said = sentence_of(planning, rendering, lambda: planning.do(ownerships.take, step_id))
    assert said == "Anna übernimmt „Eins“"


def test_a_stage_is_named_as_the_reader_sees_it(planning: Planning, rendering: Rendering) -> None:
    step_id = planning.step("Eins")

    def rename(session: Session) -> None:
        session.get_one(Stage, planning.stages["working"]).name = "Am Laufen"
        session.flush()

    planning.database.write_now(rename)
    planning.do(steps.place, step_id, planning.stages["working"])
    planning.do(steps.place, step_id, planning.stages["waiting"])
    for locale, waiting in (("de", "Wartet auf …"), ("en", "Waiting for …")):
        first, second = told_since(planning, rendering, 1, locale=locale)["by"]
        assert "Am Laufen" in first["say"]
        assert waiting in second["say"]


def test_a_long_text_is_cut_to_its_first_line(planning: Planning, rendering: Rendering) -> None:
    said = sentence_of(
        planning, rendering, lambda: planning.do(notes.add, "goal", "x" * 200 + "\nzweite Zeile")
    )
    assert "zweite" not in said
    assert "x" * (LONGEST - 1) + "…" in said
    assert "x" * LONGEST not in said


def test_steps_added_at_once_are_told_by_how_many(planning: Planning, rendering: Rendering) -> None:
    lines = "- [ ] Eins\n- [ ] Zwei @Kammer im Mai"
    said = sentence_of(planning, rendering, lambda: planning.do(quick_steps.add, lines))
    assert said == "Anna: 2 neue Schritte in „Gesammelt“"
