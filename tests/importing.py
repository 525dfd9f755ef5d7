"""A pasted table on its way into a plan, up to where the writer is asked."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from tests.planning import Planning
from tracker.clock import Clock
from tracker.commands.prepared_change import PreparedChange
from tracker.commands.seen_imports import prepared_for_plan
from tracker.domain.import_preview import ImportPreview
from tracker.domain.work import Work
from tracker.store.import_previews import keep_preview
from tracker.tables.answers import Answers
from tracker.tables.incoming import read_incoming
from tracker.tables.mapping import guessed
from tracker.tables.packing import packed

NO_CHOICES: Mapping[int, str] = MappingProxyType({})


def worked_out(
    planning: Planning, text: str, lines: Mapping[int, str] = NO_CHOICES
) -> tuple[str, PreparedChange]:
    """A preview's id, and what would be written. `lines`: what was chosen, by line."""
    place, by, (now, today) = f"plan:{planning.plan_id}", planning.people.anna, Clock(planning.time).both()
    found = read_incoming(text.encode())
    mapping = guessed(found)
    answers = json.dumps(Answers(mapping.columns, mapping.head, lines=dict(lines)).to_json())
    preview = ImportPreview(place=place, by=by.key, found=packed(found), answers=answers, at=now)
    planning.database.write_now(lambda session: keep_preview(session, preview))
    return preview.id, planning.database.read_now(
        prepared_for_plan, by, place, preview.id, now, today, Work()
    )
