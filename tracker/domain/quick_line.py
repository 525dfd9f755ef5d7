"""A step said in one line: "Kick-off voraussichtlich im Mai @IHK #Vernetzung" is title, deadline, owners and themes.

Nothing is guessed: a name that fits several is left in the title, as is everything that is not understood. A name that
fits nobody is a new organisation or theme, and said to be so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.deadline import Deadline, Precision
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.folding import fold_wide, same_name

MOST_WORDS = 12  # of a deadline at the end of a line
MOST_LINES = 100  # added at once

_MARKED = re.compile(r'(?:(?<=\s)|^)(?P<mark>[@#])(?:"(?P<quoted>[^"]+)"|(?P<rest>[^\W\d_].*))')
_NAME_END = re.compile(r"(?=[\s,;:!?()]|\.(?:\s|$)|$)")
_WORD = re.compile(r"[^\s,;:!?()\"]+")
# office programs draw bullets with signs of their own fonts, and a letter o
_BULLET = re.compile(r"^\s*(?:(?:[-*•–·‣▪◦\uf0a7\uf0b7]\s+|o\t\s*))?(?:\[[ xX]?\]\s+)?")
_NUMBER = re.compile(r"^\s*([0-9]{1,3})[.)]\s+")
_JOINTS = " \t,;–-:|"
_UNFINISHED = re.compile(
    "(?:.* )?(?:ab|a[mnu]|auf|aus|bei|beim|bis|das|de[mnrs]|die|eine?n?|fuer|gegen|i[mn]|mit|nach|nicht|oder|ohne|pro"
    "|seit|um|und|vo[mnr]|zu[mr]?|ueber|unter|zwischen|a|after|and|as|at|before|by|for|from|not|o[fnr]|since|the|to|until"
    "|with)"
)
_ANY_DAY = date(2025, 1, 1)  # whether words can be read at all depends on no day
_NO_DAY = ("am morgen",)  # in the morning, whatever the reader of deadlines makes of it


@dataclass(frozen=True, slots=True)
class Named:
    """A party or theme; `id` is empty when the plan knows none of that name. `sort` is a party's."""

    id: str
    name: str
    sort: str = ""


