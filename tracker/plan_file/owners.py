"""Who is named in a line: "IHK Köln (zugesagt), "Müller, Söhne" (Organisation)"."""

from tracker.domain.ownership import Answer, OwnerRole
from tracker.domain.party import PartySort
from tracker.domain.typed_text import NAME
from tracker.plan_file.document import OwnerEntry
from tracker.plan_file.name_lists import Named, last_bracket, quote_name
from tracker.plan_file.problems import Problems
from tracker.plan_file.vocabulary import ANSWERS, SORTS


def read_owner(named: Named, role: OwnerRole, line: int, problems: Problems) -> OwnerEntry | None:
    """One name with its answer and sort; None when it is none, and that is a problem."""
    rest, answer, sort = take_brackets(named.name if named.behind is None else named.behind)
    if wrong := _wrong(named, rest, bool(answer or sort)):
        problems.add(line, "unknown_bracket", found=wrong)
        return None
    name = rest if named.behind is None else named.name
    name = problems.one_line(line, name, NAME, missing="no_name")
    return OwnerEntry(name, role, Answer(answer or Answer.ASKED), PartySort(sort) if sort else None, line)


def write_owner(owner: OwnerEntry, language: str) -> str:
    """A name as `read_owner` reads it; asked is what no answer means."""
    answer = "" if owner.answer == Answer.ASKED else f" ({ANSWERS.word(owner.answer, language)})"
    return quote_name(owner.name) + answer


def take_brackets(words: str) -> tuple[str, str | None, str | None]:
    """The words without the known brackets at their end, at most one answer and one sort."""
    found: dict[str, str] = {}
    while bracket := last_bracket(words):
        before, word = bracket
        what, key = ("answer", ANSWERS.key(word)) if ANSWERS.key(word) else ("sort", SORTS.key(word))
        if key is None or what in found:
            break
        found[what], words = key, before
    return words, found.get("answer"), found.get("sort")


def _wrong(named: Named, rest: str, found: bool) -> str | None:
    """What cannot be understood: anything behind quotes, brackets alone, or a second answer."""
    if named.behind is not None:
        return rest or None
    bracket = last_bracket(rest)
    if bracket and (not found or ANSWERS.key(bracket[1]) or SORTS.key(bracket[1])):
        return bracket[1] or rest
    return None
