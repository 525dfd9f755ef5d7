"""A step may be split: its parts say which step they come from."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("step", sa.Column("part_of_id", sa.String(), nullable=True))
    op.create_index("ix_step_part_of_id", "step", ["part_of_id"])
