"""What an operator does from the command line. Plain values go in and come out, so that a running server can do it."""

import base64
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from tracker.clock import Clock
from tracker.commands import networks, sign_ins
from tracker.commands.exports import plan_document
from tracker.commands.imported_names import KnownNames
from tracker.commands.imports import Imported, prepare_plans, put_plans
from tracker.commands.prepared_change import Outdated
from tracker.control import LOCALE, Failed
from tracker.domain.folding import sort_key
from tracker.domain.member import clean_address
from tracker.domain.network import Network, Region
from tracker.domain.participant import NOBODY
from tracker.domain.party import PartySort
from tracker.domain.refusals import Invalid, Refusal
from tracker.domain.sign_in import LINK_LIFE
from tracker.domain.work import Work
from tracker.plan_file.document import PlanDocument
from tracker.plan_file.problems import PlanFileErrors, problem_sentence
from tracker.plan_file.reading import read_plan_file
from tracker.plan_file.writing import write_plan_file
from tracker.plan_meant import plan_meant
from tracker.settings import Settings
from tracker.store.database import Database
from tracker.store.members import find_member
from tracker.store.migrating import UnusableDatabase, upgrade
from tracker.store.writing import StorageTrouble
from tracker.web.said import sentence_of

TRIES = 3  # somebody may make one of the new names meanwhile


@dataclass(frozen=True, slots=True)
class Installation:
    """What is operated on."""

    settings: Settings
    database: Database
    clock: Clock
    work: Work = field(default_factory=Work)
    """The long work of one operation."""

    def operate(self, name: str, arguments: Mapping[str, Any], work: Work | None = None) -> Any:
        """One of the operations below, by name. Raises Failed."""
        if name not in OPERATIONS:
            raise Failed("This release cannot do that.")
        with sentences():
            return OPERATIONS[name](replace(self, work=work or Work()), **arguments)

    def url(self, path: str) -> str:
        """The address of a page."""
        return self.settings.base_url + path


def operate_alone(
    settings: Settings, name: str, arguments: Mapping[str, Any], work: Work | None = None
) -> Any:
    """The same while no server runs; the caller holds the lock. Raises Failed."""
    clock = Clock()
    with sentences():
        upgrade(settings.database_url)
        database = Database(settings.database_url, clock.both)
        try:
            return Installation(settings, database, clock).operate(name, arguments, work)
        finally:
            database.close()


def add_network(here: Installation, name: str, email: str, coordinator: str) -> dict[str, str]:
    """A new network and its coordinator; a link with which they sign in."""
    now = here.clock.now()
    network = here.database.write_now(
        lambda session: networks.add_network(session, name, email, coordinator, now)
    ).value
    return {"id": network.id, "name": network.name} | make_link(here, email)


