"""What is written is read again as the same plan, and written again as the same text."""

from hypothesis import given, settings

from tests.plan_file.documents import documents
from tracker.plan_file.canonical import canonical, canonical_json
from tracker.plan_file.document import PlanDocument
from tracker.plan_file.reading import read_plan_file
from tracker.plan_file.writing import write_plan_file

LANGUAGES = ("de", "en")


@given(documents())
@settings(max_examples=120, deadline=None)
def test_any_document_survives_being_written_and_read(document: PlanDocument) -> None:
    written = write_plan_file(document)
    again = read_plan_file(written)
    assert canonical(again) == canonical(document)
    assert write_plan_file(again) == written
    assert [step.mark for step in again.steps] == [step.mark for step in document.steps]


@given(documents())
@settings(max_examples=40, deadline=None)
def test_a_file_in_the_other_language_says_the_same(document: PlanDocument) -> None:
    for locale in LANGUAGES:
        assert canonical_json(read_plan_file(write_plan_file(document, locale).encode())) == canonical_json(
            document
        )
