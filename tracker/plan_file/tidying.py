"""A document with its texts as the domain keeps them, whoever made it: what is written can then be read again."""

from dataclasses import replace

from tracker.domain.meeting import clean_fact
from tracker.domain.member import ADDRESS_LIMIT
from tracker.domain.typed_text import NAME, STAGE_NAME, TEXT, TITLE, long_text, one_line
from tracker.plan_file.document import CheckEntry, MeetingEntry, PlanDocument, StepEntry
from tracker.plan_file.stages import own_stages
from tracker.plan_file.vocabulary import MEETING_FACTS


def tidy(document: PlanDocument) -> PlanDocument:
    """The document with clean texts, empty ones left out. Raises Invalid for a text the domain would refuse."""
    notes = (replace(note, text=_text(note.text)) for note in document.notes)
    stages = (replace(stage, name=_line(stage.name, STAGE_NAME)) for stage in document.stages or ())
    parties = (replace(party, name=_line(party.name, NAME)) for party in document.parties)
    return replace(
        document,
        region=_line(document.region, NAME),
        title=_line(document.title, TITLE),
        states=tuple(dict.fromkeys(_lines(document.states, NAME))),
        goal=_line(document.goal, TITLE),
        period=_line(document.period, TITLE),
        contact=_line(document.contact, ADDRESS_LIMIT),
        deputy=_line(document.deputy, ADDRESS_LIMIT),
        themes=_lines(document.themes, NAME),
        parties=tuple(party for party in parties if party.name),
        stages=own_stages(tuple(stage for stage in stages if stage.name)),
        meeting=_meeting(document.meeting) if document.meeting else None,
        meetings=tuple(filter(None, map(_meeting, document.meetings))),
        notes=tuple(note for note in notes if note.text),
        steps=tuple(map(_step, document.steps)),
    )


def _meeting(meeting: MeetingEntry) -> MeetingEntry | None:
    said = {field: clean_fact(field, getattr(meeting, field)) for field in MEETING_FACTS}
    tidied = MeetingEntry(deadline=_line(meeting.deadline or "", TEXT) or None, line=meeting.line, **said)
    return None if tidied == MeetingEntry() else tidied


def _step(step: StepEntry) -> StepEntry:
    owners = (replace(owner, name=_line(owner.name, NAME)) for owner in step.owners)
    checks = (CheckEntry(_line(check.text, TITLE), check.done) for check in step.checklist)
    return replace(
        step,
        title=_line(step.title, TITLE),
        text=_text(step.text),
        owners=tuple(owner for owner in owners if owner.name),
        deadline=_line(step.deadline or "", TEXT) or None,
        themes=_lines(step.themes, NAME),
        stage=_line(step.stage or "", STAGE_NAME) or None,
        goal=_line(step.goal, TEXT),
        needed=_line(step.needed, TITLE),
        checklist=tuple(check for check in checks if check.text),
        result=_text(step.result),
    )


def _lines(texts: tuple[str, ...], limit: int) -> tuple[str, ...]:
    return tuple(filter(None, (_line(text, limit) for text in texts)))


def _line(text: str, limit: int) -> str:
    return one_line("plan_file", text, limit, required=False)


def _text(text: str) -> str:
    lines = long_text("plan_file", text, TEXT).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
