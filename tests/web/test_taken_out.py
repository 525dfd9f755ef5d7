"""Taking somebody out is undone by one button: with the role they had, by whoever may give it."""

import re
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from tests.web.making import Making
from tests.web.site import Browser, Site
from tests.web.test_memberships import membership_of
from tracker.domain.mail import Mail
from tracker.domain.member import Membership

TAKEN_OUT = re.compile(r'name="taken_out" value="([^"]+)"')


@pytest.mark.usefixtures("as_before")
@pytest.mark.parametrize("kind", ["networks", "regions", "plans"])
async def test_who_was_taken_out_comes_back_as_what_they_were(
    here: Making, emil: Browser, site: Site, kind: str
) -> None:
    place = {"networks": here.place.network, "regions": here.place.region, "plans": here.plan}[kind]
    page = f"/plans/{place}/links" if kind == "plans" else f"/{kind}/{place}"
    all_here = f"/{kind}/{place}/memberships"
    role = {"email": "clara@example.org", "role": "facilitator", "change": True}
    only_in_hessen(site, "clara")
    assert (await emil.post(all_here, role)).status_code == 200
    one = membership_of(site, place, "clara")
    async with site.browser(site.cast.clara) as clara:
        answer = await emil.form(f"{all_here}/{one}/ending", {"next": page})
        assert answer.status_code == 303
        assert (await clara.get(f"/plans/{here.plan}")).status_code == 404
        shown = (await emil.get(answer.headers["location"])).text
        assert "Clara ist herausgenommen." in shown
        signed = TAKEN_OUT.findall(shown)[0]
        outbox = mails(site)
        for by in ("anna", "bernd", "frida"):
            if (by, kind) == ("anna", "plans"):
                continue
            async with site.browser(site.cast.people[by]) as other:
                assert (await other.post(f"{all_here}/returns", {"taken_out": signed})).status_code in (
                    403,
                    404,
                )
        for wrong in (f"{signed}x", signed.replace("facilitator", "coordinator"), "x", ""):
            assert (await emil.post(f"{all_here}/returns", {"taken_out": wrong})).status_code == 404
        again = await emil.form(f"{all_here}/returns", {"taken_out": signed})
        assert (again.status_code, again.headers["location"]) == (303, page)
        assert membership_of(site, place, "clara") == one
        assert (await clara.get(f"/plans/{here.plan}/links")).status_code == 200, "a facilitator as before"
        assert mails(site) == outbox, "nobody is invited"
    assert "Clara ist herausgenommen." not in (await emil.get(answer.headers["location"])).text
    site.cast.clock.moment += timedelta(hours=2)
    await emil.form(f"{all_here}/{one}/ending", {})
    late = await emil.post(f"{all_here}/returns", {"taken_out": signed})
    assert late.status_code == 404, "an hour later they are added as anybody is"


def only_in_hessen(site: Site, name: str) -> None:
    """Other tests have let them in elsewhere."""
    id, region = site.cast.people[name].participant.id, site.cast.hessen.region

    def leave(session: Session) -> None:
        for held in session.exec(select(Membership).where(Membership.member_id == id)).all():
            if held.region_id != region:
                session.delete(held)

    site.cast.database.write_now(leave)


def mails(site: Site) -> int:
    with site.cast.database.reading() as session:
        return len(session.exec(select(Mail)).all())
