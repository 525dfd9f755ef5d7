"""Cells that a spreadsheet would take for a formula: written with an apostrophe before them, read without it.

Exactly reversible: a text that itself begins with apostrophes and then such a sign gets one more, and loses one.
"""

import re

_TO_GUARD = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(text: str) -> str:
    """The text as a CSV cell that no program calculates."""
    return f"'{text}" if _TO_GUARD.match(text) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell
