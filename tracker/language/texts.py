"""The screen texts of both languages: every `.po` file of a language, looked up by short key."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LOCALES = ("de", "en")

_FOLDER = Path(__file__).parents[1] / "locales"

Forms = tuple[str, ...]  # one text, or singular and plural


class MissingText(KeyError):
    """No text stands under this key in this language: an error of ours, never of the person asking."""


def text(locale: str, key: str, /, **values: object) -> str:
    """The text `key` in `locale`, its {names} filled with `values`; of a plural `n` chooses the form.

    Raises MissingText when there is no such text, KeyError when it asks for a value that was not given.
    """
    forms = _texts(locale).get(key)
    if forms is None:
        raise MissingText(f"{locale}: {key}")
    return filled(forms, values)


def all_keys(locale: str) -> set[str]:
    """The keys of all texts of a language."""
    return set(_texts(locale))


@cache
def _texts(locale: str) -> dict[str, Forms]:
    return read_texts(_FOLDER / locale)


def read_texts(folder: Path) -> dict[str, Forms]:
    """All texts of a folder's `.po` files by key. Raises ValueError when a key stands in two files."""
    texts: dict[str, Forms] = {}
    for path in sorted(folder.glob("*.po")):
        for key, forms in _texts_in(path).items():
            if key in texts:
                raise ValueError(f"{path}: {key} stands in another file too")
            texts[key] = forms
    return texts


def filled(forms: Forms, values: Mapping[str, object]) -> str:
    """The form that `n` asks for, with its {names} filled in. Raises KeyError for a value that was not given."""
    # German and English alike: only one is singular
    chosen = forms[0] if len(forms) == 1 or values["n"] == 1 else forms[1]
    return chosen.format_map(values)


def _texts_in(path: Path) -> dict[str, Forms]:
    """The texts of one file; an entry with an empty form counts as missing."""
    with path.open("rb") as file:
        catalog = read_po(file, abort_invalid=True)
    found = {_key(message.id): _forms(message.string) for message in catalog if message.id}
    return {key: forms for key, forms in found.items() if forms and all(forms)}


def _key(message_id: str | Sequence[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def _forms(strings: str | Sequence[str] | None) -> Forms:
    return (strings,) if isinstance(strings, str) else tuple(strings or ())
