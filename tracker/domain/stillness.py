"""When a plan lies still: nothing is left to do, no meeting is set, nobody touches it."""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.occasion import Occasion, Reminder

GRACE = {
    Occasion.NO_STEP: timedelta(days=1),
    Occasion.NO_MEETING: timedelta(days=7),  # the day after a meeting nobody is nagged about the next one
    Occasion.UNTOUCHED: timedelta(days=60),
}
AGAIN = timedelta(days=60)  # as long as it stays so


@dataclass(frozen=True, slots=True)
class Still:
    """A plan that has lain like this `since` a day, and the member who hears of it."""

    member_id: str
    plan_id: str
    title: str
    place: str
    how: Occasion
    since: date

    @property
    def id(self) -> str:
        """Of what is said, among all that is said in a mail."""
        return f"{self.plan_id}/{self.how}"

    def due_on(self, day: date) -> Reminder | None:
        """What is to be told by `day`: once, and again every 60 days. Another `since` is another time."""
        over = day - self.since - GRACE[self.how]
        if over < timedelta():
            return None
        turn = over // AGAIN
        due = self.since + GRACE[self.how] + turn * AGAIN
        return Reminder(self.how, self.plan_id, f"{self.since}/{turn}", due, date.max)
