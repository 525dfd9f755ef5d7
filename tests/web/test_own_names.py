"""Calling oneself otherwise: one name everywhere it follows its member, told to everybody who looks."""

import pytest
from sqlmodel import select

from tests.cast import Cast
from tests.web.making import Making
from tests.web.personal import on_plan, taken
from tests.web.site import Browser, Site
from tracker.commands import contacts, steps, talk
from tracker.domain.change import Change
from tracker.domain.completion import Completion
from tracker.domain.member import Member
from tracker.domain.party import Party

pytestmark = pytest.mark.usefixtures("as_before")


async def test_the_name_changes_wherever_it_stands_also_in_what_is_written_already(
    site: Site, here: Making, bernd: Browser, anna: Browser
) -> None:
    step, me = taken(site), site.cast.bernd.participant
    on_plan(site, talk.comment, step, "Ich rufe an", by="bernd")
    done = taken(site, "Raum suchen")
    on_plan(site, steps.complete, done, "Aula", by="bernd")
    on_plan(site, contacts.name_contacts, {"contact": me.id})
    before = here.rev
    answer = await bernd.form("/me/name", {"name": " Bernadette  Berger "})
    assert (answer.status_code, answer.headers["location"]) == (303, "/me?said=name")
    assert here.rev == before + 1
    assert "Ihr Name ist geändert" in (await bernd.get("/me?said=name")).text
    for path in (f"/plans/{here.plan}/steps/{step}", f"/plans/{here.plan}", f"/plans/{here.plan}/history"):
        page = (await anna.get(path)).text
        assert "Bernadette Berger" in page, path
        assert ">Bernd<" not in page, path
    with site.cast.database.reading() as session:
        assert session.get_one(Member, me.id).name == "Bernadette Berger"
        mine = select(Party.name).where(Party.member_id == me.id)
        assert set(session.exec(mine).all()) == {"Bernadette Berger"}
        assert session.get_one(Completion, done).by_name == "Bernadette Berger"
        last = session.get_one(Change, (f"plan:{here.plan}", here.rev))
        assert (last.verb, "Bern" in last.effects) == ("name_changed", False)
    assert (await bernd.form("/me/name", {"name": "Bernadette Berger"})).status_code == 303
    assert here.rev == before + 1, "nothing is told where nothing changed"
    assert (await bernd.form("/me/name", {"name": "Bernd"})).status_code == 303


async def test_a_name_that_cannot_be_one_is_told_at_its_field(bernd: Browser, site: Site) -> None:
    for name in ("", "Moderation", "Kim (ohne Konto)", "x" * 81):
        sent = {"name": name, "_key": f"{'k' * 20}-name"}
        answer = await bernd.form("/me/name", sent)
        assert (answer.status_code, answer.text.count('aria-invalid="true"')) == (422, 1), name
    with site.cast.database.reading() as session:
        assert session.get_one(Member, site.cast.bernd.participant.id).name == "Bernd"


async def test_no_script_and_no_guest_changes_a_name(site: Site, cast: Cast) -> None:
    async with site.script(cast.bernd) as script:
        assert (await script.post("/me/name", json={"name": "Anders"})).status_code == 404
    async with site.browser(cast.deniz) as guest:
        assert (await guest.form("/me/name", {"name": "Anders"})).status_code == 404
