"""Deadlines: set in words, read while typing."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser


async def test_a_deadline_is_set_from_words(here: Making, bernd: Browser) -> None:
    answer = await bernd.form(
        here.step_address + "/deadline", {"words": "KW 25", "reason": "", "_base": here.rev}
    )
    assert answer.status_code == 303
    deadline = (await bernd.plan(here.plan))["step"][here.step]["deadline"]
    assert (deadline["words"], deadline["first"], deadline["last"]) == ("KW 25", "2026-06-15", "2026-06-21")


async def test_words_that_cannot_be_read_are_kept(here: Making, bernd: Browser) -> None:
    await bernd.post(here.step_address + "/deadline", {"words": "wenn es passt", "base": here.rev})
    deadline = (await bernd.plan(here.plan))["step"][here.step]["deadline"]
    assert (deadline["words"], deadline["first"], deadline["precision"]) == ("wenn es passt", None, None)


async def test_no_words_take_it_away(here: Making, bernd: Browser) -> None:
    await bernd.post(here.step_address + "/deadline", {"words": "Mai", "base": here.rev})
    await bernd.post(here.step_address + "/deadline", {"words": "", "base": here.rev})
    assert (await bernd.plan(here.plan))["step"][here.step]["deadline"] is None


async def test_two_who_set_it_at_once_see_both(here: Making, bernd: Browser, anna: Browser) -> None:
    base = here.rev
    await anna.post(here.step_address + "/deadline", {"words": "Mai", "base": base})
    answer = await bernd.post(here.step_address + "/deadline", {"words": "Juni", "base": base})
    assert (answer.status_code, answer.json()["code"]) == (409, "clash")
    [clash] = answer.json()["clashes"]
    assert clash == {"field": "deadline", "mine": "Juni", "theirs": "Mai", "was": "", "by": "Anna"}


@pytest.mark.parametrize(
    ("words", "understood", "shape", "text"),
    [
        ("voraussichtlich im Mai", True, "month", "1.–31. Mai 2026, voraussichtlich"),
        ("12.03.2027", True, "day", "Fr, 12.03.2027 (KW 10)"),
        ("irgendwann", False, "none", None),
        ("", False, "none", ""),
    ],
)
async def test_the_field_is_told_what_it_understood(
    guel: Browser, words: str, understood: bool, shape: str, text: str | None
) -> None:
    said = (await guel.client.get("/deadlines", params={"words": words})).json()
    assert (said["understood"], said["shape"]) == (understood, shape)
    assert text is None or said["text"] == text


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("voraussichtlich im Mai", "#span-month"),
        ("voraussichtlich im Mai", "verstanden als 1.–31. Mai 2026, voraussichtlich"),
        ("zeitnah", "deadline--unread"),
        ("<b>", "Kein lesbarer Termin"),
    ],
)
async def test_the_field_is_told_as_markup_too(guel: Browser, words: str, part: str) -> None:
    told = await guel.client.get("/deadlines", params={"words": words}, headers={"HX-Request": "true"})
    assert (told.headers["content-type"], told.headers["vary"][:10]) == (
        "text/html; charset=utf-8",
        "HX-Request",
    )
    assert part in told.text
    assert "<b>" not in told.text


async def test_no_words_are_told_as_nothing(guel: Browser) -> None:
    told = await guel.client.get("/deadlines", params={"words": " "}, headers={"HX-Request": "true"})
    assert (told.status_code, told.text.strip()) == (200, "")


async def test_htmx_gets_it_as_the_field_says_it(guel: Browser) -> None:
    by_htmx = {"HX-Request": "true", "HX-Request-Type": "partial"}
    answer = await guel.client.get("/deadlines", params={"words": "irgendwann <b>"}, headers=by_htmx)
    assert answer.headers["content-type"].startswith("text/html")
    assert "deadline--unread" in answer.text
    refused = await guel.client.get("/deadlines", params={"words": "a\x00b"}, headers=by_htmx)
    assert (refused.status_code, "{" in refused.text) == (422, False)


async def test_until_the_next_meeting_asks_the_plan_named(here: Making, anna: Browser) -> None:
    await anna.post(f"/plans/{here.plan}/meetings", {"words": "4.5.2026", "starts": "23:59"})
    ask = {"words": "bis zum nächsten Treffen", "plan": here.plan}
    said = (await anna.client.get("/deadlines", params=ask)).json()
    assert said["understood"] is True
    assert "04.05.2026" in said["text"]


async def test_the_meeting_of_a_plan_that_is_not_mine_is_not_asked(here: Making, site) -> None:
    async with site.browser(site.cast.clara) as clara:
        answer = await clara.client.get("/deadlines", params={"words": "Mai", "plan": here.plan})
    assert answer.status_code == 404


async def test_a_holiday_where_the_plan_is_at_home_is_told_while_typing(here: Making, anna: Browser) -> None:
    ask = {"words": "3.10.2026", "plan": here.plan}
    said = (await anna.client.get("/deadlines", params=ask)).json()
    assert said["holiday"] == "Sa, 03.10.2026 ist Feiertag in NRW: Tag der Deutschen Einheit."
    told = await anna.client.get("/deadlines", params=ask, headers={"HX-Request": "true"})
    assert said["holiday"] in told.text
    assert (await anna.client.get("/deadlines", params={"words": "3.10.2026"})).json()["holiday"] == ""


async def test_why_it_becomes_later_stands_in_the_steps_history(here: Making, bernd: Browser) -> None:
    address = f"/plans/{here.plan}/steps/{here.another_step()}"
    await bernd.form(f"{address}/deadline", {"words": "Mai 2026", "_base": here.rev})
    await bernd.form(
        f"{address}/deadline",
        {"words": "Juni 2026", "reason": "Der <Saal> war belegt " + "x" * 400, "_base": here.rev},
    )
    page = (await bernd.get(f"{address}/history", **{"HX-Request": "true"})).text
    assert "Der &lt;Saal&gt; war belegt" in page
    answer = await bernd.post(
        f"{address}/deadline", {"words": "Juli", "reason": "x" * 1_001, "base": here.rev}
    )
    assert list(answer.json()["fields"]) == ["reason"]


@pytest.mark.parametrize(
    ("words", "later"), [("Juni", True), ("April", False), ("Mai", False), ("bald", False)]
)
async def test_words_that_put_it_off_are_told_from_others(
    here: Making, bernd: Browser, words: str, later: bool
) -> None:
    asked = {"words": words, "plan": here.plan, "step": here.step}

    async def said() -> str:
        return (await bernd.client.get("/deadlines", params=asked, headers={"HX-Request": "true"})).text

    assert "data-later" not in await said()  # nothing is put off that was not due
    await bernd.post(here.step_address + "/deadline", {"words": "Mai", "base": here.rev})
    assert ("data-later" in await said()) == later
