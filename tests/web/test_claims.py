"""Who was here without account and has one takes over what they did, within a day of the end (P38)."""

from datetime import timedelta

import pytest
from sqlmodel import select

from tests.cast import TODAY
from tests.web.doors import address_of, guests, joined, make_link
from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.domain.change import Change
from tracker.domain.claim import claim_secret
from tracker.domain.ids import new_id
from tracker.domain.member import Guest
from tracker.domain.party import Party
from tracker.domain.sign_in import SignInSession
from tracker.store.guests import forget_guests

TAKE = {"take": "1", "consent": "1"}

pytestmark = pytest.mark.usefixtures("as_before")


def claim_of(site: Site, name: str) -> str:
    [guest] = guests(site, f"{name} (ohne Konto)")
    return f"/claims/{guest.id}/{claim_secret(site.settings.secret_key, guest.id)}"


async def busy(nobody: Browser, site: Site, here: Making, name: str) -> str:
    """Somebody came, took a step, wrote a comment, finished another step; the address to claim it by."""
    await joined(nobody, site, make_link(site), name)
    assert (await nobody.form(here.step_address + "/ownerships", TAKE)).status_code == 303
    assert (
        await nobody.post(here.step_address + "/comments", {"text": f"Anruf von {name}"})
    ).status_code == 200
    other = f"/plans/{here.plan}/steps/{here.another_step()}"
    assert (await nobody.post(other + "/completion", {})).status_code == 200
    return claim_of(site, name)


async def sign_in(browser: Browser, site: Site, name: str) -> None:
    """By the session of the cast, in the browser that was a guest's."""
    browser.client.cookies.set("session", site.cast.people[name].session, domain="127.0.0.1")
    browser.forget_token()


async def test_the_start_page_asks_in_the_browser_of_the_guest_and_all_of_it_is_theirs_then(
    nobody: Browser, bernd: Browser, anna: Browser, site: Site, here: Making
) -> None:
    address = await busy(nobody, site, here, "Wanda")
    nobody.client.cookies.delete("session")
    await sign_in(nobody, site, "bernd")
    assert "Waren Sie Wanda?" in (await nobody.get("/")).text
    assert "Waren Sie Wanda?" not in (await bernd.get("/")).text
    page = await nobody.get(address)
    assert "Das gehört dann zu Ihrem Konto und steht unter Bernd" in page.text
    assert page.headers["referrer-policy"] == "strict-origin"
    before = here.rev
    answer = await nobody.form(address, {})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/plans/{here.plan}")
    assert here.rev == before + 1
    step = (await anna.get(here.step_address)).text
    assert "Wanda (ohne Konto)" not in step
    assert "Anruf von Wanda" in step
    state = await anna.plan(here.plan)
    mine = next(one["id"] for one in state["parties"] if one["name"] == "Bernd")
    owners = [(one["party"], one["answer"]) for one in state["step"][here.step]["owners"]]
    assert (mine, "accepted") in owners
    assert "Wanda" not in str(state["parties"])
    history = (await anna.get(f"/plans/{here.plan}/history")).text
    assert "Bernd war vorher ohne Konto dabei" in history
    assert "Wanda" not in history.replace("Anruf von Wanda", "")
    assert "Waren Sie Wanda?" not in (await nobody.get("/")).text
    assert f'id="step-{here.step}"' in (await nobody.get("/")).text
    with site.cast.database.reading() as session:
        assert not session.exec(select(Guest).where(Guest.name == "Wanda (ohne Konto)")).all()
        assert not session.exec(select(Party).where(Party.name == "Wanda (ohne Konto)")).all()


async def test_where_nothing_stands_under_the_name_it_says_so(nobody: Browser, site: Site) -> None:
    await joined(nobody, site, make_link(site), "Still")
    page = (await nobody.get(claim_of(site, "Still"))).text
    assert "steht dort noch nichts" in page
    assert "0 Einträge" not in page


async def test_what_is_claimed_can_be_changed_as_if_written_with_the_account(
    nobody: Browser, bernd: Browser, site: Site, here: Making
) -> None:
    address = await busy(nobody, site, here, "Xenia")
    said = (await bernd.plan(here.plan))["step"][here.step]["comments"]
    comment = next(one["id"] for one in said if one["text"] == "Anruf von Xenia")
    own = f"{here.step_address}/comments/{comment}"
    assert (await bernd.post(own, {"text": "Neu", "base": here.rev})).status_code == 403
    assert (await bernd.post(address, {})).status_code == 200
    assert (await bernd.post(own, {"text": "Neu", "base": here.rev})).status_code == 200
    with site.cast.database.reading() as session:
        taken = session.exec(
            select(Change).where(Change.verb == "step_taken", Change.by == site.cast.bernd.participant.key)
        ).all()
    assert (await bernd.post(f"/plans/{here.plan}/reversals", {"rev": taken[-1].rev})).status_code == 200
    owners = (await bernd.plan(here.plan))["step"][here.step]["owners"]
    assert [one["party"] for one in owners] == [here.place.party]


async def test_who_was_named_there_already_stands_there_once_with_a_yes(
    nobody: Browser, anna: Browser, bernd: Browser, site: Site, here: Making
) -> None:
    state = await bernd.plan(here.plan)
    mine = next(one["id"] for one in state["parties"] if one["name"] == "Bernd")
    assert (
        await anna.post(here.step_address + "/ownerships", {"party": mine, "role": "lead"})
    ).status_code == 200
    address = await busy(nobody, site, here, "Yara")
    assert (await bernd.post(address, {})).status_code == 200
    owners = (await bernd.plan(here.plan))["step"][here.step]["owners"]
    assert [(one["role"], one["answer"]) for one in owners if one["party"] == mine] == [("lead", "accepted")]


