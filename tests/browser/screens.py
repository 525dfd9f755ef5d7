"""Windows of the cast on the running product, and scripts that act for the others."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from playwright.async_api import Browser, BrowserContext, Page

from tests.cast import Person
from tests.waiting import until
from tests.web.site import Site

# pings, retries and summaries that take many seconds in life
QUICK = {"ping": 300, "answer": 600, "wake": 400, "reconnect": 400, "poll": 200, "retry": 100, "resend": 300}

LISTS = """() => Object.fromEntries([...document.querySelectorAll('[data-list]')].map(
  (list) => [list.dataset.list, [...list.querySelectorAll(':scope > [data-id]')].map((el) => el.dataset.id)]))"""


@dataclass
class Screen:
    """One window of one person. `troubles` are script errors and violations of the content policy."""

    page: Page
    site: Site
    person: Person
    troubles: list[str] = field(default_factory=list)

    async def open(self, path: str) -> "Screen":
        """Go there; a board is open when its socket is."""
        await self.page.goto(self.site.base_url + path)
        if await self.page.query_selector("#board[data-feed]"):
            await self.connected()
        return self

    async def connected(self, state: str = "connected") -> None:
        """Wait for what the page says of its connection."""
        # two tries may lie 22 s apart
        script = f"() => document.querySelector('[data-connection]')?.dataset.state === '{state}'"
        await self.until(script, timeout=45)

    async def until(self, script: str, argument: Any = None, timeout: float = 20.0) -> Any:
        """Wait until a JavaScript function's value is true."""
        return await until(lambda: self.page.evaluate(script, argument), timeout, what=script)

    async def rev(self) -> int:
        """The rev at which the board stands."""
        rev: int = await self.page.evaluate("() => Object.values(window.tracker.feeds())[0].rev")
        return rev

    async def reaches(self, rev: int) -> None:
        """Wait until the board stands at `rev`."""
        await self.until("(rev) => Object.values(window.tracker.feeds())[0].rev >= rev", rev)

    async def counts(self) -> dict[str, int]:
        """Messages, pulls, polls … so far."""
        counts: dict[str, int] = await self.page.evaluate("() => window.tracker.counts()")
        return counts

    async def lists(self) -> dict[str, list[str]]:
        """The ids in every list of the page, in order."""
        lists: dict[str, list[str]] = await self.page.evaluate(LISTS)
        return lists

    async def stage_of(self, step: str) -> str:
        """The stage in which the card stands."""
        find = "(id) => document.getElementById(`step-${id}`)?.parentNode.dataset.list"
        stage: str = await self.page.evaluate(find, step)
        return stage

    async def title_of(self, step: str) -> str:
        """What the card says."""
        return (await self.page.inner_text(f"#step-{step} .step__title")).strip()

    async def see_step(self, step: str) -> None:
        """Open the step beside the board."""
        await self.page.click(f"#step-{step} [data-open-step]")
        await self.page.wait_for_selector(f"#drawer [data-step='{step}']")


@dataclass
class Script:
    """Somebody who changes things without a window."""

    client: httpx.AsyncClient
    plan: str

    async def do(self, path: str, expect: int = 200, **fields: Any) -> dict[str, Any]:
        """Post to a noun of the plan; the answer as JSON."""
        answer = await self.client.post(f"/plans/{self.plan}{path}", json=fields)
        assert answer.status_code == expect, answer.text
        said: dict[str, Any] = answer.json()
        return said

    async def add(self, title: str, stage: str) -> str:
        """A new step; its id."""
        return str((await self.do("/steps", title=title, stage=stage))["made"])

    async def place(self, step: str, stage: str, before: str = "") -> int:
        """Move a step; the rev it had."""
        return int((await self.do(f"/steps/{step}/placement", stage=stage, before=before))["rev"])

    async def retitle(self, step: str, title: str) -> int:
        """Rewrite a title; the rev it had."""
        return int((await self.do(f"/steps/{step}", title=title))["rev"])

    async def plan_json(self) -> dict[str, Any]:
        """The whole plan as the server has it."""
        whole: dict[str, Any] = (await self.client.get(f"/plans/{self.plan}.json")).json()
        return whole

    async def lists(self) -> dict[str, list[str]]:
        """The ids in every stage, in order."""
        whole = await self.plan_json()
        by_stage: dict[str, list[str]] = {stage["id"]: [] for stage in whole["stages"]}
        for step in whole["steps"]:
            by_stage[step["stage"]].append(step["id"])
        return by_stage


@asynccontextmanager
async def window(
    browser: Browser, site: Site, person: Person, *, quick: Sequence[str] = tuple(QUICK), **options: Any
) -> AsyncIterator[Screen]:
    """A window of `person`, signed in. `quick` names the waits that are shortened."""
    known: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "locale": "de-DE"}
    context = await browser.new_context(**known | options)
    if person.session:
        await context.add_cookies([{"name": "session", "value": person.session, "url": site.base_url}])
    await hurry(context, {name: QUICK[name] for name in quick})
    screen = Screen(await context.new_page(), site, person)
    screen.page.on("pageerror", lambda error: screen.troubles.append(str(error)))
    screen.page.on("console", lambda said: _note(screen, said.text))
    try:
        yield screen
    finally:
        await context.close()


@asynccontextmanager
async def acting(site: Site, person: Person, plan: str) -> AsyncIterator[Script]:
    """Somebody at work with a token."""
    async with site.script(person) as client:
        yield Script(client, plan)


async def hurry(context: BrowserContext, waits: dict[str, int]) -> None:
    """Shorten the waits by attributes of <html>, set before any script of the page runs."""
    # not by rewriting the answer: Chromium lets a rewritten page open no socket to this machine
    await context.add_init_script(f"({_SET_WAITS})({json.dumps(waits)})")


_SET_WAITS = """(waits) => {
  const set = () => {
    const root = document.documentElement;
    for (const [name, value] of Object.entries(waits)) root.setAttribute(`data-live-${name}`, value);
  };
  if (document.documentElement) return set();
  new MutationObserver((_, watch) => { watch.disconnect(); set(); }).observe(document, { childList: true });
}"""


def _note(screen: Screen, said: str) -> None:
    if "Content Security" in said or "Content-Security" in said:
        screen.troubles.append(said)
