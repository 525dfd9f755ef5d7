"""All plans of a network in one file."""

import io
import zipfile

from tests.web.making import Making
from tests.web.site import Browser
from tracker.plan_file.reading import read_plan_file
from tracker.tables.reading import read_table


async def test_the_zip_holds_each_plan_as_text_and_as_a_table(here: Making, emil: Browser) -> None:
    answer = await emil.get(f"/networks/{here.place.network}.zip")
    assert answer.headers["content-disposition"] == 'attachment; filename="netzwerk-demografie.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert file.testzip() is None
        names = sorted(file.namelist())
        contents = {name: file.read(name) for name in names}
    assert names == [
        "hessen/001-wege-zur-arbeit.md",
        "hessen/001-wege-zur-arbeit.xlsx",
        "nrw/002-fachkraefte-gewinnen.md",
        "nrw/002-fachkraefte-gewinnen.xlsx",
    ]
    plan = read_plan_file(contents["nrw/002-fachkraefte-gewinnen.md"])
    table = read_table(contents["nrw/002-fachkraefte-gewinnen.xlsx"])
    assert [row.cells[1] for row in table.rows[1:]] == [step.title for step in plan.steps]
    assert here.step in {step.mark for step in plan.steps}


async def test_what_lies_in_another_network_is_not_in_it(here: Making, emil: Browser) -> None:
    content = (await emil.get(f"/networks/{here.place.network}.zip")).content
    assert "kueste" not in " ".join(zipfile.ZipFile(io.BytesIO(content)).namelist())
