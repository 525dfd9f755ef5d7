"""Reading a deadline in German and English: marks come off, the rest must be understood to the last word.

Never a guess: what has two meanings ("03/12", "May 26") or a word too many is kept as words, unread.
"""

import re
from datetime import date

from tracker.domain.deadline import Deadline, Precision
from tracker.domain.deadline_combined import read_span
from tracker.domain.deadline_spans import Span, last_day_of
from tracker.domain.deadline_unread import STARTS, UNREAD_FORMS, Why
from tracker.domain.deadline_words import AT_THE_LATEST, ONGOING, SOON, TENTATIVE, clean, plain

LONGEST_READ = 200  # characters; longer words are kept, unread: the table of limits

_ANY_DAY = date(2025, 1, 1)  # whether words can be read at all depends on no day
_HOUR = "(?:[01]?[0-9]|2[0-4])"
_O_CLOCK = "(?:uhr|h|[ap] ?m|o ' clock)"
# "15.05. 20.30 Uhr" is no day in 2020: minutes after a dot are looked for before an hour alone
_TIMES = tuple(
    re.compile(
        rf"(?: ,)?(?: \()?(?: (?:um|gegen|ab|at|from|von))? {_HOUR}{minutes}"
        rf"(?: (?:-|bis|to|until) {_HOUR}(?: [.:] [0-5][0-9])?)?{end}(?: \))?(?= |$)"
    )
    for minutes, end in ((" [.:] [0-5][0-9]", f" {_O_CLOCK}"), (" : [0-5][0-9]", ""), ("", f" {_O_CLOCK}"))
)
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
    text = plain(words)
    read = _read(words, text, reference, next_meeting)
    return read if read.understood else _at_a_time(words, text, reference) or read


def why_unread(words: str) -> Why:
    """What to ask somebody whose words were not read, so that they can say it exactly."""
    words = clean(words)
    if len(words) > LONGEST_READ:
        return Why.UNKNOWN
    text = _without_marks(plain(words))[0]
    if text in SOON:
        return Why.SOON
    if (started := STARTS.match(text)) and read_span(text[started.end() :], _ANY_DAY):
        return Why.STARTS
    return next((why for why, form in UNREAD_FORMS.items() if form.fullmatch(text)), Why.UNKNOWN)


def _read(words: str, text: str, reference: date, next_meeting: Deadline | None) -> Deadline:
    text, tentative, by = _without_marks(text)
    if text in ONGOING and not by:
        return Deadline(words, precision=Precision.ONGOING, tentative=tentative)
    if found := _NEXT_MEETING.fullmatch(text):
        return _following(words, tentative, by, next_meeting or _said_day(found["span"], reference))
    return _spanning(words, read_span(text, reference), tentative, by)


def _at_a_time(words: str, text: str, reference: date) -> Deadline | None:
    """The day of "15. Mai, 18 Uhr"; the hour stays in the words."""
    text = text.rstrip(" .")
    for time in _TIMES:
        found = time.search(text)
        if found is None:
            continue
        read = _read(words, text[: found.start()] + text[found.end() :], reference, None)
        if read.precision is Precision.DAY and read.first == read.last and not read.next_meeting:
            return read
    return None


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
    return Deadline(words, span.first, span.last, span.precision, tentative or span.tentative, by)


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
