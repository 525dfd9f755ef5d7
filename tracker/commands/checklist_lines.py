"""A checklist as the last lines of a step's text, until steps have checklists of their own."""

import re
from collections.abc import Sequence

from tracker.plan_file.document import CheckEntry

_LINE = re.compile(r"- \[([ x])\] (\S.*)")


def with_checklist(text: str, checklist: Sequence[CheckEntry]) -> str:
    """The text, and below a blank line each entry as `- [ ] …` or `- [x] …`."""
    lines = "\n".join(f"- [{'x' if entry.done else ' '}] {entry.text}" for entry in checklist)
    return "\n\n".join(filter(None, [text, lines]))


def split_checklist(text: str) -> tuple[str, tuple[CheckEntry, ...]]:
    """The text and the checklist that `with_checklist` put together; no checklist unless every last line is one."""
    before, _, last = text.rpartition("\n\n")
    found = [_LINE.fullmatch(line) for line in last.split("\n")]
    entries = tuple(CheckEntry(match[2], match[1] == "x") for match in found if match)
    return (before, entries) if len(entries) == len(found) else (text, ())
