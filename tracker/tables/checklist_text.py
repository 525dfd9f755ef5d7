"""A checklist in a cell: the last lines of a step's text, each as `- [ ] …` or `- [x] …`."""

import re

from tracker.plan_file.document import CheckEntry, StepEntry

_LINE = re.compile(r"- \[([ xX])\] (\S.*)")


def text_of(step: StepEntry) -> str:
    """A step's text as a table shows it, its checklist below."""
    lines = "\n".join(f"- [{'x' if check.done else ' '}] {check.text}" for check in step.checklist)
    return "\n\n".join(filter(None, [step.text, lines]))


def split_text(text: str) -> tuple[str, tuple[CheckEntry, ...]]:
    """What `text_of` put together; no checklist unless every line after the last empty one is of one."""
    before, _, last = text.rpartition("\n\n")
    found = [_LINE.fullmatch(line) for line in last.split("\n")]
    entries = tuple(CheckEntry(match[2], match[1] != " ") for match in found if match)
    return (before, entries) if len(entries) == len(found) else (text, ())
