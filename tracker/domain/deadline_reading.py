"""Reading a deadline in German and English: marks come off, the rest must be understood to the last word.

Never a guess: what has two meanings ("03/12", "May 26") or a word too many is kept as words, unread.
"""

import re
from datetime import date

from tracker.domain.deadline import Deadline, Precision
from tracker.domain.deadline_combined import read_span
from tracker.domain.deadline_spans import Span, last_day_of
from tracker.domain.deadline_words import AT_THE_LATEST, ONGOING, SOON, TENTATIVE, clean, plain

LONGEST_READ = 200  # characters; longer words are kept, unread: the table of limits

_BY = re.compile(r"(?:(?:due|faellig) )?(?:bis|by|until|till?)(?: einschliesslich| einschl)?(?: :)?(?: |$)")
_NEXT_MEETING = re.compile(
    r"(?:(?:zum?|beim?|at) )?(?:(?:dem|das|der|the) )?"
    r"(?:(?:naechste[mnrs]?|kommende[mnrs]?|next|coming) (?:treffen|sitzung|meeting)|folgetreffen|follow - up meeting)"
    r"(?: [,:(] (?P<span>.+?)(?: \))?)?"
)


def read_deadline(words: str, reference: date, *, next_meeting: Deadline | None = None) -> Deadline | None:
    """The deadline that `words` say against the day `reference`, None for empty words. Never raises.

    A missing year is the earliest whose last day is not before `reference`. `next_meeting` is the day of the plan's
    next meeting, which "bis zum nächsten Treffen" follows: read the words again when it moves.
    """
    words = clean(words)
    if not words:
        return None
    if len(words) > LONGEST_READ:
        return Deadline(words)
    text, tentative, by = _without_marks(plain(words))
    if text in ONGOING and not by:
        return Deadline(words, precision=Precision.ONGOING, tentative=tentative)
    if found := _NEXT_MEETING.fullmatch(text):
        return _following(words, tentative, by, next_meeting or _said_day(found["span"], reference))
    return _spanning(words, read_span(text, reference), tentative, by)


def suggests_next_meeting(words: str) -> bool:
    """Whether the words only say "soon", so that the page asks: by the next meeting?"""
    words = clean(words)
    return len(words) <= LONGEST_READ and _without_marks(plain(words))[0] in SOON


def _without_marks(text: str) -> tuple[str, bool, bool]:
    """The rest of the words, whether they are tentative, and whether they say "by"."""
    words = text.split(" ")
    rest = [word for word in words if word not in TENTATIVE]
    kept = [word for word in rest if word not in AT_THE_LATEST]
    text = f" {' '.join(kept)} ".replace(" ( ) ", " ").replace(" [ ] ", " ").strip(" ,;:.")
    by = _BY.match(text)
    return text[by.end() :] if by else text, len(rest) < len(words), bool(by) or len(kept) < len(rest)


def _spanning(words: str, span: Span | None, tentative: bool, by: bool) -> Deadline:
    if span is None:
        return Deadline(words)
    by = by or span.by
    span = last_day_of(span) if by else span
    return Deadline(words, span.first, span.last, span.precision, tentative, by)


def _following(words: str, tentative: bool, by: bool, meeting: Deadline | None) -> Deadline:
    if meeting is None or meeting.first is None or meeting.last is None or meeting.precision is None:
        return Deadline(words, tentative=tentative, by=by, next_meeting=True)
    span = Span(meeting.first, meeting.last, meeting.precision)
    span = last_day_of(span) if by else span
    tentative = tentative or meeting.tentative
    return Deadline(words, span.first, span.last, span.precision, tentative, by, next_meeting=True)


def _said_day(text: str | None, reference: date) -> Deadline | None:
    """The day in "bis zum nächsten Treffen, 12.03.2026", which counts until the plan knows its meeting."""
    span = read_span(text, reference) if text else None
    return Deadline(text or "", span.first, span.last, span.precision) if span else None
