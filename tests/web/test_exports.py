"""A plan as data, as text and as tables."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.web.exports import XLSX


async def test_the_data_holds_the_whole_state_with_ids_and_revs(here: Making, guel: Browser) -> None:
    answer = await guel.get(f"/plans/{here.plan}.json")
    plan = answer.json()
    assert answer.headers["feed-rev"] == str(plan["rev"]) == str(here.rev)
    assert {"epoch", "stages", "steps", "notes", "parties", "themes"} <= plan.keys()
    assert all("rev" in entity for kind in ("stages", "steps", "notes") for entity in plan[kind])


async def test_the_text_is_a_plan_file_to_keep(here: Making, guel: Browser) -> None:
    answer = await guel.get(f"/plans/{here.plan}.md")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="nrw.md"'
    assert answer.text.startswith("---\n")
    assert f"{{#{here.step}}}" in answer.text


@pytest.mark.parametrize(("ending", "kind"), [("csv", "text/csv; charset=utf-8"), ("xlsx", XLSX)])
async def test_the_tables_are_files_to_keep(here: Making, guel: Browser, ending: str, kind: str) -> None:
    answer = await guel.get(f"/plans/{here.plan}.{ending}")
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"] == f'attachment; filename="nrw.{ending}"'
    assert answer.content


async def test_a_table_speaks_the_language_of_its_reader(here: Making, site: Site) -> None:
    async with site.browser(site.cast.guel, **{"Accept-Language": "en"}) as browser:
        await browser.form("/language", {"language": "en"})
        lines = (await browser.get(f"/plans/{here.plan}.csv")).content.decode("utf-8-sig").splitlines()
        await browser.form("/language", {"language": "de"})
    assert lines[0].startswith("No.,Step,Owner")
    assert any("Ein Schritt,Handwerkskammer" in line for line in lines)
