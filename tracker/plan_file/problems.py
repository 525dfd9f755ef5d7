"""What is wrong in a file: collected with line numbers while reading, told in sentences afterwards."""

from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from tracker.domain.refusals import Invalid
from tracker.domain.typed_text import TEXT, long_text, one_line
from tracker.language.texts import text
from tracker.plan_file.document import FileProblem
from tracker.plan_file.vocabulary import ANSWERS, HEADINGS, KEYS, LABELS, SORTS

LONGEST_LINE = 4 * TEXT  # characters before cleaning; what is longer is not looked at, whatever it means
MOST_PROBLEMS = 1_000  # nobody reads more, and a hostile file could have millions
_QUOTED = 60  # characters of the file that a sentence repeats

_ALLOWED: Mapping[str, Callable[[str], Sequence[str]]] = {
    "unknown_heading": HEADINGS.words,
    "unknown_label": LABELS.words,
    "unknown_bracket": lambda locale: [*ANSWERS.words(locale), *SORTS.words(locale)],
    "unknown_sort": SORTS.words,
    "unknown_key": lambda locale: [key for key, meant in KEYS.items() if key == meant],
}


class PlanFileErrors(Exception):
    """The file is not read at all; `problems` says why, in the order of the lines."""

    def __init__(self, problems: Sequence[FileProblem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line)
        super().__init__(", ".join(f"{problem.line}: {problem.code}" for problem in self.problems[:10]))


class Problems:
    """What was found so far: problems refuse the file, notices only go into the preview. `language` is the file's, once
    it is known: what is possible in it is told in its words."""

    def __init__(self) -> None:
        self.language = ""
        self.found: list[FileProblem] = []
        self.notices: list[FileProblem] = []

    def add(self, line: int, code: str, **values: object) -> None:
        """Note a problem. Raises PlanFileErrors when there are too many to go on."""
        if code in _ALLOWED and self.language:
            values["language"] = self.language
        self.found.append(_problem(line, code, values))
        if len(self.found) == MOST_PROBLEMS:
            self.refuse(line, "too_many_problems", limit=MOST_PROBLEMS)

    def refuse(self, line: int, code: str, **values: object) -> NoReturn:
        """Note a problem after which reading cannot go on. Raises PlanFileErrors."""
        self.found.append(_problem(line, code, values))
        raise PlanFileErrors(self.found)

    def notice(self, line: int, code: str, **values: object) -> None:
        """Note what a preview should mention."""
        self.notices.append(_problem(line, code, values))

    def stop(self) -> None:
        """Raise PlanFileErrors if there is any problem."""
        if self.found:
            raise PlanFileErrors(self.found)

    def one_line(self, line: int, words: str, limit: int, missing: str = "") -> str:
        """The words on one line, cleaned as the domain does; a problem and "" if the domain would refuse them.

        `missing` is the problem's code when there are none.
        """
        return self._clean(line, words, limit, missing, lambda: one_line("", words, limit, required=False))

    def long_text(self, line: int, words: str, missing: str = "") -> str:
        """The same for a text of several lines."""
        return self._clean(line, words, TEXT, missing, lambda: long_text("", words, TEXT))

    def _clean(self, line: int, words: str, limit: int, missing: str, cleaned: Callable[[], str]) -> str:
        if len(words) > LONGEST_LINE:
            self.add(line, "too_long", limit=limit)
            return ""
        try:
            clean = cleaned()
        except Invalid as refused:
            self.add(line, refused.reason, **refused.values)
            return ""
        if missing and not clean:
            self.add(line, missing)
        return clean


def problem_sentence(locale: str, problem: FileProblem) -> str:
    """The problem or notice as a sentence in `locale`, with its line."""
    values = dict(problem.values)
    if problem.code in _ALLOWED:
        values["allowed"] = ", ".join(_ALLOWED[problem.code](values.pop("language", locale)))
    if "sort" in values:
        values["sort"] = SORTS.word(values["sort"], locale)
    sentence = text(locale, f"plan_file.{problem.code}", **values)
    return (
        text(locale, "plan_file.in_line", line=problem.line, sentence=sentence) if problem.line else sentence
    )


def _problem(line: int, code: str, values: Mapping[str, object]) -> FileProblem:
    return FileProblem(line, code, {name: _short(str(value)) for name, value in values.items()})


def _short(words: str) -> str:
    plain = " ".join(words[: 4 * _QUOTED].split())
    return plain if len(plain) <= _QUOTED else plain[: _QUOTED - 1] + "…"
