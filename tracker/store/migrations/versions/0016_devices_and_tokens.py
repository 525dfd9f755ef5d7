"""On which device somebody is signed in; tokens that only read."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "sign_in_session", sa.Column("device", sa.String(), nullable=False, server_default=sa.text("''"))
    )
    op.add_column(
        "access_token", sa.Column("reads_only", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
