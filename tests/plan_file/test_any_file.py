"""Whatever stands in a file, it is read or refused with sentences, and what was read can be written."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plan_file.documents import NASTY, documents
from tests.plan_file.files import HEAD
from tracker.plan_file.canonical import canonical
from tracker.plan_file.document import PlanDocument
from tracker.plan_file.problems import PlanFileErrors, problem_sentence
from tracker.plan_file.reading import read_plan_file
from tracker.plan_file.writing import write_plan_file

LINES = (
    *(
        "---",
        "...",
        "title: a",
        "themes: [a, b]",
        "parties:",
        "  - IHK (Person)",
        "stages: [Neu, Fertig (Erledigt)]",
    ),
    *(
        "meeting: {due: Mai}",
        "agreed: 2025-10-30",
        "goal: 'a",
        "# Ziele",
        "## Schritte",
        "## Steps",
        "- [ ] a",
    ),
    *(
        "- [x] b {#k7m2p9x4wd3h}",
        "  - Wer: IHK (Person), ",
        "  - Mit: a (zugesagt)",
        "  - Einzubinden: b",
        "  - [ ] c",
    ),
    *(
        "  - Thema: a",
        "\t- Stand: Erledigt",
        "  - Ziel: b",
        "  - Bemerkung: c",
        "    - d",
        "      e",
        "  - Ergebnis:",
    ),
    *("- ", "", "  ", "\ttext", "1. a", "   - Bis wann: bald", '  - Wer: "a, b"', "- [] c"),
)
lines = st.one_of(
    st.sampled_from(LINES), st.lists(st.sampled_from((*LINES, *NASTY)), max_size=3).map("".join)
)
bodies = st.lists(lines, max_size=25).map("\n".join)


def check(file: str | bytes) -> None:
    try:
        document = read_plan_file(file)
    except PlanFileErrors as refused:
        found = refused.problems
    else:
        found = list(document.notices)
        written = write_plan_file(document)
        assert canonical(read_plan_file(written)) == canonical(document)
        assert write_plan_file(read_plan_file(written)) == written
    for problem in found:
        assert problem_sentence("de", problem) != problem_sentence("en", problem)


@given(bodies)
@settings(max_examples=150, deadline=None)
def test_lines_in_any_order(body: str) -> None:
    check(body)
    check("---\nregion: R\n" + body)
    check(HEAD + "## Schritte\n" + body)


@given(st.one_of(st.text(), st.binary()))
@settings(max_examples=150, deadline=None)
def test_anything_at_all(file: str | bytes) -> None:
    check(file)
    check((HEAD.encode() if isinstance(file, bytes) else HEAD) + file)  # type: ignore[operator]


@given(documents(), st.data())
@settings(max_examples=80, deadline=None)
def test_a_plan_file_that_was_damaged(document: PlanDocument, data: st.DataObject) -> None:
    written = write_plan_file(document)
    cut = data.draw(st.integers(0, len(written)))
    rest = data.draw(st.integers(cut, len(written)))
    check(written[:cut] + data.draw(st.sampled_from(("", "\n", " ", *NASTY))) + written[rest:])