@dataclass(frozen=True, slots=True)
class QuickLine:
    """What a line says. `words` are those of the deadline, as written."""

    title: str
    words: str = ""
    deadline: Deadline | None = None
    owners: tuple[Named, ...] = ()
    themes: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line is read against. Who may not ask anybody, or name new themes, writes plain titles."""

    today: date
    parties: Sequence[Named] = ()
    themes: Sequence[Named] = ()
    next_meeting: Deadline | None = None
    may_ask: bool = True
    may_name: bool = True


def lines_of(text: str) -> list[str]:
    """The lines of a pasted list, without empty ones, bullets and numbers that only count them."""
    written = [line for line in text.splitlines() if line.strip()]
    lines = [_BULLET.sub("", line).strip() for line in written]
    if len(lines) > 1 and _is_list(written) and _counts(lines):
        lines = [_NUMBER.sub("", line) for line in lines]
    return [line for line in lines if line]


def is_table(text: str) -> bool:
    """Whether most lines have cells: copied out of a table, not a list whose bullets stand before a tab."""
    lines = [line for line in text.splitlines() if line.strip()]
    cells = sum("\t" in _NUMBER.sub("", _BULLET.sub("", line)).strip() for line in lines)
    return 2 * cells > len(lines)


def _is_list(written: Sequence[str]) -> bool:
    """Whether each line begins as one of a list does."""
    return all(_NUMBER.match(line) or _BULLET.match(line)[0].strip() for line in written)  # type: ignore[index]


def _counts(lines: Sequence[str]) -> bool:
    """Whether the numbers do nothing but count: "1. Mai" and "2. Mai" are days, whatever they follow."""
    numbered = [(int(found[1]), line) for line in lines if (found := _NUMBER.match(line))]
    is_day = any(read_deadline(" ".join(line.split()[:2]), _ANY_DAY).understood for _, line in numbered)  # type: ignore[union-attr]
    return not is_day and [number for number, _ in numbered] == list(range(1, len(numbered) + 1))


def read_line(line: str, reading: Reading) -> QuickLine:
    """What one line says. Never raises; what is unclear stays in the title."""
    line = " ".join(line.split())
    rest, owners, themes = _without_names(line, reading)
    title, deadline = _without_deadline(rest, reading)
    if not title:
        # only names and a day: there is nothing to do, so nothing was meant by them
        return QuickLine(line)
    words = deadline.words if deadline else ""
    return QuickLine(title, words, deadline, tuple(owners), tuple(themes))


def _without_names(line: str, reading: Reading) -> tuple[str, list[Named], list[Named]]:
    owners: list[Named] = []
    themes: list[Named] = []
    kept, at = "", 0
    while found := _MARKED.search(line, at):
        mark = found.start("mark")
        is_party = found["mark"] == "@"
        into, known = (owners, reading.parties) if is_party else (themes, reading.themes)
        named, end = _named(found, known)
        if named is None or not (reading.may_ask if is_party else reading.may_name):
            kept, at = kept + line[at : mark + 1], mark + 1
            continue
        kept, at = kept + line[at:mark], end
        if not any(same_name(named.name, one.name) for one in into):
            into.append(named)
    # a mark at the end is a name that somebody is about to type
    return re.sub(r"(?: [@#])+$", "", " ".join((kept + line[at:]).split())), owners, themes


def _named(found: re.Match[str], known: Sequence[Named]) -> tuple[Named | None, int]:
    """Whom a mark names and where the name ends; None when several could be meant."""
    if (quoted := found["quoted"]) is not None:
        exact = [one for one in known if same_name(one.name, quoted)]
        named = (exact or [Named("", quoted.strip())])[0]
        return (named, found.end("quoted") + 1) if named.name else (None, 0)
    rest, start = found["rest"], found.start("rest")
    whole = [(end, one) for one in known if (end := _spelled(rest, one.name))]
    if whole:
        end, one = max(whole, key=lambda pair: pair[0])
        return one, start + end
    word = _WORD.match(rest)
    if word is None:
        return None, 0
    said = word[0].rstrip(".")
    alike = [one for one in known if _begins(said, one.name)]
    if len(alike) > 1:
        return None, 0
    return (alike or [Named("", said)])[0], start + len(said)


def _spelled(rest: str, name: str) -> int:
    """Where `name` ends at the beginning of `rest`, in any spelling of umlauts; 0 when it does not stand there."""
    wanted = fold_wide(name).split()
    ends = [found.end() for found in re.finditer(r"\S+", rest)][: len(wanted)]
    if len(ends) < len(wanted):
        return 0
    said = rest[: ends[-1]]
    for end in (len(said), len(said.rstrip(".,;:!?)"))):
        if fold_wide(said[:end]).split() == wanted:
            return end
    return 0


def _begins(said: str, name: str) -> bool:
    """ "IHK" means "IHK Kassel" as long as no other name has a word that begins so."""
    wanted = fold_wide(said)
    return any(word.startswith(wanted) for word in re.split(r"[\s/-]+", fold_wide(name)))


def _without_deadline(rest: str, reading: Reading) -> tuple[str, Deadline | None]:
    """The title, and the deadline that the end of the line says: as many words as can be read as one."""
    starts = [found.start() for found in re.finditer(r"\S+", rest)]
    for start in starts[-MOST_WORDS:]:
        words = rest[start:].strip(_JOINTS)
        read = read_deadline(words, reading.today, next_meeting=reading.next_meeting) if words else None
        if read and read.understood and _is_meant(words, read):
            title = rest[:start].rstrip(_JOINTS)
            # "nicht vor Mai" says something else than "Mai"
            is_cut = _UNFINISHED.fullmatch(fold_wide(title))
            return (rest, None) if is_cut else (title, replace(read, words=words))
    return rest.strip(_JOINTS) or rest, None


def _is_meant(words: str, read: Deadline) -> bool:
    """Whether words at the end are a deadline: "Bericht 2026" and "what we may" are titles."""
    if words.lower() in _NO_DAY:
        return False
    alone = " " not in words
    if alone and read.precision is Precision.YEAR:
        return False
    return not (alone and read.precision is Precision.MONTH and words[0].islower())
