"""Tokens that are for chosen plans alone."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    plans = sa.Column("plans", sa.String(), nullable=False, server_default=sa.text("''"))
    op.add_column("access_token", plans)
