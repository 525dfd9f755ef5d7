"""From found rows to what templates are given: in one language, on one Berlin day."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, cast

from tracker.domain.deadline import Deadline, Lateness
from tracker.domain.meeting import Meeting
from tracker.domain.plan import Visibility
from tracker.domain.quick_line import QuickLine
from tracker.domain.sign_up import state_of
from tracker.language.dates import day_text
from tracker.language.deadlines import deadline_text, understood_text
from tracker.language.texts import text
from tracker.pages.quick import NamedView, QuickView
from tracker.pages.views import (
    CardView,
    DeadlineView,
    DoneView,
    FrameView,
    HeadView,
    MeetingView,
    NoteView,
    OwnerView,
    PartyView,
    StageView,
    ThemeView,
)
from tracker.store.cards import FoundCard, FoundDone, FoundOwner, FoundTheme
from tracker.store.changes import FeedHead, FoundNote, FoundParty, FoundStage

KEPT = 16_384  # deadlines and names: on most cards stands what stands on others too


def card_view(card: FoundCard, locale: str, day: date) -> CardView:
    """One card. Owners come lead first."""
    return CardView(
        id=card.id,
        number=card.number,
        title=card.title,
        rev=card.rev,
        stage=card.stage_id,
        pos=card.order_key,
        deadline=deadline_view(card.deadline, locale, day, done=card.done is not None),
        themes=_theme_views(tuple(card.themes)),
        owners=[owner_view(owner) for owner in card.owners],
        done=done_view(card.done, locale),
        checked=card.counts.checked,
        checks=card.counts.checks,
        comments=card.counts.comments,
    )


def deadline_view(
    deadline: Deadline | None, locale: str, day: date, *, done: bool = False
) -> DeadlineView | None:
    """A deadline as it is drawn and said on `day`."""
    return _deadline_view(deadline, locale, day, done) if deadline else None


@lru_cache(KEPT)
def _deadline_view(deadline: Deadline, locale: str, day: date, done: bool) -> DeadlineView:
    lateness = deadline.lateness(day, done)
    return DeadlineView(
        shape=cast(Any, deadline.shape),
        text=deadline_text(
            locale, replace(deadline, tentative=False) if lateness == Lateness.ASK else deadline
        ),
        lateness=cast(Any, str(lateness)),
        tentative=deadline.tentative,
        understood=understood_text(locale, deadline),
        first=deadline.first,
        last=deadline.last,
        unread=not deadline.understood,
    )


def done_view(done: FoundDone | None, locale: str) -> DoneView | None:
    """When it was done, who said so, and what came of it."""
    if done is None:
        return None
    day = day_text(locale, done.day)
    line = text(locale, "step.done_line", day=day, by=done.by) if done.by else day
    return DoneView(day, line, done.result)


def theme_views(themes: Iterable[FoundTheme]) -> list[ThemeView]:
    """Themes in the plan's order."""
    return [ThemeView(theme.id, theme.name, theme.place) for theme in themes]


@lru_cache(KEPT)
def _theme_views(themes: tuple[FoundTheme, ...]) -> Sequence[ThemeView]:
    return tuple(theme_views(themes))


def owner_view(owner: FoundOwner) -> OwnerView:
    """A party at a step."""
    sort, role, answer = cast(Any, owner.sort), cast(Any, owner.role), cast(Any, owner.answer)
    return OwnerView(
        owner.id,
        owner.party_id,
        owner.name,
        mark_of(owner.name, owner.sort),
        sort,
        role,
        answer,
        owner.followed,
    )


def party_views(parties: Iterable[FoundParty]) -> list[PartyView]:
    """Parties in the plan's order."""
    return [PartyView(one.id, one.name, mark_of(one.name, one.sort), cast(Any, one.sort)) for one in parties]


def stage_views(stages: Iterable[FoundStage], locale: str) -> list[StageView]:
    """Stages in their order; one without a name of its own takes its kind's in the viewer's language."""
    return [
        StageView(
            one.id,
            one.name or text(locale, f"stage.{one.kind}"),
            cast(Any, one.kind),
            one.order_key,
            one.rev,
            bool(one.name),
        )
        for one in stages
    ]


def note_view(note: FoundNote) -> NoteView:
    """One note."""
    return NoteView(note.id, note.kind, note.text, note.order_key, note.rev, note.step_id or "")


def frame_view(
    notes: Sequence[FoundNote], themes: Iterable[FoundTheme], parties: Iterable[FoundParty]
) -> FrameView:
    """What stands around the steps."""
    by_kind: dict[str, list[NoteView]] = {}
    for note in notes:
        by_kind.setdefault(note.kind, []).append(note_view(note))
    kinds: Mapping[str, Sequence[NoteView]] = by_kind
    return FrameView(kinds, theme_views(themes), party_views(parties))


def head_view(head: FeedHead, meeting: Meeting | None, locale: str, day: date) -> HeadView:
    """The head of a plan with its next meeting's day."""
    shown = meeting_view(meeting, locale, day) if meeting else None
    is_public = head.visibility == Visibility.PUBLIC
    return HeadView(
        head.region, head.title, head.goal, head.period, shown, head.contact, head.deputy, is_public
    )


def meeting_view(meeting: Meeting, locale: str, day: date) -> MeetingView:
    """One meeting."""
    return MeetingView(
        id=meeting.id,
        rev=meeting.rev,
        title=meeting.title,
        deadline=deadline_view(meeting.deadline, locale, day, done=meeting.is_past(day)),
        words=meeting.deadline_words or "",
        starts=meeting.starts,
        place=meeting.place,
        link=meeting.link,
        host=meeting.host,
        agenda=meeting.agenda,
        signed_up=meeting.signed_up,
        sign_up=state_of(meeting, day) == "open",
    )


@lru_cache(KEPT)
def quick_view(line: QuickLine, locale: str, day: date, holiday: str) -> QuickView:
    """What one typed line is understood as."""
    return QuickView(
        title=line.title,
        words=line.words,
        deadline=deadline_text(locale, line.deadline) if line.deadline else "",
        holiday=holiday,
        owners=[NamedView(one.id, one.name, one.sort or "organisation") for one in line.owners],
        themes=[NamedView(one.id, one.name, "") for one in line.themes],
    )


@lru_cache(KEPT)
def mark_of(name: str, sort: str) -> str:
    """One or two letters that stand for a name: a person's first two, an organisation's initials."""
    words = [word for word in name.replace("-", " ").split() if unicodedata.category(word[0])[0] in "LN"]
    if not words:
        return name[:1].upper() or "?"
    if sort == "person" or len(words) == 1:
        return words[0][:2].capitalize()
    capitals = [word for word in words if word[0].isupper()] or words
    return "".join(word[0].upper() for word in capitals[:2])
