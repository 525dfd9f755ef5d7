"""Words that no line can break, as long as they may be, wherever somebody writes: no page is wider than its window."""

import pytest
from playwright.async_api import Browser

from tests.browser.screens import Screen, acting
from tests.browser.sights import Sight
from tests.browser.test_fits_all import SIDEWAYS, WIDE
from tests.browser.walking import walk
from tests.web.site import Site

LONG, NAME, STAGE = "m" * 200, "M" * 80, "m" * 60
TABLE = f"Maßnahme\tVerantwortlich\tBis wann\tStand\n{LONG}\t{NAME}\t{LONG}\t{LONG}\n"


@pytest.fixture(scope="module")
async def lengthened(site: Site, furnished: dict[str, str]) -> dict[str, str]:
    """The same plan, with such words everywhere."""
    nrw, ids = site.cast.nrw, furnished
    async with acting(site, site.cast.anna, nrw.plan) as anna:
        await anna.do("", title=LONG, goal=LONG, period=LONG)
        await anna.do(f"/stages/{nrw.stages['agreed']}", name=STAGE)
        party, theme = [(await anna.do(noun, name=NAME))["made"] for noun in ("/parties", "/themes")]
        for kind in ("challenge", "goal", "need", "offer", "parked"):
            goal = (await anna.do("/notes", kind=kind, text=LONG))["made"] if kind == "goal" else ""
            await anna.do("/notes", kind=kind, text=LONG)
        day = {"words": "12. Juni 2026", "title": LONG, "place": LONG, "host": LONG, "agenda": LONG}
        await anna.do("/meetings", **day)
        await anna.do("/meetings", **day | {"words": LONG})
        for words, step in (
            (LONG, ids["step"]),
            ("Mai 2026", await anna.add(LONG, nrw.stages["agreed"])),
            ("", await anna.add(LONG, nrw.stages["working"])),
        ):
            at = f"/steps/{step}"
            await anna.do(at, title=LONG, text=LONG, needed=LONG)
            for path, fields in (
                ("/deadline", {"words": words, "reason": LONG}),
                ("/ownerships", {"party": party}),
                ("/themes", {"themes": [theme]}),
                ("/checklist", {"text": LONG}),
                ("/comments", {"text": LONG}),
                ("/links", {"address": f"https://example.org/{LONG}", "label": LONG}),
                ("/links", {"address": f"https://example.org/{LONG}"}),
                ("/followups", {"party": party, "asker": nrw.party}),
            ):
                await anna.do(at + path, **fields)
            await anna.do(f"/steps/{step}", goal=goal)
        await anna.do(f"/steps/{await anna.add(LONG, nrw.stages['agreed'])}/completion", result=LONG)
        await anna.do(f"/steps/{await anna.add(LONG, nrw.stages['agreed'])}/drop", reason=LONG)
        await anna.do(f"/steps/{await anna.add(LONG, nrw.stages['agreed'])}/trashing")
        preview = (await anna.do("/imports", text=TABLE))["made"]
    return ids | {"preview": preview}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("width", [390, 1280])
async def test_no_page_is_wider_than_its_window(
    browser: Browser, site: Site, lengthened: dict[str, str], width: int
) -> None:
    wrong: list[str] = []

    async def look(screen: Screen, sight: Sight) -> None:
        wrong.extend(f"{sight.name}: {line}" for line in await screen.page.evaluate(SIDEWAYS, WIDE))

    await walk(browser, site, lengthened, look, viewport={"width": width, "height": 800})
    assert wrong == [], "\n".join(wrong)
