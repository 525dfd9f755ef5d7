"""Feeds for calendar programs: what is in them, for how long an address is good, and what nobody learns from one."""

import httpx
import pytest
from sqlmodel import delete

from tests.calendars.reading import events_of, lines_of, said
from tests.calendars.subscribing import feed, new_address
from tests.statements import statements
from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.commands import contact_persons, meetings, ownerships, steps
from tracker.domain.calendar_address import CalendarAddress


def titles(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200
    return [said(one, "SUMMARY") for one in events_of(answer.content)]


@pytest.fixture(autouse=True)
def afresh(site: Site) -> None:
    """No address is left from the test before."""
    site.cast.database.write_now(lambda s: s.exec(delete(CalendarAddress)))


async def test_my_calendar_has_my_steps_with_a_date_and_the_meetings_of_my_plans(
    site: Site, here: Making, bernd: Browser
) -> None:
    mine, asked, undated, others = (
        here._do(steps.add, f"{name} {here.step}", here.place.stages["agreed"], words)
        for name, words in (
            ("Meiner", "Mai 2026"),
            ("Später", "laufend"),
            ("Ohne", ""),
            ("Anderer", "Juni 2026"),
        )
    )
    for step in (mine, asked, undated):
        assert (
            await bernd.post(f"/plans/{here.plan}/steps/{step}/ownerships", {"take": True})
        ).status_code == 200
    here._do(meetings.add, "12.5.2026", {"title": f"Treffen {here.step}", "starts": "18:00"})
    here._do(meetings.add, "irgendwann", {"title": f"Ungewiss {here.step}"})
    shown = [
        title for title in titles(await feed(site, await new_address(bernd, "/me"))) if here.step in title
    ]
    assert [title.partition(": ")[2] for title in shown] == [f"Meiner {here.step}", f"Treffen {here.step}"]
    assert others not in shown


async def test_my_calendar_has_what_an_organisation_has_that_i_speak_for(
    site: Site, here: Making, bernd: Browser
) -> None:
    step = here._do(steps.add, f"Für die Kammer {here.step}", here.place.stages["agreed"], "Mai 2026")
    here._do(ownerships.ask, step, here.place.party, "lead")
    address = await new_address(bernd, "/me")
    assert here.step not in (await feed(site, address)).text
    anna, me = site.cast.anna.participant, site.cast.bernd.participant.id
    speak = here.plan, here.place.party, me
    site.cast.database.write_now(lambda s: contact_persons.add_contact_person(s, anna, *speak))
    try:
        shown = titles(await feed(site, address))
        assert [title.partition(": ")[2] for title in shown if here.step in title] == [
            f"Für die Kammer {here.step}"
        ]
    finally:
        site.cast.database.write_now(lambda s: contact_persons.remove_contact_person(s, anna, *speak))


async def test_a_plans_calendar_has_all_its_steps_with_a_date_and_lets_go_of_what_has_ended(
    site: Site, here: Making, guel: Browser
) -> None:
    made = {
        name: here._do(steps.add, f"{name} {here.step}", here.place.stages["agreed"], "Mai 2026")
        for name in ("offen", "getan", "entfallen", "weggeworfen")
    }
    meeting = here._do(meetings.add, "12.5.2026", {"title": f"abgesagt {here.step}"})
    address = await new_address(guel, f"/plans/{here.plan}")

    async def shown() -> set[str]:
        found = titles(await feed(site, address))
        return {title.split(": ")[1].split()[0] for title in found if here.step in title}

    assert await shown() == {*made, "abgesagt"}
    here._do(steps.complete, made["getan"], "")
    here._do(steps.drop, made["entfallen"], "zu teuer")
    here._do(steps.trash, made["weggeworfen"])
    here._do(meetings.trash, meeting)
    assert await shown() == {"offen"}


async def test_a_change_is_the_same_entry_with_a_higher_number(
    site: Site, here: Making, guel: Browser
) -> None:
    step = here._do(steps.add, f"Alt {here.step}", here.place.stages["agreed"], "Mai 2026")
    address = await new_address(guel, f"/plans/{here.plan}")
    before, after = [], []
    for found in (before, after):
        answer = await feed(site, address)
        found += [one for one in events_of(answer.content) if f"step-{step}@" in said(one, "UID")]
        here._do(steps.retell, step, f"Neu {here.step}", None, None)
    assert [said(one, "SUMMARY").split()[2] for one in (*before, *after)] == ["Alt", "Neu"]
    assert int(after[0]["SEQUENCE"]) > int(before[0]["SEQUENCE"])


async def test_hostile_titles_places_and_names_stay_in_their_entries(
    site: Site, here: Making, guel: Browser
) -> None:
    evil = f"x,;\\{here.step} END:VEVENT BEGIN:VEVENT"
    here._do(steps.add, evil, here.place.stages["agreed"], "Mai 2026")
    here._do(meetings.add, "12.5.2026", {"title": evil, "place": evil, "host": evil})
    answer = await feed(site, await new_address(guel, f"/plans/{here.plan}"))
    assert [title.partition(": ")[2] for title in titles(answer) if here.step in title] == [evil, evil]


async def test_what_has_not_changed_is_not_sent_again(site: Site, here: Making, guel: Browser) -> None:
    address = await new_address(guel, f"/plans/{here.plan}")
    first = await feed(site, address)
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    assert first.headers["cache-control"] == "private, no-cache"
    again = await feed(site, address, **{"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    here._do(steps.add, "Noch einer", here.place.stages["agreed"], "Mai 2026")
    changed = await feed(site, address, **{"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200
    assert changed.headers["etag"] != first.headers["etag"]


async def test_without_account_the_page_offers_single_meetings(here: Making, deniz: Browser) -> None:
    page = await deniz.get(f"/plans/{here.plan}/calendar")
    assert page.status_code == 200
    assert "/calendars" not in page.text
    path = f"/plans/{here.plan}/meetings/{here.meeting}"
    assert f'href="{path}.ics"' in (await deniz.get(path)).text
    file = await deniz.get(f"{path}.ics")
    assert file.headers["content-disposition"] == 'attachment; filename="treffen-nrw-ein-treffen.ics"'
    (one,) = events_of(file.content)
    assert "METHOD:PUBLISH" in lines_of(file.content)
    assert said(one, "SUMMARY") == "Treffen NRW: Ein Treffen"


async def test_a_meeting_without_a_day_is_no_file(here: Making, guel: Browser) -> None:
    meeting = here._do(meetings.add, "irgendwann", {"title": "Ungewiss"})
    path = f"/plans/{here.plan}/meetings/{meeting}"
    assert ".ics" not in (await guel.get(path)).text
    assert (await guel.get(f"{path}.ics")).status_code == 404


async def test_a_feed_takes_as_many_statements_for_many_steps_as_for_few(
    site: Site, here: Making, bernd: Browser
) -> None:
    address = await new_address(bernd, f"/plans/{here.plan}")
    numbers = []
    for _ in range(2):
        with statements(of=site.cast.database._reader, since="calendar_address") as counted:
            assert (await feed(site, address)).status_code == 200
        numbers.append(len(counted))
        for n in range(5):
            step = here._do(steps.add, f"Nr. {n}", here.place.stages["agreed"], "Mai 2026")
            here._do(ownerships.ask, step, here.place.party, "lead")
    assert numbers[0] == numbers[1]
    assert 0 < numbers[0] <= 8
