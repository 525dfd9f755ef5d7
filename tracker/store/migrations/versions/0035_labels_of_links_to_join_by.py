"""What a link to join by is for, in the words of whoever made it."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("join_link", sa.Column("label", sa.String(), nullable=False, server_default=sa.text("''")))
