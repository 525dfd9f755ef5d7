"""How people get into trouble that a page has to show: without network, refused, in each other's way, not alone."""

import asyncio
import json
from contextlib import suppress

from playwright.async_api import Route
from websockets.asyncio.client import connect

from tests.browser.screens import Screen, acting


async def shown(screen: Screen, selector: str) -> None:
    """Wait for the first of these to be there."""
    await screen.page.locator(selector).first.wait_for()


async def without_network(screen: Screen) -> None:
    """The page says so."""
    await screen.page.context.set_offline(True)
    await screen.connected("offline")


async def asked_for_mail(screen: Screen) -> None:
    """The page for the code, with one that is wrong."""
    await screen.page.wait_for_selector("form[hx-post][data-htmx-powered]", state="attached")
    await screen.page.fill("#mail-email", "bernd@example.org")
    await screen.page.locator("#mail-email").evaluate("(field) => field.form.requestSubmit()")
    await screen.page.locator("#code-code").fill("aaaa-bbbb")
    await screen.page.locator("#code-code").evaluate("(field) => field.form.requestSubmit()")
    await screen.page.locator("#code-code[aria-invalid=true]").wait_for()


async def unsent(screen: Screen) -> None:
    """A change that waits for the connection."""

    async def lose(route: Route) -> None:
        await route.abort()

    await screen.page.route("**/placement", lose)
    await screen.page.evaluate("() => document.querySelector('.step:not([hidden]) [data-open-step]').focus()")
    await screen.page.keyboard.press("Alt+ArrowDown")
    await shown(screen, "#outbox summary")
    await screen.page.evaluate("() => { document.querySelector('#outbox details').open = true; }")
    await shown(screen, "#outbox button")


async def refused_later(screen: Screen) -> None:
    """A change that waited for the connection, of a step that was trashed meanwhile."""
    place = screen.site.cast.nrw

    async def lose(route: Route) -> None:
        await route.abort()

    async with acting(screen.site, screen.site.cast.bernd, place.plan) as bernd:
        step = await bernd.add("Gibt es gleich nicht mehr", place.stages["gathered"])
        card = screen.page.locator(f"#step-{step} [data-open-step]")
        await card.wait_for()
        await screen.page.route("**/placement", lose)
        await card.focus()
        await screen.page.keyboard.press("Alt+ArrowRight")
        await screen.page.locator("#outbox summary").wait_for()
        await bernd.do(f"/steps/{step}/trashing")
    await screen.page.unroute("**/placement")
    await screen.page.evaluate("() => { document.querySelector('#outbox details').open = true; }")
    await screen.page.locator("#outbox .outbox__change--refused").first.wait_for()


async def somebody_else_here(screen: Screen) -> None:
    """Bernd looks at the same board, until the page is left."""
    site, plan = screen.site, screen.site.cast.nrw.plan
    address = f"{site.listening_at.replace('http', 'ws')}/live?v=1&view=board&feed=plan:{plan}@0.x"
    known = {"Authorization": f"Bearer {site.cast.bernd.token}"}
    socket = await connect(address, additional_headers=known, proxy=None)
    while json.loads(await socket.recv())["t"] != "hello":
        pass
    await screen.page.locator("[data-presence] > *").first.wait_for()

    async def leave() -> None:
        with suppress(Exception):
            await socket.close()

    screen.page.once("framenavigated", lambda frame: asyncio.ensure_future(leave()))


async def two_versions_on_a_page(screen: Screen) -> None:
    """Two people wrote the plan's goal."""
    await screen.page.wait_for_selector("form[hx-post][data-htmx-powered]", state="attached")
    await screen.page.fill("[name=goal]", "Annas Fassung")
    async with acting(screen.site, screen.site.cast.anna, screen.site.cast.nrw.plan) as other:
        goal = f"Die {await screen.page.evaluate('() => performance.now()')}. Fassung"
        await other.do("", goal=goal)
    await screen.page.locator("[name=goal]").evaluate("(field) => field.form.requestSubmit()")
    await screen.page.locator(".clash").first.wait_for()
