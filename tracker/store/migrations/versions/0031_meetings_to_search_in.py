"""Meetings among what a search looks through; also those that are there already."""

import sqlalchemy as sa
from alembic import op

from tracker.domain.folded_text import folded_words

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

AT_ONCE = 5_000  # rows

FOLDED = sa.table("folded_text", *(sa.column(name) for name in ("plan_id", "kind", "id", "folded")))
MEETINGS = "SELECT plan_id, id, title, place, agenda FROM meeting WHERE trashed_at IS NULL"


def upgrade() -> None:
    found = op.get_bind().execute(sa.text(MEETINGS)).all()
    rows = [
        {"plan_id": plan_id, "kind": "meeting", "id": id, "folded": folded_words(*texts)}
        for plan_id, id, *texts in found
    ]
    for at in range(0, len(rows), AT_ONCE):
        op.bulk_insert(FOLDED, rows[at : at + AT_ONCE])
