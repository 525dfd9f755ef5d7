"""A command takes effect once, whatever the network does; and nobody's text is lost."""

import asyncio

from tests.web.making import Making
from tests.web.site import Browser, Site


async def test_the_same_command_sent_again_takes_effect_once_and_is_answered_alike(
    here: Making, bernd: Browser
) -> None:
    before, sent = here.rev, {"title": "Nur einmal"}
    same = {"Idempotency-Key": "a-key-of-my-own", "Feed-Rev": str(before)}
    answers = [await bernd.post(f"/plans/{here.plan}/steps", sent, **same) for _ in range(3)]
    assert here.rev == before + 1
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert answers[0].content == answers[1].content == answers[2].content
    assert {answer.headers["feed-rev"] for answer in answers} == {str(before + 1)}
    assert answers[2].json()["by"][0]["key"] == "a-key-of-my-own"


async def test_so_are_many_at_once(here: Making, bernd: Browser) -> None:
    before, same = here.rev, {"Idempotency-Key": "many-at-once"}
    asked = [bernd.post(f"/plans/{here.plan}/steps", {"title": "Einer"}, **same) for _ in range(20)]
    answers = await asyncio.gather(*asked)
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["made"] for answer in answers}) == 1
    assert here.rev == before + 1


async def test_and_a_form_sent_twice(here: Making, bernd: Browser) -> None:
    before, sent = here.rev, {"title": "Doppelklick", "_key": "k" * 20 + "-step-new"}
    answers = [await bernd.form(f"/plans/{here.plan}/steps", sent) for _ in range(2)]
    assert here.rev == before + 1
    assert answers[0].headers["location"] == answers[1].headers["location"]


async def test_a_key_is_for_one_command_only(here: Making, bernd: Browser) -> None:
    same = {"Idempotency-Key": "reused"}
    await bernd.post(f"/plans/{here.plan}/steps", {"title": "Eins"}, **same)
    for path, fields in (
        (f"/plans/{here.plan}/steps", {"title": "Zwei"}),
        (here.step_address + "/trashing", {}),
    ):
        answer = await bernd.post(path, fields, **same)
        assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")


async def test_but_everybody_has_keys_of_their_own(here: Making, bernd: Browser, anna: Browser) -> None:
    before, same = here.rev, {"Idempotency-Key": "shared"}
    for browser in (bernd, anna):
        assert (await browser.post(f"/plans/{here.plan}/steps", {"title": "Eins"}, **same)).status_code == 200
    assert here.rev == before + 2


async def test_a_command_that_was_refused_may_be_sent_again_with_its_key(
    here: Making, bernd: Browser
) -> None:
    same = {"Idempotency-Key": "refused-first"}
    assert (await bernd.post(here.step_address + "/drop", {"reason": "x" * 1001}, **same)).status_code == 422
    assert (await bernd.post(here.step_address + "/drop", {"reason": "zu teuer"}, **same)).status_code == 200


async def test_a_region_sent_twice_is_made_once(here: Making, emil: Browser) -> None:
    same = {"Idempotency-Key": "one-region"}
    path = f"/networks/{here.place.network}/regions"
    for _ in range(2):
        assert (await emil.post(path, {"name": "Nur eine Region"}, **same)).status_code == 200
    page = (await emil.get(f"/networks/{here.place.network}")).text
    assert page.count(">Nur eine Region<") == 1


async def test_two_texts_for_one_field_are_both_kept_and_shown(
    here: Making, bernd: Browser, anna: Browser
) -> None:
    base = here.rev
    await anna.post(here.step_address, {"title": "Ein großer Schritt", "base": base})
    answer = await bernd.post(here.step_address, {"title": "Ein Schritt voran", "base": base})
    said = answer.json()
    assert (answer.status_code, said["code"]) == (409, "clash")
    assert said["clashes"] == [
        {
            "field": "title",
            "mine": "Ein Schritt voran",
            "theirs": "Ein großer Schritt",
            "was": "Ein Schritt",
            "by": "Anna",
        }
    ]
    assert "<ins>großer </ins>" in said["html"]
    assert ">Ein großer Schritt voran</textarea>" in said["html"]
    chosen = {"title": "Ein großer Schritt voran", "base": int(answer.headers["feed-rev"])}
    assert (await bernd.post(here.step_address, chosen)).status_code == 200


async def test_without_script_both_stand_on_the_page_with_what_was_typed_elsewhere(
    here: Making, bernd: Browser, anna: Browser
) -> None:
    base = here.rev
    await anna.post(here.step_address, {"title": "Von Anna", "base": base})
    fields = {"title": "Von Bernd", "text": "auch das bleibt", "_base": base, "_key": "k" * 20 + "-step"}
    page = await bernd.form(here.step_address, fields)
    assert page.status_code == 409
    assert all(text in page.text for text in ("Von Anna", "Von Bernd", "auch das bleibt"))
    assert (await bernd.plan(here.plan))["step"][here.step]["text"] == ""


async def test_a_third_text_between_seeing_and_choosing_clashes_again(
    here: Making, bernd: Browser, anna: Browser, emil: Browser
) -> None:
    base = here.rev
    await anna.post(here.step_address, {"title": "Von Anna", "base": base})
    seen = int(
        (await bernd.post(here.step_address, {"title": "Von Bernd", "base": base})).headers["feed-rev"]
    )
    await emil.post(here.step_address, {"title": "Von Emil", "base": seen})
    again = await bernd.post(here.step_address, {"title": "Von Bernd", "base": seen})
    assert (again.status_code, again.json()["clashes"][0]["theirs"]) == (409, "Von Emil")


async def test_a_move_never_clashes_with_a_text(here: Making, bernd: Browser, anna: Browser) -> None:
    base = here.rev
    await anna.post(here.step_address + "/placement", {"stage": here.place.stages["working"]})
    await anna.post(here.step_address, {"text": "anderes Feld", "base": base})
    assert (await bernd.post(here.step_address, {"title": "Neuer Titel", "base": base})).status_code == 200


async def test_what_one_does_every_open_board_hears(here: Making, bernd: Browser, site: Site) -> None:
    from tests.live.client import open_client

    url = f"{site.base_url.replace('http', 'ws')}/live?v=1&view=board"
    epoch = (await bernd.plan(here.plan))["epoch"]
    headers = {"Cookie": f"session={site.cast.guel.session}", "Origin": site.base_url}
    client = await open_client(f"{url}&feed={here.place.feed}@{here.rev}.{epoch}", headers)
    await client.hear("hello")
    answer = await bernd.post(here.step_address + "/placement", {"stage": here.place.stages["agreed"]})
    heard = await client.hear("delta")
    assert heard == answer.json()
    await client.close()
