"""The words somebody searches for, and where they stand in a text."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.domain.folded_text import BREAK
from tracker.domain.folding import fold, fold_wide

SHORTEST = 2  # letters of a word that is searched for
MOST_WORDS = 8
LOOKED_AT = 2_000  # characters of a long text in which matches are marked
BEFORE, AFTER = 40, 100  # characters of a text shown around its first match

Runs = list[tuple[bool, str]]  # (matched, text)


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What is looked for: each word in the spellings that count as the same."""

    spellings: Sequence[tuple[str, ...]]

    def rank(self, folded: str) -> int:
        """How well a folded text answers: 0 all words begin words of its title, 1 all are in its title, 2 else."""
        title, _, _ = folded.partition(BREAK)
        begins = f" {title}"
        if all(any(f" {one}" in begins for one in word) for word in self.spellings):
            return 0
        return 1 if all(any(one in title for one in word) for word in self.spellings) else 2


def read_search(typed: str) -> SearchWords:
    """The words of what was typed that have at least two letters; none when there are none."""
    words = (dict.fromkeys((fold(word), fold_wide(word))) for word in typed.replace("\u00ad", "").split())
    kept = [tuple(word) for word in words if all(len(one) >= SHORTEST for one in word)]
    return SearchWords(list(dict.fromkeys(kept))[:MOST_WORDS])


def marked(text: str, words: SearchWords) -> Runs:
    """The text in pieces, those that match marked."""
    return _runs(text, _ranges(text, words), 0, len(text))


def excerpt(text: str, words: SearchWords) -> Runs:
    """What stands around the first match in a long text, on one line; empty when nothing there matches."""
    text = " ".join(text[:LOOKED_AT].split())
    ranges = _ranges(text, words)
    if not ranges:
        return []
    start = _edge(text, ranges[0][0] - BEFORE)
    end = min(len(text), ranges[0][0] + AFTER)
    end = end if end == len(text) else max(text.rfind(" ", 0, end), ranges[0][1])
    runs = _runs(text, ranges, start, end)
    return [*([(False, "…")] if start else []), *runs, *([(False, "…")] if end < len(text) else [])]


def _edge(text: str, at: int) -> int:
    """The beginning of the word after `at`."""
    return text.find(" ", at) + 1 if at > 0 else 0


def _runs(text: str, ranges: Sequence[tuple[int, int]], at: int, end: int) -> Runs:
    runs: Runs = []
    for first, last in ranges:
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        runs += [(False, text[at:first])] if first > at else []
        runs.append((True, text[first:last]))
        at = last
    return runs + ([(False, text[at:end])] if at < end else [])


def _ranges(text: str, words: SearchWords) -> list[tuple[int, int]]:
    """Where any of the words stands, in either fold: ranges that do not touch, in order."""
    found = []
    for wide in (False, True):
        folded, places = _folded_with_places(text, wide)
        for word in words.spellings:
            for one in word:
                found += [(places[at], places[at + len(one)]) for at in _all(folded, one)]
    merged: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _all(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _folded_with_places(text: str, wide: bool) -> tuple[str, list[int]]:
    """The folded text, and for each place in it (and its end) the place in the text it comes from."""
    folded, places, at = [], [], 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        sign = _folded_sign(text[at:end], wide)
        folded.append(sign)
        places += [at] * len(sign)
        at = end
    return "".join(folded), [*places, len(text)]


@lru_cache(4096)
def _folded_sign(sign: str, wide: bool) -> str:
    return "" if sign == "\u00ad" else (fold_wide if wide else fold)(sign)
