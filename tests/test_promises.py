"""The numbers in comments and tests are those of `docs/promises.md`."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
NUMBER = re.compile(r"\bP(\d{1,2})\b")


def test_every_promise_that_is_named_is_written_down() -> None:
    numbers = re.findall(r"^\| P(\d+) \|", (ROOT / "docs/promises.md").read_text(), re.MULTILINE)
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    named = {
        (number, str(path.relative_to(ROOT)))
        for folder in ("tracker", "tests", "bench")
        for path in (ROOT / folder).rglob("*.py")
        for number in NUMBER.findall(path.read_text())
    }
    assert len(named) > 20
    assert [(number, path) for number, path in sorted(named) if number not in numbers] == []
