"""The fields of a command: a small dataclass says which there are and of what kind; everything else is refused.

Kinds: `str`, `str | None` (not sent: leave alone), `Id`, `tuple[Id, ...]`, `tuple[str, ...]` (a list, or one line with
commas), `bool` and `int` (a whole number, not negative). A default makes a field optional;
an Id that is empty or null counts as not sent.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, NewType, TypeVar

from tracker.domain.ids import is_id
from tracker.domain.refusals import Invalid

Form = TypeVar("Form")

Id = NewType("Id", str)
NO_ID = Id("")

_DIGITS = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Nothing:
    """A command that says all with its address."""


def read_fields(form: type[Form], sent: Mapping[str, Any]) -> Form:
    """`form` filled from what was sent. Raises Invalid for a field it does not know, a missing one, a wrong kind."""
    declared = {field.name: field for field in fields(form)}  # type: ignore[arg-type]
    if not sent.keys() <= declared.keys():
        raise Invalid("", "unknown_field")
    values = {}
    for name, field in declared.items():
        if name in sent and not (field.type is Id and sent[name] in ("", None)):
            values[name] = _READERS[field.type](name, sent[name])
        elif field.default is MISSING:
            raise Invalid(name, "empty")
    return form(**values)


def clean_text(name: str, value: object) -> str:
    """A text that both databases can keep. Raises Invalid."""
    if not isinstance(value, str):
        raise Invalid(name, "wrong_type")
    if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise Invalid(name, "not_text")
    return value


def read_id(name: str, value: object) -> Id:
    """One of our ids, whether or not there is something under it. Raises Invalid."""
    if not is_id(value):
        raise Invalid(name, "unknown")
    return Id(str(value))


def _text_or_none(name: str, value: object) -> str | None:
    return None if value is None else clean_text(name, value)


def _ids(name: str, value: object) -> tuple[Id, ...]:
    return tuple(read_id(name, one) for one in (value if isinstance(value, list) else [value]))


def _texts(name: str, value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else clean_text(name, value).split(",")
    return tuple(clean_text(name, part).strip() for part in parts)


def _switch(name: str, value: object) -> bool:
    # the drawer's forms send the checked boxes of one name as a list
    if value not in (True, False, "1", "", [], ["1"]):
        raise Invalid(name, "wrong_type")
    return bool(value)


def _number(name: str, value: object) -> int:
    if isinstance(value, bool) or not _DIGITS.fullmatch(str(value)):
        raise Invalid(name, "wrong_type")
    return int(str(value))


def _bytes(name: str, value: object) -> bytes:
    if not isinstance(value, bytes):
        raise Invalid(name, "wrong_type")
    return value


_READERS: dict[Any, Callable[[str, object], Any]] = {
    bytes: _bytes,
    str: clean_text,
    str | None: _text_or_none,
    Id: read_id,
    tuple[Id, ...]: _ids,
    tuple[str, ...]: _texts,
    bool: _switch,
    int: _number,
}
