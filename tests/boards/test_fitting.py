"""What stands around the steps is open at a first visit where it leaves room for them."""

import pytest

from tracker.boards.fitting import COLUMN, MOST, fits
from tracker.store.changes import FoundNote


def notes(count: int, text: str = "Kurz", *, on_plan: bool = True) -> list[FoundNote]:
    return [FoundNote(f"note{n}", "idea", text, "a0", 1, on_plan, None) for n in range(count)]


@pytest.mark.parametrize(
    ("kept", "names", "meetings", "fit"),
    [
        ([], [], 0, True),
        (notes(MOST - 1), [], 0, True),  # beside their heading
        (notes(MOST), [], 0, False),
        (notes(MOST, on_plan=False), [], 0, True),
        (notes(MOST // 2, "x" * COLUMN), [], 0, True),
        (notes(MOST // 2, "x" * (COLUMN + 1)), [], 0, False),
        (notes(MOST // 2, "Eins\nZwei"), [], 0, False),
        ([], ["Handwerkskammer"] * 100, 0, False),
        ([], [], MOST // 2 + 1, False),
    ],
)
def test_by_a_guess_at_its_lines(kept: list[FoundNote], names: list[str], meetings: int, fit: bool) -> None:
    assert fits(kept, names, meetings) is fit
