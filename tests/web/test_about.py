"""Imprint, privacy, accessibility."""

import pytest

from tests.web.site import Browser, Site, running

SUBJECTS = ("imprint", "privacy", "accessibility")


@pytest.mark.parametrize("subject", SUBJECTS)
async def test_each_is_open_to_everybody(nobody: Browser, subject: str) -> None:
    assert (await nobody.get(f"/{subject}")).status_code == 200


async def test_the_imprint_names_who_runs_this(site: Site, tmp_path) -> None:
    named = {
        "operator": "Verein Beispiel e. V.",
        "contact": "post@example.org",
        "responsible": "Der Vorstand",
    }
    lines, told = ("Am Markt 1", "12345 Musterstadt"), "datenschutz@example.org"
    settings = {**named, "address": lines, "privacy_contact": told}
    async with running(site.cast, tmp_path, **settings) as other, other.browser(site.cast.nobody) as browser:
        page = (await browser.get("/imprint")).text
        privacy = (await browser.get("/privacy")).text
    assert all(name in page for name in (*named.values(), *lines))
    assert told not in page
    assert told in privacy
