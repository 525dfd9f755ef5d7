"""Meetings: their page, the head of the plan, and what each may be changed to."""

from tests.web.making import Making
from tests.web.site import Browser, Site


def address(here: Making) -> str:
    return f"/plans/{here.plan}/meetings/{here.meeting}"


async def test_the_next_meeting_stands_in_the_plans_head_with_hour_and_place(
    here: Making, bernd: Browser
) -> None:
    fields = {
        "title": "Auftakt",
        "words": "4. Mai 2026",
        "starts": "0:01",
        "place": "IHK Köln",
        "_base": here.rev,
    }
    answer = await bernd.form(f"/plans/{here.plan}/meetings", fields)
    assert answer.status_code == 303
    head = (await bernd.get(f"/plans/{here.plan}")).text.partition('class="year"')[0]
    assert "<strong>4. Mai 2026</strong>, 00:01 Uhr, " in head
    assert "IHK Köln" in head
    assert "Auftakt" in head


async def test_what_is_not_sent_stays(here: Making, bernd: Browser) -> None:
    await bernd.post(address(here), {"host": "Kammer", "agenda": "Stand\nWahl", "base": here.rev})
    await bernd.post(address(here), {"words": "8.7.2026", "base": here.rev})
    page = (await bernd.get(f"/plans/{here.plan}/meetings")).text
    for part in ('value="Ein Treffen"', 'value="8.7.2026"', 'value="Kammer"', ">Stand\nWahl</textarea>"):
        assert part in page


async def test_two_who_set_the_day_at_once_choose(here: Making, bernd: Browser, anna: Browser) -> None:
    to = address(here)
    base = here.rev
    await anna.post(to, {"words": "1.9.2026", "place": "Köln", "base": base})
    answer = await bernd.post(address(here), {"words": "2.9.2026", "base": base})
    assert answer.status_code == 409
    assert f'action="{address(here)}"' in answer.json()["html"]
    chosen = {"words": "2.9.2026", "base": int(answer.headers["feed-rev"])}
    assert (await bernd.post(address(here), chosen)).status_code == 200
    found = {one["id"]: one for one in (await bernd.plan(here.plan))["meetings"]}[here.meeting]
    assert (found["deadline"]["words"], found["place"]) == ("2.9.2026", "Köln")


async def test_without_script_both_texts_are_shown_and_what_was_typed_stays(
    here: Making, bernd: Browser, anna: Browser
) -> None:
    to = address(here)
    base = here.rev
    await anna.post(to, {"place": "Köln", "base": base})
    clash = await bernd.form(address(here), {"place": "Bonn", "_base": base})
    assert (clash.status_code, "Köln" in clash.text, "Bonn" in clash.text) == (409, True, True)
    noun = f"0000-meeting-{here.meeting}"
    refused = await bernd.form(address(here), {"starts": "abends", "_base": here.rev, "_key": noun})
    assert refused.status_code == 422
    assert "zum Beispiel 18:00" in refused.text
    assert 'value="abends"' in refused.text


async def test_an_hour_that_clocks_skip_is_refused_at_its_field(here: Making, bernd: Browser) -> None:
    sent = {"words": "28.3.2027", "starts": "2:30"}
    answer = await bernd.post(f"/plans/{here.plan}/meetings", sent)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["starts"])
    page = await bernd.form(
        f"/plans/{here.plan}/meetings", sent | {"_base": here.rev, "_key": "0000-meeting-new"}
    )
    assert page.status_code == 422
    field = page.text.partition('id="meeting-new-starts"')[2].partition("</div>")[0]
    assert "Diese Uhrzeit gibt es an dem Tag nicht" in field
    assert 'value="2:30"' in page.text
    # only the day is sent, and the hour that stands is missing on it
    await bernd.post(address(here), {"words": "27.3.2027", "starts": "2:30", "base": here.rev})
    moved = await bernd.post(address(here), {"words": "28.3.2027", "base": here.rev})
    assert (moved.status_code, list(moved.json()["fields"])) == (422, ["starts"])


async def test_nothing_said_is_no_meeting(here: Making, bernd: Browser) -> None:
    answer = await bernd.post(f"/plans/{here.plan}/meetings", {"words": " ", "title": ""})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["words"])


async def test_a_day_that_cannot_be_read_is_kept_marked_and_says_what_could_be(
    here: Making, bernd: Browser, guel: Browser
) -> None:
    page, hint = f"/plans/{here.plan}/meetings", "Kein lesbarer Termin, Ihre Worte bleiben stehen."
    to = address(here)
    sent = {"words": "nie <b>", "base": here.rev}
    assert (await bernd.post(to, sent)).status_code == 200
    marked = '<strong class="deadline--unread"><span>„nie &lt;b&gt;“</span></strong>'
    shown = (await bernd.get(page)).text.partition(f'id="meeting-{here.meeting}"')[2].partition("<details")[0]
    assert (marked in shown, hint in shown) == (True, True)
    read = (await guel.get(page)).text
    assert (marked in read, hint in read) == (True, False)
    await bernd.post(address(here), {"words": "9.6.2026", "base": here.rev})
    assert "deadline--unread" not in (await guel.get(page)).text


async def test_an_address_that_runs_is_no_link(here: Making, bernd: Browser) -> None:
    sent = {"link": "javascript:alert(1)", "base": here.rev}
    assert list((await bernd.post(address(here), sent)).json()["fields"]) == ["link"]


