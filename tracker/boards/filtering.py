"""A board narrowed for one viewer without script: by the attributes of the cards, as `behaviours/filter.js` does it.

Cards that do not match stay there, hidden: a script that comes later shows them again.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from html import unescape

from tracker.boards.packing import Packed
from tracker.boards.whole import BoardParts
from tracker.domain.folding import fold, fold_wide
from tracker.language.texts import text
from tracker.pages import FilterView

_CARD = '<li class="step" '
_ATTRIBUTE = re.compile(r' data-([a-z]+)(?:="([^"]*)")?')
_TAG = re.compile(r"<[^>]*>")
_AFTER_ALL = "~"  # a card without days comes last
COUNTED = ("late", "unowned", "unaccepted", "undated")


@dataclass(frozen=True, slots=True)
class _Card:
    """What a card says of itself. `html` is the whole of it, `data` its attributes of that name."""

    html: str
    data: dict[str, str]

    @property
    def words(self) -> str:
        """Its number and all that is written on it."""
        _, _, view = self.html.partition("data-view-part>")
        return f"{self.data['number']} {unescape(_TAG.sub('', view))}"

    @property
    def by_deadline(self) -> tuple[str, str, str, str]:
        """Where it stands among others: last day, first day, then as people put it."""
        last, first = (self.data.get(name, _AFTER_ALL) for name in ("last", "first"))
        return last, first, self.data["pos"], self.data["id"]

    def has(self, name: str, ids: Collection[str]) -> bool:
        """Whether one of the ids stands in that attribute."""
        return not set(ids).isdisjoint(self.data.get(name, "").split())


Test = Callable[[_Card], bool]


def filtered(
    parts: BoardParts, wanted: FilterView, mine: Collection[str], locale: str
) -> tuple[Packed, FilterView]:
    """The stages of a board as the viewer wants them, and what the filter says about that. `mine`: ids of parties."""
    tests, counts, shown = _tests(wanted, mine), dict.fromkeys(COUNTED, 0), 0
    html = parts.board.plain.decode()
    for stage, drawn in parts.cards.items():
        cards = _cards(drawn.decode())
        if not cards:
            continue
        matching = [all(test(card) for test in tests) for card in cards]
        shown += sum(matching)
        for name in COUNTED:
            counts[name] += sum(map(_OPEN_TESTS[name], cards))
        html = html.replace(parts.cards[stage].decode(), _drawn(cards, matching, by_deadline=wanted.sort), 1)
    said = _said(locale, shown, parts.frame.steps) if tests else ""
    return Packed(html), replace(wanted, said=said, counts=counts)


def _cards(html: str) -> list[_Card]:
    pieces = [_CARD + piece for piece in html.split(_CARD)[1:]]
    return [_Card(piece, dict(_ATTRIBUTE.findall(piece.partition(">")[0]))) for piece in pieces]


def _drawn(cards: Sequence[_Card], matching: Sequence[bool], *, by_deadline: bool) -> str:
    drawn = [
        (card, card.html if matches else card.html.replace(_CARD, _CARD + "hidden ", 1))
        for card, matches in zip(cards, matching, strict=True)
    ]
    if by_deadline:
        drawn.sort(key=lambda one: one[0].by_deadline)
    return "".join(html for _, html in drawn)


def _tests(wanted: FilterView, mine: Collection[str]) -> list[Test]:
    tests = [_OPEN_TESTS[name] for name in COUNTED if getattr(wanted, name)]
    if wanted.words:
        tests.append(_saying(wanted.words))
    if wanted.theme:
        tests.append(lambda card: card.has("themes", [wanted.theme]))
    if wanted.owner:
        tests.append(lambda card: card.has("owners", [wanted.owner]))
    if wanted.mine:
        tests.append(lambda card: card.has("owners", mine))
    return tests


def _saying(words: str) -> Test:
    spelled = [{fold(word), fold_wide(word)} for word in words.split()]

    def test(card: _Card) -> bool:
        said = [fold(card.words), fold_wide(card.words)]
        return all(any(one in text for one in word for text in said) for word in spelled)

    return test


_OPEN_TESTS: dict[str, Test] = {
    "late": lambda card: card.data.get("lateness") == "late",
    "unowned": lambda card: "done" not in card.data and not card.data.get("answer"),
    "unaccepted": lambda card: "done" not in card.data and card.data.get("answer") != "accepted",
    "undated": lambda card: "done" not in card.data and not card.data.get("shape"),
}


def _said(locale: str, shown: int, steps: int) -> str:
    if not shown:
        return text(locale, "live.filtered_none")
    return text(locale, "live.filtered", n=shown, of=steps)
