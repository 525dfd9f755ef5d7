"""How often a digest comes: on Mondays, or on the first Monday of a month."""

from datetime import date, timedelta
from enum import StrEnum

WEEK = timedelta(weeks=1)


class Rhythm(StrEnum):
    """How often a member gets a digest."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    NONE = "none"


def monday_of(day: date) -> date:
    """The Monday on or before it: digests are for that day."""
    return day - timedelta(days=day.weekday())


def rhythms_due(before: date | None, day: date) -> list[Rhythm]:
    """Which digests are due on `day` when mails were sent last on `before`: a Monday that was missed is made up for."""
    first = before + timedelta(days=1) if before else day
    passed, monday = list[date](), monday_of(day)
    while monday >= first:
        passed.append(monday)
        monday -= WEEK
    if not passed:
        return []
    return [Rhythm.WEEKLY, Rhythm.MONTHLY] if any(map(_is_first, passed)) else [Rhythm.WEEKLY]


def next_digest(rhythm: str, day: date) -> date | None:
    """The first day on or after `day` on which there may be one."""
    if rhythm not in (Rhythm.WEEKLY, Rhythm.MONTHLY):
        return None
    monday = monday_of(day + timedelta(days=6))
    while rhythm == Rhythm.MONTHLY and not _is_first(monday):
        monday += WEEK
    return monday


def period_of(rhythm: str) -> timedelta:
    """How long ago the digest before was."""
    return timedelta(weeks=5) if rhythm == Rhythm.MONTHLY else WEEK


def _is_first(monday: date) -> bool:
    return monday.day <= 7
