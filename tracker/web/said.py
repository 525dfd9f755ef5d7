"""Refusals as sentences, in the language of whoever is refused."""

from tracker.domain.refusals import Invalid, Refusal
from tracker.language.texts import text


def sentence_of(locale: str, refusal: Refusal) -> str:
    """Why nothing was done, and what to do now."""
    if isinstance(refusal, Invalid):
        return text(locale, f"refusal.field.{refusal.reason}", **refusal.values)
    return text(locale, f"refusal.{refusal.code}", **refusal.values)


def field_sentences(locale: str, refusal: Refusal) -> dict[str, str]:
    """The sentence at the field it is about; empty when it is about none."""
    if isinstance(refusal, Invalid) and refusal.field:
        return {refusal.field: sentence_of(locale, refusal)}
    return {}
