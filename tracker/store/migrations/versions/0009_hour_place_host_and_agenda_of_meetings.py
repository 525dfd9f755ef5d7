"""What a meeting knows besides title and day; and that one can be removed."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_TEXTS = ("starts", "place", "link", "host", "agenda")


def upgrade() -> None:
    for name in _TEXTS:
        op.add_column("meeting", sa.Column(name, sa.String(), nullable=False, server_default=sa.text("''")))
        op.add_column("meeting", sa.Column(f"{name}_rev", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("meeting", sa.Column("trashed_at", sa.DateTime(timezone=True), nullable=True))
