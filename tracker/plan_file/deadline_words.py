"""Which words of a deadline an exported plan may carry: they are read again later, against the plan's agreed day."""

from dataclasses import replace
from datetime import date

from tracker.domain.deadline import Deadline
from tracker.domain.deadline_reading import read_deadline
from tracker.language.deadlines import deadline_text

# without an agreed day the words are read on the day of the import, whichever that is: they must mean the same
# far before and far after
_ANY_DAY = (date(1950, 1, 1), date(2150, 12, 31))


def exportable_words(words: str, deadline: Deadline, agreed: date | None, locale: str) -> str:
    """The words as written if they give the stored span when read against `agreed`, else what a card shows.

    Words that were never understood, and those that follow the next meeting, are kept as they are.
    """
    if not deadline.understood:
        return words
    references = (agreed,) if agreed else _ANY_DAY
    same = all(_means(words, deadline, reference) for reference in references)
    return words if same else deadline_text(locale, deadline)


def _means(words: str, deadline: Deadline, reference: date) -> bool:
    read = read_deadline(words, reference)
    if read is None:
        return False
    if deadline.next_meeting:
        return read.next_meeting and read.by == deadline.by
    return replace(read, words="") == replace(deadline, words="")
