"""What people typed, made safe to keep: the limits hold alike in browser, server and both databases."""

import re
import unicodedata

from tracker.domain.refusals import Invalid

TITLE = 200  # code points after NFC; the table of limits stands in docs/permissions.md
NAME = 80
STAGE_NAME = 60
TEXT = 10_000
WORDS = 1_000  # of a deadline; those over 200 characters are kept and not read
MARKS_IN_A_ROW = 4  # more combining marks are decoration that climbs out of its line

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029")
_BLANKS = re.compile(r"\s+")
_UNSEEN = ("Cf", "Mn", "Me", "Zs")
_MARKS = ("Mn", "Me")  # not `combining`, which is 0 for enclosing marks and for the invisible joiner


def one_line(field: str, text: str, limit: int, *, required: bool = True) -> str:
    """A title, name or one-line text: NFC, one line, control and bidi override characters removed.

    What shows nothing (a soft hyphen, joiners) is empty. Raises Invalid(field) when it is empty though required,
    over the limit, or not text.
    """
    clean = _BLANKS.sub(" ", _text(field, text)).strip()
    clean = clean if _shows(clean) else ""
    if required and not clean:
        raise Invalid(field, "empty")
    return _within(field, clean, limit)


def long_text(field: str, text: str, limit: int = TEXT) -> str:
    """A text of several lines: NFC, line ends unified, control characters removed. Raises Invalid(field).

    What shows nothing is empty.
    """
    clean = _LINE_ENDS.sub("\n", _text(field, text)).strip("\n ")
    return _within(field, clean if _shows(clean) else "", limit)


def _shows(text: str) -> bool:
    """Whether there is anything to see: a title of joiners alone is a card nobody can open."""
    return any(unicodedata.category(sign) not in _UNSEEN for sign in text)


def _text(field: str, text: str) -> str:
    if _NO_TEXT.search(text):
        raise Invalid(field, "not_text")
    text = _CONTROL.sub("", text)
    # before NFC, which takes the square of the marks in a row: 32,000 of them stall for 0.8 s
    if _towers(text):
        raise Invalid(field, "too_many_marks")
    return unicodedata.normalize("NFC", text)


def _within(field: str, text: str, limit: int) -> str:
    if len(text) > limit:
        raise Invalid(field, "too_long", limit=limit, length=len(text))
    return text


def _towers(text: str) -> bool:
    if text.isascii():
        return False
    height = 0
    for sign in text:
        category = unicodedata.category(sign)
        if category in _MARKS:
            height += 1
        elif category != "Cf":  # what is invisible between two marks does not part them
            height = 0
        if height > MARKS_IN_A_ROW:
            return True
    return False
