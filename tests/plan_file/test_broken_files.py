"""Every kind of broken file is refused, with a code, its lines and a sentence in both languages."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.plan_file.files import HEAD, plan, step
from tracker.language import texts
from tracker.plan_file.document import FileProblem
from tracker.plan_file.problems import PlanFileErrors, problem_sentence
from tracker.plan_file.reading import read_plan_file

ID = "k7m2p9x4wd3h"
Found = list[tuple[int, str]]

FILE: list[tuple[str | bytes, Found]] = [
    (b"", [(1, "no_front_matter")]),
    ("# Plan\n", [(1, "no_front_matter"), (1, "unknown_heading")]),
    ("\n\nregion: Hessen\n", [(3, "no_front_matter"), (3, "before_heading")]),
    ("---\nregion: Hessen\ntitle: x\n\n## Ziele\n- a\n", [(1, "front_matter_open")]),
    (HEAD.encode() + b"## Ziele\n- Gr\xfcn\n", [(6, "not_utf8")]),
    (plan("## Ziele\n- Grün\n").encode("utf-16"), [(1, "not_utf8")]),
    (plan("## Ziele\n- \ud800\n"), [(6, "not_utf8")]),
    (plan("## Ziele\n- a\x00b\n- c\n- \x1b[31m\n"), [(6, "control_character"), (8, "control_character")]),
    (plan("## Ziele\r- a\x85\r\n"), [(6, "control_character")]),
    (plan("x" * (5 * 1024 * 1024)), [(0, "too_large")]),
    (b"\n" * 400_000, [(0, "too_many_lines")]),
    (
        plan("x\n" * 2_000),
        [*((5 + at, "before_heading") for at in range(1_000)), (1_004, "too_many_problems")],
    ),
]

FRONT_MATTER: list[tuple[str, Found]] = [
    ("---\n---\n", [(1, "key_missing"), (1, "key_missing")]),
    ("---\ntitle:\nregion: ~\n---\n", [(1, "key_missing"), (1, "key_missing")]),
    ("---\n- a\n- b\n---\n", [(2, "yaml")]),
    ("---\nHessen\n---\n", [(2, "yaml")]),
    (plan("", "goal: Kick-off: planen\n"), [(4, "yaml")]),
    (plan("", "themes: [a, b\n"), [(5, "yaml")]),
    (plan("", "contact: @anna\n"), [(4, "yaml")]),
    (plan("", "goal: \ufffe\n"), [(2, "yaml")]),
    (plan("", "? [a, b]\n: c\n"), [(4, "yaml")]),
    (plan("", "...\n--- x\n"), [(5, "yaml")]),
    (plan("", 'goal: "a\\0b"\n'), [(4, "not_text")]),
    (plan("", "goal: &a Ziel\ncontact: *a\n"), [(4, "yaml_alias")]),
    (plan("", "goal: *wichtig*\n"), [(4, "yaml")]),
    (plan("", "themes: [a, b, *c]\n"), [(4, "yaml_alias")]),
    (plan("", "<<: {title: a}\n"), [(4, "unknown_key")]),
    (plan("", "goal: !!python/object/apply:os.system [ls]\n"), [(4, "yaml_tag")]),
    (plan("", "title: Zweiter\n"), [(4, "key_twice")]),
    (plan("", "parties: [a]\nactors: [b]\n"), [(5, "key_twice")]),
    (plan("", "colour: blau\n\nTitel: x\n"), [(4, "unknown_key"), (6, "unknown_key")]),
    (plan("", "goal: [a]\nperiod: {a: b}\n"), [(4, "not_a_text"), (5, "not_a_text")]),
    (plan("", "themes: KMU\nstates: {a: b}\n"), [(4, "not_a_list"), (5, "not_a_list")]),
    (plan("", "parties: [a, [b]]\n"), [(4, "yaml_too_deep")]),
    (plan("", "themes: [[[a]]]\n"), [(4, "yaml_too_deep")]),
    (plan("", "meeting: {title: {a: b}}\n"), [(4, "yaml_too_deep")]),
    (plan("", "meeting:\n  title: a\n  colour: b\n"), [(6, "unknown_meeting_key")]),
    (plan("", "meeting:\n  time: spät\n  link: javascript:x\n"), [(5, "hour"), (6, "link")]),
    (plan("", "meetings:\n  - place: {a: b}\n"), [(5, "yaml_too_deep")]),
    (plan("", "meetings:\n  - colour: b\n  - Mai\n"), [(5, "unknown_meeting_key")]),
    (plan("", "meetings: Mai\n"), [(4, "not_a_list")]),
    (plan("", f"meetings: [{'a, ' * 500}]\n"), [(4, "too_many_meetings")]),
    (plan("", f"themes: [{'a, ' * 60_000}]\n"), [(4, "too_many_values")]),
    (plan("", f"themes: ['{'a' * 1_000_000}']\n"), [(1, "front_matter_too_long")]),
    (plan("", "agreed: 30.10.2025\n"), [(4, "not_a_day")]),
    (plan("", "agreed: 2025-02-30\n"), [(4, "not_a_day")]),
    (plan("", "agreed: 20251030\n"), [(4, "not_a_day")]),
    (plan("", "language: fr\n"), [(4, "unknown_language")]),
    (plan("", "parties:\n  - KMU (Gruppe)\n  - IHK (Verein)\n"), [(6, "unknown_sort")]),
    (plan("", "parties: [(Gruppe)]\n"), [(4, "unknown_sort")]),
    (plan("", "parties: [IHK (Person), ihk (Gruppe)]\n"), [(4, "sort_clash")]),
    (plan("", f"stages: [{', '.join(map(str, range(31)))}]\n"), [(4, "too_many_stages")]),
    (plan("", f"stages: [a, {'b' * 61}]\n"), [(4, "too_long")]),
    (plan("", f"goal: {'a' * 201}\n"), [(4, "too_long")]),
    (plan("", f"themes: [{'a' * 81}]\n"), [(4, "too_long")]),
    (plan("", f"goal: Z{chr(0x301) * 6}\n"), [(4, "too_many_marks")]),
    (plan("## Foo\n", "title: Zweiter\n"), [(4, "key_twice"), (6, "unknown_heading")]),
]

BODY: list[tuple[str, Found]] = [
    (plan("\nHallo\n\n## Ziele\n- a\n"), [(6, "before_heading")]),
    (plan("## Zeile\n- a\n## Ziele\n- b\n"), [(5, "unknown_heading")]),
    (plan("## Ziele\nHallo\n- a\nb\n"), [(6, "stray_text"), (8, "stray_text")]),
    (plan("## Ziele\n-\n- \u200e\n"), [(6, "empty_note"), (7, "empty_note")]),
    (plan(f"## Ziele\n- {'a' * 10_001}\n"), [(6, "too_long")]),
    (plan("## Ideen\n" + "- a\n" * 10_001), [(10_006, "too_many_notes")]),
    (plan("## Schritte\n- Kick-off\n  - Wer: Anna\n- [x]x\n"), [(6, "no_box"), (8, "no_box")]),
    (step(title=""), [(6, "no_title")]),
    (step(title=f"{{#{ID}}}"), [(6, "no_title")]),
    (step(title="a" * 201), [(6, "too_long")]),
    (plan("## Schritte\n" + "- [ ] a\n" * 10_001), [(10_006, "too_many_steps")]),
    (step(title="a {#7}"), [(6, "bad_mark")]),
    (step(title=f"a {{#{ID.upper()}}}"), [(6, "bad_mark")]),
    (step(title=f"a {{#{ID}}} {{#{ID}}}"), [(6, "bad_mark")]),
    (step(f"- [ ] b {{#{ID}}}\n- [x] c {{#{ID}}}\n", f"a {{#{ID}}}"), [(7, "mark_twice"), (8, "mark_twice")]),
    (step("  - Wo: Köln\n  - Anna\n"), [(7, "unknown_label"), (8, "unknown_label")]),
    (step("  - Frist: Mai\n  - Bis wann: Juni\n"), [(8, "label_twice")]),
    (step("  - Wer: Anna\n    - Mit: Bernd\n"), [(8, "too_deep")]),
    (step("  - Frist: Mai\n    oder Juni\n"), [(8, "too_deep")]),
    (step("  - [ ] a\n    - [ ] b\n"), [(8, "too_deep")]),
    (step("  - [ ]\n"), [(7, "empty_check")]),
    (step("  Hallo\n"), [(7, "stray_text")]),
    (step(f"  - Bemerkung: {'a' * 9_999}\n    b\n"), [(7, "too_long")]),
    (step('  - Wer: "Müller, Söhne\n'), [(7, "open_quote")]),
    (step("  - Wer: (zugesagt)\n"), [(7, "no_name")]),
    (step("  - Wer: Anna (vielleicht)\n"), [(7, "unknown_bracket")]),
    (step("  - Wer: Anna (zugesagt) (abgesagt)\n"), [(7, "unknown_bracket")]),
    (step('  - Mit: "IHK" Köln\n'), [(7, "unknown_bracket")]),
    (step(f"  - Wer: {'a' * 81}\n"), [(7, "too_long")]),
    (step(f"  - Mit: {'a, ' * 2_000}\n- [ ] b\n" * 26), [(56, "too_many_names")]),
    (step("  - Wer: Anna, Bernd\n"), [(7, "two_leads")]),
    (step("  - Wer: Anna (Person)\n  - Mit: Bernd\n- [ ] b\n  - Mit: anna (Gruppe)\n"), [(10, "sort_clash")]),
    (step("  - Stand: Fast fertig\n"), [(7, "unknown_stage")]),
    (step("  - Stand: In Arbeit\n", head="stages: [Neu, Fertig]\n"), [(8, "unknown_stage")]),
    (step("  - Ergebnis: Alle da\n"), [(7, "result_open")]),
]

NOTICES: list[tuple[str, Found]] = [
    (step("  - Wer: kmu\n", head="parties: [KMU]\n"), [(8, "group_involved")]),
    (step("  - Mit: Anna (Person)\n"), [(7, "new_party")]),
    (step("  - Thema: Handwerk\n"), [(6, "new_theme")]),
    (step("  - Ziel: Gesund\n"), [(6, "new_goal")]),
    (step("  - Wer: Anna\n  - Mit: ANNA\n", head="parties: [Anna (Person)]\n"), [(9, "owner_twice")]),
    (step("  - Stand: In Arbeit\n", box="[x]"), [(7, "done_counts")]),
]


def _name(value: object) -> str:
    return "-".join(sorted({code for _, code in value})) if isinstance(value, list) else ""


@pytest.mark.parametrize(("file", "found"), [*FILE, *FRONT_MATTER, *BODY], ids=_name)
def test_a_broken_file_is_refused_with_its_lines(file: str | bytes, found: Found) -> None:
    problems = problems_of(file)
    assert [(problem.line, problem.code) for problem in problems] == found
    assert_sentences(problems[:20])


@pytest.mark.parametrize(("file", "found"), NOTICES, ids=_name)
def test_what_was_understood_otherwise_is_mentioned(file: str, found: Found) -> None:
    notices = list(read_plan_file(file).notices)
    assert [(notice.line, notice.code) for notice in notices] == found
    assert_sentences(notices)


def test_all_problems_are_told_at_once() -> None:
    file = plan("## Zelle\n## Schritte\n- [ ] a\n  - Wo: b\n  - Stand: c\n", "agreed: gestern\n")
    assert [problem.line for problem in problems_of(file)] == [4, 6, 9, 10]


def test_a_front_matter_that_cannot_be_read_raises_no_doubts_about_stages() -> None:
    file = step("  - Stand: Läuft\n  - Wo: x\n", head="stages: [Neu, Läuft\n")
    assert [problem.code for problem in problems_of(file)] == ["yaml", "unknown_label"]


def test_every_sentence_belongs_to_a_kind_that_is_tried_here() -> None:
    tried = {code for _, found in [*FILE, *FRONT_MATTER, *BODY, *NOTICES] for _, code in found}
    for locale in ("de", "en"):
        with (Path(texts.__file__).parents[1] / f"locales/{locale}/plan_file.po").open("rb") as file:
            keys = {str(message.id).removeprefix("plan_file.") for message in read_po(file) if message.id}
        # whether clocks skip an hour is known when its day is read, on import
        assert keys - {"in_line"} == tried | {"sort_kept", "hour_skipped"}


def test_a_sentence_names_the_line_and_what_is_possible() -> None:
    [problem] = problems_of(step("  - Wer: Anna (vielleicht)\n"))
    assert problem_sentence("de", problem) == (
        "Zeile 7: „vielleicht“ ist hinter einem Namen unbekannt. Möglich sind: angefragt, zugesagt, abgesagt, "
        "Person, Organisation, Gruppe, jeweils in Klammern. Einen Namen mit Klammern setzen Sie in "
        'Anführungszeichen ("…").'
    )
    assert problem_sentence("en", problem).startswith("Line 7: “vielleicht” is unknown behind a name.")


def test_what_is_possible_is_told_in_the_words_of_the_file() -> None:
    german, english = (
        step("  - Quatsch: x\n"),
        step("  - Nonsense: x\n").replace("---", "---\nlanguage: en", 1),
    )
    for file, possible in ((german, "Wer, "), (english, "Owner, ")):
        [problem] = problems_of(file)
        for locale in ("de", "en"):
            assert possible in problem_sentence(locale, problem)


def test_a_sentence_repeats_only_a_little_of_the_file() -> None:
    [problem] = problems_of(plan(f"## {'Ziele ' * 100}\n"))
    assert len(problem.values["found"]) == 60


def problems_of(file: str | bytes) -> list[FileProblem]:
    with pytest.raises(PlanFileErrors) as refused:
        read_plan_file(file)
    return refused.value.problems


def assert_sentences(problems: list[FileProblem]) -> None:
    for problem in problems:
        german, english = (problem_sentence(locale, problem) for locale in ("de", "en"))
        assert german != english
        assert german.startswith(f"Zeile {problem.line}: ") or problem.line == 0
        assert german.endswith((".", '").'))
        assert english.endswith((".", '").'))
