"""The step that was made of a note."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("note", sa.Column("step_id", sa.String(), nullable=True))
