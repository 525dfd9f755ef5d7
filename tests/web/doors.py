"""Links to join NRW's plan by, and people who come in by them."""

from datetime import timedelta
from typing import Any

from sqlmodel import select

from tests.cast import TODAY
from tests.web.site import Browser, Site
from tracker.commands import join_links
from tracker.domain.join_link import JoinLink, secret_of
from tracker.domain.member import Guest


def make_link(site: Site, **changed: Any) -> JoinLink:
    """For five, who may write, until tomorrow; by Anna unless `by` says otherwise, of `plan`."""
    usual = {"role": "guest", "most": 5, "expires_at": TODAY + timedelta(days=1), "starts_at": None}
    known = usual | {"plan": site.cast.nrw.plan, "by": site.cast.anna.participant} | changed
    plan, role, most, by = (known.pop(name) for name in ("plan", "role", "most", "by"))
    key = site.settings.secret_key
    return site.cast.database.write_now(
        lambda s: join_links.make(s, by, key, plan, role, most, TODAY, **known)
    ).value


def address_of(site: Site, link: JoinLink) -> str:
    """Where the link leads."""
    return f"/join/{secret_of(site.settings.secret_key, link.id)}"


def guests(site: Site, name: str) -> list[Guest]:
    """Who is called that."""
    with site.cast.database.reading() as session:
        return list(session.exec(select(Guest).where(Guest.name == name)).all())


async def joined(browser: Browser, site: Site, link: JoinLink, name: str = "Kim") -> None:
    """Come in through the front door."""
    answer = await browser.form(address_of(site, link), {"name": name})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/plans/{link.plan_id}")
    browser.forget_token()
