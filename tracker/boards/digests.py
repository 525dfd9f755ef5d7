"""What digests and reminders say: parts with a heading and a line for each thing, ten lines at most."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.boards.agenda import short
from tracker.domain.duty import MOST_LINES, Asking, Duties, Duty, Gathering, Named, Refusal, Thing
from tracker.domain.occasion import Occasion, due_on, follow_up_reminder
from tracker.domain.rhythm import period_of
from tracker.domain.stillness import Still
from tracker.language.dates import day_text
from tracker.language.deadlines import deadline_text
from tracker.language.texts import text
from tracker.store.tellings import Key, key_of

_REMINDED = (
    *(Occasion.OVER, Occasion.SOON, Occasion.BEGINS, Occasion.FIXED, Occasion.FOLLOW_UP),
    *(Occasion.NO_STEP, Occasion.NO_MEETING, Occasion.UNTOUCHED),
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A part of a mail."""

    heading: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Said:
    """All parts of a mail, `more` lines being left out."""

    parts: Sequence[Saying]
    more: int
    counts: str
    """For the subject: how many of each part, never a title."""


def digest_said(locale: str, duties: Duties, day: date, rhythm: str, reminded: Collection[Key] = ()) -> Said:
    """A digest for `day`; what is reminded of in the same mail stands first and once."""
    first = _reminded(locale, duties, day, reminded)
    spoken = {id for _, ids, _ in first for id in ids}
    parts = list(first)
    for name, found in duties.parts(day, period_of(rhythm)).items():
        rest = [one for one in found if _id(one) not in spoken]
        heading = text(locale, f"digest.{name}")
        parts.append((heading, [_id(one) for one in rest], [_line(locale, one) for one in rest]))
    return _said(locale, parts)


def reminders_said(locale: str, duties: Duties, day: date, reminded: Collection[Key]) -> Said:
    """The reminders of a mail, as far as they still hold."""
    return _said(locale, _reminded(locale, duties, day, reminded))


_Part = tuple[str, list[str], list[str]]  # heading, ids, lines


def _reminded(locale: str, duties: Duties, day: date, keys: Collection[Key]) -> list[_Part]:
    found: dict[Occasion, list[Duty | Asking | Still]] = {occasion: [] for occasion in _REMINDED}
    for duty in duties.steps:
        due = due_on(day, duty.step_id, duty.deadline, duty.named)
        held = [one.occasion for one in due if key_of(one) in keys]
        if held:
            # of several that were missed the last one says it all; a tentative date is asked about, never late
            tentative = duty.deadline and duty.deadline.tentative
            found[Occasion.FIXED if tentative else held[-1]].append(duty)
    for asking in duties.askings:
        if key_of(follow_up_reminder(asking.id, asking.until)) in keys:
            found[Occasion.FOLLOW_UP].append(asking)
    for still in duties.still:
        if (now := still.due_on(day)) and key_of(now) in keys:
            found[still.how].append(still)
    return [
        (
            text(locale, f"reminder.{occasion}"),
            [_id(one) for one in some],
            [_bare(locale, one) if isinstance(one, Still) else _line(locale, one) for one in some],
        )
        for occasion, some in found.items()
    ]


def _said(locale: str, parts: Sequence[_Part]) -> Said:
    kept, left, more = list[Saying](), MOST_LINES, 0
    for heading, _, lines in parts:
        if lines[:left]:
            kept.append(Saying(heading, lines[:left]))
        more += len(lines[left:])
        left -= len(lines[:left])
    counts = ", ".join(
        text(locale, "digest.count", part=heading, n=len(lines)) for heading, _, lines in parts if lines
    )
    return Said(kept, more, counts)


def _id(one: Thing) -> str:
    return one.step_id if isinstance(one, Duty | Named) else one.id


def _bare(locale: str, one: Named | Refusal | Still) -> str:
    return text(locale, "digest.step", title=" ".join(one.title.split()), place=" ".join(one.place.split()))


def standing_said(locale: str, asked: bool, line: str) -> str:
    """What is said of a step, with whether it is mine or I am only asked."""
    return text(locale, "digest.is_asked" if asked else "digest.is_mine", line=line)


def _line(locale: str, one: Thing) -> str:
    said = {"title": " ".join(one.title.split()), "place": " ".join(one.place.split())}
    if isinstance(one, Still):
        return f"{_bare(locale, one)}: {text(locale, f'reminder.{one.how}')}"
    if isinstance(one, Named):
        return _bare(locale, one)
    if isinstance(one, Refusal):
        said = {"line": _bare(locale, one), "party": " ".join(one.party.split()), "word": short(one.word)}
        return text(locale, "digest.declines_with_word" if one.word else "digest.declines", **said)
    if isinstance(one, Duty) and one.party:
        said["title"] = text(
            locale, "digest.for_party", party=" ".join(one.party.split()), title=said["title"]
        )
    if isinstance(one, Asking):
        party = " ".join(one.party.split())
        return text(locale, "digest.ask", party=party, day=day_text(locale, one.until), **said)
    deadline = deadline_text(locale, one.deadline) if one.deadline else ""
    if isinstance(one, Gathering):
        hour = text(locale, "digest.hour", hour=one.starts) if one.starts else ""
        said["title"] = said["title"] or text(locale, "digest.meeting")
        return text(locale, "digest.meets", day=deadline, hour=hour, **said)
    key = "digest.step_by" if deadline else "digest.step"
    return standing_said(locale, one.asked, text(locale, key, deadline=" ".join(deadline.split()), **said))


def body_of(said: Said, locale: str) -> str:
    """The parts as plain text."""
    parts = ["\n".join([one.heading, *(f"- {line}" for line in one.lines)]) for one in said.parts]
    more = [text(locale, "digest.more", n=said.more)] if said.more else []
    return "\n\n".join([*parts, *more])
