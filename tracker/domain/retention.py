"""For how long a plan's history is kept: as its facilitators say, or as long as it runs and two years more."""

from datetime import UTC, datetime

from tracker.domain.refusals import Invalid

CHOICES = (0, 2, 5, 10)  # years; 0: as long as the plan runs, and AFTER_ARCHIVING
AFTER_ARCHIVING = 2  # years


def chosen(typed: str) -> int:
    """One of the choices. Raises Invalid."""
    if typed not in map(str, CHOICES):
        raise Invalid("years", "unknown")
    return int(typed)


def over_before(years: int, archived_at: datetime | None, now: datetime) -> datetime | None:
    """What happened before this moment is over by `now`; None: nothing is."""
    if years:
        return later(now, -years)
    return now if archived_at and later(archived_at, AFTER_ARCHIVING) <= now else None


def all_over_at(years: int, archived_at: datetime | None) -> datetime | None:
    """When nothing of the history is left, as long as the plan is archived; None while it runs."""
    return later(archived_at, years or AFTER_ARCHIVING) if archived_at else None


def later(moment: datetime, years: int) -> datetime:
    """The same moment so many years on, in UTC; of 29 February the day before where there is none."""
    utc = moment.astimezone(UTC)
    try:
        return utc.replace(year=utc.year + years)
    except ValueError:
        return utc.replace(year=utc.year + years, day=28)
