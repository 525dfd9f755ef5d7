"""Where all meetings are: everything is shown for this zone, and its nights without or with an hour twice are known."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def moment_of(day: date, hour: str) -> datetime:
    """In UTC, when it is `hour` ("18:00") there. An hour that comes twice, as clocks go back, is the first one; for
    one that a change of clocks skips, the moment as if they had not been changed yet: 3:30 for 2:30."""
    return datetime.combine(day, time.fromisoformat(hour), BERLIN).astimezone(UTC)


def is_skipped(day: date, hour: str) -> bool:
    """Whether there is no such hour on that day, because clocks go forward."""
    if day.year < 2:
        return False  # its moment might be in no year at all
    there = moment_of(day, hour).astimezone(BERLIN)
    return (there.hour, there.minute) != tuple(map(int, hour.split(":")))
