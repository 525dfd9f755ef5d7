"""Nobody makes our server mail a stranger a link: wherever a name is typed, a web address is refused at its field."""

import pytest
from sqlmodel import select

from tests.web.doors import make_link
from tests.web.making import Making
from tests.web.signing_up import opened
from tests.web.site import Browser, Site
from tracker.domain.join_link import secret_of
from tracker.domain.mail import Mail
from tracker.domain.party import Party

LINK = "http://evil.example/klick"


def mails(site: Site) -> int:
    with site.cast.database.reading() as session:
        return len(session.exec(select(Mail)).all())


@pytest.mark.parametrize("kind", ["networks", "regions", "plans"])
async def test_of_who_is_invited(here: Making, emil: Browser, site: Site, kind: str) -> None:
    place = {"networks": here.place.network, "regions": here.place.region, "plans": here.plan}[kind]
    before = mails(site)
    new = {"email": "stranger@example.org", "name": LINK, "role": "reader"}
    answer = await emil.post(f"/{kind}/{place}/memberships", new)
    assert (answer.status_code, "Webadresse" in answer.json()["fields"]["name"]) == (422, True)
    assert mails(site) == before


async def test_of_whoever_is_asked_and_of_those_a_plan_shows(here: Making, anna: Browser, site: Site) -> None:
    for name, sort in ((LINK, "person"), (LINK, "organisation"), ("Moderation", "person")):
        new = {"name": name, "sort": sort, "role": "involve"}
        for answer in (
            await anna.post(f"{here.step_address}/ownerships", new),
            await anna.post(f"/plans/{here.plan}/parties", {"name": name, "sort": sort}),
        ):
            assert (answer.status_code, list(answer.json()["fields"])) == (422, ["name"]), (name, sort)
    renamed = await anna.post(f"/plans/{here.plan}/parties/{here.place.party}", {"name": LINK})
    assert (renamed.status_code, list(renamed.json()["fields"])) == (422, ["name"])
    with site.cast.database.reading() as session:
        assert not session.exec(select(Party).where(Party.name == LINK)).all()


async def test_of_whoever_signs_up_or_comes_by_a_link(here: Making, nobody: Browser, site: Site) -> None:
    sign_ups, before = f"/meetings/{opened(here)}/sign-ups", mails(site)
    for wrong in ({"name": LINK}, {"name": "Kim", "organisation": LINK}, {"name": "Moderation"}):
        answer = await nobody.post(sign_ups, {"email": "stranger@example.org", **wrong})
        assert (answer.status_code, list(answer.json()["fields"])) == (422, list(wrong)[-1:]), wrong
    door = f"/join/{secret_of(site.settings.secret_key, make_link(site).id)}"
    answer = await nobody.post(door, {"name": "www.evil.example"})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["name"])
    assert mails(site) == before
