"""What was worked out before the writer was asked also holds when others were quicker; else it is worked out anew."""

import pytest

from tests.importing import worked_out
from tests.planning import Planning
from tracker.commands import parties, table_imports
from tracker.commands.prepared_change import Outdated
from tracker.domain.step import Step


def test_a_step_of_others_in_between_only_moves_numbers_and_revs(planning: Planning) -> None:
    preview, prepared = worked_out(planning, "Was\tWer\nEins\tIHK\nZwei\tHWK\n")
    planning.step("Schneller")
    planning.do(table_imports.adopt, preview, prepared)
    steps = {step.title: step for step in planning.all(Step)}
    assert [steps[title].number for title in ("Schneller", "Eins", "Zwei")] == [1, 2, 3]
    assert steps["Eins"].rev == steps["Zwei"].title_rev == planning.rev == steps["Schneller"].rev + 1
    planning.step("Danach")
    assert max(step.number for step in planning.all(Step)) == 4


def test_a_name_that_somebody_made_in_between_is_not_made_twice(planning: Planning) -> None:
    preview, prepared = worked_out(planning, "Was\tWer\nEins\tNeue Kammer\n")
    planning.do(parties.add_party, "neue Kammer")
    with pytest.raises(Outdated):
        planning.do(table_imports.adopt, preview, prepared)
    assert not planning.all(Step)
