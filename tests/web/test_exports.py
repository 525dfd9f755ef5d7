"""A plan as data and as text."""

from tests.web.making import Making
from tests.web.site import Browser


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
