"""The front matter's YAML: text, lists and one level of keys, the meetings a list of those, and nothing else that YAML
can do.

It is read event by event. YAML builds no values of its own: no types are guessed, no names repeated, nothing
nests without end. That is what makes a hostile front matter harmless.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import yaml

from tracker.plan_file.problems import Problems

MOST_VALUES = 50_000
_DEEPEST = 2
_DEEPER = "meetings"  # one level more
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# letters first and nothing that YAML gives a meaning to; all else is quoted
_PLAIN = re.compile(r"[^\W\d_](?:[\w ./()&+'’–-]*[\w.)])?")
_ADDRESS = re.compile(r"[A-Za-z][\w.+-]*@[\w.-]*\w", re.ASCII)
_TAKEN = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_UNPRINTABLE = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Value:
    """Something in the front matter and its line; `content` is None where nothing was written."""

    line: int
    content: "str | list[Value] | dict[str, Value] | None"


class _Refused(Exception):
    def __init__(self, line: int, code: str, **values: object) -> None:
        super().__init__(code)
        self.line = line
        self.code = code
        self.values = values


def read_values(source: str, line: int, problems: Problems) -> dict[str, Value] | None:
    """The keys of a front matter that begins on `line` of its file; None if it cannot be read."""
    try:
        return _Reader(source, line, problems).whole()
    except _Refused as refused:
        problems.add(refused.line, refused.code, **refused.values)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add(line + (mark.line if mark else 0), "yaml")
    except yaml.YAMLError:
        problems.add(line, "yaml")
    return None


def yaml_text(text: str) -> str:
    """A text of one line as any reader of YAML takes it for the same text."""
    if (_PLAIN.fullmatch(text) or _ADDRESS.fullmatch(text)) and text.casefold() not in _TAKEN:
        return text
    return _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def yaml_list(texts: Iterable[str]) -> str:
    """Texts as a list on one line."""
    return f"[{', '.join(map(yaml_text, texts))}]"


@dataclass
class _Reader:
    source: str
    line: int
    problems: Problems
    events: Iterator[yaml.Event] = field(init=False)
    values: int = 0
    deepest: int = _DEEPEST

    def whole(self) -> dict[str, Value]:
        self.events = iter(yaml.parse(self.source, Loader=_LOADER))
        next(self.events)  # the stream starts
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return {}
        event = next(self.events)
        value = self.value(event, 0)
        if value.content is None:
            return {}
        if not isinstance(value.content, dict):
            raise _Refused(value.line, "yaml")
        for rest in self.events:
            if isinstance(rest, yaml.DocumentStartEvent):
                raise _Refused(self.line_of(rest), "yaml")
        return value.content

    def value(self, event: yaml.Event, depth: int) -> Value:
        line = self.checked_line(event)
        if isinstance(event, yaml.ScalarEvent):
            empty = event.implicit[0] and event.value in _NOTHING
            return Value(line, None if empty else event.value)
        if depth == self.deepest:
            raise _Refused(line, "yaml_too_deep")
        return Value(
            line, self.sequence(depth) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(depth)
        )

    def sequence(self, depth: int) -> list[Value]:
        found = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.value(event, depth + 1))
        return found

    def mapping(self, depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = self.checked_line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refused(line, "yaml")
            if not depth:
                self.deepest = _DEEPEST + (event.value == _DEEPER)
            value = self.value(next(self.events), depth + 1)
            if event.value in found:
                self.problems.add(line, "key_twice", key=event.value)
            found[event.value] = Value(line, value.content)
        return found

    def checked_line(self, event: yaml.Event) -> int:
        line = self.line_of(event)
        self.values += 1
        if self.values > MOST_VALUES:
            raise _Refused(line, "too_many_values", limit=MOST_VALUES)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(line, "yaml_alias")
        if getattr(event, "tag", None) not in (None, "!"):
            raise _Refused(line, "yaml_tag")
        return line

    def line_of(self, event: yaml.Event) -> int:
        return self.line + (event.start_mark.line if event.start_mark else 0)
