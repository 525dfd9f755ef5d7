"""What people type stays text on every page: same elements, same attributes, whatever the words say (P14)."""

import json
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest

from tests.cast import Place
from tests.web.site import Browser, Site

HARMLESS = "Ein ganz gewöhnlicher Text"
NASTY = [
    "<script>alert(1)</script>",
    '"><script src=//evil.example></script>',
    "<img src=x onerror=alert(1)>",
    "'\" onmouseover=alert(1) x='",
    "<svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</template><b>",
    "<a href=javascript:alert(1)>x</a>",
    "[x](javascript:alert(1))",
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %} {# x #}",
    "<div hx-get=/sign-out hx-trigger=load>",
    "<p data-hx-post=/language data-hx-trigger=load>",
    "<!-- --><b>--!>",
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "<iframe srcdoc='<script>1</script>'>",
    "<style>*{display:none}</style>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<form action=//evil.example><button>",
    "<input name=_token value=x>",
    "<object data=x><embed src=x>",
    "<math><mi xlink:href=javascript:1>",
    "`${alert(1)}` \\u003cb\\u003e",
    '\\"><b>\\x3cb\\x3e',
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "<b/class=step__title><i>",
    "<li data-id=x data-list=stages>",
    "__proto__ constructor prototype",
    "=cmd|' /C calc'!A0",
    "+1+1 -1 @SUM(A1)",
    "line\r\nSet-Cookie: a=b",
    "<plaintext><xmp>",
    "<noscript><p title='</noscript><b>'>",
    "<select><option><b>",
    "<table><td background=javascript:1>",
    "\u202e<b>\u2066<i>",
    "<ſcript>alert(1)</ſcript>",
    "<scr\u0000ipt>".replace("\u0000", "\u00ad"),
]


class Structure(HTMLParser):
    """The elements of a page with the names of their attributes, in order; and what they load or lead to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag != "br":  # the lines of a text stay lines
            self.elements.append((tag, tuple(name for name, _ in attributes)))
        for name, value in attributes:
            if name in ("href", "src", "action"):
                assert str(value).startswith(("/", "#")) or value == "https://example.org", (tag, name, value)
                assert not str(value).startswith("//"), (tag, name, value)


async def plan_of(script: httpx.AsyncClient, network: str, text: str, number: int) -> Place:
    """A plan in which every text field says `text`."""

    async def made(path: str, fields: dict[str, Any]) -> str:
        answer = await script.post(path, json=fields)
        assert answer.status_code == 200, (path, answer.text)
        return str(answer.json().get("made", ""))

    region = await made(f"/networks/{network}/regions", {"name": f"{number} {text}"[:80], "states": [text]})
    plan = await made(f"/regions/{region}/plans", {"title": text})
    at = f"/plans/{plan}"
    await made(at, {"title": text, "goal": text, "period": text})
    await made(at + "/meetings", {"title": text, "words": text})
    party, theme = await made(at + "/parties", {"name": text}), await made(at + "/themes", {"name": text})
    steps = [await made(at + "/steps", {"title": text, "words": text, "text": text}) for _ in range(3)]
    note = await made(at + "/notes", {"kind": "goal", "text": text})
    await made(f"{at}/steps/{steps[0]}/themes", {"themes": [theme]})
    await made(f"{at}/steps/{steps[0]}", {"needed": text, "goal": note})
    for noun, fields in (("checklist", {}), ("comments", {}), ("links", {"address": "https://example.org"})):
        await made(f"{at}/steps/{steps[0]}/{noun}", fields | {"label" if fields else "text": text})
    ownership = await made(f"{at}/steps/{steps[0]}/ownerships", {"party": party, "role": "lead"})
    await made(f"{at}/steps/{steps[1]}/completion", {"result": text})
    await made(f"{at}/steps/{steps[2]}/drop", {"reason": text})
    return Place(network, region, plan, {}, steps[0], steps[1], note, theme, party, ownership)


async def pages_of(emil: Browser, place: Place, text: str) -> list[list[tuple[str, tuple[str, ...]]]]:
    at = f"/plans/{place.plan}"
    pages = [await emil.get(at + path) for path in ("", "/edit", "/trash", "/steps")]
    pages += [await emil.get(f"{at}/steps/{step}") for step in (place.step, place.other_step)]
    pages.append(await emil.get(f"/regions/{place.region}"))
    # refused forms come back with what was typed; an address with a text in it comes back in the language form
    refused = {"title": text, "stage": "nowhere", "words": text, "text": text, "_key": "k" * 20 + "-step-new"}
    pages.append(await emil.form(at + "/steps", refused))
    clash = {"title": text + "!", "_base": "1", "_key": "k" * 20 + "-step"}
    pages.append(await emil.form(f"{at}/steps/{place.step}", clash))
    pages.append(await emil.client.get(at + "/steps", params={"stage": text}))
    assert [page.status_code for page in pages] == [200, 200, 200, 200, 200, 200, 200, 422, 409, 200]
    return [Structure(page.text).elements for page in pages]


@pytest.fixture(scope="module")
async def expected(site: Site) -> list[list[tuple[str, tuple[str, ...]]]]:
    """What the pages consist of when nobody means any harm."""
    async with site.script(site.cast.emil) as script, site.browser(site.cast.emil) as emil:
        place = await plan_of(script, site.cast.nrw.network, HARMLESS, -1)
        await overwrite(script, place, "Vorher")
        return await pages_of(emil, place, HARMLESS)


async def overwrite(script: httpx.AsyncClient, place: Place, text: str) -> None:
    """Somebody else changes the title, so that whoever has read it before clashes."""
    answer = await script.post(f"/plans/{place.plan}/steps/{place.step}", json={"title": text})
    assert answer.status_code == 200


FEW = [n if n % 4 == 0 else pytest.param(n, marks=pytest.mark.long) for n in range(len(NASTY))]


@pytest.mark.parametrize("number", FEW)
async def test_a_text_is_never_anything_but_text(site: Site, expected, number: int) -> None:
    text = NASTY[number]
    async with site.script(site.cast.emil) as script, site.browser(site.cast.emil) as emil:
        place = await plan_of(script, site.cast.nrw.network, text, number)
        await overwrite(script, place, "Vorher")
        assert await pages_of(emil, place, text) == expected
        for path in (".json", "/changes?since=0&epoch=x", "/changes?since=1&epoch=x"):
            answer = await emil.get(f"/plans/{place.plan}{path}")
            assert answer.headers["content-type"] == "application/json"
            assert json.loads(answer.content)
        assert (await emil.get(f"/plans/{place.plan}.md")).headers["x-content-type-options"] == "nosniff"


async def test_a_snapshot_holds_no_more_elements_than_the_board(site: Site, emil: Browser) -> None:
    async with site.script(site.cast.emil) as script:
        places = [
            await plan_of(script, site.cast.nrw.network, text, 100 + n)
            for n, text in enumerate((HARMLESS, NASTY[0]))
        ]
    elements = []
    for place in places:
        snapshot = (await emil.get(f"/plans/{place.plan}/changes?since=0&epoch=x")).json()
        parts = [*snapshot["lists"].values(), *snapshot["frags"].values()]
        elements.append([Structure(part).elements for part in parts])
    assert elements[0] == elements[1]
