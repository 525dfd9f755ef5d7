"""For how many years a plan's history is kept; 0: as long as it runs, and two years more."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plan", sa.Column("retention", sa.Integer(), nullable=False, server_default="0"))
