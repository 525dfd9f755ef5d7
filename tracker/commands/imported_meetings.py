"""The meetings of a plan that comes from a file."""

from datetime import date

from tracker.commands.imported_steps import in_line
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.edit import Edit
from tracker.domain.meeting import Meeting, start_meeting
from tracker.plan_file.document import PlanDocument
from tracker.plan_file.vocabulary import MEETING_FACTS


def add_meetings(edit: Edit, plan_id: str, document: PlanDocument, reference: date) -> list[Meeting]:
    """The next one first, if there is any. Raises PlanFileErrors for an hour that there is not on its day."""
    meetings = []
    for entry in (*filter(None, [document.meeting]), *document.meetings):
        meeting = start_meeting(edit, plan_id)
        meeting.retell(edit, {field: getattr(entry, field) for field in MEETING_FACTS}, None)
        meeting.put_on(edit, read_deadline(entry.deadline or "", reference), None)
        with in_line(entry.line):
            meeting.check_hour(edit)
        meetings.append(meeting)
    return meetings
