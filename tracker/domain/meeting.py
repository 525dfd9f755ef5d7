"""When the group meets next. Day and title only; sign-up, agenda and minutes come with their own issue."""

from sqlmodel import Field

from tracker.domain.change import Verb
from tracker.domain.dated import Dated
from tracker.domain.deadline import Deadline
from tracker.domain.edit import Edit
from tracker.domain.ids import new_id
from tracker.domain.permissions import Action
from tracker.domain.typed_text import TITLE, one_line


class Meeting(Dated, table=True):
    """A meeting of a plan. Its day is said in words like any deadline."""

    id: str = Field(default_factory=new_id, primary_key=True)
    plan_id: str = Field(foreign_key="plan.id", index=True)
    title: str = ""
    rev: int = 0
    title_rev: int = 0
    deadline_rev: int = 0

    def set(self, edit: Edit, title: str, day: Deadline | None, base: int | None) -> None:
        """Title and day together. Raises Forbidden, Invalid."""
        edit.require(Action.SET_MEETING)
        edit.say(Verb.MEETING_SET)
        edit.set_text("meeting", self, "title", one_line("title", title, TITLE, required=False), base)
        words = day.words if day else ""
        if edit.clashes_with("meeting", self, "deadline", words, base) or day == self.deadline:
            return
        was = self.deadline
        edit.note("meeting", self.id, "deadline", was and was.to_json(), day and day.to_json())
        self.write_deadline(day)
        self.deadline_rev = edit.rev
        edit.touch(self)
