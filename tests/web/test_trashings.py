"""Into the trash."""

from tests.cast import TODAY
from tests.web.making import Making
from tests.web.site import Browser
from tracker.domain.step import TRASH_LIFE
from tracker.language.dates import day_text


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


async def test_the_trash_says_of_notes_and_meetings_when_they_go_for_good_and_brings_them_back(
    here: Making, bernd: Browser, emil: Browser
) -> None:
    place, trash = f"/plans/{here.plan}", f"/plans/{here.plan}/trash"
    gone = [f"{place}/notes/{here.made.note}", f"{place}/meetings/{here.meeting}"]
    for address in gone:
        await bernd.post(f"{address}/trashing", {})
    page = (await emil.get(trash)).text
    since = [f'action="{address}/restoring"' in page for address in gone]
    assert since == [True, True]
    assert page.count(f"Im Papierkorb seit {day_text('de', TODAY.date())}") >= 2
    assert page.count(f"Endgültig weg ist es am {day_text('de', TODAY.date() + TRASH_LIFE)}.") >= 2
    assert "Bernd" in page
    assert f"am {day_text('de', TODAY.date() + TRASH_LIFE)}." in (await bernd.get(f"{place}/meetings")).text
    for address in gone:
        assert (await bernd.form(f"{address}/restoring", {})).status_code == 303
    page = (await emil.get(trash)).text
    assert [f'action="{address}/restoring"' in page for address in gone] == [False, False]


async def test_a_removed_goal_that_a_step_serves_has_no_such_day(here: Making, bernd: Browser) -> None:
    place = f"/plans/{here.plan}"
    goal = (await bernd.post(f"{place}/notes", {"kind": "goal", "text": "Wird bedient"})).json()["made"]
    await bernd.post(here.step_address, {"goal": goal, "base": here.rev})
    await bernd.post(f"{place}/notes/{goal}/trashing", {})
    row = (await bernd.get(f"{place}/trash")).text.partition("Wird bedient</h3>")[2].partition("</li>")[0]
    assert "Bleibt, solange ein Schritt diesem Ziel dient." in row
    assert "Endgültig" not in row


async def test_who_may_not_remove_notes_reads_of_them_only(
    here: Making, deniz: Browser, bernd: Browser
) -> None:
    await bernd.post(f"/plans/{here.plan}/notes/{here.made.note}/trashing", {})
    page = await deniz.get(f"/plans/{here.plan}/trash")
    assert (page.status_code, "Eine Karte" in page.text, "/restoring" in page.text) == (200, True, False)
