"""Back on the board."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser


@pytest.mark.parametrize(("noun", "fields"), [("trashing", {}), ("drop", {"reason": "ein Versehen"})])
async def test_a_step_comes_back(here: Making, bernd: Browser, noun: str, fields: dict[str, str]) -> None:
    await bernd.post(f"{here.step_address}/{noun}", fields)
    answer = await bernd.form(here.step_address + "/restoring", {})
    assert answer.status_code == 303
    assert here.step in (await bernd.plan(here.plan))["step"]


async def test_a_note_comes_back(here: Making, bernd: Browser) -> None:
    note = f"/plans/{here.plan}/notes/{here.made.note}"
    await bernd.post(note + "/trashing", {})
    delta = (await bernd.post(note + "/restoring", {})).json()
    assert ("put", here.made.note) in [(op["op"], op["id"]) for op in delta["ops"]]


async def test_restoring_what_is_there_changes_nothing(here: Making, bernd: Browser) -> None:
    before = here.rev
    assert (await bernd.post(here.step_address + "/restoring", {})).json()["ops"] == []
    assert here.rev == before
