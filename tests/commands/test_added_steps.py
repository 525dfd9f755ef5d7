"""What was worked out before the writer was asked also holds when others were quicker; else it is worked out anew."""

import json

import pytest

from tests.planning import Planning
from tracker.clock import Clock
from tracker.commands import parties, table_imports
from tracker.commands.added_steps import AddedSteps, Outdated
from tracker.commands.table_imports import Seen
from tracker.domain.import_preview import ImportPreview
from tracker.domain.step import Step
from tracker.store.import_previews import keep_preview
from tracker.tables.answers import Answers
from tracker.tables.incoming import read_incoming
from tracker.tables.mapping import guessed
from tracker.tables.packing import packed


def worked_out(planning: Planning, text: str) -> tuple[str, Seen, AddedSteps]:
    """A preview's id, what was seen, and what would be written."""
    place, by, (now, today) = f"plan:{planning.plan_id}", planning.people.anna, Clock(planning.time).both()
    found = read_incoming(text.encode())
    mapping = guessed(found)
    answers = json.dumps(Answers(mapping.columns, mapping.head).to_json())
    preview = ImportPreview(place=place, by=by.key, found=packed(found), answers=answers, at=now)
    planning.database.write_now(lambda session: keep_preview(session, preview))
    seen = planning.database.read_now(table_imports.see, by, place, preview.id, now, today)
    return preview.id, seen, planning.database.read_now(table_imports.prepare, by, seen, now, today)


def test_a_step_of_others_in_between_only_moves_numbers_and_revs(planning: Planning) -> None:
    preview, seen, added = worked_out(planning, "Was\tWer\nEins\tIHK\nZwei\tHWK\n")
    planning.step("Schneller")
    planning.do(table_imports.adopt, preview, seen, added)
    steps = {step.title: step for step in planning.all(Step)}
    assert [steps[title].number for title in ("Schneller", "Eins", "Zwei")] == [1, 2, 3]
    assert steps["Eins"].rev == steps["Zwei"].title_rev == planning.rev == steps["Schneller"].rev + 1
    planning.step("Danach")
    assert max(step.number for step in planning.all(Step)) == 4


def test_a_name_that_somebody_made_in_between_is_not_made_twice(planning: Planning) -> None:
    preview, seen, added = worked_out(planning, "Was\tWer\nEins\tNeue Kammer\n")
    planning.do(parties.add_party, "neue Kammer")
    with pytest.raises(Outdated):
        planning.do(table_imports.adopt, preview, seen, added)
    assert not planning.all(Step)
