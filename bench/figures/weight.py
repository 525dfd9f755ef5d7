"""What boards weigh on the first visit."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from bench.browsing import fetch_page
from bench.load.http import Reply
from bench.prepared import Prepared
from bench.product import running
from bench.rounds import Rounds
from bench.rows import Row, at_most

MOST = {100: 60, 500: 120}  # kB, by steps


def measure(rounds: Rounds, data: Prepared) -> Iterator[Row]:
    """Nothing is cached; the bodies count, the favicon does not."""
    with running(data) as product:
        for steps, bound in MOST.items():
            yield _row(steps, fetch_page(product.port, product.board(steps), product.bearer), bound)


def _row(steps: int, replies: Mapping[str, Reply], bound: float) -> Row:
    kinds: dict[str, int] = {}
    for path, reply in replies.items():
        kind = PurePath(path).suffix.lstrip(".") or "html"
        kinds[kind] = kinds.get(kind, 0) + len(reply.body)
    parts = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in kinds.items())
    whole = sum(reply.size for reply in replies.values()) / 1000
    plain = sum(len(reply.text().encode()) for reply in replies.values()) / 1000
    return Row(
        f"board of {steps} steps, HTML + CSS + JS + sprite, packed",
        sum(kinds.values()) / 1000,
        "kB",
        goal=at_most(bound),
        note=f"{parts}; {len(replies)} replies, {whole:.1f} kB with their heads; unpacked {plain:.0f} kB",
    )
