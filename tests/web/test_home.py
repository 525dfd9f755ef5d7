"""The start page: my next steps in all plans."""

import re

from tests.web.making import Making
from tests.web.site import Browser, Site


async def test_signed_out_it_says_what_this_is(nobody: Browser) -> None:
    page = await nobody.get("/")
    assert (page.status_code, 'href="/sign-in"' in page.text) == (200, True)


async def test_my_steps_stand_where_they_belong(here: Making, bernd: Browser) -> None:
    for noun, fields in (
        ("ownerships", {"take": True}),
        ("deadline", {"words": "12.4.2026", "base": here.rev}),
    ):
        await bernd.post(f"{here.step_address}/{noun}", fields)
    late = re.search(r'data-rows="late">(.*?)</ul>', (await bernd.get("/")).text, re.DOTALL)[1]  # type: ignore[index]
    assert f'id="step-{here.step}"' in late


async def test_touched_rows_are_fetched_alone(here: Making, bernd: Browser) -> None:
    await bernd.post(here.step_address + "/ownerships", {"take": True})
    other = here.another_step()
    rows = await bernd.get(f"/?only={here.step},{other},nonsense")
    assert re.findall(r'<li class="step[^"]*" id="step-(\w+)"', rows.text) == [here.step]
    assert "<html" not in rows.text


async def test_all_of_my_rows_come_with_what_stands_beside_them(here: Making, bernd: Browser) -> None:
    await bernd.post(here.step_address + "/ownerships", {"take": True})
    whole = await bernd.get("/?only=all")
    assert f'id="step-{here.step}"' in whole.text
    assert f'href="/plans/{here.plan}"' in whole.text
    assert (await bernd.get("/?only=")).text.count('<li class="step') == 0


async def test_the_page_says_where_it_stands_in_each_of_my_plans(here: Making, bernd: Browser) -> None:
    rev = (await bernd.plan(here.plan))["rev"]
    page = (await bernd.get("/")).text
    assert f'data-feed="plan:{here.plan}" data-rev="{rev}"' in page
    assert 'data-view="row"' in page


async def test_a_snapshot_of_rows_holds_no_board(here: Making, bernd: Browser) -> None:
    path = f"/plans/{here.plan}/changes?since=0&epoch=other&view=row"
    said = (await bernd.get(path)).json()
    assert (said["t"], said["lists"], said["frags"]) == ("snapshot", {}, {})


async def test_steps_of_others_are_not_among_mine(here: Making, bernd: Browser, site: Site) -> None:
    await bernd.post(here.step_address + "/ownerships", {"take": True})
    async with site.browser(site.cast.clara) as clara:
        assert here.step not in (await clara.get(f"/?only={here.step}")).text
        assert here.step not in (await clara.get("/")).text


async def test_my_plans_and_networks_are_listed(here: Making, emil: Browser) -> None:
    page = (await emil.get("/")).text
    assert f'href="/plans/{here.plan}"' in page
    assert f'href="/networks/{here.place.network}"' in page


async def test_a_step_is_completed_from_here_and_here_one_stays(here: Making, bernd: Browser) -> None:
    await bernd.post(here.step_address + "/ownerships", {"take": True})
    answer = await bernd.form(here.step_address + "/completion", {}, Referer=bernd.origin + "/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert here.step not in (await bernd.get("/")).text


async def test_no_with_a_word_without_script_is_said_at_the_step(
    here: Making, anna: Browser, bernd: Browser
) -> None:
    await bernd.post(here.step_address + "/ownerships", {"take": True})
    owners = (await bernd.plan(here.plan))["step"][here.step]["owners"]
    mine = next(one["id"] for one in owners if one["answer"] == "accepted")
    answer = f"{here.step_address}/ownerships/{mine}/answer"
    await anna.post(answer, {"answer": "asked"})
    page = (await bernd.get("/")).text
    assert f'action="{answer}"' in page
    assert 'name="word"' in page
    said = {"answer": "declined", "word": "Bin <im> Urlaub"}
    assert (await bernd.form(answer, said, Referer=bernd.origin + "/")).status_code == 303
    assert here.step not in (await bernd.get("/?only=" + here.step)).text
    step = (await anna.plan(here.plan))["step"][here.step]
    assert [(one["text"], one["by"]) for one in step["comments"]][-1] == ("Bin <im> Urlaub", "Bernd")
    too_long = await bernd.post(answer, {"answer": "accepted", "word": "x" * 10_001})
    assert (too_long.status_code, list(too_long.json()["fields"])) == (422, ["word"])


async def test_the_names_of_a_plan_are_told_to_whoever_reads_it(here: Making, guel: Browser) -> None:
    told = (
        await guel.client.get(f"/plans/{here.plan}/parties", headers={"Accept": "application/json"})
    ).json()
    assert "Handwerkskammer" in [one["name"] for one in told["parties"]]
