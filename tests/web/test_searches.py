"""Searching finds what one may read, marks it, and says when there is nothing."""

import re

import pytest

from tests.cast import NAMES
from tests.markup import Markup
from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.domain.ids import new_id

FRAGMENT = {"HX-Request": "true"}


def links(html: str) -> list[str]:
    return [one.attributes["href"] for one in Markup(html).tagged("a") if "/steps/" in one.attributes["href"]]


@pytest.mark.parametrize("name", NAMES)
async def test_everybody_finds_in_their_own_plans_and_in_no_other(site: Site, name: str) -> None:
    word = f"wort{new_id()}"
    places = {"nrw": Making(site.cast, site.cast.nrw), "hessen": Making(site.cast, site.cast.hessen)}
    async with site.browser(site.cast.emil) as emil:
        for place in places.values():
            await emil.post(place.step_address, {"title": f"Der {word}", "base": place.rev})
    mine = {"emil": {"nrw", "hessen"}, "clara": {"hessen"}, "frida": set(), "nobody": set()}.get(
        name, {"nrw"}
    )
    async with site.browser(site.cast.people[name]) as browser:
        page = await browser.get(f"/search?q={word}", **FRAGMENT)
    assert page.status_code == (401 if name == "nobody" else 200)
    assert set(links(page.text)) == {places[one].step_address for one in mine}


@pytest.mark.parametrize("typed", ["aerztehaus", "arztehaus", "Ärztehaus"])
async def test_a_match_is_marked_in_title_and_text(anna: Browser, here: Making, typed: str) -> None:
    texts = {"title": "Ärztehaus & Co", "text": "Wo steht das Ärztehaus <heute>?", "base": here.rev}
    await anna.post(here.step_address, texts)
    page = (await anna.get(f"/search?q={typed}")).text
    assert "<mark>Ärztehaus</mark> &amp; Co" in page
    assert "Wo steht das <mark>Ärztehaus</mark> &lt;heute&gt;?" in page
    assert here.step_address in links(page)
    assert f'value="{typed}"' in page


async def test_meetings_are_found_where_one_may_read_them(here: Making, anna: Browser, site: Site) -> None:
    word, meetings = f"wort{new_id()}", f"/plans/{here.plan}/meetings"
    said = {"words": "9.6.2026", "title": f"Das {word}", "place": "Köln", "agenda": "Eröffnung <b>"}
    made = (await anna.post(meetings, said)).json()["made"]
    page = (await anna.get(f"/search?q={word}+eroeffnung")).text
    assert f'href="{meetings}/{made}"' in page
    assert f"Das <mark>{word}</mark>" in page
    assert "<mark>Eröffnung</mark> &lt;b&gt;" in page
    assert '<span class="hit__place">Treffen · ' in page
    async with site.browser(site.cast.clara) as clara:
        assert word not in (await clara.get(f"/search?q={word}", **FRAGMENT)).text.partition("<ul")[2]
        assert made not in (await clara.get(f"/search?q={word}", **FRAGMENT)).text


async def test_at_most_fifty_are_shown_and_it_says_how_many_there_are(anna: Browser, here: Making) -> None:
    word = f"viel{new_id()}"
    for number in range(53):
        await anna.post(f"/plans/{here.plan}/notes", {"kind": "idea", "text": f"{word} {number}"})
    page = (await anna.get(f"/search?q={word}")).text
    assert page.count('<li class="hit') == 50
    assert "Die ersten 50 von 53 Treffern" in page
    few = (await anna.get(f"/search?few=1&q={word}", **FRAGMENT)).text
    assert few.count('<li class="hit') == 8
    assert f'href="/search?q={word}"' in few
    assert "<!doctype" not in few


async def test_no_hit_and_no_word_are_said(anna: Browser) -> None:
    assert "Nichts gefunden zu „gibtesnicht“" in (await anna.get("/search?q=gibtesnicht")).text
    assert "mindestens zwei Buchstaben" in (await anna.get("/search?q=x")).text
    assert "mindestens zwei Buchstaben" in (await anna.get("/search")).text


@pytest.mark.parametrize("typed", ["%27%22%3E%3Cx-evil%3E", "%00", "%ff", "a%0d%0ab", "x" * 200])
async def test_nothing_typed_breaks_it(anna: Browser, typed: str) -> None:
    answer = await anna.get(f"/search?q={typed}")
    assert answer.status_code in (200, 422)
    assert "<x-evil" not in answer.text


@pytest.mark.parametrize(
    ("typed", "kept", "sentence"),
    [
        ("x" * 300, "x" * 300, "Höchstens 200 Zeichen, es sind 300."),
        ("ab%00c", "abc", "Das enthält Zeichen, die kein Text sind."),
    ],
)
async def test_what_cannot_be_searched_for_is_said_at_the_field(
    anna: Browser, typed: str, kept: str, sentence: str
) -> None:
    answer = await anna.get(f"/search?q={typed}")
    page = Markup(answer.text)
    assert (answer.status_code, [one.text for one in page.tagged("h1")]) == (422, ["Suche"])
    [field] = [one for one in page.named("value") if one.attributes.get("name") == "q"]
    assert (field.attributes["value"], field.attributes["aria-invalid"]) == (kept, "true")
    [said] = [one for one in page.named("id") if one.attributes["id"] == field.attributes["aria-describedby"]]
    assert said.text == sentence
    few = await anna.get(f"/search?few=1&q={typed}", **FRAGMENT)
    assert (few.status_code, few.text) == (422, sentence)


async def test_every_page_of_somebody_signed_in_has_the_field(anna: Browser, nobody: Browser) -> None:
    assert re.search(r'<form class="seek"[^>]*action="/search"', (await anna.get("/")).text)
    assert 'action="/search"' not in (await nobody.get("/")).text
