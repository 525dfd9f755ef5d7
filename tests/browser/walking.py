"""Walks along all sights: one window for each person, kept for the whole walk."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from playwright.async_api import Browser

from tests.browser.all_sights import EVERY_SIGHT
from tests.browser.screens import Screen, window
from tests.browser.sights import Sight
from tests.web.site import Site

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
Look = Callable[[Screen, Sight], Awaitable[None]]


async def walk(
    browser: Browser,
    site: Site,
    ids: dict[str, str],
    look: Look,
    *,
    language: str = "de",
    start: str = "",
    **options: Any,
) -> None:
    """Get into every sight in turn and `look` at it; `start` runs first on each page, `options` are the windows'."""
    is_narrow = options.get("viewport", {}).get("width", 1280) < 640
    async with _windows(browser, site, language, start, **options) as window_of:
        for sight in EVERY_SIGHT:
            if sight.wide and is_narrow:
                continue
            screen = await window_of(sight.who)
            await _left(screen)
            await screen.open(sight.address(ids))
            await sight.reach(screen)
            await look(screen, sight)


async def _left(screen: Screen) -> None:
    """Nothing of the last sight stays in the window."""
    await screen.page.context.set_offline(False)
    await screen.page.unroute_all()
    await screen.page.emulate_media(media="screen", **LOOKS["light"])
    await screen.page.evaluate("() => { sessionStorage.clear(); localStorage.clear(); }")


@asynccontextmanager
async def _windows(
    browser: Browser, site: Site, language: str, start: str, **options: Any
) -> AsyncIterator[Callable[[str], Any]]:
    async with AsyncExitStack() as stack:
        screens: dict[str, Screen] = {}

        async def window_of(name: str) -> Screen:
            if name not in screens:
                opening = window(browser, site, site.cast.people[name], **options)
                screens[name] = await stack.enter_async_context(opening)
                if start:
                    await screens[name].page.add_init_script(f"({start})()")
                await screens[name].open("/imprint")
                await _read_in(screens[name], language)
            return screens[name]

        yield window_of
        assert [trouble for one in screens.values() for trouble in one.troubles] == []


async def _read_in(screen: Screen, language: str) -> None:
    if await screen.page.get_attribute("html", "lang") != language:
        await screen.page.click("form[action='/language'] button")
        await screen.page.wait_for_selector(f"html[lang={language}]", state="attached")
