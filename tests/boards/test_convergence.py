"""P23: pages whose messages come late, twice, in the wrong order or not at all end equal to a fresh load."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.boards.asking import ask, fresh_page, fresh_snapshot, shown_fresh, told
from tests.boards.replica import Message, Replica
from tests.boards.walking import Walk
from tests.databases import copied
from tests.planning import Planning, planning_on
from tracker.boards.drawing import Drawing
from tracker.boards.messages import Delta
from tracker.language.texts import LOCALES
from tracker.rendering import Rendering

PAGES = ("de", "de", "de", "en", "en")  # the language of each


@dataclass
class Page:
    """A replica behind a bad network: what was sent to it waits in `inbox`, what it asked for in there too."""

    replica: Replica
    locale: str
    online: bool = True
    inbox: list[Message] = field(default_factory=list)
    heard: list[Message] = field(default_factory=list)


class BadNetwork:
    """The server's side as the hub does it (one delta since the last one told), and what may happen on the way."""

    def __init__(self, planning: Planning, rendering: Rendering, seed: int) -> None:
        self.planning, self.rendering, self.drawing = planning, rendering, Drawing(rendering)
        self.random = random.Random(seed)  # noqa: S311 - dice, not secrets
        self.pages = [Page(fresh_page(planning, rendering, locale), locale) for locale in PAGES]
        self.told = planning.rev

    def tell(self) -> None:
        """Tell everybody online what changed since the last time; sometimes later, with what comes then."""
        if self.random.random() < 0.3 or self.told == self.planning.rev:
            return
        for locale in set(PAGES):
            message = told(ask(self.planning, self.drawing, self.told, locale=locale))
            for page in self.pages:
                if page.online and page.locale == locale:
                    page.inbox.append(message)
        self.told = self.planning.rev

    def suffer(self) -> None:
        """Something happens to each page's messages."""
        for page in self.pages:
            way = self.random.choice((self._arrive, self._arrive, self._wait, self._shuffle, self._repeat))
            accident = self.random.random()
            if accident < 0.08:
                way = self._lose
            elif accident < 0.16:
                way = self._cut
            way(page)

    def calm(self) -> None:
        """The network is good again: all come back, and each next ping says where the feed stands."""
        for page in self.pages:
            self._come_back(page)
            self._arrive(page)
            if page.replica.rev < self.planning.rev:
                self._pull(page)
            self._arrive(page)

    def _arrive(self, page: Page) -> None:
        while page.inbox:
            message = page.inbox.pop(0)
            page.heard.append(message)
            if not page.replica.hear(message):
                self._pull(page)

    def _wait(self, page: Page) -> None:
        pass

    def _shuffle(self, page: Page) -> None:
        self.random.shuffle(page.inbox)
        self._arrive(page)

    def _repeat(self, page: Page) -> None:
        page.inbox += self.random.sample(page.heard, min(2, len(page.heard)))
        self._arrive(page)

    def _lose(self, page: Page) -> None:
        if page.inbox:
            page.inbox.pop(self.random.randrange(len(page.inbox)))

    def _cut(self, page: Page) -> None:
        if page.online:
            page.online = False
            page.inbox.clear()
        else:
            self._come_back(page)

    def _come_back(self, page: Page) -> None:
        if not page.online:
            page.online = True
            self._pull(page)

    def _pull(self, page: Page) -> None:
        """Ask since the own rev. The answer may still be overtaken on its way."""
        own = page.replica
        answer = ask(self.planning, self.drawing, own.rev, epoch=own.epoch, locale=page.locale)
        if isinstance(answer, Delta) and self.random.random() < 0.9:
            page.inbox.append(told(answer))
        else:
            page.inbox.append(json.loads(fresh_snapshot(self.planning, self.rendering, page.locale)))


def converge(planning: Planning, rendering: Rendering, seed: int, turns: int) -> int:
    """How many of the walk's turns were refused."""
    walk = Walk(planning, seed)
    network = BadNetwork(planning, rendering, seed)
    for _ in range(turns):
        walk.go()
        network.tell()
        network.suffer()
    network.calm()
    fresh = {locale: shown_fresh(planning, rendering, locale) for locale in LOCALES}
    for page in network.pages:
        assert page.replica.rev == planning.rev, f"seed {seed}"
        assert page.replica.shown() == fresh[page.locale], f"seed {seed}"
    return walk.refused


@pytest.fixture
def plans(quick_folder: Path, sqlite_template: Path) -> Iterator[Planning]:
    """One plan after the other, each in a file of its own."""

    def made() -> Iterator[Planning]:
        while True:
            with planning_on(copied(sqlite_template, quick_folder)) as planning:
                yield planning

    return made()


@pytest.mark.timeout(3600)
def test_five_pages_behind_a_bad_network_end_equal_to_a_fresh_load(
    plans: Iterator[Planning], rendering: Rendering, long: bool
) -> None:
    runs, turns = (500, 200) if long else (25, 40)
    refused = sum(converge(next(plans), rendering, seed, turns) for seed in range(runs))
    assert 0 < refused < runs * turns / 2  # some is refused, as among people, but most is done


def test_so_they_do_on_either_database(planning: Planning, rendering: Rendering) -> None:
    converge(planning, rendering, seed=2026, turns=60)


def test_a_delta_since_any_rev_of_a_walk_leads_to_the_present_board(
    planning: Planning, rendering: Rendering
) -> None:
    walk, drawing = Walk(planning, 7), Drawing(rendering)
    pages = []
    for turn in range(80):
        walk.go()
        if turn % 8 == 0:
            pages.append(fresh_page(planning, rendering, "en"))
    for page in pages:
        if page.rev < planning.rev:
            page.hear(told(ask(planning, drawing, page.rev, locale="en")))
        assert page.shown() == shown_fresh(planning, rendering, "en")
