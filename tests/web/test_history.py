"""The history: who, what, from and to, narrowed by the address, page by page."""

import re

import pytest

from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.boards.history import PAGE


def plain(html: str) -> str:
    """The words of a page's middle, blanks made one."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split()).replace("&#34;", '"')


async def read(browser: Browser, here: Making, query: str = "") -> str:
    page = await browser.get(f"/plans/{here.plan}/history{query}")
    assert page.status_code == 200
    return page.text


async def number_of(browser: Browser, here: Making) -> int:
    return int((await browser.plan(here.plan))["step"][here.step]["number"])


async def test_a_move_says_who_what_from_and_to(here: Making, bernd: Browser) -> None:
    number = await number_of(bernd, here)
    await bernd.post(here.step_address + "/placement", {"stage": here.place.stages["working"]})
    said = plain(await read(bernd, here))
    assert f"Bernd hat Schritt {number} „Ein Schritt“ verschoben" in said
    assert "Stand: von Gesammelt → zu In Arbeit" in said
    assert "Heute" in said


async def test_a_deadline_is_said_as_people_say_it_in_the_readers_language(
    here: Making, bernd: Browser, site: Site
) -> None:
    await bernd.post(here.step_address + "/deadline", {"words": "voraussichtlich im Mai", "base": here.rev})
    await bernd.post(
        here.step_address + "/deadline", {"words": "15. Dezember", "reason": "Saal belegt", "base": here.rev}
    )
    said = plain(await read(bernd, here))
    assert "Termin: von Mai 2026, voraussichtlich → zu 15. Dez. 2026" in said
    assert "Grund: Saal belegt" in said
    async with site.browser(site.cast.anna, **{"Accept-Language": "en"}) as reader:
        await reader.form("/language", {"language": "en"})
        english = plain((await reader.get(f"/plans/{here.plan}/history")).text)
        await reader.form("/language", {"language": "de"})
    assert re.search("Deadline: from [^→]*May 2026[^→]* → to 15 Dec 2026", english)


async def test_it_is_narrowed_to_a_person_and_to_a_step(here: Making, bernd: Browser, site: Site) -> None:
    number = await number_of(bernd, here)
    await bernd.post(here.step_address, {"title": "Umbenannt", "base": here.rev})
    of_step = plain(await read(bernd, here, f"?step={number}"))
    assert "Titel: von „Ein Schritt“ → zu „Umbenannt“" in of_step
    assert "Zwanzig Betriebe" not in of_step
    of_bernd = plain(await read(bernd, here, f"?by={site.cast.bernd.participant.key}&step={number}"))
    assert "Bernd hat" in of_bernd
    assert "Anna hat" not in of_bernd
    assert "Dazu wurde nichts gefunden" in plain(await read(bernd, here, "?step=9999"))
    assert "Dazu wurde nichts gefunden" in plain(await read(bernd, here, "?step=acht"))


async def test_older_changes_are_a_page_further(here: Making, bernd: Browser) -> None:
    for turn in range(PAGE):
        await bernd.post(here.step_address, {"title": f"Titel {turn}", "base": here.rev})
    newest = await read(bernd, here)
    assert len(re.findall(r'id="change-', newest)) == PAGE
    older = re.search(r'rel="next" href="([^"]+)"', newest)
    assert older
    page = (await bernd.get(older[1].replace("&amp;", "&"))).text
    revs = [[int(rev) for rev in re.findall(r'id="change-(\d+)"', html)] for html in (newest, page)]
    assert revs[0] == sorted(revs[0], reverse=True)
    assert max(revs[1]) == min(revs[0]) - 1


async def test_a_reader_sees_it_without_buttons(here: Making, guel: Browser) -> None:
    page = await read(guel, here)
    assert "Ein Schritt" in page
    assert "/reversals" not in page


async def test_undoing_without_script_leads_back_and_says_so(here: Making, bernd: Browser) -> None:
    await bernd.post(here.step_address + "/placement", {"stage": here.place.stages["working"]})
    address = f"/plans/{here.plan}/history"
    assert f'name="rev" value="{here.rev}"' in await read(bernd, here)
    rev = here.rev
    answer = await bernd.form(
        f"/plans/{here.plan}/reversals", {"rev": rev}, Referer=f"{bernd.origin}{address}"
    )
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    said = plain(await read(bernd, here))
    assert "Bernd hat eine Änderung rückgängig gemacht" in said
    assert "Stand: von In Arbeit → zu Gesammelt" in said
    assert (
        "rückgängig gemacht"
        in re.search(rf'id="change-{rev}".*?</li>', await read(bernd, here), re.DOTALL)[0]
    )  # type: ignore[index]
    step = (await bernd.plan(here.plan))["step"][here.step]
    assert step["stage"] == here.place.stages["gathered"]


@pytest.mark.parametrize("as_json", [True, False])
async def test_what_no_longer_stands_is_refused_with_who_changed_it(
    here: Making, bernd: Browser, anna: Browser, as_json: bool
) -> None:
    await bernd.post(here.step_address, {"title": "Auftakt", "base": here.rev})
    rev = here.rev
    await anna.post(here.step_address, {"title": "Start", "base": rev})
    address = f"/plans/{here.plan}/reversals"
    answer = await (bernd.post if as_json else bernd.form)(address, {"rev": rev})
    assert answer.status_code == 409
    assert "Anna hat es seitdem geändert" in answer.text
    assert here.rev == rev + 1


async def test_no_change_of_that_number_and_no_number(here: Making, bernd: Browser) -> None:
    address = f"/plans/{here.plan}/reversals"
    assert (await bernd.post(address, {"rev": here.rev + 9})).status_code == 404
    for nonsense in ("zwei", -1, 1.5, None, True, [1]):
        assert (await bernd.post(address, {"rev": nonsense})).status_code == 422


def line_of(page: str, rev: int) -> str:
    """The words of one line of the history."""
    found = re.search(rf'<li[^>]*id="change-{rev}".*?</li>', page, re.DOTALL)
    assert found
    return plain(f"<main{found[0]}</main>")


async def test_what_somebody_has_overtaken_says_who_changed_what_instead_of_a_button(
    here: Making, bernd: Browser, anna: Browser, guel: Browser, site: Site
) -> None:
    await anna.post(here.step_address + "/deadline", {"words": "Mitte Mai", "base": here.rev})
    dated = here.rev
    await anna.post(here.step_address, {"title": "Auftakt", "base": here.rev})
    titled = here.rev
    await bernd.post(here.step_address + "/deadline", {"words": "Ende Mai", "base": here.rev})
    page = await read(anna, here)
    assert "Bernd hat den Termin danach geändert." in line_of(page, dated)
    assert f'name="rev" value="{dated}"' not in page
    assert f'name="rev" value="{titled}"' in page
    assert "danach" not in line_of(page, titled)
    assert "danach" not in line_of(await read(guel, here), dated)
    async with site.browser(site.cast.anna) as reader:
        await reader.form("/language", {"language": "en"})
        assert "Bernd has changed the deadline since." in line_of(await read(reader, here), dated)
        await reader.form("/language", {"language": "de"})


async def test_a_move_overtaken_by_a_move_and_a_step_in_the_trash_say_so(
    here: Making, bernd: Browser, anna: Browser
) -> None:
    await anna.post(here.step_address + "/placement", {"stage": here.place.stages["working"]})
    moved = here.rev
    await bernd.post(here.step_address + "/placement", {"stage": here.place.stages["waiting"]})
    assert "Bernd hat das danach verschoben." in line_of(await read(anna, here), moved)
    latest = here.rev
    await bernd.post(here.step_address + "/trashing", {})
    assert "Das liegt inzwischen im Papierkorb" in line_of(await read(anna, here), latest)
