"""Causing changes and timing who hears of them when: one by one, or as many as the server takes."""

import time
from dataclasses import dataclass

from bench.load.crowd import Crowd
from bench.load.editors import PATIENCE, Editor
from bench.load.reading import now
from bench.load.target import Target
from bench.rounds import median, percentile

WARM_UP = 5  # changes that do not count
# longer than the product waits between two frames of a feed (25 ms): each change is a frame of its own
PAUSE = 0.05  # seconds
EDITORS = 8  # who post at once


@dataclass(frozen=True, slots=True)
class OneByOne:
    """Milliseconds, medians over the changes; seconds of processor time per change."""

    from_post: float
    """Until 99 of 100 listeners had it, from just before the post was sent."""
    from_first: float
    """The same from the first arrival: the pure fan-out."""
    cpu: float
    size: int
    """Bytes of a message."""


@dataclass(frozen=True, slots=True)
class Flood:
    """What `EDITORS` did who posted as fast as they were answered."""

    edits: float
    """A second."""
    deliveries: float
    """Changes that came to listeners, a second."""
    frames: float
    """What they came in."""


def one_by_one(target: Target, crowd: Crowd, count: int) -> OneByOne:
    """Cause `count` changes, each when the one before is known everywhere, and time them."""
    editor = Editor(target, crowd.reading)
    spreads = []
    crowd.settle()
    for number in range(-WARM_UP, count):
        if number == 0:
            spent = target.process.cpu()
        spreads.append(_one(editor, crowd))
        crowd.reading.through(PAUSE)
    cpu = (target.process.cpu() - spent) / count
    editor.leave()
    counting = spreads[WARM_UP:]
    return OneByOne(
        from_post=median([post for post, _ in counting]),
        from_first=median([first for _, first in counting]),
        cpu=cpu,
        size=crowd.size,
    )


def flood(target: Target, crowd: Crowd, seconds: float) -> Flood:
    """Let `EDITORS` post as fast as they are answered."""
    busy = [Editor(target, crowd.reading) for _ in range(EDITORS)]
    crowd.settle()
    crowd.forget()
    crowd.changes = 0
    start, end = now(), time.monotonic() + seconds
    while time.monotonic() < end:
        for editor in busy:
            if not editor.waiting:
                editor.post()
        crowd.reading.turn(0.02)
    lasted = (now() - start) / 1e9
    edits = sum(len(editor.edits) for editor in busy)
    deliveries, frames = crowd.changes, len(crowd.arrivals)
    crowd.changes = None
    crowd.reading.until(lambda: not any(editor.waiting for editor in busy), PATIENCE)
    for editor in busy:
        editor.leave()
    return Flood(edits / lasted, deliveries / lasted, frames / lasted)


def load(target: Target, crowd: Crowd, rate: float, seconds: float) -> tuple[list[float], float]:
    """Let posts come `rate` times a second, whatever becomes of them, or as often as `EDITORS` can.

    Milliseconds from each post to each arrival of the first frame that shows it, and how many a second there were.
    """
    free = [Editor(target, crowd.reading) for _ in range(EDITORS)]
    crowd.settle()
    crowd.revs = []
    crowd.forget()
    start, posted = time.monotonic(), 0
    while (passed := time.monotonic() - start) < seconds:
        idle = next((editor for editor in free if not editor.waiting), None)
        if idle and posted < passed * rate:
            idle.post()
            posted += 1
        crowd.reading.turn(0.02 if idle is None else max(0.0, (posted / rate) - passed))
    crowd.reading.until(lambda: not any(editor.waiting for editor in free), PATIENCE)
    crowd.reading.through(0.3)
    sent = {edit.rev: edit.sent for editor in free for edit in editor.edits}
    lates = _lates(sent, list(zip(crowd.arrivals, crowd.revs, strict=True)))
    crowd.revs = None
    for editor in free:
        editor.leave()
    return lates, posted / seconds


def _lates(sent: dict[int, int], arrivals: list[tuple[int, int]]) -> list[float]:
    """A frame shows all edits after the frame before it; it is late by what its first edit has waited."""
    frames = sorted({rev for _, rev in arrivals})
    first_edit = {}
    before = min(sent, default=1) - 1
    for rev in frames:
        first_edit[rev] = min((sent[one] for one in range(before + 1, rev + 1) if one in sent), default=0)
        before = rev
    return [(moment - first_edit[rev]) / 1e6 for moment, rev in arrivals if first_edit[rev]]


def _one(editor: Editor, crowd: Crowd) -> tuple[float, float]:
    """Milliseconds until 99 of 100 had it: from the post, and from the first arrival."""
    crowd.forget()
    sent, expected = editor.post(), len(crowd)
    whole = crowd.reading.until(lambda: len(crowd.arrivals) >= expected and not editor.waiting, PATIENCE)
    if not whole:
        raise RuntimeError(
            f"{len(crowd.arrivals)} of {expected} listeners heard of a change in {PATIENCE:g} s"
        )
    if not expected:
        return 0.0, 0.0
    last = percentile(crowd.arrivals, 0.99)
    return (last - sent) / 1e6, (last - min(crowd.arrivals)) / 1e6
