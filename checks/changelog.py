"""The newest entry of the changelog is about the version in the package."""

import re
from collections.abc import Iterator

from checks.committed import ROOT, Finding, line_of
from tracker import __version__

CHANGELOG = "CHANGELOG.md"


def findings() -> Iterator[Finding]:
    if not (ROOT / CHANGELOG).is_file():
        yield Finding(CHANGELOG, 1, "The file is missing.")
        return
    yield from newest_entry((ROOT / CHANGELOG).read_text(encoding="utf-8"), __version__)


def newest_entry(text: str, version: str) -> Iterator[Finding]:
    heading = re.search(r"^## (\S+)", text, re.MULTILINE)
    if not heading:
        yield Finding(CHANGELOG, 1, f"No entry yet; the first one starts with '## {version}'.")
    elif heading[1] != version:
        line = line_of(text, heading.start())
        yield Finding(CHANGELOG, line, f"The newest entry is {heading[1]}, the package is {version}.")
