"""Keeping previews of imports: each only for whoever made it, at its place, for a day."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Session, col

from tracker.domain.import_preview import LIFE, MOST_OF_ONE, ImportPreview
from tracker.domain.participant import Participant
from tracker.domain.refusals import NotFound


def find_preview(
    session: Session, by: Participant, place: str, preview_id: str, now: datetime
) -> ImportPreview:
    """A preview of one's own. Raises NotFound when it is not there, not theirs, of another place or too old."""
    preview = session.get(ImportPreview, preview_id)
    if preview is None or (preview.by, preview.place) != (by.key, place) or preview.at < now - LIFE:
        raise NotFound()
    return preview


def keep_preview(session: Session, preview: ImportPreview) -> None:
    """Keep a new one; of too many of one participant the oldest goes."""
    mine = select(col(ImportPreview.id)).where(col(ImportPreview.by) == preview.by)
    newest = mine.order_by(col(ImportPreview.at).desc(), col(ImportPreview.id)).offset(MOST_OF_ONE - 1)
    old = session.execute(newest).scalars().all()
    session.execute(delete(ImportPreview).where(col(ImportPreview.id).in_(old)))
    session.add(preview)


def forget_preview(session: Session, preview_id: str) -> None:
    """It was carried out, or given up."""
    session.execute(delete(ImportPreview).where(col(ImportPreview.id) == preview_id))


def forget_old_previews(session: Session, now: datetime) -> None:
    """Remove what nobody came back to."""
    session.execute(delete(ImportPreview).where(col(ImportPreview.at) < now - LIFE))
    session.commit()
