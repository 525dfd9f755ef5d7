"""What is searched is what stands on the plans, after every verb and after the migration; only in one's own plans."""

from pathlib import Path

import pytest
from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select
from sqlmodel import Session

import tracker.store
from tests.boards.scenes import VERBS, Scene, a_scene
from tests.planning import Planning, planning_on
from tests.store.test_migrating import run
from tracker.commands import meetings, notes, plans, steps
from tracker.domain.folded_text import FoldedText, folded_words
from tracker.domain.note import Note
from tracker.domain.plan import Plan
from tracker.domain.search_words import read_search
from tracker.domain.step import Step
from tracker.store.cards import step_marks
from tracker.store.changes import found_notes
from tracker.store.engines import writing_engine
from tracker.store.migrating import upgrade
from tracker.store.plans import meetings_of, plan_ids_of
from tracker.store.search import MOST_LOOKED_AT, find_words


def kept(planning: Planning) -> dict[str, str]:
    """What is kept of the plan, by id."""

    def read(session: Session) -> dict[str, str]:
        rows = session.execute(select(FoldedText).where(FoldedText.plan_id == planning.plan_id)).scalars()
        return {row.id: row.folded for row in rows}

    return planning.database.read_now(read)


def shown(planning: Planning) -> dict[str, str]:
    """What it has to be: everything on the plan, folded."""

    def read(session: Session) -> dict[str, str]:
        plan = session.get_one(Plan, planning.plan_id)
        here = [session.get_one(Step, mark.id) for mark in step_marks(session, plan.id)]
        on_plan = [session.get_one(Note, note.id) for note in found_notes(session, plan.id)]
        return {
            plan.id: folded_words(plan.title, plan.goal),
            **{step.id: folded_words(step.title, step.text, step.needed) for step in here},
            **{note.id: folded_words(note.text) for note in on_plan},
            **{
                one.id: folded_words(one.title, one.place, one.agenda)
                for one in meetings_of(session, plan.id)
            },
        }

    return planning.database.read_now(read)


def found(planning: Planning, typed: str) -> set[str]:
    words = read_search(typed)
    return {one.id for one in planning.database.read_now(find_words, [planning.plan_id], words)}


def test_after_every_verb_what_is_searched_is_what_is_shown(planning: Planning) -> None:
    assert kept(planning) == shown(planning)
    scene: Scene = a_scene(planning)
    assert kept(planning) == shown(planning)
    for verb, do in VERBS:
        do(scene)
        assert kept(planning) == shown(planning), verb


@pytest.mark.parametrize("typed", ["aerzte", "arzte", "Ärzte", "ärz", "strasse", "Straße"])
def test_all_spellings_find_it_alike_on_both_databases(planning: Planning, typed: str) -> None:
    step = planning.step("Ärzte in der Langen Straße fragen")
    planning.step("Andere fragen")
    assert found(planning, typed) == {step}


def test_texts_notes_and_the_plan_itself_are_found(planning: Planning) -> None:
    step = planning.step("Einladen")
    planning.do(steps.retell, step, None, "Die Bühne ist gebucht", None)
    note = planning.do(notes.add, "need", "Eine Bühne für alle").made
    planning.do(plans.edit_head, {"goal": "Bühnen frei"}, None)
    assert found(planning, "buehne") == {step, note, planning.plan_id}
    planning.do(steps.trash, step)
    assert found(planning, "bühne") == {note, planning.plan_id}


def test_meetings_are_found_by_title_place_and_agenda_as_long_as_they_take_place(planning: Planning) -> None:
    meeting = planning.do(meetings.add, "9.6.2026", {"title": "Frühstück"}).made
    planning.do(meetings.rewrite, meeting, None, {"place": "Großer Saal", "agenda": "1. Bühnenbau"}, None)
    for typed in ("fruehstueck", "grosser saal", "buehnenbau", "frühstück bühne"):
        assert found(planning, typed) == {meeting}, typed
    planning.do(meetings.rewrite, meeting, None, {"place": "Rathaus"}, None)
    assert (found(planning, "saal"), found(planning, "rathaus")) == (set(), {meeting})
    planning.do(meetings.trash, meeting)
    assert found(planning, "frühstück") == set()
    planning.do(meetings.restore, meeting)
    assert found(planning, "frühstück") == {meeting}


@pytest.mark.parametrize("typed", ["100%", "_a_", "50%_", "a\\b", "'; --"])
def test_signs_of_the_database_are_only_signs(planning: Planning, typed: str) -> None:
    planning.step("1000 Sachen und Xaxx")
    step = planning.step(f"Mit {typed} dabei")
    assert found(planning, typed) == {step}


def test_there_is_an_end_to_what_is_looked_at(planning: Planning) -> None:
    def add(session: Session) -> None:
        rows = [
            {"plan_id": planning.plan_id, "kind": "step", "id": f"s{n}", "folded": "viel\n"}
            for n in range(500)
        ]
        session.connection().execute(FoldedText.__table__.insert(), rows)  # type: ignore[attr-defined]

    planning.database.write_now(add)
    assert len(found(planning, "viel")) == MOST_LOOKED_AT


def test_only_plans_that_somebody_reads_are_searched(planning: Planning) -> None:
    people, mine = planning.people, planning.plan_id

    def plans_searched(who: str) -> list[str]:
        return planning.database.read_now(plan_ids_of, getattr(people, who))

    for who in ("anna", "bernd", "guel", "emil", "deniz"):
        assert mine in plans_searched(who), who
    for who in ("clara", "frida", "nobody"):
        assert mine not in plans_searched(who), who


def migrate_alone(url: str, revision: str) -> None:
    """Carry out one migration, whichever have come after it."""
    config = Config()
    config.set_main_option("script_location", str(Path(tracker.store.__file__).parent / "migrations"))
    engine = writing_engine(url)
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        ScriptDirectory.from_config(config).get_revision(revision).module.upgrade()
    engine.dispose()


def test_what_was_there_before_is_folded_by_the_migration(new_url: str) -> None:
    upgrade(new_url)
    with planning_on(new_url) as planning:
        scene = a_scene(planning)
        planning.do(steps.retell, scene.open, "Ärzte in der Straße", "Größe\nﬁnden", None)
        planning.do(steps.drop, scene.owned, "zu teuer")
        before = {id: set(folded.split()) for id, folded in kept(planning).items()}
        run(new_url, "DROP TABLE folded_text")
        migrate_alone(new_url, "0008")
        migrate_alone(new_url, "0031")
        assert {id: set(folded.split()) for id, folded in kept(planning).items()} == before
        assert found(planning, "groesse finden") == {scene.open}
