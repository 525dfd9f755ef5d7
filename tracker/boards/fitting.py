"""Whether what stands around the steps ("Worum es geht") leaves room for the first of them on a laptop's screen."""

from collections.abc import Sequence

from tracker.store.changes import FoundNote

COLUMN = 34  # characters in a line of one of its four columns
MOST = 30  # lines and headings: with more the first cards begin below a window of 1280 x 720 px


def fits(notes: Sequence[FoundNote], names: Sequence[str], meetings: int) -> bool:
    """By a guess at the lines it takes: of the notes on the plan, the names of themes and parties, and the meetings."""
    shown = [note for note in notes if note.on_plan]
    lines = sum(_lines(note.text) for note in shown) + len({note.kind for note in shown}) + 2 * meetings
    return lines + (1 + _lines(", ".join(names)) if names else 0) <= MOST


def _lines(said: str) -> int:
    return sum(1 + max(0, len(line) - 1) // COLUMN for line in said.split("\n"))
