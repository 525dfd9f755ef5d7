"""The five regional plans we started with."""

from pathlib import Path

import pytest

import tracker
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.party import PartySort
from tracker.plan_file.canonical import canonical_json
from tracker.plan_file.reading import read_plan_file
from tracker.plan_file.writing import write_plan_file

EXAMPLES = sorted((Path(tracker.__file__).parent / "examples").glob("*.md"))
COUNTS = {
    "baden-wuerttemberg": (4, 4),
    "berlin": (3, 6),
    "hessen": (4, 2),
    "nrw": (5, 10),
    "sachsen-thueringen": (4, 2),
}


def test_all_five_are_there() -> None:
    assert [path.stem for path in EXAMPLES] == list(COUNTS)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
class TestAnExample:
    def test_is_read_without_a_notice(self, path: Path) -> None:
        document = read_plan_file(path.read_bytes())
        assert (len(document.steps), len(document.notes)) == COUNTS[path.stem]
        assert document.notices == ()
        assert {party.sort for party in document.parties} == {PartySort.GROUP}

    def test_survives_being_written_in_either_language(self, path: Path) -> None:
        document = read_plan_file(path.read_bytes())
        for locale in ("de", "en"):
            written = write_plan_file(document, locale)
            again = read_plan_file(written)
            assert canonical_json(again) == canonical_json(document)
            assert write_plan_file(again, locale) == written

    def test_says_deadlines_that_are_understood(self, path: Path) -> None:
        document = read_plan_file(path.read_bytes())
        assert document.agreed
        for step in document.steps:
            read = read_deadline(step.deadline or "", document.agreed)
            assert read is None or read.understood, step.deadline
