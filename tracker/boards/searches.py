"""Searching all plans of somebody: the best matches first, with what matched marked."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from tracker.domain.folded_text import FoundKind
from tracker.domain.participant import Participant
from tracker.domain.search_words import SearchWords, excerpt, marked
from tracker.pages.search import HitView, SearchView
from tracker.store.found import FoundPlace, FoundThing, found_places, found_things
from tracker.store.plans import plan_ids_of
from tracker.store.search import MOST_LOOKED_AT, Match, find_words

MOST_HITS = 50
_KINDS = list(FoundKind)


def search_plans(session: Session, participant: Participant, words: SearchWords, most: int) -> SearchView:
    """At most `most` steps, notes, meetings and plans that the participant reads, those first whose title says it."""
    matches = find_words(session, plan_ids_of(session, participant), words)
    best = sorted(matches, key=lambda match: _rank(match, words))[: min(most, MOST_HITS)]
    things = found_things(session, [match.id for match in best])
    places = found_places(session, sorted({match.plan_id for match in best}))
    hits = _hits(best, things, places, words)
    return SearchView(hits, len(matches), is_all=len(matches) < MOST_LOOKED_AT)


def _rank(match: Match, words: SearchWords) -> tuple[int, int, str, str]:
    return words.rank(match.folded), _KINDS.index(FoundKind(match.kind)), match.plan_id, match.id


def _hits(
    best: Sequence[Match],
    things: Mapping[str, FoundThing],
    places: Mapping[str, FoundPlace],
    words: SearchWords,
) -> list[HitView]:
    return [
        _hit(match, things[match.id], places[match.plan_id], words) for match in best if match.id in things
    ]


def _hit(match: Match, thing: FoundThing, place: FoundPlace, words: SearchWords) -> HitView:
    is_note = match.kind == FoundKind.NOTE
    return HitView(
        kind=thing.kind if is_note else match.kind,
        address=_address(match),
        # of a note, which may be long, only what stands around the match
        title=excerpt(thing.title, words) if is_note else marked(thing.title, words),
        excerpt=[] if is_note else excerpt(thing.text, words),
        plan=f"{place.region}: {place.title}",
        language=place.language,
        number=thing.number,
        done=thing.done,
    )


def _address(match: Match) -> str:
    plan = f"/plans/{match.plan_id}"
    if match.kind == FoundKind.STEP:
        return f"{plan}/steps/{match.id}"
    if match.kind == FoundKind.MEETING:
        return f"{plan}/meetings/{match.id}"
    return f"{plan}#note-{match.id}" if match.kind == FoundKind.NOTE else plan
