"""What an operator can do, in a server or without one."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import SQLModel, col

import tracker
from tracker.clock import Clock
from tracker.control import Failed
from tracker.domain.member import Member
from tracker.domain.network import Region
from tracker.domain.plan import Plan
from tracker.operations import Installation, operate_alone
from tracker.plan_file.canonical import canonical
from tracker.plan_file.reading import read_plan_file
from tracker.settings import Settings
from tracker.store.database import Database
from tracker.store.migrating import upgrade
from tracker.tables.reading import read_table

EXAMPLES = sorted((Path(tracker.__file__).parent / "examples").glob("*.md"))
NETWORK = "Demografie-Netzwerk"
URL = "https://plans.example.org"
WITHOUT_DONE = "---\nregion: Küste\ntitle: Hafen\nstages: [Offen (Gesammelt)]\n---\n"
WRONG = "---\nregion: Küste\n---\n\n## Schritte\n\nAnfangen\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, URL, b"x" * 32, f"sqlite:///{tmp_path / 'tracker.db'}")


@pytest.fixture
def here(settings: Settings) -> Iterator[Installation]:
    """An installation with one network, Emil its coordinator."""
    upgrade(settings.database_url)
    clock = Clock()
    database = Database(settings.database_url, clock.both)
    here = Installation(settings, database, clock)
    here.operate("add_network", {"name": NETWORK, "email": "Emil@Example.org", "coordinator": "Emil"})
    yield here
    database.close()


def test_a_link_is_for_members_only(here: Installation) -> None:
    made = here.operate("make_link", {"email": " EMIL@example.org "})
    assert made["link"].startswith(f"{URL}/sign-in/")
    with pytest.raises(Failed, match=r"^Nobody with the address frida@example\.org belongs"):
        here.operate("make_link", {"email": "frida@example.org"})
    assert all_of(here, Member.email) == ["emil@example.org"]


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        (
            "add_network",
            {"name": "demografie-NETZWERK", "email": "x@example.org", "coordinator": "X"},
            "name: This name exists already.",
        ),
        (
            "add_network",
            {"name": "Neu", "email": "nobody", "coordinator": "X"},
            "email: This is not an e-mail address.",
        ),
        ("import_files", {"files": [], "into": "Elsewhere"}, "There is no network Elsewhere."),
        ("import_files", {"files": [], "into_region": "k7m2p9x4wd3h"}, "There is no region k7m2p9x4wd3h."),
        ("export_plan", {"plan": "k7m2p9x4wd3h"}, "There is no plan k7m2p9x4wd3h."),
        ("fly", {}, "This release cannot do that."),
    ],
)
def test_a_mistake_is_one_sentence(
    here: Installation, name: str, arguments: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Failed) as failed:
        here.operate(name, arguments)
    assert str(failed.value) == sentence


def test_plans_go_in_by_a_networks_name_or_id_and_come_out_by_address(here: Installation) -> None:
    documents = [read_plan_file(file.read_bytes()) for file in EXAMPLES]
    done = imported(here, *[file.read_bytes() for file in EXAMPLES], into=NETWORK.upper())
    assert [plan["title"] for plan in done["plans"]] == [document.title for document in documents]
    for plan, document in zip(done["plans"], documents, strict=True):
        text = here.operate("export_plan", {"plan": plan["url"] + "/"})
        assert canonical(read_plan_file(text)) == canonical(document)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_plan_comes_out_as_a_table(here: Installation, ending: str) -> None:
    file = EXAMPLES[0].read_bytes()
    (plan,) = imported(here, file, into=NETWORK)["plans"]
    table = base64.b64decode(here.operate("export_table", {"plan": plan["id"], "ending": ending}))
    titles = [row.cells[1] for row in read_table(table).rows[1:]]
    assert titles == [step.title for step in read_plan_file(file).steps]
    with pytest.raises(Failed, match="There is no plan x"):
        here.operate("export_table", {"plan": "x", "ending": ending})


def test_a_plan_is_known_by_its_title_while_no_other_has_it(here: Installation) -> None:
    file = EXAMPLES[0].read_bytes()
    (plan,) = imported(here, file, into=NETWORK)["plans"]
    by_id = here.operate("export_plan", {"plan": plan["id"]})
    said = " " + plan["title"].upper().replace("Ä", "AE") + " "
    assert here.operate("export_plan", {"plan": said}) == by_id
    (other,) = imported(here, file, into=NETWORK)["plans"]
    with pytest.raises(Failed) as failed:
        here.operate("export_plan", {"plan": plan["title"]})
    sentence = str(failed.value)
    assert sentence.startswith(f"2 plans are called {plan['title']}. Say which by its id: ")
    assert all(f"{id} ({read_plan_file(file).region})" in sentence for id in (plan["id"], other["id"]))
    assert here.operate("export_plan", {"plan": other["id"]}).startswith("---")


def test_a_plan_goes_into_a_region_whatever_the_file_says(here: Installation) -> None:
    imported(here, EXAMPLES[0].read_bytes(), into=NETWORK)
    [region] = all_of(here, Region.id)
    imported(here, EXAMPLES[1].read_bytes(), into_region=region)
    assert all_of(here, Plan.region_id) == [region, region]


def test_of_several_files_all_are_imported_or_none(here: Installation) -> None:
    with pytest.raises(Failed) as failed:
        imported(here, EXAMPLES[0].read_bytes(), WRONG.encode(), into=NETWORK)
    assert str(failed.value).startswith("1.md: Line 1: “title” is missing.\n1.md: Line 7: ")
    assert count(here, Plan) == 0


def test_what_could_not_be_kept_as_it_was_is_told(here: Installation) -> None:
    done = imported(here, WITHOUT_DONE.encode(), into=NETWORK)
    assert done["notices"] == ["0.md: The plan had no stage for what is done. “Erledigt” was added."]


def test_without_a_server_the_database_is_made(settings: Settings) -> None:
    who = {"name": NETWORK, "email": "emil@example.org", "coordinator": "Emil"}
    assert operate_alone(settings, "add_network", who)["name"] == NETWORK
    assert operate_alone(settings, "make_link", {"email": "emil@example.org"})["minutes"] == "60"


def imported(here: Installation, *files: bytes, **where: str) -> Any:
    packed = [(f"{number}.md", base64.b64encode(file).decode()) for number, file in enumerate(files)]
    return here.operate("import_files", {"files": packed, **where})


def all_of(here: Installation, column: Any) -> list[Any]:
    return here.database.read_now(lambda session: list(session.execute(select(col(column))).scalars()))


def count(here: Installation, table: type[SQLModel]) -> int:
    return here.database.read_now(
        lambda session: session.execute(select(func.count()).select_from(table)).scalar() or 0
    )
