"""Several names in one line, with commas between them: A name that has a comma or brackets itself stands in quotes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*+)"')
_ESCAPED = re.compile(r"\\(.)")
_NEEDS_QUOTES = re.compile(r'[",()\\]')


class OpenQuote(Exception):
    """A quote was opened and never closed."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in a list; `behind` is what follows the quotes (a bare name has everything in `name`)."""

    name: str
    behind: str | None


def split_names(line: str) -> Iterator[Named]:
    """The names of a list, in order, empty places left out. Raises OpenQuote."""
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        quoted = None
        if line[at] == '"':
            quoted = _QUOTED.match(line, at)
            if quoted is None:
                raise OpenQuote
        start = quoted.end() if quoted else at
        comma = line.find(",", start)
        end = comma if comma >= 0 else len(line)
        rest = line[start:end].strip()
        if quoted:
            yield Named(_ESCAPED.sub(r"\1", quoted[1]), rest)
        elif rest:
            yield Named(rest, None)
        at = end + 1


def join_names(names: Iterable[str]) -> str:
    """Names as a list that `split_names` takes apart again."""
    return ", ".join(map(quote_name, names))


def quote_name(name: str) -> str:
    """A name as it stands in a list."""
    if not _NEEDS_QUOTES.search(name):
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def last_bracket(name: str) -> tuple[str, str] | None:
    """What stands before the brackets a name ends with, and the word in them; None without brackets at the end."""
    opened = name.rfind("(")
    if opened < 0 or not name.endswith(")"):
        return None
    return name[:opened].rstrip(), name[opened + 1 : -1]