async def test_somebody_elses_name_is_not_claimed_by_guessing(
    nobody: Browser, anna: Browser, bernd: Browser, deniz: Browser, site: Site, here: Making
) -> None:
    address = await busy(nobody, site, here, "Zoe")
    other = f"/claims/{site.cast.deniz.participant.id}/{address.rpartition('/')[2]}"
    invented = f"/claims/{new_id()}/{address.rpartition('/')[2]}"
    wrong = address[:-1] + ("a" if address[-1] != "a" else "b")
    before, answers = here.rev, set()
    for guessed in (other, invented, wrong):
        for answer in (
            await bernd.get(guessed),
            await bernd.post(guessed, {}),
            await bernd.post(guessed + "/refusal", {}),
        ):
            assert answer.status_code == 404
        answers.add((await bernd.post(guessed, {})).content)
    assert len(answers) == 1
    # the right one, but no account: by the guest themselves, and by nobody
    assert (await nobody.post(address, {})).status_code == 404
    assert (await deniz.post(address, {})).status_code == 404
    async with site.script(site.cast.bernd) as script:
        assert (await script.post(address, json={})).status_code == 404
    assert here.rev == before


async def test_who_may_not_read_the_plan_is_told_what_to_do(
    nobody: Browser, site: Site, here: Making
) -> None:
    address = await busy(nobody, site, here, "Uli")
    before = here.rev
    async with site.browser(site.cast.frida) as frida:
        page = await frida.get(address)
        assert "Bitten Sie die Moderation um eine Einladung" in page.text
        assert (await frida.post(address, {})).status_code == 404
        assert "Waren Sie Uli?" not in (await frida.get("/")).text
    assert here.rev == before


async def test_signed_out_the_browser_remembers_and_asks_after_signing_in(
    nobody: Browser, bernd: Browser, site: Site, here: Making
) -> None:
    address = await busy(nobody, site, here, "Vera")
    async with site.browser(site.cast.nobody) as another:
        assert "Melden Sie sich mit Ihrem Konto an" in (await another.get(address)).text
        await sign_in(another, site, "bernd")
        assert "Waren Sie Vera?" in (await another.get("/")).text
        answer = await another.form(address + "/refusal", {})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert "Waren Sie Vera?" not in (await another.get("/")).text
    assert (await bernd.get(address)).status_code == 200


async def test_signing_out_leaves_no_mark_for_whoever_comes_next(
    nobody: Browser, site: Site, here: Making
) -> None:
    await busy(nobody, site, here, "Thea")
    assert (await nobody.form("/sign-out", {})).status_code == 303
    assert "guests" not in nobody.client.cookies
    await sign_in(nobody, site, "bernd")
    assert "Waren Sie Thea?" not in (await nobody.get("/")).text


async def test_the_guests_own_page_shows_the_personal_link(nobody: Browser, site: Site, here: Making) -> None:
    address = await busy(nobody, site, here, "Sina")
    assert f'value="{site.base_url}{address}"' in (await nobody.get("/")).text


async def test_a_day_after_the_end_nothing_is_claimed(
    nobody: Browser, bernd: Browser, anna: Browser, site: Site, here: Making
) -> None:
    address = await busy(nobody, site, here, "Rosalie")
    site.cast.clock.moment = TODAY + timedelta(days=2) - timedelta(minutes=1)
    assert (await bernd.get(address)).status_code == 200
    site.cast.clock.moment = TODAY + timedelta(days=2)
    assert (await bernd.get(address)).status_code == 404
    before = here.rev
    assert (await bernd.post(address, {})).status_code == 404
    assert here.rev == before
    gone = [guest.id for guest in guests(site, "Rosalie (ohne Konto)")]
    site.cast.database.write_now(lambda s: forget_guests(s, gone, TODAY))
    assert (await bernd.post(address, {})).status_code == 404
    assert "Rosalie (ohne Konto)" in (await anna.get(here.step_address)).text


async def test_who_was_taken_out_can_claim_for_a_day_and_what_they_had_open_closes(
    nobody: Browser, bernd: Browser, anna: Browser, site: Site, here: Making
) -> None:
    address = await busy(nobody, site, here, "Pia")
    [guest] = guests(site, "Pia (ohne Konto)")
    assert (await anna.post(f"/plans/{here.plan}/guests/{guest.id}/ending", {})).status_code == 200
    assert (await bernd.post(address, {})).status_code == 200
    with site.cast.database.reading() as session:
        assert not session.exec(select(SignInSession).where(SignInSession.guest_id == guest.id)).all()
    assert (await bernd.post(address, {})).status_code == 404, "once is enough"


async def test_the_same_request_again_answers_as_before(
    nobody: Browser, bernd: Browser, site: Site, here: Making
) -> None:
    address, key = await busy(nobody, site, here, "Olga"), {"Idempotency-Key": "once-and-for-all-1"}
    assert (await bernd.post(address, {}, **key)).status_code == 200
    rev = here.rev
    assert (await bernd.post(address, {}, **key)).status_code == 200
    assert here.rev == rev


async def test_the_door_marks_the_browser(nobody: Browser, site: Site) -> None:
    link = make_link(site)
    answer = await nobody.form(address_of(site, link), {"name": "Nadja"})
    marks = [one for one in answer.headers.get_list("set-cookie") if one.startswith("guests=")]
    assert len(marks) == 1
    assert "HttpOnly" in marks[0]
