"""A stage that was removed stays known to the history and to steps completed from it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("stage", sa.Column("trashed_at", sa.DateTime(timezone=True), nullable=True))
