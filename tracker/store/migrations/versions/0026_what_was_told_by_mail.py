"""What members want by mail, what they were told, links in such mails, and what is done once a day."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    wanted = sa.Column("digest", sa.String(), nullable=False, server_default=sa.text("'weekly'"))
    op.add_column("member", wanted)
    op.add_column(
        "member", sa.Column("reminders", sa.Boolean(), nullable=False, server_default=sa.text("true"))
    )
    op.create_table(
        "telling",
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("span", sa.String(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("mail_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("member_id", "occasion", "about", "span"),
    )
    op.create_index("ix_telling_mail_id", "telling", ["mail_id"])
    op.create_table(
        "personal_link",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index("ix_personal_link_member_id", "personal_link", ["member_id"])
    op.create_table(
        "chore",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("kind"),
    )
