"""Why words stay words: what people say that has no last day everybody shares, and what could be asked instead."""

import re
from enum import StrEnum


class Why(StrEnum):
    """What to ask for: the sentence is `deadline.unread_<why>` in the reader's language."""

    SOON = "soon"
    SEASON = "season"
    STARTS = "starts"
    PART_OF_YEAR = "part_of_year"
    DAY_OR_MONTH = "day_or_month"
    SCHOOL_HOLIDAYS = "school_holidays"
    UNKNOWN = "unknown"


_YEAR = (
    r"(?: (?:of |des )?(?:(?:this|next|the|dieses|naechsten|kommenden|jahres?) )*(?:[0-9]{4}|year|jahres?))"
)
_PART = (
    "(?:(?:anfang|mitte|ende|early|mid|late|beginning of|end of|frueh|spaet)(?: -)? (?:des |the |de[rs] )?)"
)
_SEASON = "(?:fruehjahrs?|fruehlings?|sommers?|herbst(?:e?s)?|winters?|spring|summer|autumn)"

STARTS = re.compile(
    "(?:ab|von|nach|nicht vor|fruehestens(?: ab)?|seit|beginnend(?: im)?"
    "|from|after|not before|as of|starting(?: in| from)?)(?: de[mrn]| the)? "
)
UNREAD_FORMS = {
    Why.SEASON: re.compile(
        rf"(?:(?:im|in|in the|zum|bis zum|ueber den|over the) )?{_PART}?{_SEASON}{_YEAR}?(?: / [0-9]{{2,4}})?"
        rf"|in (?:the )?fall|fall{_YEAR}"
    ),
    Why.PART_OF_YEAR: re.compile(
        "(?:in |im )?(?:(?:anfang|beginn|mitte|early|late|mid|beginning of|start of|middle of)"
        rf"(?: -)?{_YEAR}|jahresanfang|jahresbeginn|jahresmitte)"
    ),
    Why.SCHOOL_HOLIDAYS: re.compile(
        "(?:(?:kurz |gleich |noch |shortly |right )?(?:in|vor|nach|waehrend|zu|before|after|during) )?"
        rf"{_PART}?(?:den |der |die |the )?"
        "(?:(?:sommer|herbst|winter|oster|pfingst|weihnachts|faschings|schul)?ferien"
        rf"|(?:summer|autumn|winter|school|easter|christmas) (?:holidays?|break|vacation)){_YEAR}?"
    ),
    Why.DAY_OR_MONTH: re.compile("[0-9]{1,2} / [0-9]{1,2}(?: / [0-9]{2,4})?"),
}
