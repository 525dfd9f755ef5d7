"""Who is known, for how long, and how fast they are forgotten."""

from datetime import timedelta

from sqlmodel import delete, select, update

from tests.cast import TODAY
from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.domain.member import Membership
from tracker.domain.sign_in import AccessToken, SignInSession
from tracker.store.writing import rights_changed


async def test_whoever_is_removed_is_out_with_the_next_request(
    here: Making, site: Site, guel: Browser
) -> None:
    member = site.cast.guel.participant.id
    kept = site.cast.database.read_now(
        lambda s: s.exec(select(Membership).where(Membership.member_id == member)).one()
    )
    assert (await guel.get(f"/plans/{here.plan}")).status_code == 200
    site.cast.database.write_now(lambda s: s.exec(delete(Membership).where(Membership.id == kept.id)))
    assert (await guel.get(f"/plans/{here.plan}")).status_code == 404
    site.cast.database.write_now(lambda s: s.add(Membership(**kept.model_dump())))


async def test_a_session_is_looked_up_once_for_many_requests(
    here: Making, site: Site, anna: Browser, monkeypatch
) -> None:
    looked_up = []
    visitors = site.app.state.parts.visitors
    monkeypatch.setattr(type(visitors), "_session", counted(type(visitors)._session, looked_up))
    visitors.forget()
    for _ in range(5):
        await anna.get("/imprint")
    assert len(looked_up) == 1


async def test_a_change_of_rights_makes_it_look_again(site: Site, anna: Browser, monkeypatch) -> None:
    looked_up = []
    visitors = site.app.state.parts.visitors
    monkeypatch.setattr(type(visitors), "_session", counted(type(visitors)._session, looked_up))
    await anna.get("/imprint")
    before = len(looked_up)
    site.cast.database.write_now(lambda s: rights_changed(s, site.cast.bernd.participant.key))
    await anna.get("/imprint")
    assert len(looked_up) == before + 1


async def test_a_session_ended_behind_our_back_counts_three_seconds_at_most(
    here: Making, site: Site, monkeypatch
) -> None:
    monkeypatch.setattr("tracker.web.visitors.FRESH", 0.0)
    async with site.browser(site.cast.deniz) as browser:
        assert (await browser.get(f"/plans/{here.plan}")).status_code == 200
        guest = site.cast.deniz.participant.id
        end = update(SignInSession).where(SignInSession.guest_id == guest).values(expires_at=TODAY)
        site.cast.database.write_now(lambda s: s.exec(end))
        assert (await browser.get(f"/plans/{here.plan}")).status_code == 401
        later = update(SignInSession).where(SignInSession.guest_id == guest)
        site.cast.database.write_now(lambda s: s.exec(later.values(expires_at=TODAY + timedelta(hours=12))))


async def test_a_revoked_token_is_nobody(here: Making, site: Site, monkeypatch) -> None:
    monkeypatch.setattr("tracker.web.visitors.FRESH", 0.0)
    async with site.script(site.cast.clara) as script:
        assert (await script.get(f"/plans/{site.cast.hessen.plan}.json")).status_code == 200
        member = site.cast.clara.participant.id
        revoke = update(AccessToken).where(AccessToken.member_id == member).values(revoked_at=TODAY)
        site.cast.database.write_now(lambda s: s.exec(revoke))
        assert (await script.get(f"/plans/{site.cast.hessen.plan}.json")).status_code == 401


def counted(original, calls: list):
    async def counting(self, hash: str):
        calls.append(hash)
        return await original(self, hash)

    return counting
