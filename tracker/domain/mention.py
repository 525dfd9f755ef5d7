"""Who is named with an @ in what people write about a step: by id, so that another name changes nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sqlmodel import Field, SQLModel

from tracker.domain.columns import utc_column
from tracker.domain.folding import fold_wide
from tracker.domain.ids import new_id

MOST_MARKS = 100  # in one text; further ones are plain signs
LONGEST = 200  # characters after an @ among which a name ends

_MARK = re.compile(r"(?:(?<=[\s(\[\"„»*])|^)@(?=\w)", re.MULTILINE)
_ENDING = '*.,;:!?)]"“«…'


class Mention(SQLModel, table=True):
    """`comment_id` is empty where the step's own text names them; `words` is the name as it stands there."""

    id: str = Field(default_factory=new_id, primary_key=True)
    plan_id: str = Field(foreign_key="plan.id", index=True)
    step_id: str = Field(foreign_key="step.id", index=True)
    comment_id: str = ""
    party_id: str = Field(foreign_key="party.id", index=True)
    words: str
    by: str
    at: datetime = Field(sa_column=utc_column())


Spelled = tuple[str, ...]


def spelled(name: str) -> Spelled:
    """A name as it is compared: its words without case, in any spelling of umlauts."""
    return tuple(fold_wide(name).split())


def named_in(text: str, known: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By party: the words that name it in `text`. `known`: names with the parties they mean, the last one counts."""
    if "@" not in text:
        return {}
    parties = {spelled(name): party for name, party in known}
    return {parties[key]: words for _, words, key in reversed(list(_found(text, parties)))}


def in_runs(text: str, names: Mapping[Spelled, str]) -> list[tuple[str, bool]]:
    """The text in runs that are a name, with what they are called by now, and runs that are not."""
    runs, at = [], 0
    for start, words, key in _found(text, names):
        runs += [(text[at:start], False), (f"@{names[key]}", True)]
        at = start + 1 + len(words)
    return [run for run in (*runs, (text[at:], False)) if run[0]]


def _found(text: str, names: Mapping[Spelled, str]) -> Iterator[tuple[int, str, Spelled]]:
    """Where an @ stands before one of these names, in which words; of several the longest."""
    most = max(map(len, names), default=0)
    for n, mark in enumerate(_MARK.finditer(text)):
        if n == MOST_MARKS:
            return
        rest = text[mark.end() : mark.end() + LONGEST]
        ends = [found.end() for found in re.finditer(r"\S+", rest)][:most]
        for words in (said for end in reversed(ends) for said in (rest[:end], rest[:end].rstrip(_ENDING))):
            if (key := spelled(words)) in names:
                yield mark.start(), words, key
                break
