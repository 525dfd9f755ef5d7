"""What a mail is about, and who has it sent."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("about", "asked_by"):
        op.add_column("mail", sa.Column(name, sa.String(), nullable=False, server_default=sa.text("''")))
