"""Signing up to meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meeting", sa.Column("sign_up", sa.JSON(), nullable=True))
    op.add_column("meeting", sa.Column("signed_up", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "sign_up",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("email", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("told_rev", sa.Integer(), nullable=False, server_default="0"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sign_up_meeting_id", "sign_up", ["meeting_id"])
