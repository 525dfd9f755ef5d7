"""Making an address of a calendar, and asking for the feed as a phone does."""

import re

import httpx

from tests.web.site import Browser, Site

ADDRESS = r'id="calendar-address" value="([^"]+)"'


async def new_address(browser: Browser, place: str) -> str:
    """Made on the page; its path."""
    page = await browser.form(f"{place}/calendars", {})
    assert page.status_code == 200
    return httpx.URL(re.search(ADDRESS, page.text)[1]).path


async def feed(site: Site, path: str, **headers: str) -> httpx.Response:
    """As a phone asks: without cookie or token."""
    async with site.client(headers=headers) as phone:
        return await phone.get(path)
