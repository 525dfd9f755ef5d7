"""Into the trash."""

from tests.web.making import Making
from tests.web.site import Browser


async def test_a_step_is_trashed(here: Making, bernd: Browser) -> None:
    answer = await bernd.form(here.step_address + "/trashing", {})
    assert answer.status_code == 303
    assert here.step not in (await bernd.plan(here.plan))["step"]


async def test_its_page_still_stands_and_offers_the_way_back(here: Making, bernd: Browser) -> None:
    await bernd.post(here.step_address + "/trashing", {})
    page = await bernd.get(here.step_address)
    assert page.status_code == 200
    assert f'action="{here.step_address}/restoring"' in page.text
    assert f'action="{here.step_address}/placement"' not in page.text


async def test_trashing_twice_changes_nothing(here: Making, bernd: Browser) -> None:
    await bernd.post(here.step_address + "/trashing", {})
    before = here.rev
    assert (await bernd.post(here.step_address + "/trashing", {})).status_code == 200
    assert here.rev == before


async def test_a_note_is_trashed(here: Making, bernd: Browser) -> None:
    delta = (await bernd.post(f"/plans/{here.plan}/notes/{here.made.note}/trashing", {})).json()
    assert ("del", "note", here.made.note) in [(op["op"], op.get("kind"), op["id"]) for op in delta["ops"]]


async def test_a_command_that_says_all_with_its_address_takes_no_fields(here: Making, bernd: Browser) -> None:
    answer = await bernd.post(here.step_address + "/trashing", {"step": here.place.step})
    assert answer.status_code == 422
