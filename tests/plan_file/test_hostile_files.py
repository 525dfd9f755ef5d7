"""No file of the largest size takes long to refuse or to read, whatever it is made of (P18, P20)."""

import tracemalloc
from contextlib import suppress

import pytest

from tests.plan_file.files import plan, step
from tests.processor_time import processor_time
from tracker.plan_file.problems import PlanFileErrors
from tracker.plan_file.reading import LARGEST, read_plan_file

SECONDS = 5.0  # of processor time; measured: 0.3 to 1.0 s for the slowest of these
MEMORY = 64 * 1024 * 1024


def full(start: str, part: str, end: str = "") -> str:
    """A file of the largest size that repeats `part`."""
    room = LARGEST - len((start + end).encode())
    return start + part * (room // len(part.encode())) + end


def front(start: str, part: str) -> str:
    return full("---\n" + start, part, "\n---\n")


def short_lines(part: str, start: str) -> str:
    """As many short lines as are read at all."""
    return start + part * (140_000 // part.count("\n"))


NOTES, STEP, WHO = plan("## Ziele\n- "), step(title="a"), step("  - Wer: ")
NAMES = ", ".join(f"p{number}" for number in range(130))
FILES = {
    "yaml lists in lists": front("a: ", "["),
    "yaml maps in maps": front("a: ", "{"),
    "yaml items in items": front("", "- "),
    "yaml open quote": front('a: "', "x"),
    "yaml keys in keys": front("", "? "),
    "yaml long title": "---\ntitle: 👩" + "x" * 990_000 + "\n---\n",
    "yaml too long": front("title: 👩", "x"),
    "yaml many themes": "---\nregion: R\ntitle: T\nthemes: [" + "a, " * 300_000 + "]\n---\n",
    "lines": full("", "\n"),
    "headings": full(plan(""), "#\n"),
    "open heading": full(plan("## a"), " #"),
    "unknown headings": short_lines("# a\n- b\n", plan("")),
    "no spaces": full(NOTES, "a"),
    "one wide sign": full(NOTES + "👩", "a"),
    "blanks": full(NOTES + "a\n", " ", "b"),
    "tabs": full(NOTES + "a\n", "\t", "b"),
    "a long note": short_lines("  a\n", NOTES + "a\n"),
    "long notes": full(plan("## Ziele\n"), "- " + "ä" * 4_900 + "\n"),
    "empty notes": short_lines("-\n", plan("## Ziele\n")),
    "accents": full(NOTES, "\u0301"),
    "quotes": full(WHO, '"'),
    "backslashes": full(WHO + '"', "\\"),
    "brackets": full(WHO + "a", "(zugesagt)"),
    "open brackets": full(WHO + "a", "(", ")"),
    "many brackets": short_lines("- [ ] a\n  - Mit: a" + "(" * 9_900 + ")\n", plan("## Schritte\n"))[
        :LARGEST
    ],
    "quoted names": full(WHO, '"a",'),
    "open marks": full(plan("## Schritte\n- [ ] a"), "{#"),
    "marks": full(plan("## Schritte\n- [ ] a"), " {#k7m2p9x4wd3h}"),
    "backslashes before a mark": full(plan("## Schritte\n- [ ] a"), "\\", "{#x}"),
    "nested lists": STEP + "".join("  " * depth + "- a\n" for depth in range(1, 2_200)),
    "nested checklists": STEP + "".join("  " * depth + "- [ ] a\n" for depth in range(1, 2_200)),
    "many owners": full(plan("## Schritte\n"), f"- [ ] a\n  - Mit: {NAMES}\n"),
    "many themes": full(plan("## Schritte\n"), f"- [ ] a\n  - Thema: {NAMES}\n"),
    "many goals": plan("## Schritte\n" + "".join(f"- [ ] a\n  - Ziel: {at}\n" for at in range(9_900))),
    "many steps": short_lines("- [ ] a\n  - Wo:\n", plan("## Schritte\n")),
    "control characters": full(plan(""), "\x01"),
    "old line ends": full(plan(""), "\r"),
}


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_a_hostile_file_is_answered_in_time(file: str) -> None:
    with processor_time() as spent:
        read_or_refused(file)
    assert spent.seconds < SECONDS


@pytest.mark.parametrize("name", ["one wide sign", "a long note", "many goals", "yaml long title", "blanks"])
def test_a_hostile_file_takes_little_memory(name: str) -> None:
    file = FILES[name].encode()
    tracemalloc.start()
    try:
        read_or_refused(file)
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()


def test_the_largest_plan_is_read() -> None:
    one = "- [ ] Kick-off\n  - Wer: Kammer (zugesagt)\n  - Bis wann: Mai 2026\n  - Bemerkung: a\n    b\n"
    document = read_plan_file(plan("## Schritte\n" + one * 10_000))
    assert len(document.steps) == 10_000
    assert len(document.parties) == 1


def read_or_refused(file: str | bytes) -> None:
    with suppress(PlanFileErrors):
        read_plan_file(file)
