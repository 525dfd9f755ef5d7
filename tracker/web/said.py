"""Refusals as sentences, in the language of whoever is refused."""

from babel.numbers import format_decimal

from tracker.domain.permissions import Role
from tracker.domain.refusals import AlreadyHere, Invalid, Irreversible, Refusal
from tracker.language.texts import text

LONGEST = 80  # characters of a title inside a sentence
_GROUPED = 10_000  # numbers from here on are read in groups of digits


def sentence_of(locale: str, refusal: Refusal) -> str:
    """Why nothing was done, and what to do now."""
    key = f"refusal.{refusal.code}"
    if isinstance(refusal, Invalid | Irreversible):
        key = f"refusal.{'field' if isinstance(refusal, Invalid) else 'undo'}.{refusal.reason}"
    return text(locale, key, **{name: _said(locale, value) for name, value in refusal.values.items()})


def field_sentences(locale: str, refusal: Refusal) -> dict[str, str]:
    """The sentence at the field it is about; empty when it is about none."""
    if isinstance(refusal, Invalid) and refusal.field:
        return {refusal.field: sentence_of(locale, refusal)}
    return {"change": sentence_of(locale, refusal)} if isinstance(refusal, AlreadyHere) else {}


def _said(locale: str, value: object) -> object:
    if isinstance(value, Role):
        return text(locale, f"network.role_{value}")
    if isinstance(value, int) and value >= _GROUPED:
        return format_decimal(value, locale=locale)
    if not isinstance(value, str):
        return value
    line = value.split("\n", 1)[0]
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
