"""Every sight, in light, dark and forced colours, in both languages: axe finds nothing (P33)."""

import pytest
from playwright.async_api import Browser

from tests.browser.all_sights import EVERY_SIGHT, NO_PAGE
from tests.browser.screens import Screen
from tests.browser.sights import Sight
from tests.browser.walking import LOOKS, walk
from tracker.routes import ROUTES

FOUND = """(how) => axe.run(how).then(({ violations }) => violations.map(
  ({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`))"""
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}  # what another look can change


def test_every_page_is_a_sight() -> None:
    pages = {route.path for route in ROUTES if "GET" in route.methods}  # type: ignore[attr-defined]
    assert pages - NO_PAGE == {sight.route for sight in EVERY_SIGHT}
    assert pages >= NO_PAGE


@pytest.mark.timeout(400)
@pytest.mark.parametrize("language", ["de", "en"])
async def test_axe_finds_nothing(browser: Browser, site, furnished, axe_source, language, long) -> None:
    found: list[str] = []

    async def look(screen: Screen, sight: Sight) -> None:
        assert await screen.page.get_attribute("html", "lang") == language
        await screen.page.evaluate(axe_source)
        for name, media in LOOKS.items():
            await screen.page.emulate_media(**media)
            how = {} if name == "light" or long else COLOURS
            found.extend(f"{sight.name}, {name}: {one}" for one in await screen.page.evaluate(FOUND, how))

    await walk(browser, site, furnished, look, language=language, reduced_motion="reduce")
    assert found == [], "\n\n".join(found)
