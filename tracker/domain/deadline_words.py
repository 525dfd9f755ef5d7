"""The words deadlines are said with, German and English: names, marks, and one spelling to compare them in.

`plain` is what makes the grammar short: lower case, umlauts as two letters, no dot after a word and exactly one
blank between words, numbers and signs. "Do., 12.03.2026" becomes "do , 12 . 03 . 2026".
"""

import re
import unicodedata
from collections.abc import Iterable

from tracker.domain.deadline import Precision

_UNSEEN = "\u00ad\u061c\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff"  # zero width, or turn the direction
_IGNORED = re.compile(f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff{_UNSEEN}]")
# characters: NFC makes at most four into one, so longer words stay too long to be read. It takes the square of the
# marks in a row: 32,000 of them, as many as a request holds, would stop the server for most of a second
_LONGEST_COMPOSED = 800
_SPELLING = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"} | dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("’‘`´", "'")
)
_TOKEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])|[0-9]+|[a-z]+\.?|[^ ]")


def _numbered(start: int, *names: str) -> dict[str, int]:
    return {name: number for number, group in enumerate(names, start) for name in group.split()}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


MONTHS = _numbered(
    1,
    "januar jaenner january jan",
    "februar feber february feb",
    "maerz marz maer march mrz mar",
    "april apr",
    "mai may",
    "juni june jun",
    "juli july jul",
    "august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "dezember december dez dec",
)
WEEKDAYS = _numbered(
    0,
    "montag monday mo mon",
    "dienstag tuesday di tue tues",
    "mittwoch wednesday mi wed",
    "donnerstag thursday do thu thur thurs",
    "freitag friday fr fri",
    "samstag sonnabend saturday sa sat",
    "sonntag sunday so sun",
)
COUNTS = _numbered(
    1,
    "ein eine einem einen einer eines a an one",
    "zwei two",
    "drei three",
    "vier four",
    "fuenf five",
    "sechs six",
    "sieben seven",
    "acht eight",
    "neun nine",
    "zehn ten",
    "elf eleven",
    "zwoelf twelve",
)


def _inflected(number: int, stems: str) -> dict[str, int]:
    return {stem + ending: number for stem in stems.split() for ending in ("", "e", "em", "en", "er", "es")}


ORDINALS = _numbered(1, "first i", "second ii", "third iii", "fourth iv")
ORDINALS |= _inflected(1, "erst") | _inflected(2, "zweit") | _inflected(3, "dritt") | _inflected(4, "viert")
# how many units after the present one; "im laufenden Jahr" is this one
OFFSETS = _inflected(0, "dies laufend") | {"this": 0, "current": 0}
OFFSETS |= _inflected(1, "naechst kommend") | {"next": 1, "coming": 1} | _inflected(2, "uebernaechst")
# one of them, and several; German genitives ("Ende des Monats") look like English plurals, hence word by word
UNITS = {
    "woche": Precision.WEEK,
    "kalenderwoche": Precision.WEEK,
    "week": Precision.WEEK,
    "monat": Precision.MONTH,
    "monats": Precision.MONTH,
    "month": Precision.MONTH,
    "quartal": Precision.QUARTER,
    "quartals": Precision.QUARTER,
    "quarter": Precision.QUARTER,
    "halbjahr": Precision.HALF_YEAR,
    "halbjahres": Precision.HALF_YEAR,
    "jahr": Precision.YEAR,
    "jahres": Precision.YEAR,
    "year": Precision.YEAR,
}
COUNTED_UNITS = UNITS | {
    **dict.fromkeys(("tag", "tage", "tagen", "tages", "day", "days"), Precision.DAY),
    **dict.fromkeys(("wochen", "weeks"), Precision.WEEK),
    **dict.fromkeys(("monate", "monaten", "months"), Precision.MONTH),
    **dict.fromkeys(("quartale", "quartalen", "quarters"), Precision.QUARTER),
    **dict.fromkeys(("jahre", "jahren", "years"), Precision.YEAR),
}
NEAR_DAYS = {"vorgestern": -2, "gestern": -1, "yesterday": -1, "heute": 0, "today": 0}
NEAR_DAYS |= {"morgen": 1, "tomorrow": 1, "uebermorgen": 2, "day after tomorrow": 2}

TENTATIVE = _set(
    """voraussichtlich voraussichtl vorauss voraus vsl vermutlich wahrscheinlich wohl evtl eventuell ggf
    gegebenenfalls moeglicherweise moeglichst vielleicht hoffentlich idealerweise geplant angedacht angepeilt anvisiert
    avisiert vorgesehen vorlaeufig ca circa zirka etwa ungefaehr rund um herum gegen tbc tbd tba ? ~ probably
    tentatively tentative expected likely maybe perhaps possibly presumably approximately approx about around roughly
    provisionally provisional planned hopefully ideally towards"""
)
AT_THE_LATEST = frozenset({"spaetestens", "latest"})
ONGOING = _set(
    """laufend fortlaufend dauerhaft durchgehend durchgaengig kontinuierlich staendig andauernd fortwaehrend permanent
    unbefristet daueraufgabe ongoing continuous continuously permanently rolling"""
) | {"open - ended"}
SOON = _set(
    """zeitnah zeitnahe bald baldigst baldmoeglichst schnellstmoeglich umgehend kurzfristig demnaechst sofort asap soon
    shortly promptly immediately"""
) | {"in kuerze"}

_PHRASES = {
    "t b c": "tbc",
    "t b d": "tbd",
    "to be confirmed": "tbc",
    "to be decided": "tbd",
    "noch offen": "tbd",
    "noch nicht fest": "tbc",
    "noch zu bestaetigen": "tbc",
    "unter vorbehalt": "tbc",
    "most likely": "likely",
    "a s a p": "asap",
    "as soon as possible": "asap",
    "so bald wie moeglich": "asap",
    "sobald wie moeglich": "asap",
    "so schnell wie moeglich": "asap",
    "at the latest": "latest",
    "no later than": "by",
    "not later than": "by",
    "vor dem naechsten treffen": "bis zum naechsten treffen",
    "before the next meeting": "by the next meeting",
    "im laufe": "im",
    "im verlauf": "im",
    "in the course of": "in",
    "half a year": "6 months",
    "einem halben jahr": "6 monaten",
    "eines halben jahres": "6 monaten",
    "jahresende": "ende jahr",
    "year end": "end year",
    "year - end": "end year",
    "quartalsende": "ende quartal",
    "monatsende": "ende monat",
    "monatsmitte": "mitte monat",
    "monatsanfang": "anfang monat",
}
_PHRASE = re.compile(rf"\b(?:{'|'.join(map(re.escape, _PHRASES))})\b")


def clean(words: str) -> str:
    """As written, on one line, trimmed, without signs that show nothing or turn the direction; in NFC if short."""
    if words.isascii() and words.isprintable():
        return " ".join(words.split())
    words = " ".join(_IGNORED.sub("", words).split())
    return unicodedata.normalize("NFC", words) if len(words) <= _LONGEST_COMPOSED else words


def plain(words: str) -> str:
    """Cleaned words in the spelling the grammar knows."""
    tokens = _TOKEN.findall(words.lower().translate(_SPELLING))
    text = " ".join([token.rstrip(".") or token for token in tokens])
    return _PHRASE.sub(lambda found: _PHRASES[found[0]], text)


def one_of(names: Iterable[str]) -> str:
    """The names as alternatives of a pattern, longest first."""
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))
