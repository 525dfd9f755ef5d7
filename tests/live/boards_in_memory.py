"""A small board source that keeps its feeds in memory, until these tests run against the real boards."""

import asyncio
import json
from collections.abc import Callable
from datetime import date

from tracker.boards.messages import Answer, Delta, NoSuchFeed, TooOld, Unchanged

MOST_ENTITIES = 200


class Feed:
    def __init__(self, epoch: str) -> None:
        self.epoch = epoch
        self.rev = 0
        self.steps: dict[str, tuple[int, str]] = {}  # id -> rev, title
        self.due: dict[str, date] = {}  # step id -> the day from which it is late


class BoardsInMemory:
    """Renders in a thread, as the real one reads: the loop goes on meanwhile."""

    def __init__(self) -> None:
        self.feeds: dict[str, Feed] = {}
        self.renders = 0  # begun
        self.reads = 0  # done
        self.fail = False
        self.gate = asyncio.Event()  # cleared: renders wait before they read
        self.way_back = asyncio.Event()  # cleared: what has been read waits
        self.gate.set()
        self.way_back.set()

    def add(self, feed: str, epoch: str = "e1") -> Feed:
        self.feeds[feed] = Feed(epoch)
        return self.feeds[feed]

    def change(self, feed: str, step: str = "s1", title: str = "") -> int:
        found = self.feeds[feed]
        found.rev += 1
        found.steps[step] = (found.rev, title or f"change {found.rev}")
        return found.rev

    async def delta(self, feed: str, since: int, epoch: str, view: str, locale: str, day: date) -> Answer:
        return await self._render(feed, lambda found: _delta(feed, found, since, epoch, view, locale))

    async def day_delta(self, feed: str, view: str, locale: str, day_before: date, day: date) -> Delta | None:
        answer = await self._render(
            feed, lambda found: _day_delta(feed, found, view, locale, day_before, day)
        )
        return answer if isinstance(answer, Delta) else None

    async def _render(self, feed: str, render: Callable[[Feed], Answer]) -> Answer:
        self.renders += 1
        await self.gate.wait()
        if self.fail:
            raise LookupError("the template is broken")
        if feed not in self.feeds:
            return NoSuchFeed(feed)
        answer = await asyncio.to_thread(render, self.feeds[feed])
        self.reads += 1
        await self.way_back.wait()
        return answer


def _delta(feed: str, found: Feed, since: int, epoch: str, view: str, locale: str) -> Answer:
    rev = found.rev
    changed = {step: kept for step, kept in list(found.steps.items()) if since < kept[0] <= rev}
    if epoch != found.epoch or since > rev or len(changed) > MOST_ENTITIES:
        return TooOld(feed, found.epoch, rev)
    if since == rev:
        return Unchanged(feed, found.epoch, rev)
    return _message(
        feed, found, since, rev, [_put(step, *kept, view, locale) for step, kept in changed.items()]
    )


def _day_delta(feed: str, found: Feed, view: str, locale: str, day_before: date, day: date) -> Answer:
    turned = [step for step, due in found.due.items() if day_before < due <= day]
    if not turned:
        return Unchanged(feed, found.epoch, found.rev)
    ops = [_put(step, found.steps[step][0], "late", view, locale) for step in turned]
    return _message(feed, found, found.rev, found.rev, ops)


def _put(step: str, rev: int, title: str, view: str, locale: str) -> dict[str, object]:
    if view == "row":
        return {"op": "touch", "ids": [step], "rev": rev}
    return {"op": "put", "kind": "step", "id": step, "rev": rev, "html": f"<li lang={locale}>{title}</li>"}


def _message(feed: str, found: Feed, frm: int, rev: int, ops: list[dict[str, object]]) -> Delta:
    fields = {"t": "delta", "feed": feed, "epoch": found.epoch, "frm": frm, "rev": rev, "by": [], "ops": ops}
    return Delta(feed, found.epoch, frm, rev, json.dumps(fields).encode())
