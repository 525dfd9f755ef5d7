"""A pasted table on its way into a plan, up to where the writer is asked."""

import json

from tests.planning import Planning
from tracker.clock import Clock
from tracker.commands import table_imports
from tracker.commands.added_steps import AddedSteps
from tracker.commands.table_imports import Seen
from tracker.domain.import_preview import ImportPreview
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