def make_link(here: Installation, email: str) -> dict[str, str]:
    """A link that signs a member in once."""
    address = clean_address(email)

    def linked(session: Session) -> str:
        member = find_member(session, address)
        if member is None:
            raise Failed(f"Nobody with the address {address} belongs to this installation.")
        return sign_ins.make_link(session, member, here.clock.now())

    secret = here.database.write_now(linked).value
    return {"link": here.url(f"/sign-in/{secret}"), "minutes": str(int(LINK_LIFE.total_seconds() // 60))}


def import_files(
    here: Installation, files: list[tuple[str, str]], into: str = "", into_region: str = ""
) -> dict[str, Any]:
    """New plans from plan files (each a name and the bytes as base64), all of them or none."""
    network_id = here.database.read_now(_network_of, into, into_region)
    known = here.database.read_now(lambda session: KnownNames(session, network_id).sorts)
    counted = here.work.counted("reading", files)
    documents = [_read(name, base64.b64decode(content), known) for name, content in counted]
    plans = _imported(here, documents, network_id, into_region)
    told = zip(files, documents, plans, strict=True)
    notices = [
        f"{name}: {problem_sentence(LOCALE, notice)}"
        for (name, _), document, plan in told
        for notice in (*document.notices, *plan.notices)
    ]
    rows = [
        {"title": plan.title, "id": plan.plan_id, "url": here.url(f"/plans/{plan.plan_id}")} for plan in plans
    ]
    return {"plans": rows, "notices": notices}


def import_table(here: Installation, **arguments: Any) -> dict[str, Any]:
    """Steps from a table: `tracker.table_operations`."""
    from tracker import table_operations

    return table_operations.import_table(here, **arguments)


def export_plan(here: Installation, plan: str) -> str:
    """A plan (its id, address or title) as a plan file, with addresses."""
    return write_plan_file(_document(here, plan))


def export_table(here: Installation, plan: str, ending: str) -> str:
    """The same as a table in the plan's language, xlsx or csv, as base64."""
    from tracker.tables.csv_writing import write_csv
    from tracker.tables.sheet import sheet_of
    from tracker.tables.xlsx_writing import write_xlsx

    document = _document(here, plan)
    sheet, language = sheet_of(document, document.language), document.language
    table = write_xlsx(sheet) if ending == "xlsx" else write_csv(sheet, language)
    return base64.b64encode(table).decode()


def _document(here: Installation, plan: str) -> PlanDocument:
    here.work.at("exporting")
    with here.database.reading() as session:
        plan_id = plan_meant(session, plan)
        document = plan_document(session, plan_id, here.clock.day(), with_addresses=True)
    here.work.at("exporting", len(document.steps))
    return document


OPERATIONS: dict[str, Callable[..., Any]] = {
    "add_network": add_network,
    "make_link": make_link,
    "import_files": import_files,
    "import_table": import_table,
    "export_plan": export_plan,
    "export_table": export_table,
}


def network_named(session: Session, name: str) -> str:
    """The id of the network with this name or id. Raises Failed."""
    named = or_(col(Network.id) == name, col(Network.name_key) == sort_key(name))
    network: Network | None = session.execute(select(Network).where(named)).scalars().first()
    if network is None:
        raise Failed(f"There is no network {name}.")
    return network.id


@contextmanager
def sentences() -> Iterator[None]:
    """Tell every refusal as one sentence, a file's problems as one each."""
    try:
        yield
    except UnusableDatabase as unusable:
        raise Failed(str(unusable)) from None
    except StorageTrouble as trouble:
        raise Failed(f"The database did not take it: {trouble}.") from None
    except PlanFileErrors as wrong:
        raise Failed("\n".join(problem_sentence(LOCALE, problem) for problem in wrong.problems)) from None
    except Refusal as refusal:
        field = f"{refusal.field}: " if isinstance(refusal, Invalid) else ""
        raise Failed(field + sentence_of(LOCALE, refusal)) from None


def _imported(
    here: Installation, documents: list[PlanDocument], network_id: str, region_id: str
) -> list[Imported]:
    """All in one commit, of which the writer only writes the rows: others edit meanwhile."""
    network_id = "" if region_id else network_id
    prepare = partial(prepare_plans, network_id=network_id, region_id=region_id)
    for _ in range(TRIES):
        now, today = here.clock.both()
        prepared = here.database.read_now(prepare, NOBODY, documents, now, today, here.work)
        try:
            return here.database.write_now(partial(put_plans, prepared=prepared, work=here.work)).value
        except Outdated:
            here.work.turn_back()
    raise Failed("Others keep adding the same names to the network: try again.")


def _network_of(session: Session, into: str, into_region: str) -> str:
    """The id of the network that is meant by name or id, or by one of its regions."""
    if not into_region:
        return network_named(session, into)
    region = session.get(Region, into_region)
    if region is None:
        raise Failed(f"There is no region {into_region}.")
    return region.network_id


def _read(name: str, content: bytes, known: Mapping[str, PartySort]) -> PlanDocument:
    try:
        return read_plan_file(content, known)
    except PlanFileErrors as wrong:
        lines = (f"{name}: {problem_sentence(LOCALE, problem)}" for problem in wrong.problems)
        raise Failed("\n".join(lines)) from None
