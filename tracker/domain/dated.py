"""The columns of a deadline, shared by steps and meetings."""

from datetime import date

from sqlmodel import SQLModel

from tracker.domain.deadline import Deadline, Precision


class Dated(SQLModel):
    """Has a deadline or none. The columns are only read and written through `deadline`."""

    deadline_words: str | None = None
    deadline_first: date | None = None
    deadline_last: date | None = None
    deadline_precision: str | None = None
    deadline_tentative: bool = False
    deadline_by: bool = False
    deadline_next_meeting: bool = False

    @property
    def deadline(self) -> Deadline | None:
        """The deadline as one value; None when nobody said one."""
        if self.deadline_words is None:
            return None
        return Deadline(
            words=self.deadline_words,
            first=self.deadline_first,
            last=self.deadline_last,
            precision=Precision(self.deadline_precision) if self.deadline_precision else None,
            tentative=self.deadline_tentative,
            by=self.deadline_by,
            next_meeting=self.deadline_next_meeting,
        )

    def write_deadline(self, deadline: Deadline | None) -> None:
        """Set all columns at once."""
        self.deadline_words = deadline.words if deadline else None
        self.deadline_first = deadline.first if deadline else None
        self.deadline_last = deadline.last if deadline else None
        self.deadline_precision = deadline.precision if deadline else None
        self.deadline_tentative = bool(deadline and deadline.tentative)
        self.deadline_by = bool(deadline and deadline.by)
        self.deadline_next_meeting = bool(deadline and deadline.next_meeting)
