"""Test 3: offline, restarted, lost, half-open, asleep: the page ends where the server is."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

import pytest

from tests.browser.proxy import Proxy
from tests.browser.screens import Screen, window
from tests.waiting import until
from tests.web.site import Site
from tracker.boards.plain import plan_json
from tracker.commands import steps
from tracker.domain.plan import Plan
from tracker.domain.step import Step

QUIET = ("ping", "answer", "wake", "retry", "resend", "reconnect")


# after many failures Chromium holds a socket back for up to 5 s; in life the page waits 10 for an answer
PATIENT = tuple(name for name in QUIET if name != "answer")


@pytest.fixture
async def anna(browser: Any, far_site: Site, request: pytest.FixtureRequest) -> AsyncIterator[Screen]:
    quick = getattr(request, "param", QUIET)
    async with AsyncExitStack() as stack:
        screen = await stack.enter_async_context(window(browser, far_site, far_site.cast.anna, quick=quick))
        yield await screen.open(f"/plans/{far_site.cast.nrw.plan}")
        assert screen.troubles == []


async def change(site: Site, count: int) -> int:
    """Bernd adds `count` steps beside the network; the last rev."""
    nrw, bernd, rev = site.cast.nrw, site.cast.bernd.participant, 0
    for n in range(count):
        command = partial(steps.add, plan_id=nrw.plan, title=f"Neu {n}", stage_id=nrw.stages["gathered"])
        written = await site.app.state.parts.database.write(command, feeds=(nrw.feed,), by=bernd)
        rev = written.revs[nrw.feed]
    return rev


async def same_as_server(screen: Screen) -> None:
    """Wait until the page shows what a fresh page shows."""
    whole = await screen.site.cast.database.read(plan_json, screen.site.cast.nrw.plan)
    expected: dict[str, list[str]] = {stage["id"]: [] for stage in whole["stages"]}
    for step in whole["steps"]:
        expected[step["stage"]].append(step["id"])
    await screen.reaches(whole["rev"])
    shown = await screen.lists()
    assert {stage: shown[stage] for stage in expected} == expected


async def away(screen: Screen, network: Proxy) -> None:
    network.cut()
    await screen.until("() => document.querySelector('[data-connection]').dataset.state !== 'connected'")


@pytest.mark.parametrize("anna", [PATIENT], indirect=True, ids=["patient"])
async def test_ten_changes_while_offline_come_as_one_delta(anna, network, far_site, long) -> None:
    await away(anna, network)
    before = await anna.counts()
    await change(far_site, 10)
    if long:
        await anna.page.wait_for_timeout(20_000)
    network.heal()
    await anna.connected()
    await same_as_server(anna)
    after = await anna.counts()
    assert after["applied"] - before["applied"] == 1
    assert after["gaps"] == before["gaps"]


async def test_too_much_to_tell_comes_as_a_snapshot_and_typing_stays(anna, network, far_site) -> None:
    await anna.see_step(far_site.cast.nrw.step)
    await anna.page.fill("#step-text", "Noch nicht gespeichert")
    await away(anna, network)
    await change(far_site, 210)
    network.heal()
    await anna.connected()
    await same_as_server(anna)
    assert (await anna.counts())["snapshots"] >= 1
    assert await anna.page.input_value("#step-text") == "Noch nicht gespeichert"


async def test_a_new_epoch_after_a_restore_is_noticed(anna, network, far_site) -> None:
    await away(anna, network)

    def restore(session: Any) -> None:
        plan = session.get(Plan, far_site.cast.nrw.plan)
        plan.epoch, plan.rev = "after-restore", 2

    await far_site.app.state.parts.database.write(restore)
    network.heal()
    await anna.connected()
    await anna.until("() => Object.values(window.tracker.feeds())[0].epoch === 'after-restore'")
    assert (await anna.counts())["snapshots"] >= 1


async def test_a_lost_message_is_found_by_the_next_pong(browser, far_site) -> None:
    lost: list[str] = []

    def lossy(socket: Any) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda said: lost.append(said) if '"t":"delta"' in said else socket.send(said))

    async with window(browser, far_site, far_site.cast.anna, quick=QUIET) as anna:
        await anna.page.route_web_socket("**/live?*", lossy)
        await anna.open(f"/plans/{far_site.cast.nrw.plan}")
        await change(far_site, 1)
        await same_as_server(anna)
        assert len(lost) == 1
        assert (await anna.counts())["pulls"] == 1


async def test_a_half_open_connection_is_noticed_and_replaced(anna, network, far_site) -> None:
    network.swallow()
    await anna.until("() => document.querySelector('[data-connection]').dataset.state !== 'connected'")
    await change(far_site, 3)
    network.heal()
    await anna.connected()
    await same_as_server(anna)


async def test_a_page_that_wakes_up_asks_at_once(anna, network, far_site) -> None:
    network.swallow()
    await change(far_site, 2)
    await anna.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await anna.until("() => document.querySelector('[data-connection]').dataset.state !== 'connected'")
    network.heal()
    await anna.connected()
    await same_as_server(anna)


async def test_what_was_done_offline_is_kept_and_sent_once(anna, network, far_site) -> None:
    nrw = far_site.cast.nrw
    await away(anna, network)
    card = f"#step-{nrw.other_step}"
    await anna.page.focus(f"{card} [data-move-menu]")
    await anna.page.keyboard.press("Alt+ArrowRight")
    await anna.until("() => document.querySelector('[data-connection]').innerText.includes('1')")
    assert await anna.page.is_visible("#outbox")
    network.heal()
    await anna.connected()
    await anna.until("() => document.getElementById('outbox').hidden")
    await until(
        lambda: _stands(far_site, nrw.other_step, nrw.stages["agreed"]), what="the move on the server"
    )
    await same_as_server(anna)


async def test_unsent_work_outlives_a_closed_tab(anna, network, far_site) -> None:
    nrw = far_site.cast.nrw
    await away(anna, network)
    await anna.page.focus(f"#step-{nrw.other_step} [data-move-menu]")
    await anna.page.keyboard.press("Alt+ArrowRight")
    await anna.until("() => !document.getElementById('outbox').hidden")
    context = anna.page.context
    await anna.page.close()
    network.heal()
    anna.page = await context.new_page()
    await anna.open(f"/plans/{nrw.plan}")
    await until(
        lambda: _stands(far_site, nrw.other_step, nrw.stages["agreed"]), what="the move on the server"
    )


def _stands(site: Site, step: str, stage: str) -> bool:
    found = site.app.state.parts.database.read_now(lambda s: s.get(Step, step))
    return bool(found and found.stage_id == stage)
