"""What people leave behind: reading nothing at all (P40), a guest who has gone only what was agreed (P38)."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.backed_up import installation
from tests.web.doors import guests, joined, make_link
from tests.web.making import Making
from tests.web.site import Browser, Site
from tests.web.test_matrix import RULES
from tracker.backups import back_up, restore
from tracker.domain.work import Work
from tracker.store.guests import due_guests, forget_guests
from tracker.store.schema import METADATA

BACKGROUND = {"chore", "mail", "telling", "personal_link"}  # what a server does by itself at its hour
SECRET_ROUTES = ("{secret}", "{ending}", "/static/")

pytestmark = pytest.mark.usefixtures("as_before")


def rows(site: Site) -> dict[str, list[str]]:
    """Everything in every table, but for what a server does by itself."""
    with site.cast.database.reading() as session:
        return {
            table.name: sorted(map(repr, session.connection().execute(select(table))))
            for table in METADATA.sorted_tables
            if table.name not in BACKGROUND
        }


async def test_reading_leaves_nothing_in_any_table(site: Site, here: Making) -> None:
    routes = [
        known for known in RULES if known.startswith("GET ") and not any(s in known for s in SECRET_ROUTES)
    ]
    paths = {known: here.address(known.removeprefix("GET ")) + RULES[known].query for known in routes}
    before = rows(site)
    for name in ("guel", "deniz", "nobody"):
        async with site.browser(site.cast.people[name]) as browser:
            for known, path in paths.items():
                assert (await browser.get(path)).status_code == RULES[known].expected(name), known
        site.cast.clock.moment += timedelta(minutes=20)
    assert len(paths) > 40
    assert rows(site) == before


async def test_a_day_after_the_end_a_guest_is_in_no_backup_that_is_restored(
    site: Site, here: Making, nobody: Browser, tmp_path: Path
) -> None:
    if site.cast.database.url.startswith("postgresql"):
        pytest.skip("a backup of PostgreSQL is that of PostgreSQL")
    link, name = make_link(site), "Xaveria Zettelkasten"
    await joined(nobody, site, link, name)
    await nobody.post(here.step_address + "/comments", {"text": "Das sagte jemand"})
    await nobody.post(here.step_address + "/completion", {})
    assert guests(site, f"{name} (ohne Konto)")
    now = link.expires_at + timedelta(hours=25)
    due = site.cast.database.read_now(due_guests, now)
    site.cast.database.write_now(lambda session: forget_guests(session, due, now))
    file, elsewhere = tmp_path / "kept.db", installation(tmp_path / "elsewhere")
    back_up(site.settings, file, Work())
    restored = restore(elsewhere, file, Work()).database
    for kept in (file, restored):
        content = kept.read_bytes()
        assert b"Das sagte jemand" in content
        assert b"Xaveria" not in content
