"""Plan files become plans: in which region, from which names, and what it means that they are one Change."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import Session

from tests.commands.conftest import NOON, TODAY, import_document
from tests.processor_time import processor_time
from tests.stored import count, found
from tracker.commands.exports import plan_document
from tracker.commands.imports import import_plan
from tracker.commands.memberships import put_membership
from tracker.commands.networks import add_network, member_by_address, put_region
from tracker.domain.change import Change, read_effects
from tracker.domain.check import Check
from tracker.domain.completion import Completion
from tracker.domain.member import Member
from tracker.domain.network import Network, Region
from tracker.domain.ownership import Ownership
from tracker.domain.participant import NOBODY, Participant
from tracker.domain.party import Party, Theme
from tracker.domain.plan import Plan
from tracker.domain.refusals import Forbidden, NotFound
from tracker.domain.step import Step
from tracker.plan_file.document import CheckEntry, PlanDocument, StepEntry
from tracker.plan_file.problems import PlanFileErrors, problem_sentence
from tracker.plan_file.reading import read_plan_file
from tracker.store.database import Database
from tracker.store.outcome import Told

HEAD = "---\nregion: Küste\ntitle: Ein Plan\nagreed: 2026-01-15\nparties: [KMU]\nthemes: [Tools]\n---\n"
SLOWEST_STEP = 0.005  # seconds of processor time; a busy machine has no say in it


def test_a_new_plan_is_one_change_that_names_all_it_made(database: Database, network: Network) -> None:
    text = f"{HEAD}## Ziele\n- Mehr Treffen\n## Schritte\n- [ ] Anfangen"
    plan_id = import_document(database, network, read_plan_file(text)).plan_id
    with database.reading() as session:
        plan = session.get_one(Plan, plan_id)
        change = session.execute(select(Change)).scalars().one()
        assert (plan.rev, change.feed, change.rev, change.verb) == (1, f"plan:{plan_id}", 1, "plan_started")
        present = {effect.kind for effect in read_effects(change.effects) if effect.now is True}
        assert present == {"plan", "stage", "note", "party", "theme", "step"}
        step = session.execute(select(Step)).scalars().one()
        assert (step.rev, step.number) == (1, 1)


def test_the_region_is_found_by_folded_name_and_made_once(database: Database, network: Network) -> None:
    import_document(database, network, read_plan_file(HEAD))
    import_document(database, network, read_plan_file(HEAD.replace("Küste", "  KUSTE ")))
    assert found(database, Region.name) == ["Küste"]
    assert count(database, Plan) == 2


def test_a_region_of_another_network_stays_untouched(database: Database, network: Network) -> None:
    other = database.write_now(lambda s: add_network(s, "Anderswo", "f@example.org", "Frida", NOON)).value
    import_document(database, network, read_plan_file(HEAD))
    import_document(database, other, read_plan_file(HEAD))
    assert sorted(found(database, Region.network_id)) == sorted([network.id, other.id])
    assert sorted(found(database, Party.network_id)) == sorted([network.id, other.id])


def test_names_are_the_networks_if_it_knows_them(database: Database, network: Network) -> None:
    steps = "## Schritte\n- [ ] Anfangen\n  - Wer: IHK (Organisation)\n  - Thema: TOOLS"
    import_document(database, network, read_plan_file(HEAD + steps))
    import_document(database, network, read_plan_file(HEAD.replace("KMU", "ihk, Kmu") + steps))
    assert sorted(found(database, Party.name)) == ["IHK", "KMU"]
    assert found(database, Theme.name) == ["Tools"]
    assert count(database, Ownership) == 2


def test_a_group_the_network_knows_is_to_be_involved(database: Database, network: Network) -> None:
    import_document(database, network, read_plan_file(HEAD))
    document = read_plan_file(HEAD + "## Schritte\n- [ ] Anfangen\n  - Wer: Kmu")
    document = PlanDocument(region="Küste", title="Zwei", steps=document.steps)
    done = import_document(database, network, document)
    assert found(database, Ownership.role) == ["involve"]
    assert done.notices == ()


def test_relative_words_are_read_against_the_day_of_agreement(database: Database, network: Network) -> None:
    text = "## Schritte\n- [ ] Eins\n  - Bis wann: in 2 Wochen\n- [ ] Zwei\n  - Bis wann: im Februar"
    import_document(database, network, read_plan_file(HEAD + text))
    assert found(database, Step.deadline_first) == [date(2026, 1, 26), date(2026, 2, 1)]


def test_without_such_a_day_they_are_read_against_today(database: Database, network: Network) -> None:
    text = HEAD.replace("agreed: 2026-01-15\n", "") + "## Schritte\n- [ ] Zwei\n  - Bis wann: im Februar"
    import_document(database, network, read_plan_file(text))
    assert found(database, Step.deadline_first) == [date(2027, 2, 1)]


def test_words_that_follow_the_meeting_know_its_day(database: Database, network: Network) -> None:
    head = HEAD.replace("themes", "meeting: 12.03.\nthemes")
    import_document(
        database,
        network,
        read_plan_file(head + "## Schritte\n- [ ] Eins\n  - Bis wann: bis zum nächsten Treffen"),
    )
    assert found(database, Step.deadline_last) == [date(2026, 3, 12)]


def test_a_done_step_is_completed_with_its_result(database: Database, network: Network) -> None:
    import_document(
        database,
        network,
        read_plan_file(f"{HEAD}## Schritte\n- [x] Anfangen\n  - Ergebnis: Läuft\n- [ ] Weiter"),
    )
    assert found(database, Completion.result) == ["Läuft"]
    assert found(database, Completion.day) == [TODAY]


def test_a_plan_always_has_a_stage_for_what_is_done(database: Database, network: Network) -> None:
    head = HEAD.replace("themes", "stages: [Gesammelt, Los (In Arbeit), Halt (Wartet auf …)]\nthemes")
    document = read_plan_file(head + "## Schritte\n- [x] Anfangen")
    assert [stage.kind for stage in document.stages or ()] == ["gathered", "working", "waiting"]
    done = import_document(database, network, document)
    assert [problem_sentence("de", notice) for notice in done.notices] == [
        "Dem Plan fehlte eine Spalte für Erledigtes. „Erledigt“ ist dazugekommen."
    ]
    assert count(database, Completion) == 1


def test_a_checklist_is_one_and_comes_out_as_it_went_in(database: Database, network: Network) -> None:
    text = "## Schritte\n- [ ] Anfangen\n  - Bemerkung: Erst lesen\n  - [ ] Saal\n  - [x] Datum"
    done = import_document(database, network, read_plan_file(HEAD + text))
    assert found(database, Step.text) == ["Erst lesen"]
    assert found(database, Check.text) == ["Saal", "Datum"]
    with database.reading() as session:
        [step] = plan_document(session, done.plan_id, NOON.date()).steps
    assert (step.text, step.checklist) == ("Erst lesen", (CheckEntry("Saal"), CheckEntry("Datum", done=True)))


def test_what_cannot_be_kept_is_told_with_its_line_and_nothing_is(
    database: Database, network: Network
) -> None:
    long = StepEntry(title="Zu lang", checklist=(CheckEntry("x"),) * 201, line=7)
    document = PlanDocument(region="Küste", title="Plan", steps=(StepEntry(title="Gut"), long))
    with pytest.raises(PlanFileErrors) as told:
        import_document(database, network, document)
    assert [(problem.line, problem.code) for problem in told.value.problems] == [(7, "too_many_checks")]
    assert [count(database, table) for table in (Plan, Region, Party, Step, Change)] == [0] * 5


def test_an_hour_that_clocks_skip_is_told_with_its_line(database: Database, network: Network) -> None:
    meetings = "meetings:\n  - due: 4. März\n    time: 18:00\n  - time: '2:30'\n    due: 29. März\nthemes"
    document = read_plan_file(HEAD.replace("themes", meetings))
    with pytest.raises(PlanFileErrors) as told:
        import_document(database, network, document)
    [problem] = told.value.problems
    assert problem.line == 9
    assert problem_sentence("de", problem).startswith("Zeile 9: Diese Uhrzeit gibt es an dem Tag nicht")


def test_a_facilitator_imports_into_the_own_region_and_nowhere_else(
    database: Database, network: Network
) -> None:
    coast = database.write_now(lambda s: put_region(s, network.id, "Küste")).value
    inland = database.write_now(lambda s: put_region(s, network.id, "Inland")).value
    anna = member(database, "facilitator", region_id=coast.id)
    document = read_plan_file(HEAD)
    import_document(database, network, document, by=anna)
    assert found(database, Change.by) == [anna.key]
    with pytest.raises(NotFound):
        database.write_now(lambda s: import_plan(s, anna, document, NOON, TODAY, region_id=inland.id))
    with pytest.raises(NotFound):
        import_document(database, network, read_plan_file(HEAD.replace("Küste", "Neuland")), by=anna)


def test_an_editor_may_not_import(database: Database, network: Network) -> None:
    coast = database.write_now(lambda s: put_region(s, network.id, "Küste")).value
    bernd = member(database, "editor", region_id=coast.id)
    with pytest.raises(Forbidden):
        import_document(database, network, read_plan_file(HEAD), by=bernd)


def test_only_a_coordinator_makes_a_region_on_the_way(database: Database, network: Network) -> None:
    facilitator = member(database, "facilitator", network_id=network.id)
    with pytest.raises(Forbidden):
        import_document(database, network, read_plan_file(HEAD), by=facilitator)
    coordinator = member(database, "coordinator", network_id=network.id)
    import_document(database, network, read_plan_file(HEAD), by=coordinator)
    assert found(database, Region.name) == ["Küste"]


def test_the_largest_plan_is_imported_in_seconds(database: Database, network: Network, long: bool) -> None:
    steps = 10_000 if long else 1_000
    lines = (
        f"- [ ] Schritt {n}\n  - Wer: IHK\n  - Bis wann: Ende Mai\n  - Thema: Tools" for n in range(steps)
    )
    document = read_plan_file(HEAD + "## Schritte\n" + "\n".join(lines))
    with processor_time() as spent:
        import_document(database, network, document)
    assert spent.seconds < SLOWEST_STEP * steps
    assert (count(database, Step), count(database, Ownership)) == (steps, steps)


def member(database: Database, role: str, *, network_id: str = "", region_id: str = "") -> Participant:
    """A new member with a role in one place."""

    def joined(session: Session) -> Member:
        someone = member_by_address(session, f"{role}@example.org", "Anna", NOON)
        put_membership(session, someone, role, network_id=network_id, region_id=region_id)
        return someone

    return database.write_now(joined).value.as_participant()


async def test_whoever_may_read_an_imported_plan_hears_of_it(database: Database, network: Network) -> None:
    told: list[Told] = []
    database.listen(told.append)
    document = read_plan_file(HEAD)
    [emil] = found(database, Member.id)
    await database.write(lambda s: import_plan(s, NOBODY, document, NOON, TODAY, network_id=network.id))
    assert [one.more for one in told] == [{f"m:{emil}"}]
