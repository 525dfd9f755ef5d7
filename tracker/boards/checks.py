"""The checklist of a step, as its page shows it."""

from collections.abc import Sequence
from itertools import pairwise

from tracker.domain.check import Check
from tracker.pages.hanging import CheckView

FEW = 20  # lines in a drawer before somebody asks for all: each weighs 130 bytes, packed


def check_views(checks: Sequence[Check], *, every: bool) -> list[CheckView]:
    """All lines, or the few to go on with: those still open before those that are done, in the order of the list."""
    shown = list(checks)
    if not every and len(shown) > FEW:
        first = sorted(range(len(checks)), key=lambda n: (checks[n].done, n))[:FEW]
        shown = [checks[n] for n in sorted(first)]
    after = {one.id: following.id for one, following in pairwise(checks)}
    ids = [one.id for one in shown]
    return [
        CheckView(
            id=one.id,
            text=one.text,
            done=one.done,
            above=ids[n - 1] if n else "",
            below=after.get(ids[n + 1], "") if n + 1 < len(ids) else "",
            is_last=n + 1 == len(ids),
        )
        for n, one in enumerate(shown)
    ]