async def test_a_removed_meeting_is_folded_away_and_brought_back(here: Making, bernd: Browser) -> None:
    page = f"/plans/{here.plan}/meetings"
    assert (await bernd.form(address(here) + "/trashing", {})).status_code == 303
    shown = (await bernd.get(page)).text
    assert f'id="meeting-{here.meeting}"' not in shown
    assert f'action="{address(here)}/restoring"' in shown
    await bernd.post(address(here) + "/restoring", {})
    assert f'id="meeting-{here.meeting}"' in (await bernd.get(page)).text


async def test_a_past_meeting_is_folded(here: Making, bernd: Browser) -> None:
    made = await bernd.post(f"/plans/{here.plan}/meetings", {"words": "1.2.2020", "title": "Gründung"})
    page = (await bernd.get(f"/plans/{here.plan}/meetings")).text
    assert page.index('id="past"') < page.index(f'id="meeting-{made.json()["made"]}"')
    assert "Gründung" not in (await bernd.get(f"/plans/{here.plan}")).text


async def test_who_only_reads_sees_meetings_and_no_forms(here: Making, guel: Browser) -> None:
    page = (await guel.get(f"/plans/{here.plan}/meetings")).text
    assert "Ein Treffen" in page
    assert "/trashing" not in page
    assert 'name="agenda"' not in page


async def test_a_short_address_leads_to_the_meeting(here: Making, guel: Browser) -> None:
    answer = await guel.get(f"/meetings/{here.meeting}")
    assert answer.headers["location"] == f"/plans/{here.plan}/meetings/{here.meeting}"


async def page_of(here: Making, who: Browser, meeting: str) -> tuple[str, str]:
    """Its page, cut into what was due and what was done."""
    page = (await who.get(f"/plans/{here.plan}/meetings/{meeting}")).text
    due, _, done = page.partition('id="meeting-due"')[2].partition('id="meeting-done"')
    return due, done.partition('class="due-nav"')[0]


async def dated_step(here: Making, who: Browser, title: str, words: str, *, done: bool = False) -> None:
    stage = here.place.stages["gathered"]
    sent = {"title": title, "stage": stage, "words": words}
    made = (await who.post(f"/plans/{here.plan}/steps", sent)).json()["made"]
    if done:
        await who.post(f"/plans/{here.plan}/steps/{made}/completion", {"result": f"Ergebnis {title}"})


async def test_a_meeting_has_a_page_with_what_is_due_by_it_and_what_was_done_since_the_one_before(
    here: Making, bernd: Browser, guel: Browser
) -> None:
    add = f"/plans/{here.plan}/meetings"
    before, said = {"words": "1.4.2026", "title": "Davor"}, {"title": "Frühjahrstreffen", "place": "Köln"}
    before_id = (await bernd.post(add, before)).json()["made"]
    told = {"words": "20.4.2026", "host": "Kammer", "agenda": "Wahl", "link": "https://example.org/raum"}
    meeting = (await bernd.post(add, said | told)).json()["made"]
    await bernd.post(add, {"words": "3.8.2027", "title": "Danach"})
    await dated_step(here, bernd, "Folgt dem Treffen", "bis zum nächsten Treffen")
    await dated_step(here, bernd, "Schon überfällig", "10. März 2026")
    await dated_step(here, bernd, "Erst danach", "1. Mai 2026")
    await dated_step(here, bernd, "Ist geschafft", "10. April 2026", done=True)
    due, done = await page_of(here, guel, meeting)
    assert [title in due for title in ("Folgt dem", "Schon über", "Erst danach", "Ist gesch")] == [1, 1, 0, 0]
    assert ("Ergebnis Ist geschafft" in done, "Folgt dem" in done) == (True, False)
    page = (await guel.get(f"{add}/{meeting}")).text
    parts = ("Frühjahrstreffen</h1>", "20. Apr. 2026", "Köln", "Kammer", "Wahl", "https://example.org/raum")
    assert [part for part in (*parts, "Davor", "Danach") if part not in page] == []
    assert f'href="{add}#meeting-' not in page  # who only reads changes nothing
    past_due, past_done = await page_of(here, guel, before_id)
    assert ("Schon überfällig" in past_due, "Folgt dem" in past_due, "Ist geschafft" in past_done) == (
        1,
        0,
        0,
    )


async def test_the_plan_its_frame_and_the_list_lead_to_the_page(here: Making, bernd: Browser) -> None:
    meeting = (await bernd.post(f"/plans/{here.plan}/meetings", {"words": "14.4.2026"})).json()["made"]
    link = f'href="/plans/{here.plan}/meetings/{meeting}"'
    assert (await bernd.get(f"/plans/{here.plan}")).text.count(link) == 2
    assert link in (await bernd.get(f"/plans/{here.plan}/meetings")).text


async def test_a_removed_meeting_has_its_page_with_the_way_back(
    here: Making, bernd: Browser, guel: Browser
) -> None:
    await bernd.post(address(here) + "/trashing", {})
    page = (await bernd.get(address(here))).text
    assert f'action="{address(here)}/restoring"' in page
    assert "Endgültig weg ist es am" in page
    assert "/restoring" not in (await guel.get(address(here))).text


async def test_a_meeting_of_another_plan_is_not_there(here: Making, site: Site, emil: Browser) -> None:
    for plan, meeting in ((site.cast.hessen.plan, here.meeting), (here.plan, "0" * 12)):
        assert (await emil.get(f"/plans/{plan}/meetings/{meeting}")).status_code == 404
