"""Which sort each party of a file is, from everything the file says about it and what the network knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.domain.folding import sort_key
from tracker.domain.party import PartySort
from tracker.plan_file.document import PartyEntry
from tracker.plan_file.problems import Problems


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A party named in the front matter (`listed`) or at a step, with what was said there about its sort."""

    name: str
    sort: PartySort | None
    line: int
    listed: bool


def parties_of(
    mentions: Iterable[PartyMention], known: Mapping[str, PartySort], problems: Problems
) -> dict[str, PartyEntry]:
    """The parties by folded name, in the order of their first mention, spelled as there."""
    together: dict[str, list[PartyMention]] = {}
    for mention in mentions:
        together.setdefault(sort_key(mention.name), []).append(mention)
    return {key: _party(found, known.get(key), problems) for key, found in together.items()}


def _party(found: list[PartyMention], known: PartySort | None, problems: Problems) -> PartyEntry:
    """Its sort is what is known, else said, else a group where it is listed, an organisation first named at a step."""
    first = found[0]
    said = next((mention.sort for mention in found if mention.sort), None)
    for mention in found:
        if mention.sort not in (None, said):
            problems.add(mention.line, "sort_clash", name=mention.name)
        elif mention.sort and known and mention.sort != known:
            problems.notice(mention.line, "sort_kept", name=mention.name, sort=known)
    if not first.listed and known is None:
        problems.notice(first.line, "new_party", name=first.name, sort=said or PartySort.ORGANISATION)
    return PartyEntry(
        first.name, known or said or (PartySort.GROUP if first.listed else PartySort.ORGANISATION)
    )
