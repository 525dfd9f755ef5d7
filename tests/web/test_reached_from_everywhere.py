"""P42: imprint, privacy and accessibility can be reached from every page, whoever sees it and however they came."""

import re
from collections.abc import Iterator

import httpx
import pytest

from tests.cast import NAMES
from tests.web.doors import address_of, make_link
from tests.web.making import Making
from tests.web.personal import new_link
from tests.web.signing_up import joined, opened
from tests.web.site import Browser, Site
from tests.web.test_matrix import RULES
from tracker.commands import plans, sign_ins
from tracker.domain.member import Member
from tracker.domain.plan import Visibility
from tracker.domain.reminding import ending_of

SUBJECTS = ("/imprint", "/privacy", "/accessibility")
PAGES = sorted(known.removeprefix("GET ") for known in RULES if known.startswith("GET "))


@pytest.fixture(autouse=True)
def readable_by_all(site: Site) -> Iterator[None]:
    """NRW's plan is public: nobody sees its pages as well."""
    set_visibility(site, Visibility.PUBLIC)
    yield
    set_visibility(site, Visibility.MEMBERS)


def set_visibility(site: Site, visibility: str) -> None:
    by, plan = site.cast.anna.participant, site.cast.nrw.plan
    site.cast.database.write_now(
        lambda s, edit: plans.set_visibility(s, edit, plan, visibility), feeds=(site.cast.nrw.feed,), by=by
    )


def unreached(answer: httpx.Response) -> list[str]:
    """Which of them a page does not lead to; parts of pages and files lead nowhere."""
    if not answer.headers.get("content-type", "").startswith("text/html") or "<html" not in answer.text:
        return []
    links = set(re.findall(r'href="([^"]*)"', answer.text))
    return [subject for subject in SUBJECTS if subject not in links]


@pytest.mark.parametrize("route", PAGES)
async def test_they_are_reached_from_each_page_of_each_route(site: Site, here: Making, route: str) -> None:
    """Of a member and a guest, of a stranger, who may get an error, and of nobody, who may be asked to sign in."""
    path = here.address(route) + RULES[f"GET {route}"].query
    for name in NAMES:
        async with site.browser(site.cast.people[name], Accept="text/html") as browser:
            answer = await browser.get(path)
            assert unreached(answer) == [], (name, answer.status_code)


async def test_so_are_they_from_what_a_secret_opens(site: Site, here: Making, nobody: Browser) -> None:
    key, bernd, now = site.settings.secret_key, site.cast.bernd.participant.id, site.cast.clock.now()
    member = site.cast.database.read_now(lambda s: s.get_one(Member, bernd))
    sign_in = site.cast.database.write_now(lambda s: sign_ins.make_link(s, member, now)).value
    link, meeting = make_link(site), opened(here)
    pages = {
        "a door": address_of(site, link),
        "a link to sign in": f"/sign-in/{sign_in}",
        "own steps": f"/my-steps/{new_link(site, 'bernd')}",
        "a meeting": f"/meetings/{meeting}",
        "a sign-up": await joined(nobody, meeting),
        **{kind: f"/{kind}/ending/{ending_of(key, bernd, kind)}" for kind in ("digests", "reminders")},
    }
    for what, path in pages.items():
        answer = await nobody.get(path)
        assert (answer.status_code, "<html" in answer.text, unreached(answer)) == (200, True, []), what
    async with site.browser(site.cast.anna) as anna:
        answer = await anna.get(f"/plans/{here.plan}/links/{link.id}")
    assert (answer.status_code, "<svg" in answer.text, unreached(answer)) == (200, True, [])


async def test_so_are_they_from_pages_that_say_no(site: Site, here: Making, nobody: Browser) -> None:
    wrong = await nobody.form("/join/codes", {"code": "wrong", "_key": "k" * 20 + "-code"})
    async with site.browser(site.cast.guel) as guel:
        forbidden = await guel.form(here.step_address + "/drop", {"reason": "zu teuer"})
        nothing = await guel.get("/nothing")
    for answer, status in ((wrong, 422), (forbidden, 403), (nothing, 404)):
        assert (answer.status_code, "<html" in answer.text, unreached(answer)) == (status, True, [])


def test_the_wall_and_the_poster_are_among_them() -> None:
    assert {"/plans/{plan:id}/beamer", "/plans/{plan:id}/links/{join_link:id}", "/join"} <= set(PAGES)
