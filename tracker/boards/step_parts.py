"""One step with everything its own page shows; and what the page for editing a plan shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from tracker.boards.answers import answer_views
from tracker.boards.away import away_meetings, away_view
from tracker.boards.cards import (
    card_view,
    frame_view,
    meeting_view,
    note_view,
    party_views,
    stage_views,
    theme_views,
)
from tracker.boards.checks import check_views
from tracker.boards.drawing import link_of
from tracker.boards.messages import NoSuchFeed
from tracker.boards.talk import comment_views, link_views
from tracker.domain.member import Member
from tracker.domain.mention import Spelled
from tracker.domain.note import NoteKind
from tracker.domain.party import Party, PartySort
from tracker.domain.plan import Plan
from tracker.domain.refusals import NotFound
from tracker.language.dates import day_text
from tracker.language.formerly import is_formerly
from tracker.pages import AwayMeeting, AwayView, PlanLink
from tracker.pages.hanging import AnswerView, CheckView, CommentView, FollowUpView, LinkView, PartView
from tracker.pages.views import CardView, FrameView, MeetingView, NoteView, PartyView, StageView, ThemeView
from tracker.store.away import dropped_steps, trashed_steps
from tracker.store.cards import find_cards, shown_themes
from tracker.store.changes import FoundParty, feed_head, found_notes, found_stages, shown_parties
from tracker.store.checks import checks_of
from tracker.store.contacts import people_of, with_above
from tracker.store.follow_ups import open_follow_ups
from tracker.store.mentions import names_at
from tracker.store.plans import meetings_of
from tracker.store.steps import find_step, parts_of_step

MOST_PEOPLE = 100  # offered; whoever is not among them can be typed all the same


@dataclass(frozen=True, slots=True)
class StepParts:
    """A step as its page shows it, at the plan's rev: the base of what is typed there."""

    plan: PlanLink
    rev: int
    epoch: str
    card: CardView
    text: str
    words: str
    stage: StageView
    stages: Sequence[StageView]
    parties: Sequence[PartyView]
    people: Sequence[tuple[str, str]]
    """Names of members of the plan whom it does not show yet."""
    themes: Sequence[ThemeView]
    dropped: AwayView | None
    trashed: AwayView | None
    needed: str
    goal: NoteView | None
    goals: Sequence[NoteView]
    checks: Sequence[CheckView]
    links: Sequence[LinkView]
    comments: Sequence[CommentView]
    parts: Sequence[PartView]
    part_of: PartView | None
    follow_ups: Sequence[FollowUpView]
    answers: Mapping[str, AnswerView]
    named: Mapping[Spelled, str]
    """Whom the text mentions, by how they are spelled there."""


@dataclass(frozen=True, slots=True)
class EditParts:
    """What the page for editing a plan shows."""

    plan: PlanLink
    rev: int
    goal: str
    period: str
    meetings: Sequence[MeetingView]
    """Those to come."""
    past: Sequence[MeetingView]
    """The latest first."""
    removed: Sequence[AwayMeeting]
    frame: FrameView
    stages: Sequence[StageView]


