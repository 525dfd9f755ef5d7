"""One numbered line per change, and which commands were carried out."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _change()
    _change_entity()
    _command_key()


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("effects", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("feed", "rev"),
    )


def _change_entity() -> None:
    op.create_table(
        "change_entity",
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("feed", "rev", "kind", "id"),
    )
    op.create_index("change_entity_by_entity", "change_entity", ["feed", "kind", "id", "rev"])


def _command_key() -> None:
    op.create_table(
        "command_key",
        sa.Column("participant", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("body_hash", sa.String(), nullable=False),
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("participant", "key"),
    )
