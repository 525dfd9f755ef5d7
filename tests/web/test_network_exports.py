"""All plans of a network in one file."""

import io
import zipfile
from pathlib import Path

import httpx
import pytest

from tests.waiting import until
from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.domain.work import Work
from tracker.network_zip import write_network
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


async def test_on_the_terminal_it_is_the_same_file(
    here: Making, emil: Browser, site: Site, tmp_path: Path
) -> None:
    file, settings, clock = tmp_path / "plans.zip", site.settings, site.cast.clock
    assert write_network(settings, here.place.network, file, "de", Work(), clock) == 2
    answer = await emil.get(f"/networks/{here.place.network}.zip")
    assert file.read_bytes() == answer.content


async def test_what_lies_in_another_network_is_not_in_it(here: Making, emil: Browser) -> None:
    content = (await emil.get(f"/networks/{here.place.network}.zip")).content
    assert "kueste" not in " ".join(zipfile.ZipFile(io.BytesIO(content)).namelist())


async def test_it_is_packed_once(here: Making, emil: Browser) -> None:
    for path in (f"/networks/{here.place.network}.zip", f"/plans/{here.plan}.xlsx"):
        assert "content-encoding" not in (await emil.get(path, **{"Accept-Encoding": "gzip"})).headers
    assert (await emil.get(f"/plans/{here.plan}.md")).headers["content-encoding"] == "gzip"


async def test_stopped_it_is_cut_off_and_nobody_takes_half_of_it_for_the_whole(
    here: Making, emil: Browser, site: Site
) -> None:
    for n in range(30):
        await emil.post(f"/regions/{here.place.region}/plans", {"title": f"Plan {n}"})
    parts, by = site.app.state.parts, site.cast.emil.participant
    async with emil.client.stream("GET", f"/networks/{here.place.network}.zip?work=all") as answer:
        await until(lambda: parts.under_way.find(by, "all") is not None, what="the first plan")
        said = (await emil.get("/works/all")).json()
        assert (said["part"], said["of"]) == ("plans", 32)
        assert (await emil.post("/works/all/ending", {})).json()["stopped"]
        with pytest.raises(httpx.RemoteProtocolError):
            await answer.aread()
    assert parts.under_way.find(by, "all") is None
