"""Which sort a party is, and what that means for a step."""

from tests.plan_file.files import step
from tracker.domain.ownership import Answer, OwnerRole
from tracker.domain.party import PartySort
from tracker.plan_file.document import OwnerEntry, PartyEntry
from tracker.plan_file.reading import read_plan_file

LEAD, INVOLVE = OwnerRole.LEAD, OwnerRole.INVOLVE


def test_a_group_under_wer_is_to_be_involved() -> None:
    file = step("  - Wer: KMU (zugesagt), Kammer\n", head="parties: [KMU]\n")
    assert read_plan_file(file).steps[0].owners == (
        OwnerEntry("Kammer", LEAD),
        OwnerEntry("KMU", INVOLVE, Answer.ACCEPTED),
    )


def test_what_is_said_at_a_step_counts_more_than_a_bare_name_in_the_list() -> None:
    document = read_plan_file(step("  - Wer: KMU (Organisation)\n", head="parties: [KMU]\n"))
    assert document.parties == (PartyEntry("KMU", PartySort.ORGANISATION),)
    assert document.steps[0].owners == (OwnerEntry("KMU", LEAD),)


def test_the_sort_a_network_knows_counts_most() -> None:
    known = {"kmu": PartySort.PERSON, "anna": PartySort.GROUP}
    document = read_plan_file(step("  - Wer: KMU\n  - Mit: Anna (Person)\n", head="parties: [KMU]\n"), known)
    assert document.parties == (PartyEntry("KMU", PartySort.PERSON), PartyEntry("Anna", PartySort.GROUP))
    assert [notice.code for notice in document.notices] == ["sort_kept", "group_involved"]


def test_names_are_spelled_as_where_they_were_listed() -> None:
    document = read_plan_file(step("  - Wer: ihk köln\n  - Thema: HANDWERK\n", head="themes: [Handwerk]\n"))
    assert (document.steps[0].owners[0].name, document.steps[0].themes) == ("ihk köln", ("Handwerk",))
