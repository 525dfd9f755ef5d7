"""What people are called: nobody by an office, and whoever has no account always marked, nobody else ever."""

import re
import unicodedata

from tracker.domain.folding import sort_key
from tracker.domain.refusals import Invalid
from tracker.domain.typed_text import NAME, one_line

WITHOUT_ACCOUNT = {"de": " (ohne Konto)", "en": " (no account)"}
"""Stands behind the name of every guest, so that it is never left out where the name is shown."""

_OFFICES = frozenset(
    sort_key(name)
    for name in (
        "Moderierende",
        "Host",
        "Admin",
        "Leitung",
        "System",
        "Support",
        "Tracker",
        "Redaktion",
        "Netzwerk",
    )
)
_STEMS = ("moderat", "koordinat", "coordinat", "facilitat", "administrat")  # of whoever has a say
_ALIKE = str.maketrans("аеорсхутнкмвіѕοαινρτκμı01345@$", "aeopcxythkmbisoaivptkmioleasas")  # they look so
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2060-\u206f\u3164\ufe00-\ufe0f\uffa0]"
)
_WEB_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}:/+\S|\bwww\.\S|[\w-]\.[^\W\d_]{2,}(:\d+)?/")
_SITE = re.compile(
    r"[\w-]\.(app|at|biz|ch|cn|com|de|dev|eu|fr|info|io|link|me|net|online|org|ru|shop|site|top|uk|xyz)\b"
)


def typed_name(field: str, name: str, limit: int = NAME, *, required: bool = True) -> str:
    """A name of a person, organisation or place as it is kept, without what nobody sees. A mail may greet by it: an
    address that its program turns into a link is none. Raises Invalid(field)."""
    clean = one_line(field, _UNSEEN.sub("", name), limit, required=required)
    if _WEB_ADDRESS.search(unicodedata.normalize("NFKC", clean).casefold()):
        raise Invalid(field, "web_address")
    return clean


def person_name(field: str, name: str) -> str:
    """The same of a person, who is called by no office and by no site ("nebenan.de" may be an organisation)."""
    clean = typed_name(field, name)
    if _SITE.search(unicodedata.normalize("NFKC", clean).casefold()):
        raise Invalid(field, "web_address")
    _check_no_office(field, clean)
    return clean


def guest_name(name: str, language: str) -> str:
    """The name as it is kept, marked in the plan's language; a mark typed along is not doubled.

    Raises Invalid("name"), also for what looks like somebody who has a say here.
    """
    return person_name("name", _bare(_UNSEEN.sub("", name))) + WITHOUT_ACCOUNT[language]


def member_name(name: str) -> str:
    """The name of somebody with an account, as it is kept. Raises Invalid("name"), also for one that looks marked."""
    return _unmarked(person_name("name", name))


def organisation_name(name: str) -> str:
    """The name of an organisation or group, by an office too ("Koordination Wohnen"). Raises Invalid("name"), also for
    one that looks marked."""
    return _unmarked(typed_name("name", name))


def still_marked(name: str, before: str) -> str:
    """Another name for a guest who was called `before`: whoever was marked stays so. Raises Invalid("name")."""
    for language, mark in WITHOUT_ACCOUNT.items():
        if before.endswith(mark):
            return guest_name(name, language)
    return name


def bare_and_mark(name: str) -> tuple[str, str]:
    """A kept name and its mark apart; no mark is empty."""
    mark = next((mark for mark in WITHOUT_ACCOUNT.values() if name.endswith(mark)), "")
    return name.removesuffix(mark), mark


def _unmarked(name: str) -> str:
    looks = " ".join(re.findall(r"\w+", _looks(name)))
    if any(_looks(mark.strip(" ()")) in looks for mark in WITHOUT_ACCOUNT.values()):
        raise Invalid("name", "marked")
    return name


def _check_no_office(field: str, name: str) -> None:
    for word in re.findall(r"\w+", _looks(name)):
        if sort_key(word) in _OFFICES or word.startswith(_STEMS):
            raise Invalid(field, "office")


def _looks(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().translate(_ALIKE)


def _bare(name: str) -> str:
    marks = tuple(mark.strip().casefold() for mark in WITHOUT_ACCOUNT.values())
    name = name.strip()
    while name.casefold().endswith(marks):
        name = name[: name.rindex("(")].strip()
    return name
