"""A plan comes out as the file it went in as, and a file tells nobody an address they may not know."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, reject, settings
from sqlalchemy import select
from sqlmodel import col

import tracker
from tests.commands.conftest import NOON, TODAY, import_document
from tests.plan_file.documents import documents
from tracker.commands import notes, steps
from tracker.commands.exports import plan_document
from tracker.commands.imports import with_done_stage
from tracker.commands.networks import add_network
from tracker.domain.deadline_words import clean
from tracker.domain.folding import sort_key
from tracker.domain.guest_name import typed_name
from tracker.domain.ids import new_id
from tracker.domain.network import Network
from tracker.domain.note import Note
from tracker.domain.party import PartySort
from tracker.domain.refusals import Invalid, NotFound
from tracker.plan_file.canonical import canonical
from tracker.plan_file.document import MeetingEntry, PartyEntry, PlanDocument, StepEntry
from tracker.plan_file.problems import Problems
from tracker.plan_file.reading import read_plan_file
from tracker.plan_file.settled import settle
from tracker.plan_file.tidying import tidy
from tracker.plan_file.writing import write_plan_file
from tracker.store.database import Database
from tracker.store.members import find_member

EXAMPLES = sorted((Path(tracker.__file__).parent / "examples").glob("*.md"))
ONE_INVISIBLE = PlanDocument(
    region="Küste", title="Ein Plan", parties=(PartyEntry("\u00ad", PartySort.PERSON),)
)
EMPTY = "---\nregion: Küste\ntitle: Ein Plan\nlanguage: de\nagreed: 2026-01-15\n---\n"


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_regional_plans_come_out_as_they_went_in(
    database: Database, network: Network, file: Path
) -> None:
    document = read_plan_file(file.read_bytes())
    once = exported(database, import_document(database, network, document).plan_id)
    assert canonical(once) == canonical(document)
    again = read_plan_file(write_plan_file(once))
    assert canonical(again) == canonical(document)
    assert all(step.mark for step in again.steps)


@given(document=documents())
@example(document=ONE_INVISIBLE)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_plan_comes_out_as_it_went_in(database: Database, document: PlanDocument) -> None:
    document = storable(document)
    network = database.write_now(
        lambda s: add_network(s, f"Netz {new_id()}", "e@example.org", "Emil", NOON)
    ).value
    plan_id = import_document(database, network, document).plan_id
    assert canonical(exported(database, plan_id)) == canonical(document)


def test_what_is_no_longer_on_the_board_is_not_in_the_file(database: Database, network: Network) -> None:
    plan_id = import_document(
        database,
        network,
        read_plan_file(
            EMPTY
            + "## Ziele\n- Bleibt\n- Geht\n## Schritte\n- [ ] Bleibt\n  - Ziel: Geht\n- [ ] Entfällt\n- [ ] Weg"
        ),
    ).plan_id
    before = exported(database, plan_id)
    run = editing(database, plan_id)
    run(notes.trash, note_of(database, "Geht"))
    run(steps.drop, before.steps[1].mark, "Kein Geld")
    run(steps.trash, before.steps[2].mark)
    after = exported(database, plan_id)
    assert [note.text for note in after.notes] == ["Bleibt"]
    assert [(step.title, step.goal) for step in after.steps] == [("Bleibt", "")]


def test_steps_come_in_the_order_in_which_people_put_them(database: Database, network: Network) -> None:
    text = EMPTY + "## Schritte\n- [ ] Eins\n- [ ] Zwei\n- [x] Drei"
    plan_id = import_document(database, network, read_plan_file(text)).plan_id
    one, two, three = (step.mark for step in exported(database, plan_id).steps)
    run = editing(database, plan_id)
    run(steps.complete, one, "Geschafft")
    assert [step.mark for step in exported(database, plan_id).steps] == [two, one, three]
    assert exported(database, plan_id).steps[1].result == "Geschafft"


def test_a_span_comes_out_in_words_that_still_mean_it(database: Database, network: Network) -> None:
    text = EMPTY + "## Schritte\n- [ ] Eins\n  - Bis wann: morgen\n- [ ] Zwei"
    plan_id = import_document(database, network, read_plan_file(text)).plan_id
    two = exported(database, plan_id).steps[1].mark
    editing(database, plan_id)(steps.set_deadline, two, "morgen", None)
    assert [step.deadline for step in exported(database, plan_id).steps] == ["morgen", "5. Mai 2026"]


def test_addresses_are_for_facilitators_only(database: Database, network: Network) -> None:
    text = EMPTY.replace("agreed", "contact: kueste@example.org\ndeputy: Anna aus Kiel\nagreed")
    plan_id = import_document(database, network, read_plan_file(text)).plan_id
    for all_may_read in (exported(database, plan_id), database.read_now(plan_document, plan_id, NOON.date())):
        assert (all_may_read.deputy) == "Anna aus Kiel"
    assert database.read_now(plan_document, plan_id, NOON.date()).contact == ""
    assert exported(database, plan_id).contact == "kueste@example.org"


def test_there_is_no_file_of_no_plan(database: Database) -> None:
    with pytest.raises(NotFound):
        database.read_now(plan_document, new_id(), NOON.date())


def exported(database: Database, plan_id: str) -> PlanDocument:
    """As a facilitator gets it."""
    with database.reading() as session:
        return plan_document(session, plan_id, NOON.date(), with_addresses=True)


def storable(document: PlanDocument) -> PlanDocument:
    """A document whose plan can exist: a stage for what is done, one name for each stage, one lead."""
    document = settle(with_done_stage(tidy(document), Problems()), Problems())
    stages = document.stages or ()
    assume(all(stage.name for stage in stages))
    assume(len({sort_key(stage.name) for stage in stages}) == len(stages))
    meeting = document.meeting
    try:
        region = typed_name(
            "region", document.region
        )  # which keeps no sign that shows nothing, as members' names
    except Invalid:
        reject()
    return replace(
        document,
        region=region,
        # without a day of agreement words are read against the day of the import, and come out as dates
        agreed=document.agreed or TODAY,
        steps=tuple(map(kept_step, document.steps)),
        meeting=kept_meeting(meeting) if meeting else None,
        meetings=tuple(map(kept_meeting, document.meetings)),
    )


def kept_meeting(meeting: MeetingEntry) -> MeetingEntry:
    """The same of a meeting."""
    return replace(meeting, deadline=kept_words(meeting.deadline))


def kept_step(step: StepEntry) -> StepEntry:
    """As the domain keeps its words."""
    return replace(step, deadline=kept_words(step.deadline))


def kept_words(words: str | None) -> str | None:
    """A deadline keeps no sign that shows nothing."""
    return clean(words or "") or None


def editing(database: Database, plan_id: str) -> Callable[..., Any]:
    """Run commands on the plan as the network's coordinator."""
    with database.reading() as session:
        emil = find_member(session, "emil@example.org")
    assert emil is not None
    feed, by = f"plan:{plan_id}", emil.as_participant()

    def run(command: Callable[..., Any], *args: Any) -> Any:
        return database.write_now(
            lambda s, edit: command(s, edit, plan_id, *args), feeds=(feed,), by=by
        ).value

    return run


def note_of(database: Database, text: str) -> str:
    with database.reading() as session:
        note: Note = session.execute(select(Note).where(col(Note.text) == text)).scalars().one()
        return note.id
