"""What people are called who cannot be named any more."""

from collections.abc import Mapping

from tracker.language.texts import text


def author(locale: str, key: str, names: Mapping[str, str]) -> str:
    """The name behind a participant key; a word for whoever has gone."""
    gone = {"m:": "person.erased", "g:": "person.without_account"}.get(key[:2], "say.somebody")
    return names.get(key) or text(locale, gone)