def step_parts(
    session: Session,
    plan_id: str,
    step_id: str,
    locale: str,
    day: date,
    *,
    every_comment: bool = False,
    every_check: bool = True,
) -> StepParts:
    """Read a step, also one that has left the board, with its last few comments or all, and its checklist whole or the
    few lines to go on with. Raises NotFound."""
    head = feed_head(session, plan_id)
    if head is None:
        raise NotFound()
    step = find_step(session, plan_id, step_id)
    card = find_cards(session, plan_id, [step_id])[0]
    stages = stage_views(found_stages(session, plan_id), locale)
    goals = _goals(session, plan_id, step.goal_id)
    parties = shown_parties(session, plan_id)
    here = people_of(session, with_above(session, session.get_one(Plan, plan_id)))
    parts, named = parts_of_step(session, plan_id, step_id), names_at(session, step_id)
    return StepParts(
        plan=link_of(head),
        rev=head.rev,
        epoch=head.epoch,
        card=card_view(card, locale, day),
        text=step.text,
        words=step.deadline_words or "",
        stage=next(stage for stage in stages if stage.id == step.stage_id),
        stages=stages,
        parties=party_views(_askable(session, parties, here)),
        people=_people(parties, here),
        themes=theme_views(shown_themes(session, plan_id)),
        dropped=away_view(dropped_steps(session, plan_id, step_id), locale),
        trashed=away_view(trashed_steps(session, plan_id, step_id), locale),
        needed=step.needed,
        goal=next((goal for goal in goals if goal.id == step.goal_id), None),
        goals=goals,
        checks=check_views(checks_of(session, step_id), every=every_check),
        links=link_views(session, step_id),
        comments=comment_views(session, step_id, locale, named, every=every_comment),
        parts=[PartView(one.id, one.title, one.completion is not None) for one in parts],
        part_of=_whole(session, plan_id, step.part_of_id),
        follow_ups=_follow_ups(session, step_id, locale, day),
        answers=answer_views(session, plan_id, step_id, locale),
        named=named.get("", {}),
    )


def edit_parts(session: Session, plan_id: str, locale: str, day: date) -> EditParts | NoSuchFeed:
    """Read what stands around the steps of a plan."""
    head = feed_head(session, plan_id)
    if head is None:
        return NoSuchFeed(f"plan:{plan_id}")
    ahead, past = _meetings(session, plan_id, locale, day)
    notes, themes = found_notes(session, plan_id), shown_themes(session, plan_id)
    return EditParts(
        plan=link_of(head),
        rev=head.rev,
        goal=head.goal,
        period=head.period,
        meetings=ahead,
        past=past,
        removed=away_meetings(session, plan_id, locale, day),
        frame=frame_view(notes, themes, shown_parties(session, plan_id)),
        stages=stage_views(found_stages(session, plan_id), locale),
    )


def _meetings(
    session: Session, plan_id: str, locale: str, day: date
) -> tuple[list[MeetingView], list[MeetingView]]:
    parts: tuple[list[MeetingView], list[MeetingView]] = [], []
    for one in meetings_of(session, plan_id):
        parts[one.is_past(day)].append(meeting_view(one, locale, day))
    return parts[0], parts[1][::-1]


def _whole(session: Session, plan_id: str, step_id: str | None) -> PartView | None:
    """The step that this one is a part of, unless that has left the board."""
    whole = find_step(session, plan_id, step_id) if step_id else None
    return PartView(whole.id, whole.title, whole.completion is not None) if whole and whole.on_board else None


def _follow_ups(session: Session, step_id: str, locale: str, day: date) -> list[FollowUpView]:
    found = open_follow_ups(session, step_id)

    def name(party_id: str) -> str:
        return session.get_one(Party, party_id).name

    return [
        FollowUpView(
            one.id, name(one.asker_id), name(one.party_id), day_text(locale, one.until), one.until < day
        )
        for one in found
    ]


def _askable(session: Session, shown: Sequence[FoundParty], here: Sequence[Member]) -> list[FoundParty]:
    """Whoever can still answer: not who was erased, nor whose account has no role here any more."""
    ids = {one.id for one in here}

    def is_here(one: FoundParty) -> bool:
        if one.sort != PartySort.PERSON:
            return True
        party = session.get_one(Party, one.id)
        return party.member_id in ids if party.member_id else not is_formerly(one.name)

    return [one for one in shown if is_here(one)]


def _people(shown: Sequence[FoundParty], here: Sequence[Member]) -> list[tuple[str, str]]:
    """Who has a role here and was never named on the plan."""
    names = {party.name.casefold() for party in shown}
    return [(one.id, one.name) for one in here if one.name.casefold() not in names][:MOST_PEOPLE]


def _goals(session: Session, plan_id: str, own: str | None) -> list[NoteView]:
    """The goals of the plan, and the step's own also when it was taken away."""
    notes = found_notes(session, plan_id, 0)
    return [note_view(n) for n in notes if n.kind == NoteKind.GOAL and (n.on_plan or n.id == own)]
