"""Plans worked out beside the writer: it holds everybody up only while it writes the rows."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.commands.conftest import NOON, TODAY, import_document
from tests.processor_time import processor_time
from tests.stored import count, found
from tracker.commands.imports import PreparedPlan, prepare_plans, put_plan
from tracker.commands.prepared_change import Outdated
from tracker.domain.network import Network, Region
from tracker.domain.ownership import Ownership
from tracker.domain.participant import NOBODY
from tracker.domain.party import Party, PlanParty
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.plan_file.document import PlanDocument
from tracker.plan_file.reading import read_plan_file
from tracker.store.database import Database

HEAD = "---\nregion: Küste\ntitle: Ein Plan\nparties: [KMU]\nthemes: [Tools]\n---\n"


def test_the_writer_only_writes_what_was_worked_out_before(database: Database, network: Network) -> None:
    lines = (
        f"- [ ] Schritt {n}\n  - Wer: IHK\n  - Bis wann: Ende Mai\n  - Thema: Tools" for n in range(1_000)
    )
    document = read_plan_file(HEAD + "## Schritte\n" + "\n".join(lines))
    prepared, before = prepared_timed(database, network, document)
    held = database.write_now(lambda session: timed(lambda: put_plan(session, prepared))).value
    assert (count(database, Step), count(database, Ownership)) == (1_000, 1_000)
    assert held < before / 2  # measured: an eighth


def test_a_name_made_meanwhile_is_not_made_twice(database: Database, network: Network) -> None:
    document = read_plan_file(HEAD + "## Schritte\n- [ ] Anfangen\n  - Wer: Sparkasse\n")
    prepared, _ = prepared_timed(database, network, document)
    import_document(database, network, document)
    with pytest.raises(Outdated):
        database.write_now(lambda session: put_plan(session, prepared))
    assert (count(database, Plan), sorted(found(database, Party.name))) == (1, ["KMU", "Sparkasse"])


def test_plans_prepared_together_share_their_new_names(database: Database, network: Network) -> None:
    document = read_plan_file(HEAD + "## Schritte\n- [ ] Anfangen\n  - Wer: Sparkasse\n  - Thema: Geld\n")
    both = [document, replace(document, title="Ein anderer")]
    prepared = database.read_now(
        lambda session: prepare_plans(session, NOBODY, both, NOON, TODAY, network_id=network.id)
    )
    database.write_now(lambda session: [put_plan(session, one) for one in prepared])
    assert (count(database, Plan), count(database, PlanParty)) == (2, 4)
    assert (sorted(found(database, Party.name)), found(database, Region.name)) == (
        ["KMU", "Sparkasse"],
        ["Küste"],
    )


def prepared_timed(
    database: Database, network: Network, document: PlanDocument
) -> tuple[PreparedPlan, float]:
    """The plan worked out beside the writer, and the processor time that took."""
    with processor_time() as spent:
        [prepared] = database.read_now(
            lambda session: prepare_plans(session, NOBODY, [document], NOON, TODAY, network_id=network.id)
        )
    return prepared, spent.seconds


def timed(work: Callable[[], object]) -> float:
    with processor_time() as spent:
        work()
    return spent.seconds
