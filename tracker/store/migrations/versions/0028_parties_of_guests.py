"""Whom without account a party stands for, and the address they left."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("party", sa.Column("guest_id", sa.String(), nullable=True))
    op.add_column("party", sa.Column("email", sa.String(), nullable=True))
    op.create_index("ix_party_guest_id", "party", ["guest_id"])
