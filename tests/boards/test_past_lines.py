"""Each Change is told in the history, in both languages, with who and about what."""

from datetime import timedelta

import pytest

from tests.boards.scenes import VERBS, a_scene
from tests.planning import NOON, Planning
from tracker.boards.history import PAGE, Reader, past_parts
from tracker.commands import quick_steps, reversals, steps
from tracker.domain.change import Verb
from tracker.domain.permissions import Role
from tracker.domain.reversal import NEEDS
from tracker.language.texts import LOCALES, all_keys
from tracker.store.past import Wanted


@pytest.mark.parametrize("locale", LOCALES)
def test_every_verb_has_its_sentence(locale: str) -> None:
    assert {f"history.{verb}" for verb in Verb} <= all_keys(locale)


def reader_of(planning: Planning, locale: str = "de") -> Reader:
    return Reader(planning.people.anna, Role.FACILITATOR, locale, NOON.date())


@pytest.mark.parametrize("locale", LOCALES)
def test_every_change_is_told_with_who_and_without_gaps(planning: Planning, locale: str) -> None:
    scene = a_scene(planning)
    reader = reader_of(planning, locale)
    for verb, do in VERBS:
        do(scene)
        past = planning.database.read_now(past_parts, planning.plan_id, Wanted(), reader)
        line = past.days[0].lines[0]
        assert line.rev == planning.rev, verb
        assert verb is Verb.PERSON_ERASED or line.sentence.startswith(("Anna ", "Bernd ")), verb
        assert not any(gap in line.sentence for gap in ("„“", "“”", "{", "None")), (verb, line.sentence)
        assert all(part.was != part.now for part in line.parts), (verb, line.parts)
        assert line.may_undo == (verb in NEEDS or verb == Verb.CHANGE_REVERSED), verb
        assert bool(line.why_not) != line.may_undo, verb


def test_pages_follow_each_other_without_gap_or_repeat(planning: Planning) -> None:
    step = planning.step()
    for turn in range(2 * PAGE):
        planning.do(steps.retell, step, f"Titel {turn}", None, None)
    revs, before = [], None
    while True:
        past = planning.database.read_now(
            past_parts, planning.plan_id, Wanted(before=before), reader_of(planning)
        )
        revs += [line.rev for day in past.days for line in day.lines]
        before = past.older
        if before is None:
            break
    assert revs == list(range(planning.rev, 0, -1))


def test_days_are_those_of_berlin(planning: Planning) -> None:
    planning.time.now = NOON.replace(hour=21, minute=59)
    planning.step("Vor Mitternacht")
    planning.time.now = NOON.replace(hour=22, minute=1)
    planning.step("Nach Mitternacht")
    reader = Reader(planning.people.anna, Role.FACILITATOR, "de", NOON.date() + timedelta(days=1))
    past = planning.database.read_now(past_parts, planning.plan_id, Wanted(), reader)
    assert [day.name for day in past.days[:2]] == ["Heute", "Gestern"]


def test_a_name_is_that_of_today_and_who_has_gone_is_somebody(planning: Planning) -> None:
    step = planning.step("Kick-off")
    planning.do(steps.retell, step, "Auftakt", None, None)
    past = planning.database.read_now(past_parts, planning.plan_id, Wanted(), reader_of(planning))
    told = [line.sentence for day in past.days for line in day.lines]
    assert told == ["Anna hat Schritt 1 „Auftakt“ geändert", "Anna hat Schritt 1 „Auftakt“ hinzugefügt"]


@pytest.mark.parametrize(
    ("locale", "added", "undone"),
    [
        ("de", "Anna hat 3 Schritte hinzugefügt", "Anna hat eine Änderung rückgängig gemacht: 3 Schritte"),
        ("en", "Anna added 3 steps", "Anna undid a change: 3 steps"),
    ],
)
def test_steps_added_at_once_are_one_line_that_says_how_many(
    planning: Planning, locale: str, added: str, undone: str
) -> None:
    planning.do(quick_steps.add, "Eins\nZwei @Kammer im Mai\nDrei #Neu")
    planning.do(reversals.undo, planning.rev)
    for number in (None, 1, 2, 3):
        past = planning.database.read_now(
            past_parts, planning.plan_id, Wanted(step=number), reader_of(planning, locale)
        )
        told = [(line.sentence, line.step, list(line.parts)) for line in past.days[0].lines]
        assert told[:2] == [(undone, "", []), (added, "", [])]
