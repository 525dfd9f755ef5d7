"""A page without a browser: the client rules of the live board, on a board kept as lists of elements."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

_STARTS = re.compile(r'(?=<(?:li class="step|li class="note|section class="stage)[" ])')
_POS, _REV, _ID = (re.compile(rf' data-{name}="([^"]*)"') for name in ("pos", "rev", "id"))

Message = dict[str, Any]


@dataclass(frozen=True)
class Element:
    """A card, note or stage head as it stands on the page."""

    id: str
    pos: str
    rev: int
    html: str


@dataclass
class Replica:
    """What a page shows of a feed, and which rev it stands at."""

    rev: int = -1
    epoch: str = ""
    lists: dict[str, dict[str, Element]] = field(default_factory=dict)
    frags: dict[str, tuple[int, str]] = field(default_factory=dict)

    def hear(self, message: Message) -> bool:
        """Take a message in, or drop it. False when only a pull can settle it."""
        what = self._verdict(message)
        if what == "apply":
            self._apply(message)
        return what != "pull"

    def shown(self) -> dict[str, Any]:
        """Everything on the page, in its order."""
        lists = {name: "".join(one.html for one in in_order(held)) for name, held in self.lists.items()}
        return {"lists": lists, "frags": {id: html for id, (_, html) in self.frags.items()}}

    def _verdict(self, message: Message) -> str:
        if message["t"] == "snapshot":
            return "drop" if message["epoch"] == self.epoch and message["rev"] < self.rev else "apply"
        if message["epoch"] != self.epoch or self.rev < message["frm"]:
            return "pull"
        return "drop" if message["rev"] <= self.rev and message["frm"] != message["rev"] else "apply"

    def _apply(self, message: Message) -> None:
        if message["t"] == "snapshot":
            self.lists = {name: elements(html) for name, html in message["lists"].items()}
            self.frags = {id: (message["rev"], html) for id, html in message["frags"].items()}
            self.rev, self.epoch = message["rev"], message["epoch"]
            return
        late = message["rev"] < self.rev
        for op in message["ops"]:
            self._run(op, late)
        self.rev = max(self.rev, message["rev"])

    def _run(self, op: Message, late: bool) -> None:
        if op["op"] == "put":
            self._put(op, late)
        elif op["op"] == "del":
            self._take_away(op["id"], op["rev"])
            if op["kind"] == "stage" and not self._find(op["id"]):
                self.lists.pop(op["id"], None)
        elif op["op"] == "frag" and self.frags.get(op["id"], (-1, ""))[0] <= op["rev"]:
            self.frags[op["id"]] = (op["rev"], op["html"])

    def _put(self, op: Message, late: bool) -> None:
        old = self._find(op["id"])
        if (old and old.rev > op["rev"]) or (late and not old):
            return
        self._take_away(op["id"], op["rev"])
        if op["kind"] == "stage":
            self.lists.setdefault(op["id"], {})
        self.lists.setdefault(op["list"], {})[op["id"]] = Element(op["id"], op["pos"], op["rev"], op["html"])

    def _take_away(self, id: str, rev: int) -> None:
        for held in self.lists.values():
            if id in held and held[id].rev <= rev:
                del held[id]

    def _find(self, id: str) -> Element | None:
        return next((held[id] for held in self.lists.values() if id in held), None)


def replica_of(snapshot: bytes) -> Replica:
    """A page just loaded."""
    made = Replica()
    made.hear(json.loads(snapshot))
    return made


def elements(html: str) -> dict[str, Element]:
    """The elements of a list by id, each with the characters it is written in."""
    parts = [part for part in _STARTS.split(html) if part]
    found = [Element(_first(_ID, part), _first(_POS, part), int(_first(_REV, part)), part) for part in parts]
    return {one.id: one for one in found}


def in_order(held: dict[str, Element]) -> list[Element]:
    """By order key, bytewise; the id breaks ties."""
    return sorted(held.values(), key=lambda one: (one.pos.encode(), one.id.encode()))


def _first(pattern: re.Pattern[str], html: str) -> str:
    found = pattern.search(html)
    assert found, html
    return found[1]
