"""Who came by a link and is in no longer reads what happened, on the next page they open."""

from datetime import timedelta

import pytest

from tests.cast import TODAY
from tests.web.doors import guests, joined, make_link
from tests.web.making import Making
from tests.web.site import Browser, Site

REVOKED, REMOVED, OVER = "wurde zurückgenommen", "hat Sie aus dem Plan herausgenommen", "galt, ist vorbei"

pytestmark = pytest.mark.usefixtures("as_before")


def said(page: str) -> list[str]:
    return [one for one in (REVOKED, REMOVED, OVER) if one in page]


@pytest.mark.parametrize("way", ["revocation", "removal", "time", "kept, then removed"])
async def test_it_says_what_happened(
    nobody: Browser, anna: Browser, site: Site, here: Making, way: str
) -> None:
    link, name = make_link(site, expires_at=TODAY + timedelta(hours=1)), f"Rike {way[:4]}"
    await joined(nobody, site, link, name)
    [guest] = guests(site, f"{name} (ohne Konto)")
    links = f"/plans/{here.plan}/links/{link.id}"
    assert (await nobody.get(f"/plans/{here.plan}")).status_code == 200
    expected = REMOVED
    if way == "revocation":
        expected = REVOKED
        assert (await anna.post(f"{links}/revocation", {})).status_code == 200
    elif way == "time":
        expected = OVER
        site.cast.clock.moment = TODAY + timedelta(hours=2)
        site.app.state.parts.visitors.forget()
    else:
        if way.startswith("kept"):
            assert (await anna.post(f"{links}/revocation", {"keep": True})).status_code == 200
            site.cast.clock.moment += timedelta(minutes=1)
        assert (await anna.post(f"/plans/{here.plan}/guests/{guest.id}/ending", {})).status_code == 200
    page = await nobody.get(f"/plans/{here.plan}")
    assert (page.status_code, said(page.text)) == (401, [expected])
    assert "Mit Code wieder herein" in page.text


async def test_whoever_never_was_a_guest_reads_nothing_of_it(nobody: Browser, here: Making) -> None:
    page = await nobody.get(f"/plans/{here.plan}")
    assert (page.status_code, said(page.text)) == (401, [])
    forged = f"{here.step}{'a' * 22}"
    nobody.client.cookies.set("guests", forged, domain="127.0.0.1")
    assert said((await nobody.get(f"/plans/{here.plan}")).text) == []
