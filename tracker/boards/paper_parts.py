"""What paper says of the steps beside their cards: there nobody can open one."""

from sqlmodel import Session

from tracker.boards.agenda import short
from tracker.pages.paper import PaperPart
from tracker.store.changes import found_notes
from tracker.store.checks import checks_by_step
from tracker.store.step_texts import step_texts


def paper_parts(session: Session, plan_id: str) -> dict[str, PaperPart]:
    """Of a plan's steps that say more than their card does, by id."""
    notes = {note.id: note.text for note in found_notes(session, plan_id)}
    checks = checks_by_step(session, plan_id)
    parts = {}
    for id, texts in step_texts(session, plan_id).items():
        ticks = [(check.text, check.done) for check in checks.get(id, ())]
        goal = notes.get(texts.goal_id or "", "")
        if texts.text or texts.needed or goal or ticks:
            parts[id] = PaperPart(texts.text, texts.needed, goal, ticks, short(texts.text))
    return parts
