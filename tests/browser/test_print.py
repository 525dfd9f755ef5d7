"""A plan on paper, as Chromium makes it: complete, on the right sheet, with its head on every page (P36)."""

import pytest

from tests.browser.pdf import Sheet, plain, read_pdf

LONG = "Fachkräfteeinwanderungsgesetz und Anerkennungsverfahren in der Pflege gemeinsam erklären, Fall"


@pytest.fixture(scope="module")
async def titles(site) -> list[str]:
    """Sixty steps on NRW's plan, two of them done, one with a result."""
    nrw, titles = site.cast.nrw, []
    async with site.script(site.cast.anna) as script:
        for number in range(60):
            stage = nrw.stages[("gathered", "agreed", "working")[min(number % 20, 2)]]
            titles.append(f"{LONG} {number}!")
            fields = {"title": titles[-1], "stage": stage, "words": "KW 23"}
            made = (await script.post(f"/plans/{nrw.plan}/steps", json=fields)).json()["made"]
            if number in (3, 4):
                result = {"result": f"Ergebnis Nummer {number}"}
                await script.post(f"/plans/{nrw.plan}/steps/{made}/completion", json=result)
    return titles


async def printed(screen, site, path: str, language: str = "de-DE") -> list[Sheet]:
    # as somebody whose language is the browser's: nobody has chosen one
    anna = await screen(site.cast.anna, locale=language)
    await anna.page.context.add_cookies([{"name": "language", "value": language[:2], "url": site.base_url}])
    await anna.open(f"/plans/{site.cast.nrw.plan}/print{path}")
    return read_pdf(await anna.page.pdf(prefer_css_page_size=True))


@pytest.mark.parametrize(
    ("path", "size"), [("", (297, 210)), ("?as=board", (420, 297))], ids=["table", "board"]
)
async def test_every_step_is_on_paper_and_every_page_says_what_it_is(
    screen, site, titles, path, size
) -> None:
    sheets = await printed(screen, site, path)
    assert {(sheet.width, sheet.height) for sheet in sheets} == {size}
    assert len(sheets) > 1
    whole = "".join(sheet.text for sheet in sheets)
    for title in [
        *titles,
        "Ergebnis Nummer 3",
        "Zwanzig Betriebe machen mit",
        "Fachkräfte",
        "Handwerkskammer",
    ]:
        assert plain(title) in whole, title
    for number, sheet in enumerate(sheets, 1):
        assert plain("NRW: Fachkräfte gewinnen") in sheet.text
        assert plain("Stand vom 14. Apr. 2026") in sheet.text
        assert sheet.text.startswith(f"{number}/{len(sheets)}"), sheet.text[:40]


async def test_the_heads_of_the_columns_stand_on_every_page(screen, site, titles) -> None:
    for sheet in await printed(screen, site, ""):
        assert plain("Nr. Was Wer Bis wann Stand") in sheet.text
    for sheet in await printed(screen, site, "?as=board"):
        assert "Gesammelt" in sheet.text
        assert plain("Wartet auf …") in sheet.text


async def test_an_english_reader_gets_english_paper(screen, site, titles) -> None:
    anna = site.cast.anna
    async with site.browser(anna) as browser:
        await browser.form("/language", {"language": "en"})
    try:
        sheets = await printed(screen, site, "", "en-GB")
        assert plain("As of 14 Apr 2026") in sheets[-1].text
        assert plain("No. What Who By when Stage") in sheets[-1].text
    finally:
        async with site.browser(anna) as browser:
            await browser.form("/language", {"language": "de"})


@pytest.mark.parametrize("path", ["", "?as=board"])
async def test_on_the_screen_nothing_is_wider_than_a_phone(screen, site, titles, path) -> None:
    anna = await screen(site.cast.anna, viewport={"width": 320, "height": 700})
    await anna.open(f"/plans/{site.cast.nrw.plan}/print{path}")
    assert await anna.page.evaluate("() => document.documentElement.scrollWidth") == 320


async def test_paper_knows_no_colour(screen, site, titles) -> None:
    anna = await screen(site.cast.anna, color_scheme="dark")
    await anna.open(f"/plans/{site.cast.nrw.plan}/print")
    await anna.page.emulate_media(media="print")
    colours = """() => [...new Set([...document.querySelectorAll('main *')].filter((el) => el.getClientRects().length)
      .flatMap((el) => [getComputedStyle(el).color, getComputedStyle(el).backgroundColor]))]"""
    for colour in await anna.page.evaluate(colours):
        red, green, blue = (part.strip() for part in colour[colour.index("(") + 1 : -1].split(",")[:3])
        assert red == green == blue, colour


async def test_a_meeting_stands_on_one_sheet_without_what_is_for_the_screen(screen, site, bernd) -> None:
    link = "https://example.org/raum"
    told = {"words": "20. April 2026", "title": "Frühjahrstreffen", "agenda": "1. Begrüßung", "link": link}
    made = (await bernd.do("/meetings", **told))["made"]
    anna = await screen(site.cast.anna, f"/plans/{site.cast.nrw.plan}/meetings/{made}")
    await anna.connected()
    [sheet] = read_pdf(await anna.page.pdf(prefer_css_page_size=True))
    assert (sheet.width, sheet.height) == (210, 297)
    for words in ("Frühjahrstreffen", "20. Apr. 2026", "1. Begrüßung", link, "Bis zu diesem Treffen fällig"):
        assert plain(words) in sheet.text
    for words in ("Drucken", "verbunden", "Zurück zum Board"):
        assert plain(words) not in sheet.text
