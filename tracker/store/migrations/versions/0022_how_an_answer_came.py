"""How the answer of an owner came."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "ownership", sa.Column("answered_how", sa.String(), nullable=False, server_default=sa.text("''"))
    )
