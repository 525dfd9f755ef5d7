"""A stretch of a feed, read and drawn once: what everybody is told who stands anywhere in it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tracker.boards.messages import Delta, TooOld, Unchanged

MOST_NAMED = 30  # changes told one by one; a longer absence is told as a number

Op = dict[str, Any]
Told = tuple[int, str]
"""JSON that is told to whoever stands before this rev."""


@dataclass(slots=True)
class Stretch:
    """Of `feed`, from `begin` to `rev`. No delta leads here from before `begin`.

    `touched` are ids of steps with their revs, for pages that fetch what was touched; else None.
    """

    feed: str
    epoch: str
    begin: int
    rev: int
    by: Sequence[Told] = ()
    ops: Sequence[Told] = ()
    touched: Sequence[tuple[int, str]] | None = None
    _after: dict[int, Delta] = field(default_factory=dict)

    def after(self, since: int, epoch: str) -> Delta | Unchanged | TooOld:
        """What a page that stands at `since` of `epoch` has missed."""
        if (since, epoch) == (self.rev, self.epoch):
            return Unchanged(self.feed, self.epoch, self.rev)
        if epoch != self.epoch or not self.begin <= since < self.rev:
            return TooOld(self.feed, self.epoch, self.rev)
        return self._after.get(since) or self._after.setdefault(since, self._delta(since))

    def _delta(self, since: int) -> Delta:
        ops = _newer(self.ops, since)
        if self.touched is not None:
            ids = [id for rev, id in self.touched if rev > since]
            ops = [as_json({"op": "touch", "ids": ids, "rev": self.rev})]
        return delta_of(self.feed, self.epoch, since, self.rev, _newer(self.by, since)[-MOST_NAMED:], ops)


def delta_of(
    feed: str, epoch: str, frm: int, rev: int, by: Sequence[str], ops: Sequence[str], **more: str
) -> Delta:
    """The message of what is JSON already."""
    said = as_json({"t": "delta", "feed": feed, "epoch": epoch, "frm": frm, "rev": rev, **more})
    message = f'{said[:-1]},"by":[{",".join(by)}],"ops":[{",".join(ops)}]}}'
    return Delta(feed, epoch, frm, rev, message.encode())


def as_json(said: Mapping[str, Any]) -> str:
    """Short, and not escaped more than it must be."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _newer(told: Sequence[Told], since: int) -> list[str]:
    return [one for rev, one in told if rev > since]
