"""The words that stand for whoever was here and was erased."""

from tracker.language.texts import LOCALES, text


def formerly(locale: str) -> str:
    """What such a party is called in a plan of this language."""
    return text(locale, "person.formerly")


def is_formerly(name: str) -> bool:
    """Whether a party of this name is somebody who was erased: it leads to nobody who could be asked or answer."""
    return any(name == formerly(locale) for locale in LOCALES)
